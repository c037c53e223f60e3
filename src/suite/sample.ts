import { createHash } from 'node:crypto';
import { onceEach } from '../base/once-each.ts';
import type { Case } from '../domain/suite.ts';
import { FEWEST_CASES } from '../verdict/sizes.ts';

/** Cases that are drawn together: those of a family, or a single case. */
type Unit = Case[];

/**
 * The cases of both looks, in the suite's order; the second look contains the first. Of every segment the units with the
 * lowest hashes of their names are drawn until they have as many cases as are wanted; a case in several segments counts
 * for each. Cases added to the suite replace only units with a higher hash: the same cases are compared on every pull
 * request. Critical cases come first.
 *
 * A unit is a case, or the cases of a family (`group`). All cases of a family that are drawn belong to one look, since
 * looks must not share what they learn; the last family is drawn whole, so that a look may be a little larger than
 * wanted. A family counts as one unit however many cases it has, so it is first cut to as many as are needed for all
 * families together to fill the second look; and a look has at least as many families as can be judged.
 * @param drawnLast ids of cases that are drawn only where the others leave room: those that a pull request adds or
 *   alters, so that no number of easy new cases keeps the base's cases from being asked
 */
export function drawLooks(
  cases: readonly Case[],
  { smoke, extendTo }: { smoke: number; extendTo: number },
  drawnLast: ReadonlySet<string> = new Set(),
): [first: Case[], second: Case[]] {
  const left = withFamiliesCut(cases, extendTo, drawnLast);
  return [sampleCases(left, smoke, drawnLast), sampleCases(left, extendTo, drawnLast)];
}

/** The cases of one look at `perSegment` cases a segment. */
export function sampleCases(
  cases: readonly Case[],
  perSegment: number,
  drawnLast: ReadonlySet<string> = new Set(),
): Case[] {
  if (largestSegment(cases) <= perSegment) return [...cases];
  // The part of a family that a pull request adds waits as all that it adds does.
  const ranked = unitsByHash(cases)
    .flatMap((unit) => (drawnLast.size === 0 ? [unit] : partsOf(unit, drawnLast)))
    .map((unit) => ({ unit, turn: turnOf(unit, drawnLast) }))
    .sort((a, b) => a.turn - b.turn);
  const taken = new Map<string, { cases: number; units: number }>();
  const countOf = (segment: string) => taken.get(segment) ?? { cases: 0, units: 0 };
  const chosen = new Set<Case>();
  for (const { unit } of ranked) {
    const segments = new Set(unit.flatMap((testCase) => testCase.segments));
    const isWanted = [...segments].some((segment) => {
      const count = countOf(segment);
      return count.cases < perSegment || count.units < Math.min(perSegment, FEWEST_CASES);
    });
    if (!isWanted) continue;
    for (const testCase of unit) chosen.add(testCase);
    for (const segment of segments) {
      const count = countOf(segment);
      const more = unit.filter((testCase) => testCase.segments.includes(segment)).length;
      taken.set(segment, { cases: count.cases + more, units: count.units + 1 });
    }
  }
  return cases.filter((testCase) => chosen.has(testCase));
}

/** The number of cases in the segment with the most. */
const largestSegment = onceEach((cases: readonly Case[]): number => {
  const counts = new Map<string, number>();
  let largest = 0;
  for (const segment of cases.flatMap(({ segments }) => segments)) {
    const count = (counts.get(segment) ?? 0) + 1;
    counts.set(segment, count);
    largest = Math.max(largest, count);
  }
  return largest;
});

/** The units of cases, in the order of the hashes of their names: of a family its group, else the case's id. */
const unitsByHash = onceEach((cases: readonly Case[]): readonly Unit[] =>
  familiesOf(cases)
    .map((unit) => ({ unit, hash: hashOf(unit[0]?.group ?? nameOf(unit[0])) }))
    .sort((a, b) => (a.hash < b.hash ? -1 : 1))
    .map(({ unit }) => unit),
);

function familiesOf(cases: readonly Case[]): Unit[] {
  const families = new Map<string, Unit>();
  const singles: Unit[] = [];
  for (const testCase of cases) {
    const family = testCase.group === undefined ? undefined : families.get(testCase.group);
    if (family) family.push(testCase);
    else if (testCase.group === undefined) singles.push([testCase]);
    else families.set(testCase.group, [testCase]);
  }
  return [...singles, ...families.values()];
}

/** What of a unit the base has, and what a pull request adds to it. */
function partsOf(unit: Unit, added: ReadonlySet<string>): Unit[] {
  const parts = [unit.filter(({ id }) => !added.has(id)), unit.filter(({ id }) => added.has(id))];
  return parts.filter(({ length }) => length > 0);
}

/**
 * Cases with large families cut: to the smallest number of cases a family at which the families of a segment have
 * `perSegment` cases together, what a pull request adds apart from the rest. A case is kept if one of its segments keeps
 * it.
 */
function withFamiliesCut(
  cases: readonly Case[],
  perSegment: number,
  added: ReadonlySet<string>,
): readonly Case[] {
  if (cases.every(({ group }) => group === undefined) || largestSegment(cases) <= perSegment) return cases;
  const kept = new Set<Case>();
  for (const part of partsOf([...cases], added)) {
    for (const inSegment of bySegment(part).values()) {
      const families = familiesOf(inSegment);
      const most = mostOfEach(families, perSegment);
      for (const family of families) for (const testCase of firstOf(family, most)) kept.add(testCase);
    }
  }
  return cases.filter((testCase) => kept.has(testCase));
}

function bySegment(cases: readonly Case[]): Map<string, Case[]> {
  const segments = new Map<string, Case[]>();
  for (const testCase of cases) {
    for (const segment of testCase.segments) {
      const inSegment = segments.get(segment);
      if (inSegment) inSegment.push(testCase);
      else segments.set(segment, [testCase]);
    }
  }
  return segments;
}

/** The smallest m at which families, cut to m cases, have `wanted` cases together. */
function mostOfEach(families: readonly Unit[], wanted: number): number {
  let most = 1;
  while (most < wanted && families.reduce((sum, { length }) => sum + Math.min(length, most), 0) < wanted)
    most += 1;
  return most;
}

/** The first cases of a family: critical ones, then those with the lowest hashes. */
function firstOf(family: Unit, most: number): Case[] {
  if (family.length <= most) return family;
  return family
    .map((testCase) => ({ testCase, rank: `${testCase.critical ? 0 : 1} ${hashOf(nameOf(testCase))}` }))
    .sort((a, b) => (a.rank < b.rank ? -1 : 1))
    .slice(0, most)
    .map(({ testCase }) => testCase);
}

/** Units with a critical case are drawn first, those of the pull request last. */
function turnOf(unit: Unit, drawnLast: ReadonlySet<string>): number {
  if (unit.every(({ id }) => drawnLast.has(id))) return 2;
  return unit.some(({ critical }) => critical) ? 0 : 1;
}

function nameOf(testCase: Case | undefined): string {
  return testCase?.drawnAs ?? testCase?.id ?? '';
}

function hashOf(name: string): string {
  return createHash('sha256').update(name).digest('hex');
}
