import type { SegmentResult } from './result.ts';

/**
 * What improved, and so pays for more tokens and money: the segments labelled `improved`, or `overall` where only the
 * whole is.
 */
export function improvementsOf(rows: {
  segments: readonly SegmentResult[];
  overall: SegmentResult | null;
}): string[] {
  const segments = rows.segments.filter(({ verdict }) => verdict === 'improved').map(({ name }) => name);
  return segments.length === 0 && rows.overall?.verdict === 'improved' ? [rows.overall.name] : segments;
}
