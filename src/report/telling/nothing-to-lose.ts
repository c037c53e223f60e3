import type { PromptResult, SegmentResult } from '../../domain/result.ts';
import { counted, formatCount } from '../../prose/numbers.ts';
import type { Text } from '../../prose/text.ts';
import { segmentNames } from './uncompared.ts';

/** Whether the baseline passes so few cases of a segment that no loss could be seen, and nothing else is found of it. */
export function hasNothingToLose({ verdict, nothingToLose }: SegmentResult): boolean {
  return verdict === 'inconclusive' && nothingToLose === true;
}

/** `the baseline passes 0 of 80 cases, too few for a loss to show`: of all cases of the prompts. */
export function allFailText(prompts: readonly PromptResult[]): string {
  const arms = prompts.flatMap(({ overall }) => overall?.baseline ?? []);
  const sum = (of: 'passes' | 'n') => arms.reduce((total, arm) => total + arm[of], 0);
  return `the baseline passes ${formatCount(sum('passes'))} of ${counted(sum('n'), nounOf(prompts))}, too few for a loss to show`;
}

/** `de passes 0 of 30 cases before, too few for a loss to show`. */
export function nothingToLoseText(
  some: readonly SegmentResult[],
  all: readonly SegmentResult[],
  prompts: readonly PromptResult[],
): Text {
  const [only, ...others] = some;
  const passes =
    only?.baseline && others.length === 0
      ? `${formatCount(only.baseline.passes)} of ${counted(only.baseline.n, nounOf(prompts))}`
      : 'few cases';
  const verb = others.length === 0 ? 'passes' : 'pass';
  return [...segmentNames(some, all), ` ${verb} ${passes} before, too few for a loss to show`];
}

function nounOf(prompts: readonly PromptResult[]): string {
  return prompts.some(({ suite }) => (suite?.trials ?? 1) > 1) ? 'answer' : 'case';
}
