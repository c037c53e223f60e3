import type { Comparison } from '../compare/comparison.ts';
import { counted } from '../prose/numbers.ts';

const MOST_SEGMENTS = 5;

/** Says which cases were not asked, and on what the figures stand that are shown. */
export function savedNotices(comparison: Comparison): string[] {
  const { savedTrials } = comparison.usage;
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
