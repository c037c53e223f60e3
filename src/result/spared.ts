import type { Comparison } from '../compare/comparison.ts';
import type { Notice } from '../domain/notice.ts';
import type { RunUsage } from '../domain/result.ts';

/** Answers that were not asked because the verdict could not change any more. */
export function savedBy({ plan, spared }: Comparison): Pick<RunUsage, 'savedTrials'> {
  const answers = spared.length * plan.trials * (plan.baseline ? 2 : 1);
  return answers > 0 ? { savedTrials: answers } : {};
}

/** Says which cases were not asked, and on what the figures stand that are shown. */
export function savedNotices(comparison: Comparison): Notice[] {
  const { savedTrials } = savedBy(comparison);
  if (savedTrials === undefined) return [];
  const segments = comparison.verdict.segments.flatMap(({ name, spared, cases }) =>
    spared === undefined ? [] : [{ name, spared, cases }],
  );
  return [{ code: 'answers-saved', answers: savedTrials, segments }];
}
