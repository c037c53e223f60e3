import { isDeepStrictEqual } from 'node:util';
import type { Notice } from '../domain/notice.ts';
import type { Assertion, Case, Suite } from '../domain/suite.ts';

/** A case as it was and as it is. */
export type CasePair = { before: Case; after: Case };

/** How a suite differs from what it was at the base, in the suite's order. */
export type SuiteDifference = {
  added: Case[];
  removed: Case[];
  /** Cases that ask another question under the same id: for the bar, one removed and one added. */
  replaced: CasePair[];
  weakened: CasePair[];
  changed: CasePair[];
};

/** What a pull request takes away from the cases of one segment of the base. */
export type WeakerSegment = {
  name: string;
  cases: number;
  removed: number;
  /** Cases with another question under the same id. */
  replaced: number;
  loosened: number;
  /** Cases that can be asked only with values that the pull request adds. */
  completed: number;
};

/**
 * Compares two versions of a suite case by case, by id; a case that only got another id is the same. A case is replaced
 * when a variable that it had is gone or has another value; weakened when it leaves a segment, or an assertion it had is
 * gone, altered, or its threshold fell; changed when only new variables, assertions and segments differ.
 */
export function compareSuites(before: Suite, after: Suite): SuiteDifference {
  const old = new Map(before.cases.map((testCase) => [testCase.id, testCase]));
  const kept = new Set(after.cases.map(({ id }) => id));
  const pairs = after.cases.flatMap((testCase) => {
    const previous = old.get(testCase.id);
    return previous ? [{ before: previous, after: testCase }] : [];
  });
  const otherwise = pairs.filter((pair) => !keepsQuestion(pair));
  const gone = [...before.cases.filter(({ id }) => !kept.has(id)), ...otherwise.map((pair) => pair.before)];
  const fresh = [...after.cases.filter(({ id }) => !old.has(id)), ...otherwise.map((pair) => pair.after)];
  const [goneContents, freshContents] = [gone, fresh].map((cases) => new Set(cases.map(contentKey)));
  const isStillAsked = (testCase: Case) => freshContents?.has(contentKey(testCase)) ?? false;
  const isAltered = (pair: CasePair) => contentKey(pair.before) !== contentKey(pair.after);
  const replaced = otherwise.filter((pair) => !isStillAsked(pair.before));
  const replacing = new Set(replaced.map((pair) => pair.after));
  const replacedCases = new Set(replaced.map((pair) => pair.before));
  const kin = pairs.filter(keepsQuestion);
  const weakened = kin.filter(isWeaker);
  return {
    added: fresh.filter((one) => !replacing.has(one) && !goneContents?.has(contentKey(one))),
    removed: gone.filter((one) => !replacedCases.has(one) && !isStillAsked(one)),
    replaced,
    weakened,
    changed: kin.filter((pair) => !isWeaker(pair) && isAltered(pair)),
  };
}

/**
 * What removed, replaced and weakened cases take from the segments which they were in, in the suite's order.
 * @param otherwise cases of the base that are none of these, and cannot be asked as they stand: only with values that the
 *   pull request adds, or not at all, which counts as removed
 */
export function weakerSegments(
  before: Suite,
  difference: SuiteDifference,
  otherwise: { completed: ReadonlySet<Case>; refused: ReadonlySet<Case> } = NONE,
): WeakerSegment[] {
  const { removed, replaced, weakened } = difference;
  const counts = new Map<string, WeakerSegment>();
  const gone = new Set(removed);
  const withOtherQuestion = new Set(replaced.map((pair) => pair.before));
  const pairs = new Map(weakened.map((pair) => [pair.before, pair.after]));
  for (const testCase of before.cases) {
    const after = pairs.get(testCase);
    for (const name of testCase.segments) {
      const count = counts.get(name) ?? {
        name,
        cases: 0,
        removed: 0,
        replaced: 0,
        loosened: 0,
        completed: 0,
      };
      counts.set(name, count);
      count.cases += 1;
      if (gone.has(testCase) || (after && !after.segments.includes(name))) count.removed += 1;
      else if (withOtherQuestion.has(testCase)) count.replaced += 1;
      else if (after && hasWeakerChecks({ before: testCase, after })) count.loosened += 1;
      else if (otherwise.refused.has(testCase)) count.removed += 1;
      else if (otherwise.completed.has(testCase)) count.completed += 1;
    }
  }
  return [...counts.values()].filter((count) => lostCases(count) + count.completed > 0);
}

/** Cases of a segment that are removed, replaced or loosened. */
export function lostCases({ removed, replaced, loosened }: WeakerSegment): number {
  return removed + replaced + loosened;
}

const NONE = { completed: new Set<Case>(), refused: new Set<Case>() };

/** What a reviewer should know of cases that were changed otherwise. */
export function changeNotices(path: string, { changed, replaced, added }: SuiteDifference): Notice[] {
  const differences = [
    { code: 'cases-changed', cases: changed.map(({ after }) => after) },
    { code: 'cases-added', cases: [...added, ...replaced.map(({ after }) => after)] },
  ] as const;
  return differences
    .filter(({ cases }) => cases.length > 0)
    .map(({ code, cases }): Notice => ({ code, path, cases: cases.length, segments: segmentsOf(cases) }));
}

/**
 * The cases of the base that a pull request no longer asks as they stood: removed ones, and the former version of
 * those that are asked otherwise now. Where the present version asks the same and more, it is enough.
 */
export function casesOfBase(difference: SuiteDifference): Case[] {
  return [...difference.removed, ...askedOtherwise(difference).map(({ before }) => before)];
}

/** Ids of the cases that a pull request adds, or asks otherwise than the base does. */
export function casesOfChange(difference: SuiteDifference): Set<string> {
  const altered = askedOtherwise(difference).map(({ after }) => after);
  return new Set([...difference.added, ...altered].map(({ id }) => id));
}

/** Cases whose present version does not ask what the base's does. */
function askedOtherwise({ replaced, weakened, changed }: SuiteDifference): CasePair[] {
  return [...replaced, ...weakened, ...changed.filter((pair) => !asksTheSame(pair))];
}

/**
 * The cases of a suite and, beside them, cases of the base. One whose id is taken is called `<id> (as at the base)`, and
 * is of one family with the case that has its id now.
 */
export function uniteCases(own: readonly Case[], ofBase: readonly Case[]): Case[] {
  const ids = new Set(own.map(({ id }) => id));
  const groups = new Map(ofBase.filter(({ id }) => ids.has(id)).map(({ id, group = id }) => [id, group]));
  const inFamily = (testCase: Case) => {
    const group = groups.get(testCase.id);
    return group === undefined ? testCase : { ...testCase, group };
  };
  const named = ofBase.map((testCase) => {
    let { id } = testCase;
    while (ids.has(id)) id = `${id} (as at the base)`;
    ids.add(id);
    return id === testCase.id ? testCase : { ...inFamily(testCase), id, drawnAs: testCase.id };
  });
  return [...own.map(inFamily), ...named];
}

function segmentsOf(cases: readonly Case[]): string[] {
  return [...new Set(cases.flatMap((testCase) => testCase.segments))];
}

function isWeaker(pair: CasePair): boolean {
  return hasWeakerChecks(pair) || pair.before.segments.some((name) => !pair.after.segments.includes(name));
}

function hasWeakerChecks({ before, after }: CasePair): boolean {
  if (before.critical && !after.critical) return true;
  if ((after.threshold ?? 1) < (before.threshold ?? 1)) return true;
  // With a threshold, an assertion that always passes makes the others count less.
  if (after.threshold !== null && after.assertions.length > before.assertions.length) return true;
  const still = new Set(after.assertions.map(assertionKey));
  return before.assertions.some((assertion) => !still.has(assertionKey(assertion)));
}

/** Whether a case has all the variables that it had, as they were. */
function keepsQuestion({ before, after }: CasePair): boolean {
  return Object.entries(before.vars).every(([name, value]) => isDeepStrictEqual(value, after.vars[name]));
}

/** With a threshold, a case passes when a share of its assertions does: then a new assertion may make it easier. */
function asksTheSame({ before, after }: CasePair): boolean {
  const isSum =
    (before.threshold ?? after.threshold) !== null && before.assertions.length !== after.assertions.length;
  return isDeepStrictEqual(before.vars, after.vars) && !isSum;
}

/** Equal for cases that ask and judge the same in the same segments, whatever their ids. */
export function contentKey(testCase: Case): string {
  const { vars, segments, critical, threshold } = testCase;
  return JSON.stringify([vars, segments, critical, threshold, testCase.assertions.map(assertionKey)]);
}

function assertionKey({ place: _place, suitePath: _suitePath, assertions, ...rest }: Assertion): string {
  return JSON.stringify([rest, assertions?.map(assertionKey)]);
}
