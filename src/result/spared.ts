import type { Comparison } from '../compare/comparison.ts';
import type { RunUsage } from '../domain/result.ts';
import { counted } from '../prose/numbers.ts';

const MOST_SEGMENTS = 5;

/** Answers that were not asked because the verdict could not change any more. */
export function savedBy({ plan, spared }: Comparison): Pick<RunUsage, 'savedTrials'> {
  const answers = spared.length * plan.trials * (plan.baseline ? 2 : 1);
  return answers > 0 ? { savedTrials: answers } : {};
}

/** Says which cases were not asked, and on what the figures stand that are shown. */
export function savedNotices(comparison: Comparison): string[] {
  const { savedTrials } = savedBy(comparison);
  if (savedTrials === undefined) return [];
  const rows = comparison.verdict.segments.filter(({ spared }) => spared !== undefined);
  const told = rows
    .slice(0, MOST_SEGMENTS)
    .map(
      ({ name, spared = 0, cases }) =>
        `${spared} of ${name}, whose figures stand on ${counted(cases, 'case')}`,
    );
  const more = rows.length - told.length;
  const list = [...told, ...(more > 0 ? [`and some of ${counted(more, 'more segment')}`] : [])].join('; ');
  return [
    `${counted(savedTrials, 'answer')} saved (\`run.stop-when-decided\`): the cases not asked could not change the verdict any more (${list}). Adjusted p is the largest that they could have left.`,
  ];
}
