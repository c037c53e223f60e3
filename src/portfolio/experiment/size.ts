import type { Window } from '../../domain/observation.ts';
import type { ExperimentPolicy, Portfolio } from '../../domain/portfolio.ts';
import { addCounts, NO_COUNTS } from '../../registry/windows.ts';
import { unitsForMeans, unitsForProportions } from '../../stats/sample-size.ts';
import { versionsIn } from './strata.ts';

/** No version is judged by fewer units. */
const LEAST_UNITS = 500;

/**
 * How many units each version has to have before an experiment is read, fixed when it begins: at least 500.
 * @param control mean and standard deviation of the metric so far; of a rate, the deviation is not used
 * @param comparisons number of versions that are compared with the control: α is shared among them
 * @throws RangeError for an effect that cannot be, such as 30 points less than 20 %
 */
export function experimentSize(
  { test, effect, alpha, power }: ExperimentPolicy,
  control: { mean: number; spread: number },
  comparisons: number,
): number {
  const question = {
    effect: effect.kind === 'share' ? effect.value * Math.abs(control.mean) : effect.value,
    alpha: alpha / Math.max(1, comparisons),
    power,
  };
  const units =
    test === 'welch-t'
      ? unitsForMeans({ ...question, spread: control.spread })
      : unitsForProportions({ ...question, rate: control.mean });
  return Math.max(LEAST_UNITS, Math.ceil(units));
}

/**
 * The size of a portfolio's experiment that begins now, by what was observed of `safe` so far; without any, as for a rate
 * of a half. Throws as `experimentSize`.
 */
export function sizeNow(
  { weights, safe }: Pick<Portfolio, 'weights' | 'safe'>,
  policy: ExperimentPolicy,
  windows: readonly Window[],
): number {
  const own = windows.filter(({ metric, version }) => metric === policy.metric && version === safe);
  const { n, sum, squares } = own.reduce(addCounts, NO_COUNTS);
  const mean = n === 0 ? 0.5 : sum / n;
  const spread = n < 2 ? 1 : Math.sqrt(Math.max(0, squares / n - mean * mean));
  return experimentSize(policy, { mean, spread }, versionsIn(weights).length - 1);
}
