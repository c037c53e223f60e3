import { createHash } from 'node:crypto';
import { onceEach } from '../base/once-each.ts';
import type { Case } from '../domain/suite.ts';

/**
 * The cases of a first look: of every segment the `perSegment` cases with the lowest hashes of their ids, in the
 * suite's order. A case in several segments counts for each. A larger sample contains a smaller one, and cases added to
 * the suite replace only those with a higher hash: the same cases are compared on every pull request. Critical cases
 * come first.
 * @param drawnLast ids of cases that are drawn only where the others leave room: those that a pull request adds or
 *   alters, so that no number of easy new cases keeps the base's cases from being asked
 */
export function sampleCases(
  cases: readonly Case[],
  perSegment: number,
  drawnLast: ReadonlySet<string> = new Set(),
): Case[] {
  if (largestSegment(cases) <= perSegment) return [...cases];
  const ranked = byHash(cases)
    .map((testCase) => ({ testCase, turn: turnOf(testCase, drawnLast) }))
    .sort((a, b) => a.turn - b.turn);
  const taken = new Map<string, number>();
  const chosen = new Set<Case>();
  for (const { testCase } of ranked) {
    if (testCase.segments.some((segment) => (taken.get(segment) ?? 0) < perSegment)) {
      chosen.add(testCase);
      for (const segment of testCase.segments) {
        taken.set(segment, (taken.get(segment) ?? 0) + 1);
      }
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

/** The cases in the order of the hashes of their ids. */
const byHash = onceEach((cases: readonly Case[]): readonly Case[] =>
  cases
    .map((testCase) => ({ testCase, hash: hashOf(testCase.drawnAs ?? testCase.id) }))
    .sort((a, b) => (a.hash < b.hash ? -1 : 1))
    .map(({ testCase }) => testCase),
);

/** Critical cases are drawn first, those of the pull request last. */
function turnOf({ id, critical }: Case, drawnLast: ReadonlySet<string>): number {
  if (drawnLast.has(id)) return 2;
  return critical ? 0 : 1;
}

function hashOf(id: string): string {
  return createHash('sha256').update(id).digest('hex');
}
