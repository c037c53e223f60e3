import type { Comparison } from '../compare/comparison.ts';
import type { Notice } from '../domain/notice.ts';

/** The notice about the cases that were not asked, and about what the shown figures are based on. */
export function curtailmentNotices(comparison: Comparison): Notice[] {
  const { savedTrials } = comparison.usage;
  if (savedTrials === undefined) return [];
  const segments = comparison.verdict.segments.flatMap(({ name, spared, cases }) =>
    spared === undefined ? [] : [{ name, spared, cases }],
  );
  return [{ code: 'answers-saved', answers: savedTrials, segments }];
}
