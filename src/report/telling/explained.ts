import type { PromptResult, SegmentResult } from '../../domain/result.ts';
import { regressedSegments } from './order.ts';

/**
 * The segments that got worse, those apart that explain the others: where segments share cases, as with a tier and a
 * language, the fewest that have all newly failing cases of those that got worse. A segment of all cases explains
 * nothing. Each list begins with the largest drop; where none explains others, all explain themselves.
 */
export function explainedRegressions(prompt: PromptResult): {
  explaining: SegmentResult[];
  others: SegmentResult[];
} {
  const regressed = regressedSegments(prompt);
  const whole = prompt.overall?.cases ?? 0;
  const casesOf = new Map(
    regressed.map((row) => [
      row,
      new Set(prompt.newlyFailing.flatMap(({ id, segments }) => (segments.includes(row.name) ? id : []))),
    ]),
  );
  const open = new Set([...casesOf.values()].flatMap((ids) => [...ids]));
  const chosen = new Set<SegmentResult>();
  while (open.size > 0) {
    // Of several with as many of the cases, the one with the largest drop comes first.
    const gains = regressed
      .filter((row) => row.cases < whole && !chosen.has(row))
      .map((row) => ({ row, gain: [...(casesOf.get(row) ?? [])].filter((id) => open.has(id)).length }));
    const best = gains.reduce<(typeof gains)[number] | null>(
      (most, one) => (one.gain > (most?.gain ?? 0) ? one : most),
      null,
    );
    if (!best) return { explaining: regressed, others: [] };
    chosen.add(best.row);
    for (const id of casesOf.get(best.row) ?? []) open.delete(id);
  }
  if (chosen.size === 0 || chosen.size === regressed.length) return { explaining: regressed, others: [] };
  return {
    explaining: regressed.filter((row) => chosen.has(row)),
    others: regressed.filter((row) => !chosen.has(row)),
  };
}
