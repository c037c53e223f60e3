import { inertTerminal } from '../../prose/inert.ts';
import { counted, formatCount, formatPointsSize, formatRate } from '../../prose/numbers.ts';
import type { PromptSelfCheck } from './selfcheck.ts';

/** The findings of `selfcheck` as plain text for a terminal or a log. */
export function renderSelfCheck(checks: readonly PromptSelfCheck[]): string {
  return checks.map((check) => `${promptLines(check).join('\n')}\n`).join('\n');
}

function promptLines({ path, alpha, judge, check }: PromptSelfCheck): string[] {
  const { falseAlarms, segments } = check;
  const share = ({ rate, interval }: typeof falseAlarms.unchanged) =>
    `${formatRate(rate)} (95 % CI ${formatRate(interval[0])} to ${formatRate(interval[1])})`;
  const holds = falseAlarms.harmlessEdit.interval[0] <= alpha;
  return [
    `${inertTerminal(path)}: the same prompt asked twice, ${counted(check.cases, 'case')}`,
    `  two answers to one case differ in passing: ${formatRate(check.flipRate)} of the time (intra-case correlation ${check.correlation.toFixed(2)})`,
    ...(judge
      ? [
          `  the judge, asked twice about the same answer, disagrees with itself: ${formatRate(judge.differently / judge.answers)} of ${counted(judge.answers, 'answer')}`,
        ]
      : []),
    `  the gate itself on this pair of runs: ${check.verdict.verdict}${check.verdict.verdict === 'block' ? ' (a false alarm)' : ''}`,
    `  it would block, over ${formatCount(falseAlarms.replicates)} simulated pull requests:`,
    `    one that changes nothing    ${share(falseAlarms.unchanged)}`,
    `    one that is harmless        ${share(falseAlarms.harmlessEdit)}, at most ${formatRate(alpha)} wanted${holds ? '' : ': TOO MANY'}`,
    `  cases asked on average when nothing is wrong: ${formatCount(falseAlarms.meanCases)}`,
    ...segments.map((segment) => {
      const shown =
        segment.minimumDetectableEffect === null
          ? 'show no drop'
          : `show a drop of ${formatPointsSize(segment.minimumDetectableEffect)} points`;
      const needed =
        segment.casesNeeded === null
          ? ''
          : `; ${formatPointsSize(segment.margin)} points need ${formatCount(segment.casesNeeded)}`;
      return `  ${inertTerminal(segment.name)}: passes ${formatRate(segment.rate)}, flips ${formatRate(segment.flipRate)}; ${counted(segment.cases, 'case')} ${shown}${needed}`;
    }),
  ];
}
