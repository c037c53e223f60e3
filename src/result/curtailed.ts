import type { Comparison } from '../compare/comparison.ts';
import type { Notice } from '../domain/notice.ts';

/** Says which cases were not asked, and on what the figures stand that are shown. */
export function curtailmentNotices(comparison: Comparison): Notice[] {
  const { savedTrials } = comparison.usage;
  if (savedTrials === undefined) return [];
  const segments = comparison.verdict.segments.flatMap(({ name, spared, cases }) =>
    spared === undefined ? [] : [{ name, spared, cases }],
  );
  return [{ code: 'answers-saved', answers: savedTrials, segments }];
}
