import { type ConfigurationError, formatPlace, mistakesIn, unlessMistaken } from '../base/errors.ts';
import type { Notice } from '../domain/notice.ts';
import type { Prompt } from '../domain/prompt.ts';
import type { Case, Suite } from '../domain/suite.ts';
import { pairsWithAddedVariables, tellingVariables, withAddedVariables } from '../suite/added-variables.ts';
import {
  type CasePair,
  casesOfBase,
  casesOfChange,
  changeNotices,
  compareSuites,
  lostCases,
  type SuiteDifference,
  uniteCases,
  type WeakerSegment,
  weakerSegments,
} from '../suite/difference.ts';
import { withGroupsOfBase } from '../suite/groups.ts';
import type { ReadSuite } from '../suite/read.ts';
import { withSegmentsKept } from '../suite/regroup.ts';
import type { ArmSource } from './arms.ts';
import { withScriptVersions } from './scripts.ts';

/** The suite that both arms are asked, and what the pull request took away from that of the base. */
export type PlannedSuite = {
  suite: Suite;
  /** Cases of the base among those of `suite`, judged by the scripts of the base. */
  ofBase: Case[];
  /** Segments of the base's suite of which cases were removed or loosened, or are asked only with added values. */
  weaker: WeakerSegment[];
  /** Ids of cases that the pull request adds or asks otherwise: drawn where those of the base leave room. */
  added: ReadonlySet<string>;
  /** The suite at the base; null where it has none. */
  atBase: Suite | null;
  notices: Notice[];
};

/** What is wrong with cases: the first mistake, or none. */
export type CheckCases = (cases: readonly Case[]) => Promise<ConfigurationError | null>;

/**
 * Compares the candidate's suite with the base's. With `unites`, the cases that the base has otherwise are asked as they
 * stand there too, so that nobody deletes the test that fails. One that lacks a variable which the candidate needs is
 * asked with the value that the pull request adds to it: such a value may tell the answer, so that it is reported, and
 * where a weaker suite blocks, it blocks. So does a case that cannot be asked of the candidate any more.
 * @param base.prompt the version at the base; where that cannot be read, the candidate: its suite may be all the same
 * @param how.problemOf whether both arms can be asked some cases of the base
 * @param how.lacks what cases lack to be asked of the version at the head, or of that at the base
 * @param how.regrouped the candidate's suite in the segments of its own policy, where these are others
 */
export async function compareWithBase(
  own: Suite,
  base: { source: ArmSource; prompt: Prompt },
  how: {
    readSuite: ReadSuite;
    unites: boolean;
    problemOf: CheckCases;
    lacks: { atHead: CheckCases; atBase: CheckCases };
    regrouped?: Suite | undefined;
  },
): Promise<PlannedSuite> {
  const read = await suiteAtBase(base.source, base.prompt, how.readSuite);
  const before = read && (await withScriptVersions(read, base.source.snapshot));
  const grouped = before ? withGroupsOfBase(own, before) : { suite: own, notices: [] };
  const unchanged: PlannedSuite = {
    ...{ suite: grouped.suite, ofBase: [], weaker: [], added: new Set(), notices: grouped.notices },
    atBase: before ?? null,
  };
  if (!before || (before === own && !how.regrouped)) return unchanged;
  // Compared as built: the same file may give other cases to another version of the prompt.
  const difference = compareSuites(before, own);
  const onceMerged = how.regrouped
    ? compareSuites(before, withSegmentsKept(before, own, how.regrouped))
    : difference;
  if (isNone(difference) && isNone(onceMerged)) return unchanged;
  const { incomplete, completed } = await completedCases(difference, how.lacks);
  const complete = withAddedVariables(difference, incomplete);
  const wanted = how.unites ? casesOfBase(complete) : [];
  const { asked, refused, problem } = await askable(wanted, how.problemOf);
  const weaker = weakerSegments(before, onceMerged, {
    completed: new Set(completed.map((pair) => pair.before)),
    refused: new Set(refused),
  });
  const { path } = own;
  return {
    suite: asked.length === 0 ? grouped.suite : { ...own, cases: uniteCases(grouped.suite.cases, asked) },
    ofBase: asked,
    weaker,
    added: casesOfChange(complete),
    atBase: before,
    notices: [
      ...weakerNotices(path, { weaker, stillAsked: how.unites, completed }),
      ...(refused.length > 0 && problem
        ? [
            {
              code: 'base-cases-not-asked',
              cases: refused.length,
              problem: problem.problem,
              place: problem.place ? formatPlace(problem.place) : null,
            } as const,
          ]
        : []),
      ...grouped.notices,
      ...changeNotices(path, difference),
    ],
  };
}

function weakerNotices(
  path: string,
  of: { weaker: readonly WeakerSegment[]; stillAsked: boolean; completed: readonly CasePair[] },
): Notice[] {
  const { stillAsked, completed } = of;
  const segments = of.weaker
    .filter((segment) => lostCases(segment) > 0)
    .map(({ completed: _, ...segment }) => segment);
  const critical = completed.filter((pair) => pair.before.critical).length;
  const variables = [...new Set(completed.flatMap(tellingVariables))];
  return [
    ...(segments.length > 0 ? [{ code: 'suite-weakened', path, segments, stillAsked } as const] : []),
    ...(completed.length > 0
      ? [{ code: 'base-cases-completed', path, cases: completed.length, critical, variables } as const]
      : []),
  ];
}

/**
 * Cases of the base that lack a variable which the candidate needs and the pull request adds to them. `completed` are
 * those that lacked nothing at the base, and get a value that may tell the answer.
 */
async function completedCases(
  difference: SuiteDifference,
  { atHead, atBase }: { atHead: CheckCases; atBase: CheckCases },
): Promise<{ incomplete: CasePair[]; completed: CasePair[] }> {
  const pairs = pairsWithAddedVariables(difference);
  const [incomplete, completed]: [CasePair[], CasePair[]] = [[], []];
  if ((await atHead(pairs.map(({ before }) => before))) === null) return { incomplete, completed };
  for (const pair of pairs) {
    if ((await atHead([pair.before])) === null) continue;
    incomplete.push(pair);
    if (tellingVariables(pair).length > 0 && (await atBase([pair.before])) === null) completed.push(pair);
  }
  return { incomplete, completed };
}

function isNone(difference: SuiteDifference): boolean {
  return Object.values(difference).every((cases) => cases.length === 0);
}

/** The suite of a version at the base, by its own policy, else by that of the head. Undefined where there is none. */
export async function suiteAtBase(
  source: ArmSource,
  prompt: Prompt,
  read: ReadSuite,
): Promise<Suite | undefined> {
  const { snapshot, entry, otherwise } = source;
  const readable = (by: ArmSource['entry']) => unlessMistaken(() => read({ snapshot, prompt, entry: by }));
  const suite = await readable(entry);
  return suite ?? (otherwise && (await readable(otherwise.entry)));
}

async function askable(
  cases: readonly Case[],
  problemOf: CheckCases,
): Promise<{ asked: Case[]; refused: Case[]; problem: ConfigurationError | null }> {
  const asked: Case[] = [];
  const refused: Case[] = [];
  const problem = await problemOf(cases);
  if (problem === null) return { asked: [...cases], refused, problem };
  let first: ConfigurationError | null = null;
  for (const testCase of cases) {
    const own = await problemOf([testCase]);
    first ??= own;
    (own === null ? asked : refused).push(testCase);
  }
  return { asked, refused, problem: first };
}

/** The first mistake that work finds; null where it finds none. */
export async function firstMistake(work: () => Promise<unknown>): Promise<ConfigurationError | null> {
  try {
    await work();
    return null;
  } catch (problem) {
    return mistakesIn(problem)[0] ?? null;
  }
}
