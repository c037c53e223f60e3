import { ConfigurationError, ConfigurationErrors, GateFailure } from '../../../base/errors.ts';
import { ownMember } from '../../../base/json.ts';
import { describeValue } from '../../../document/describe.ts';
import { didYouMean } from '../../../document/suggest.ts';
import { CALLS, type Observed, type RowCounts, type Window } from '../../../domain/observation.ts';
import type { RegistryState } from '../../../domain/registry-state.ts';
import { type Counted, counter } from '../../../observe/count.ts';
import { type CountedIds, countedIds } from '../../../observe/ids.ts';
import { type Bytes, openFiles, type RowPlace, type RowReceiver } from '../../../observe/input.ts';
import type { Source } from '../../../observe/reported.ts';
import { resolver } from '../../../observe/resolve.ts';
import { readRows } from '../../../observe/rows.ts';
import { byColumns, readColumns } from '../../../observe/sources/columns.ts';
import { own } from '../../../observe/sources/own.ts';
import { SOURCES } from '../../../observe/sources/table.ts';
import type { Before, CountedPart } from '../../../observe/tallies.ts';
import { counted } from '../../../prose/numbers.ts';
import { MAX_METRICS, MAX_WINDOWS, observedWindows, treeOf } from '../../../registry/windows.ts';
import { readTip } from '../../../repo/branch.ts';
import { snapshotAt } from '../../../repo/snapshots.ts';
import { doubtNotes } from '../known-policy.ts';
import { readState } from '../log.ts';
import { requireEnvironment } from '../lookup.ts';
import { type Clone, openClone } from '../opened.ts';
import type { PublishReport } from '../publish/publish.ts';
import { openWriting, type Writing, type WritingRequest, writeEvents } from '../writing.ts';
import type { JudgedReport, JudgingRequest } from './judged/run.ts';
import { type KnownIds, readKnownIds, saveKnownIds } from './memory.ts';
import { declaredSegments } from './segments.ts';

export type ObserveRequest = WritingRequest & {
  /** `-` is the standard input. */
  files: readonly string[];
  input: Bytes | undefined;
  /** The environment of rows that name none. */
  env: string | undefined;
  /** Name of the source; undefined: each file's first row tells. */
  from: string | undefined;
  columns: string | undefined;
  /** Counts rows of times that runs from other clones counted, which are known to have had other rows. */
  overlapping: boolean;
  /** How a sample of the answers is judged; null: none is. */
  judging: JudgingRequest | null;
};

export type ObserveReport = Omit<Counted, 'parts'> & {
  observed: {
    prompt: string;
    environment: string;
    from: string;
    through: string;
    observations: number;
    windows: Window[];
  }[];
  /** Id of the event; null: nothing was written. */
  event: string | null;
  /** Null: no answers were judged. */
  judged: JudgedReport | null;
  dryRun: boolean;
  publication: PublishReport;
  notes: string[];
};

/** Files of one of these are tables; others are known by their ending. */
const TABLES = /\.csv(?:\.gz)?$/i;
const TIP_TIMEOUT_MS = 30_000;

/**
 * Counts what production reported, and writes it as one event.
 * @throws ConfigurationError, ConfigurationErrors: bad options, files that are not there, or most of their rows cannot be
 *   read; GateFailure: another run was faster
 */
export async function observe(request: ObserveRequest): Promise<ObserveReport> {
  const found = await openClone(request);
  const reading = sourceOption(request);
  const files = await openFiles(request.files, request);
  const judging = request.judging && (await openJudgingOf(request.judging, found, request));
  const clone = judging === null ? found : { ...found, registry: judging.registry, doubt: null };
  const { repository, place, registry } = clone;
  const writing = await openWriting({ ...clone, policyPath: null }, request);
  const known = await readKnownIds(repository, place);
  const ids = countedIds(known.hashes);
  const { state, segmentsOf, commit } = await readGround(clone);
  if (request.env !== undefined) requireEnvironment(registry, request.env, { option: '--env', state });
  if (Object.keys(state.prompts).length === 0) {
    throw new ConfigurationError('The registry has no prompt yet, so nothing can be observed.', {
      remedy: 'Run `record` first.',
    });
  }
  const resolve = resolver(state, { option: request.env, segmentsOf });
  const before = beforeOf(state, request.overlapping ? null : known);
  const now = Date.now();
  const counting = counter({
    ...{ resolve, metrics: registry.metrics, before, ids, source: reading.source, now },
    most: { windows: MAX_WINDOWS, metrics: MAX_METRICS },
  });
  const sampler = judging?.sampler({ resolve, source: reading.source, now, before, ids }) ?? null;
  const receiver = sampler === null ? counting : both(counting, sampler);
  for (const file of files) await readRows(file, reading.isTable ?? TABLES.test(file.name), receiver);
  requireReadable(counting.told(), state);
  const judged = sampler && (await judging?.judge(sampler.sample(), { state, commit }));
  for (const judgement of judged?.judgements ?? []) counting.judgement(judgement);
  const { parts, ...told } = counting.finish();
  const report = await write({ writing, state, known, ids, overlapping: request.overlapping }, parts, told);
  return judged ? { ...report, judged: judged.report, notes: [...report.notes, ...judged.notes] } : report;
}

/** What asks models is loaded only where it is needed. */
async function openJudgingOf(judging: JudgingRequest, clone: Clone, request: ObserveRequest) {
  const { openJudging } = await import('./judged/open.ts');
  return await openJudging(judging, { clone, request });
}

/** Both are given every row. */
function both(first: RowReceiver, second: RowReceiver): RowReceiver {
  return {
    row(row, place, text) {
      first.row(row, place, text);
      second.row(row, place, text);
    },
    unreadable: first.unreadable,
  };
}

/** What the registry knows, at the tip of its branch. */
async function readGround({ repository, place, registry }: Clone) {
  const tip = await readTip(repository, place, { timeoutMs: TIP_TIMEOUT_MS });
  const snapshot = tip.commit === null ? null : snapshotAt(repository, tip.commit);
  try {
    const state = await readState(snapshot, null);
    return { state, commit: tip.commit, segmentsOf: await declaredSegments({ state, snapshot }, registry) };
  } finally {
    snapshot?.close();
  }
}

type Context = {
  writing: Writing;
  /** By which it was counted. */
  state: RegistryState;
  known: KnownIds;
  ids: CountedIds;
  overlapping: boolean;
};

async function write(
  { writing, state, known, ids, overlapping }: Context,
  parts: readonly CountedPart[],
  told: Omit<Counted, 'parts'>,
): Promise<ObserveReport> {
  const fact = factOf(parts, told.rows);
  const { appended, commit, publication } = await writeEvents(
    writing,
    async (log) => {
      if (!overlapping) refuseOvertaken(parts, { before: state, now: log.state, known });
      const entries = parts.length === 0 ? [] : [{ fact }];
      return { entries, message: `Observe ${told.rows.counted} reports of production`, finding: null };
    },
    { mayLeaveServing: true },
  );
  const event = commit === null ? undefined : appended?.events.at(-1)?.event;
  const hashes = ids.added();
  // A run with more ids than are remembered is as one from another clone.
  if (event && hashes !== null) await saveKnownIds(writing, event, hashes);
  return {
    ...told,
    observed: parts.map(({ from, through, ...rest }) => ({
      ...rest,
      from: new Date(from).toISOString(),
      through: new Date(through).toISOString(),
    })),
    event: event?.id ?? null,
    judged: null,
    dryRun: writing.dryRun,
    publication,
    notes: doubtNotes(writing.doubt),
  };
}

function factOf(parts: readonly CountedPart[], rows: RowCounts): Observed {
  const prompts: Observed['prompts'] = {};
  for (const { prompt, environment, from, through, observations, windows } of parts) {
    prompts[prompt] = {
      ...prompts[prompt],
      [environment]: {
        from: new Date(from).toISOString(),
        through: new Date(through).toISOString(),
        observations,
        windows: treeOf(windows),
      },
    };
  }
  return { type: 'observed', prompts, rows };
}

/** @param known null: times that other clones counted are counted again */
function beforeOf(state: RegistryState, known: KnownIds | null) {
  return (prompt: string, environment: string): Before => {
    const observed = ownMember(ownMember(state.prompts, prompt)?.observed ?? {}, environment);
    const others =
      known === null ? [] : (observed?.runs ?? []).filter(({ event }) => !known.events.has(event));
    return {
      through: observed ? Date.parse(observed.through) : null,
      elsewhere: others.map(({ from, through }) => ({
        from: Date.parse(from),
        through: Date.parse(through),
      })),
      metrics: metricsOf(observedWindows(state, { prompt, environment })),
    };
  };
}

/** Without `calls`, which is counted by itself. */
function metricsOf(windows: readonly Window[]): string[] {
  return [...new Set(windows.map(({ metric }) => metric).filter((metric) => metric !== CALLS))];
}

/** What was counted by an older state counts only where no other run counted the same time meanwhile. */
function refuseOvertaken(
  parts: readonly CountedPart[],
  { before, now, known }: { before: RegistryState; now: RegistryState; known: KnownIds },
): void {
  const runsOf = (state: RegistryState, { prompt, environment }: CountedPart) =>
    ownMember(ownMember(state.prompts, prompt)?.observed ?? {}, environment)?.runs ?? [];
  for (const part of parts) {
    const seen = new Set(runsOf(before, part).map(({ event }) => event));
    const overlaps = runsOf(now, part).some(
      ({ event, from, through }) =>
        !seen.has(event) &&
        !known.events.has(event) &&
        Date.parse(from) <= part.through &&
        Date.parse(through) >= part.from,
    );
    if (!overlaps) continue;
    throw new GateFailure(`Another run counted observations of ${part.prompt} of the same time meanwhile.`, {
      remedy: 'Nothing was written. Run the command again.',
    });
  }
}

/** Fails where most rows cannot be read, or none is of what the registry knows. */
function requireReadable({ rows, problems, unknown }: Omit<Counted, 'parts'>, state: RegistryState): void {
  const meant = rows.read - rows.ignored;
  if (rows.unreadable * 2 > meant) {
    const summary = `${rows.unreadable} of ${meant} rows cannot be read, so nothing was counted.`;
    throw new ConfigurationErrors([
      new ConfigurationError(summary, { remedy: 'The first of them:' }),
      ...problems.map(
        ({ place, problem }) => new ConfigurationError(`${problem}.`, { place: placeOfRow(place) }),
      ),
    ]);
  }
  if (rows.unknown === 0 || rows.unknown < meant) return;
  const names = Object.keys(state.prompts);
  throw new ConfigurationError(
    `None of ${counted(rows.unknown, 'row')} is of a prompt, a version and an environment that the registry knows.`,
    {
      remedy: unknown
        .map(({ what, name, rows: count }) => {
          const meantName = what === 'prompt' ? didYouMean(name, names) : '';
          return `${what} ${describeValue(name)} (${count}).${meantName}`;
        })
        .join(' '),
    },
  );
}

function placeOfRow({ path, line, row }: RowPlace): { path: string; line?: number } {
  if (line !== undefined) return { path, line };
  return { path: row === undefined ? path : `${path} row ${row}` };
}

/** `--from` and `--columns`. */
function sourceOption({ from, columns }: ObserveRequest): { source: Source | null; isTable: boolean | null } {
  const names = [...SOURCES.map(({ name }) => name), 'csv'];
  const isTable = from === 'csv' ? true : null;
  if (columns !== undefined) {
    if (from !== undefined && from !== 'csv' && from !== 'jsonl') {
      throw new ConfigurationError('--columns is for other files than those that --from names.', {
        remedy: 'Leave out one of them, or write --from csv or --from jsonl.',
      });
    }
    return { source: byColumns(readColumns(columns)), isTable };
  }
  if (from === undefined) return { source: null, isTable };
  const source = from === 'csv' ? own : SOURCES.find(({ name }) => name === from);
  if (source) return { source, isTable };
  throw new ConfigurationError(
    `--from is ${describeValue(from)}, which is no source.${didYouMean(from, names)}`,
    {
      remedy: `There are: ${names.join(', ')}. Other files are read by --columns.`,
    },
  );
}
