import { createHash } from 'node:crypto';
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
  if (isWhole(cases, perSegment)) return [...cases];
  const ranked = cases
    .map((testCase) => ({
      testCase,
      rank: `${turnOf(testCase, drawnLast)} ${hashOf(testCase.drawnAs ?? testCase.id)}`,
    }))
    .sort((a, b) => (a.rank < b.rank ? -1 : 1));
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

/** Whether no segment has more cases than are wanted. */
function isWhole(cases: readonly Case[], perSegment: number): boolean {
  const counts = new Map<string, number>();
  for (const segment of cases.flatMap(({ segments }) => segments)) {
    counts.set(segment, (counts.get(segment) ?? 0) + 1);
  }
  return [...counts.values()].every((count) => count <= perSegment);
}

/** Critical cases are drawn first, those of the pull request last. */
function turnOf({ id, critical }: Case, drawnLast: ReadonlySet<string>): number {
  if (drawnLast.has(id)) return 2;
  return critical ? 0 : 1;
}

function hashOf(id: string): string {
  return createHash('sha256').update(id).digest('hex');
}
