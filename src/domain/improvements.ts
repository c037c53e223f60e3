import type { SegmentResult } from './result.ts';

/**
 * The improvements that justify more tokens and money: the segments labelled `improved`, or `overall` if only the whole
 * improved.
 */
export function improvementsOf(rows: {
  segments: readonly SegmentResult[];
  overall: SegmentResult | null;
}): string[] {
  const segments = rows.segments.filter(({ verdict }) => verdict === 'improved').map(({ name }) => name);
  return segments.length === 0 && rows.overall?.verdict === 'improved' ? [rows.overall.name] : segments;
}
