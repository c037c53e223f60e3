import { ConfigurationErrors, unlessMistaken } from '../base/errors.ts';
import { entriesOf, entryOf, type Namings } from '../change/naming.ts';
import type { PromptChange } from '../domain/change.ts';
import type { Notice } from '../domain/notice.ts';
import type { Config, PromptEntry } from '../domain/policy.ts';
import type { TemplateMessage } from '../domain/prompt.ts';
import type { ChangedFile, Snapshot } from '../domain/snapshot.ts';
import type { PromptPart } from '../prompt/formats/format.ts';
import { matchParts } from '../prompt/match-parts.ts';
import { readParts } from '../prompt/read.ts';
import { assertionsThatAsk } from '../score/judge/asked.ts';
import { loadKinds } from '../score/kinds.ts';
import type { ReadSuite } from '../suite/read.ts';
import {
  type ArmSource,
  type PlanArm,
  type PlannedArm,
  planEitherWay,
  sourcesOf,
  withWayOut,
} from './arms.ts';
import { tellNotAsked } from './not-asked.ts';
import type { PromptToPlan } from './plan.ts';
import { suiteAtBase } from './suites.ts';

type Context = {
  namings: Namings;
  /** Where the policy lies. */
  policyPath: string;
  planArm: PlanArm;
  readSuite: ReadSuite;
  /** At the merge base. */
  base: Snapshot;
  candidate: Snapshot;
  files: readonly ChangedFile[];
  /** Names of other prompts, which these may not have. */
  taken?: ReadonlySet<string>;
  /** Receives what is told of prompts that stand among others, as before, and cannot be read. */
  onNotice?: (notice: Notice) => void;
};

/** What a model decides about an answer. */
const JUDGED = ['judgement', 'embedding'] as const;

/** One of the prompts that a file holds, and how it is called. */
export type NamedPart = { name: string; index: number | undefined; part: PromptPart };

/**
 * The prompts of a file at a snapshot; undefined where its format holds one a file. One alone is called like the file;
 * of several, one is called by its label or its place (`promptfooconfig.yaml#2`), one that is a file of its own like
 * that. Throws ConfigurationError(s) as reading the file does.
 */
export async function partsOf(
  snapshot: Snapshot,
  path: string,
  taken: ReadonlySet<string> = new Set(),
): Promise<NamedPart[] | undefined> {
  const parts = await readParts(snapshot, path);
  if (parts === undefined) return undefined;
  if (parts.length < 2) return parts.map((part) => ({ name: path, index: undefined, part }));
  const names = new Set(taken);
  return parts.map((part, index) => {
    const wishes = [...wishedNames(part, path), `${path}#${index + 1}`, `${path}#prompt ${index + 1}`];
    const name = wishes.find((wish) => !names.has(wish)) ?? `${path}#${part.source}`;
    names.add(name);
    return { name, index, part };
  });
}

function wishedNames({ label, file, number }: PromptPart, path: string): string[] {
  const part = number === null ? '' : `#${number}`;
  return [
    ...(label === null ? [] : [`${path}#${label.replace(/\s+/g, ' ').trim().slice(0, 60)}${part}`]),
    ...(file === null ? [] : [`${file}${part}`, `${path}#${file}${part}`]),
  ];
}

async function orWayOut<T>(read: () => Promise<T>, path: string, entry: PromptEntry | undefined): Promise<T> {
  try {
    return await read();
  } catch (problem) {
    throw withWayOut(problem, path, entry);
  }
}

/** The prompts of a file at one snapshot, each to be compared with itself. Throws like `partsOf`. */
export async function promptsOfFile(
  path: string,
  { snapshot, config, taken }: { snapshot: Snapshot; config: Config; taken?: ReadonlySet<string> },
): Promise<PromptToPlan[]> {
  const entry = entryOf(config, path);
  const read = () => partsOf(snapshot, path, taken);
  const parts = (await orWayOut(read, path, entry)) ?? [{ name: path, index: undefined }];
  return parts.map(({ name, index }) => {
    const source = { snapshot, path, part: index, entry, models: config.models };
    return { name, candidate: source, baseline: source };
  });
}

/**
 * A change of a file that lists several prompts, as the changes of those prompts: each has its own version at the base
 * as its baseline. One that is asked as before is left out, or, where its cases changed, is a change of its suite.
 * A change of any other file is returned as it is.
 * @throws ConfigurationError(s): the file cannot be read at the head.
 */
export async function changesOfParts(change: PromptChange, context: Context): Promise<PromptChange[]> {
  if (change.kind === 'deleted') return [change];
  const { base, candidate, files, taken } = context;
  const { candidate: entry } = entriesOf(change, context.namings);
  const read = () => orWayOut(() => partsOf(candidate, change.path, taken), change.path, entry);
  // Of a file that is as it was, the mistakes are not this pull request's.
  const after = await (change.kind === 'policy' ? unlessMistaken(read) : read());
  if (after === undefined) return await changeOfWhole(change, context);
  // One that cannot be read at the base is told as its baseline is.
  const known = await partsAtBase(change.baselinePath, base);
  const before = known ?? after;
  const former = new Map(files.map(({ path, basePath }) => [path, basePath]));
  const { pairs, removed } = matchParts(
    before.map(({ part }) => part),
    after.map(({ part }) => part),
    (path) => former.get(path) ?? path,
  );
  const listed = new Set([...before, ...after].flatMap(({ part }) => part.file ?? []));
  const isAlone = after.length === 1 && before.length < 2;
  const drafts: { one: PromptChange; arms: Arms | undefined; own: ReadonlySet<string | null> }[] = [];
  for (const pair of pairs) {
    const now = after[pair.after];
    const old = pair.before === undefined ? undefined : before[pair.before];
    if (now === undefined) continue;
    if (now.part.mistakes) {
      if (known === undefined || !isUnreadableAsBefore(now, old)) {
        throw new ConfigurationErrors(now.part.mistakes);
      }
      context.onNotice?.(unreadNotice(now));
      continue;
    }
    const part = isAlone ? undefined : partOfFile(change, now, old);
    const one: PromptChange = {
      ...change,
      path: now.name,
      baselinePath: old?.name ?? (isAlone ? change.baselinePath : undefined),
      part,
    };
    const arms = one.baselinePath === undefined ? undefined : await armsOf(one, context);
    const own = new Set([now.part.file, old?.part.file ?? null, ...includedBy(arms)]);
    drafts.push({ one, arms, own });
  }
  tellNotAsked(change.path, drafts, context);
  const ofPrompts = new Set([...listed, ...drafts.flatMap(({ arms }) => includedBy(arms))]);
  const changes: PromptChange[] = [];
  for (const { one, arms, own } of drafts) {
    const because = change.because.filter((path) => own.has(path) || !ofPrompts.has(path));
    const kind = await kindOf({ ...one, because }, { isAlone, ofPrompts, arms }, context);
    if (kind !== null) changes.push({ ...one, because, kind });
  }
  for (const index of removed) {
    const gone = before[index];
    if (gone === undefined) continue;
    changes.push({
      ...{ path: gone.name, baselinePath: gone.name, kind: 'deleted', because: change.because },
      part: {
        path: change.path,
        baselinePath: change.baselinePath,
        index: undefined,
        baselineIndex: gone.index ?? 0,
      },
    });
  }
  return changes;
}

/**
 * The change of a file that is one prompt. What the policy says of it, or the promptfoo config that is its suite, may
 * change what is asked, or how that is judged, or neither.
 */
async function changeOfWhole(change: PromptChange, context: Context): Promise<PromptChange[]> {
  const { kind, because } = change;
  if (kind !== 'policy' && kind !== 'suite') return [change];
  const { candidate } = sourcesOf(change, context);
  if (kind === 'suite' && candidate.entry?.suite === undefined) return [change];
  const arms = await armsOf(change, context);
  tellNotAsked(candidate.entry?.suite ?? change.path, [{ arms }], context);
  if (arms && asked(arms.baseline) !== asked(arms.candidate)) {
    return [{ ...change, kind: kind === 'suite' ? 'modified' : 'policy' }];
  }
  if (kind === 'suite' || because.some((path) => path !== context.policyPath))
    return [{ ...change, kind: 'suite' }];
  if (arms) return (await isJudgedAlike(change, arms, context)) ? [] : [{ ...change, kind: 'suite' }];
  return (await breaksPrompt(change, context)) ? [change] : [];
}

/** Whether a prompt that can be asked at the base cannot any more, or the other way round. */
async function breaksPrompt(change: PromptChange, context: Context): Promise<boolean> {
  const { baseline, candidate } = sourcesOf(change, context);
  const canAsk = async (source: ArmSource | null) =>
    source !== null && (await unlessMistaken(() => context.planArm(source))) !== undefined;
  return (await canAsk(baseline)) !== (await canAsk(candidate));
}

function isUnreadableAsBefore({ part }: NamedPart, old: NamedPart | undefined): boolean {
  return old?.part.mistakes !== undefined && old.part.source === part.source;
}

function unreadNotice({ name, part }: NamedPart): Notice {
  const [first] = part.mistakes ?? [];
  return { code: 'prompt-not-read', prompt: name, problem: first?.message ?? '' };
}

/** None where the file is new, or listed no prompts; undefined where it cannot be read. */
async function partsAtBase(path: string | undefined, base: Snapshot): Promise<NamedPart[] | undefined> {
  if (path === undefined) return [];
  return unlessMistaken(async () => (await partsOf(base, path)) ?? []);
}

function partOfFile({ path, baselinePath }: PromptChange, now: NamedPart, old: NamedPart | undefined) {
  return {
    path,
    baselinePath: old && baselinePath,
    index: now.index ?? 0,
    baselineIndex: old && (old.index ?? 0),
  };
}

function includedBy(arms: Arms | undefined): string[] {
  return arms ? Object.values(arms).flatMap(({ prompt }) => Object.keys(prompt.includes)) : [];
}

async function kindOf(
  change: PromptChange,
  { isAlone, ofPrompts, arms }: { isAlone: boolean; ofPrompts: ReadonlySet<string>; arms: Arms | undefined },
  context: Context,
): Promise<PromptChange['kind'] | null> {
  if (change.baselinePath === undefined) return 'added';
  if (change.kind === 'renamed') return 'renamed';
  const { because, part, path, kind } = change;
  const isPrompt = (file: string) => file === path || file === part?.path;
  const files = because.filter((file) => file !== context.policyPath);
  if (arms && asked(arms.baseline) === asked(arms.candidate)) {
    const isOfSuite = kind === 'suite' || !files.every((file) => isPrompt(file) || ofPrompts.has(file));
    return isOfSuite || !(await isJudgedAlike(change, arms, context)) ? 'suite' : null;
  }
  if (kind === 'policy')
    return files.length === 0 && !arms && !(await breaksPrompt(change, context)) ? null : kind;
  return kind === 'suite' || (!isAlone && because.some(isPrompt)) ? 'modified' : kind;
}

type Arms = { baseline: PlannedArm; candidate: PlannedArm };

/** Undefined where one of them cannot be read: what is wrong is told when it is planned. */
async function armsOf(change: PromptChange, context: Context): Promise<Arms | undefined> {
  const { baseline, candidate } = sourcesOf(change, context);
  if (baseline === null) return undefined;
  const { planArm } = context;
  return unlessMistaken(async () => ({
    baseline: await planEitherWay(baseline, planArm),
    candidate: await planArm(candidate),
  }));
}

/** Everything that a prompt has to do with its requests. */
function asked({ prompt, target, others }: PlannedArm): string {
  const { engine, messages, parameters, variables, defaults, includes, part, path } = prompt;
  const own = part?.path ?? path;
  return JSON.stringify([
    ...[target, engine, parameters, variables, defaults],
    others?.map((other) => [other.target, other.prompt.parameters]),
    messages.map(withoutPlaces),
    Object.values(includes)
      .filter((file) => file.path !== own && !messages.some(({ place }) => place.path === file.path))
      .map(({ text }) => text),
  ]);
}

function withoutPlaces({ place: _, parts, toolCalls, answers, ...said }: TemplateMessage) {
  const shown = parts?.map(({ place: __, ...part }) => part);
  return {
    ...said,
    parts: shown,
    calls: toolCalls?.map(({ place: __, ...call }) => call),
    answers: answers?.id,
  };
}

/** Whether the answers to both versions are judged by the same cases, in the same segments, by the same judge. */
async function isJudgedAlike(change: PromptChange, arms: Arms, context: Context): Promise<boolean> {
  const { baseline, candidate } = sourcesOf(change, context);
  const { changesJudge } = context.namings;
  if (baseline === null || candidate.regrouping) return false;
  const suites = await unlessMistaken(async () => ({
    before: await suiteAtBase(baseline, arms.baseline.prompt, context.readSuite),
    after: await context.readSuite({ ...candidate, prompt: arms.candidate.prompt }),
  }));
  if (!suites || suites.before?.sha256 !== suites.after.sha256) return false;
  if (!changesJudge) return true;
  const { cases } = suites.after;
  await loadKinds(cases);
  return cases.every((one) => JUDGED.every((what) => assertionsThatAsk(one, what).length === 0));
}
