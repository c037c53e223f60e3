import { ConfigurationError, unlessMistaken } from '../base/errors.ts';
import type { Namings } from '../change/naming.ts';
import type { PromptChange } from '../domain/change.ts';
import type { Snapshot } from '../domain/snapshot.ts';
import type { Case, Suite } from '../domain/suite.ts';
import { hashOf } from '../suite/ids.ts';
import type { ReadSuite } from '../suite/read.ts';
import { type PlanArm, planEitherWay, sourcesOf } from './arms.ts';
import { suiteAtBase } from './suites.ts';

/** Of two suites, the share of the smaller one's cases that both must have to be the same suite. */
const SAME_FROM = 0.5;

type Context = {
  namings: Namings;
  planArm: PlanArm;
  readSuite: ReadSuite;
  base: Snapshot;
  candidate: Snapshot;
};

/** A prompt that has no place at the head, or another one, and its suite at the base. */
type Gone = { change: PromptChange; suite: Suite };

/**
 * A new prompt that has the suite of one which the pull request deletes or renames (its file, or half of its cases) takes
 * that one's place: it is compared with it, so that no rewrite passes as one prompt deleted and another one new.
 * @returns the changes, those of a deleted prompt that has a successor left out.
 * @throws ConfigurationError: a prompt that has as much of the suites of two deleted ones.
 */
export async function withPredecessors(
  changes: readonly PromptChange[],
  context: Context,
): Promise<PromptChange[]> {
  const fresh = changes.filter(({ kind }) => kind === 'added' || kind === 'renamed');
  const left = changes.filter(
    ({ kind, path, baselinePath }) => kind === 'deleted' || (kind === 'renamed' && path !== baselinePath),
  );
  if (fresh.length === 0 || left.length === 0) return [...changes];
  const gone = (await Promise.all(left.map((change) => goneOf(change, context)))).filter(
    (one) => one !== null,
  );
  const successors = new Map<PromptChange, PromptChange>();
  const replaced = new Set<PromptChange>();
  for (const change of fresh) {
    const suite = await suiteOf(change, context);
    const predecessor = suite && predecessorOf(suite, change, { gone, context });
    if (!predecessor) continue;
    replaced.add(predecessor.change);
    successors.set(change, successorOf(change, predecessor.change));
  }
  return changes
    .filter((change) => change.kind !== 'deleted' || !replaced.has(change))
    .map((change) => successors.get(change) ?? change);
}

async function goneOf(change: PromptChange, context: Context): Promise<Gone | null> {
  const { baseline } = sourcesOf(change, context);
  if (baseline === null) return null;
  const suite = await unlessMistaken(async () => {
    const { prompt } = await planEitherWay(baseline, context.planArm);
    return suiteAtBase(baseline, prompt, context.readSuite);
  });
  return suite ? { change, suite } : null;
}

/** Undefined where the new prompt or its cases have mistakes, which are found when it is planned. */
async function suiteOf(change: PromptChange, context: Context): Promise<Suite | undefined> {
  const { candidate } = sourcesOf(change, context);
  return unlessMistaken(async () => {
    const { prompt } = await context.planArm(candidate);
    return context.readSuite({ ...candidate, prompt });
  });
}

/**
 * The one that shares most; of those that share as much, a deleted one. A renamed prompt has a predecessor already: only
 * a deleted one that shares more takes its place, so that no rename chooses what a prompt is compared with.
 */
function predecessorOf(
  suite: Suite,
  change: PromptChange,
  { gone, context }: { gone: readonly Gone[]; context: Context },
): Gone | undefined {
  const shareOf = (one: Gone) => (suite.path === one.suite.path ? 1 : sharedCases(suite, one.suite));
  const own = gone.find((one) => one.change === change);
  const others = gone.filter((one) =>
    change.kind === 'added' ? one !== own : one.change.kind === 'deleted',
  );
  const isOwnWatched = context.namings.baseWatch.watches(change.baselinePath ?? change.path);
  const atLeast = own && isOwnWatched ? shareOf(own) : 0;
  const ranked = others
    .map((one) => ({ one, share: shareOf(one) }))
    .filter(({ share }) => share >= SAME_FROM && (change.kind === 'added' || share > atLeast))
    .sort((a, b) => b.share - a.share || rankOf(a.one) - rankOf(b.one));
  const [best, next] = ranked;
  const isTie = best?.share === next?.share && next?.one.change.kind === 'deleted';
  if (best && next && isTie) throw successorOfBoth(change, [best.one, next.one]);
  return best?.one;
}

/** Nobody may choose what a prompt is compared with. */
function successorOfBoth({ path }: PromptChange, gone: readonly Gone[]): ConfigurationError {
  const [one, other] = gone.map(({ change }) => change.path);
  return new ConfigurationError(
    `This has as much of the suite of ${one} as of that of ${other}, which are both deleted: it is not clear which it is compared with.`,
    { place: { path }, remedy: 'Delete one of them in a pull request of its own.' },
  );
}

function rankOf({ change }: Gone): number {
  return change.kind === 'deleted' ? 0 : 1;
}

/**
 * Cases that both have, as a share of the smaller suite: by what they ask, or by their ids, whichever are more. What
 * they ask is compared in the variables that both suites have, so that one more variable makes no other suite. Ids,
 * which may be mere numbers, count where one suite has all variables of the other.
 */
function sharedCases(one: Suite, other: Suite): number {
  const smaller = Math.min(one.cases.length, other.cases.length);
  if (smaller === 0) return 0;
  const [own, others] = [variablesOf(one), variablesOf(other)];
  const names = own.filter((name) => others.includes(name));
  const isAlike = names.length === Math.min(own.length, others.length);
  const ids = isAlike ? sharedCount(one, other, ({ id }) => id) : 0;
  const questions = names.length === 0 ? 0 : sharedCount(one, other, (testCase) => asked(testCase, names));
  return Math.max(ids, questions) / smaller;
}

/** Texts that occur in both suites, each once: variables that many cases have alike say little. */
function sharedCount(one: Suite, other: Suite, textOf: (testCase: Case) => string): number {
  const texts = new Set(one.cases.map(textOf));
  return new Set(other.cases.map(textOf).filter((text) => texts.has(text))).size;
}

function variablesOf({ cases }: Suite): string[] {
  return [...new Set(cases.flatMap(({ vars }) => Object.keys(vars)))];
}

/** Some variables of a case, whatever the case and white space of their texts. */
function asked({ vars }: Case, names: readonly string[]): string {
  return hashOf(
    names.map((name) => {
      const value = vars[name] ?? null;
      return typeof value === 'string' ? value.toLowerCase().replace(/\s+/g, ' ').trim() : value;
    }),
  );
}

function successorOf(change: PromptChange, gone: PromptChange): PromptChange {
  const because = [...new Set([...change.because, ...gone.because])];
  const successor: PromptChange = {
    ...change,
    baselinePath: gone.baselinePath ?? gone.path,
    kind: 'renamed',
    because,
  };
  if (!change.part && !gone.part) return successor;
  return {
    ...successor,
    part: {
      path: change.part?.path ?? change.path,
      baselinePath: gone.part?.baselinePath ?? successor.baselinePath,
      index: change.part?.index,
      baselineIndex: gone.part?.baselineIndex,
    },
  };
}
