import { createHash } from 'node:crypto';
import type { Case } from '../domain/suite.ts';
import { FEWEST_CASES } from '../verdict/sizes.ts';

/** Cases that are drawn together: those of a family, or a single case. */
type Unit = { cases: Case[]; rank: string };

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
  const isLast = ({ id }: Case) => drawnLast.has(id);
  const parts = [cases.filter((one) => !isLast(one)), cases.filter(isLast)];
  const drawn = new Set(parts.flatMap((part) => withFamiliesCut(part, extendTo)));
  const left = cases.filter((testCase) => drawn.has(testCase));
  return [sampleCases(left, smoke, drawnLast), sampleCases(left, extendTo, drawnLast)];
}

/** The cases of one look at `perSegment` cases a segment. */
export function sampleCases(
  cases: readonly Case[],
  perSegment: number,
  drawnLast: ReadonlySet<string> = new Set(),
): Case[] {
  if (isWhole(cases, perSegment)) return [...cases];
  const taken = new Map<string, { cases: number; units: number }>();
  const countOf = (segment: string) => taken.get(segment) ?? { cases: 0, units: 0 };
  const chosen = new Set<Case>();
  for (const unit of rankedUnits(cases, drawnLast)) {
    const segments = new Set(unit.cases.flatMap((testCase) => testCase.segments));
    const isWanted = [...segments].some((segment) => {
      const count = countOf(segment);
      return count.cases < perSegment || count.units < Math.min(perSegment, FEWEST_CASES);
    });
    if (!isWanted) continue;
    for (const testCase of unit.cases) chosen.add(testCase);
    for (const segment of segments) {
      const count = countOf(segment);
      const more = unit.cases.filter((testCase) => testCase.segments.includes(segment)).length;
      taken.set(segment, { cases: count.cases + more, units: count.units + 1 });
    }
  }
  return cases.filter((testCase) => chosen.has(testCase));
}

/** Whether no segment has more cases than are wanted. */
function isWhole(cases: readonly Case[], perSegment: number): boolean {
  const counts = new Map<string, number>();
  for (const segment of cases.flatMap(({ segments }) => segments)) {
    counts.set(segment, (counts.get(segment) ?? 0) + 1);
  }
  return [...counts.values()].every((count) => count <= perSegment);
}

function rankedUnits(cases: readonly Case[], drawnLast: ReadonlySet<string>): Unit[] {
  const families = new Map<string, Case[]>();
  for (const testCase of cases) {
    const { id, group } = testCase;
    // The part of a family that a pull request adds waits as all that it adds does.
    const key = JSON.stringify(group === undefined ? [id] : [group, drawnLast.has(id)]);
    const family = families.get(key);
    if (family) family.push(testCase);
    else families.set(key, [testCase]);
  }
  return [...families.values()]
    .map((unit) => {
      const turn = unit.reduce((least, testCase) => Math.min(least, turnOf(testCase, drawnLast)), 2);
      const [first] = unit;
      return { cases: unit, rank: `${turn} ${hashOf(first?.group ?? first?.drawnAs ?? first?.id ?? '')}` };
    })
    .sort((a, b) => (a.rank < b.rank ? -1 : 1));
}

/**
 * Cases with large families cut: to the smallest number of cases a family at which the families of a segment have
 * `perSegment` cases together. A case is kept if one of its segments keeps it.
 */
function withFamiliesCut(cases: readonly Case[], perSegment: number): readonly Case[] {
  if (cases.every(({ group }) => group === undefined) || isWhole(cases, perSegment)) return cases;
  const segments = new Map<string, Map<string, Case[]>>();
  for (const testCase of cases) {
    for (const segment of testCase.segments) {
      const families = segments.get(segment) ?? new Map<string, Case[]>();
      segments.set(segment, families);
      const key = JSON.stringify([testCase.group ?? null, testCase.group === undefined ? testCase.id : null]);
      const family = families.get(key);
      if (family) family.push(testCase);
      else families.set(key, [testCase]);
    }
  }
  const kept = new Set<Case>();
  for (const families of segments.values()) {
    const sizes = [...families.values()].map(({ length }) => length);
    const most = largestShare(sizes, perSegment);
    for (const family of families.values()) {
      const ranked = family
        .map((testCase) => ({
          testCase,
          rank: `${turnOf(testCase)} ${hashOf(testCase.drawnAs ?? testCase.id)}`,
        }))
        .sort((a, b) => (a.rank < b.rank ? -1 : 1));
      for (const { testCase } of ranked.slice(0, most)) kept.add(testCase);
    }
  }
  return cases.filter((testCase) => kept.has(testCase));
}

/** The smallest m at which families of these sizes, cut to m, have `wanted` cases together. */
function largestShare(sizes: readonly number[], wanted: number): number {
  let most = 1;
  while (most < wanted && sizes.reduce((sum, size) => sum + Math.min(size, most), 0) < wanted) most += 1;
  return most;
}

/** Critical cases are drawn first, those of the pull request last. */
function turnOf({ id, critical }: Case, drawnLast: ReadonlySet<string> = new Set()): number {
  if (drawnLast.has(id)) return 2;
  return critical ? 0 : 1;
}

function hashOf(name: string): string {
  return createHash('sha256').update(name).digest('hex');
}
