import { stringify } from 'yaml';
import { unifiedDiff } from '../../../document/text-diff.ts';
import type { Bundle } from '../../../domain/bundle.ts';
import { CALLS } from '../../../domain/observation.ts';
import type { HistoryJson } from '../../../domain/registry-json.ts';
import type { PromptState, VersionState } from '../../../domain/registry-state.ts';
import { inertTerminal } from '../../../prose/inert.ts';
import { formatCount } from '../../../prose/numbers.ts';
import { totalMeans } from '../../../registry/means.ts';
import { heldIn, statusOf } from '../../../registry/status.ts';
import { judgedCases, worseText } from '../../../report/telling/judged.ts';
import { DRIFT_HEADING, driftJson, driftRow, TRIP_HEADING, tripRow } from '../status/production.ts';
import { textTable } from '../table.ts';

/** Characters of a line, but for its indentation. */
const WIDEST = 118;

/** The published shape of `history --json`; newest version first. */
export function historyJson(
  prompt: string,
  state: PromptState,
  { last, now }: { last: string; now: number },
): HistoryJson {
  const versions = newestFirst(state).map((version) => {
    const { commit, path, author, owner, change, tokens, pullRequest, description, tags } = version.source;
    return {
      version: version.version,
      digest: version.digest,
      status: statusOf(state, version.version, last, now) ?? null,
      ...{ commit, path, author, owner, at: version.at, change, tokens, pullRequest, description, tags },
      accepted: version.source.accepted ?? null,
      raised: version.raised,
      because: version.because,
      evidence: evidenceJson(version),
      observed: observedJson(state, version.version),
      trips: tripsJson(state, version.version),
      drift: versionDrift(state, version.version),
    };
  });
  return { schemaVersion: 1, prompt, versions };
}

/** The same for people. */
export function renderHistory(
  name: string,
  state: PromptState,
  { last, now, notes }: { last: string; now: number; notes: readonly string[] },
): string {
  const rows = newestFirst(state).map((version) => {
    const { source, raised, because } = version;
    const number = source.pullRequest === null ? '' : ` (#${source.pullRequest})`;
    const why = raised === null ? 'first version' : `${raised}: ${because.join(', ') || 'content changed'}`;
    return [
      version.version,
      statusText(state, version.version, { last, now }),
      version.at.slice(0, 10),
      source.author,
      `“${source.change}”${number}${source.accepted ? `, accepted by ${source.accepted.by}` : ''}`,
      why,
      testedText(version),
      ...(state.observed ? [observedText(state, version.version)] : []),
    ];
  });
  const heading = ['version', 'status', 'recorded', 'author', 'change', 'raised', 'tested'];
  if (state.observed) heading.push('observed');
  const versions = newestFirst(state).map(({ version }) => version);
  const trips = versions.flatMap((version) =>
    tripsJson(state, version).map(({ environment, ...trip }) => [
      environment,
      ...tripRow({ version, ...trip }),
    ]),
  );
  const drift = versions.flatMap((version) =>
    versionDrift(state, version).map(({ environment, ...each }) => [
      environment,
      ...driftRow({ version, ...each }),
    ]),
  );
  const tables = [
    textTable([heading, ...rows], WIDEST),
    tableBelow(['guard tripped in', ...TRIP_HEADING], trips),
    tableBelow(['drift in', ...DRIFT_HEADING], drift),
  ];
  const lines = [name, ...tables.flat().map((line) => (line === '' ? '' : `  ${line}`))];
  return `${[...lines, ...notes.map(inertTerminal)].join('\n')}\n`;
}

function statusText(
  state: PromptState,
  version: string,
  { last, now }: { last: string; now: number },
): string {
  const held = heldIn(state, version, now);
  return [
    statusOf(state, version, last, now) ?? '',
    ...(state.onMain === version ? ['on main'] : []),
    ...(held.length > 0 ? [`held in ${held.join(' and ')}`] : []),
  ].join(', ');
}

/** The difference between what two versions ask, as a unified diff. */
export function diffText(
  { name, from, to }: { name: string; from: string; to: string },
  before: Bundle,
  after: Bundle,
): string {
  const text = unifiedDiff(`${name} ${from}`, `${name} ${to}`, readable(before), readable(after));
  const lines = (text === '' ? 'They ask the same.' : text).split('\n');
  return `${lines.map(inertTerminal).join('\n').trimEnd()}\n`;
}

function readable(bundle: Bundle): string {
  return stringify(bundle, { lineWidth: 0, sortMapEntries: false });
}

function observedJson({ observed = {} }: PromptState, version: string) {
  return Object.entries(observed).flatMap(([environment, known]) =>
    totalMeans(known, version).map(({ metric, n, mean, units }) => ({ environment, metric, n, mean, units })),
  );
}

/** `production: resolved 0.81 of 312`; calls are not of interest by themselves. */
function observedText(state: PromptState, version: string): string {
  const texts = observedJson(state, version)
    .filter(({ metric }) => metric !== CALLS)
    .map(({ environment, metric, n, mean }) => {
      return `${environment}: ${metric} ${Number(mean.toPrecision(3))} of ${formatCount(n)}`;
    });
  return texts.join(', ') || '—';
}

/** Trips of guards on a version, the latest of each. */
function tripsJson({ environments }: PromptState, of: string) {
  return Object.entries(environments).flatMap(([environment, { trips = [] }]) =>
    trips
      .filter(({ version }) => version === of)
      .map(({ segment, metric, action, at, released }) => ({
        ...{ environment, segment, metric, action, at, released },
      })),
  );
}

/** The last drift of a version in each environment. */
function versionDrift({ environments }: PromptState, of: string) {
  return Object.entries(environments).flatMap(([environment, { drift }]) =>
    driftJson(drift)
      .filter(({ version }) => version === of)
      .map(({ version: _, ...each }) => ({ environment, ...each })),
  );
}

function tableBelow(heading: readonly string[], rows: readonly (readonly string[])[]): string[] {
  return rows.length === 0 ? [] : ['', ...textTable([heading, ...rows], WIDEST)];
}

function newestFirst({ versions }: PromptState): VersionState[] {
  return Object.values(versions).reverse();
}

/** Each judgement by which it was promoted; and evidence that nobody judged yet, without a verdict. */
function evidenceJson({ judgements, evidence }: VersionState): HistoryJson['versions'][number]['evidence'] {
  const judged = judgements.map(
    ({ verdict, against, suite, cases, at, environment, overridden, segments, worse }) => ({
      ...{ verdict, against, suite, cases, at, environment, overridden: overridden ?? [] },
      ...(segments && { segments }),
      ...(worse && { worse }),
    }),
  );
  const ids = new Set(judgements.map((judgement) => judgement.evidence));
  const others = evidence
    .filter(({ id }) => !ids.has(id))
    .map(({ suite, cases, at }) => {
      return { verdict: null, against: null, suite, cases, at, environment: null, overridden: [] };
    });
  return [...judged, ...others];
}

/** What came of its tests, each once: `pass for production (120 cases), 5 times`. */
function testedText(version: VersionState): string {
  const times = new Map<string, number>();
  for (const judged of evidenceJson(version)) {
    const { verdict, environment, overridden } = judged;
    const how = verdict === null ? 'not judged' : `${verdict} for ${environment}`;
    const more = [worseText(judged), overridden.length > 0 ? 'overridden' : ''].filter((text) => text !== '');
    const text = `${how} (${[judgedCases(judged), ...more].join(', ')})`;
    times.set(text, (times.get(text) ?? 0) + 1);
  }
  const texts = [...times].map(([text, count]) => (count === 1 ? text : `${text}, ${count} times`));
  return texts.length === 0 ? 'no evidence' : texts.join('; ');
}
