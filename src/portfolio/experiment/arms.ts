import type { Counts } from '../../domain/observation.ts';
import type { ExperimentPolicy } from '../../domain/portfolio.ts';
import { equalRates } from '../../stats/chi-square.ts';
import { clusteredMean, effectiveProportion, welchOfMeans } from '../../stats/clustered.ts';
import { newcombeInterval } from '../../stats/intervals.ts';
import { normalQuantile } from '../../stats/normal.ts';
import { studentQuantile } from '../../stats/student.ts';
import { normalPValues, twoProportionZ } from '../../stats/two-proportion.ts';

/** candidate − control, its interval, and the two-sided p of there being none. */
export type ArmComparison = { difference: number; low: number; high: number; p: number };

/** Two arms of one stratum, with its share of all observations. */
export type Stratum = { candidate: Counts; control: Counts; share: number };

/** One comparison by each test. Variances are those of units, of which each may have several observations. */
const TESTS: Record<
  ExperimentPolicy['test'],
  (candidate: Counts, control: Counts, level: number) => ArmComparison
> = {
  'proportions-z': (candidate, control, level) => {
    const [a, b] = [effectiveProportion(candidate), effectiveProportion(control)];
    const { difference, pTwoSided: p } = twoProportionZ(a, b);
    const [low, high] = newcombeInterval(a, b, level);
    return { difference, low, high, p };
  },
  'chi-square': (candidate, control, level) => {
    const [a, b] = [effectiveProportion(candidate), effectiveProportion(control)];
    const [low, high] = newcombeInterval(a, b, level);
    return { difference: twoProportionZ(a, b).difference, low, high, p: equalRates([a, b]).p };
  },
  'welch-t': (candidate, control, level) => {
    const {
      difference,
      standardError,
      df,
      pTwoSided: p,
    } = welchOfMeans(clusteredMean(candidate), clusteredMean(control));
    const half = df > 0 ? studentQuantile((1 + level) / 2, df) * standardError : Number.POSITIVE_INFINITY;
    return { difference, low: difference - half, high: difference + half, p };
  },
};

/** Two arms by a test. */
export function compareArms(
  test: ExperimentPolicy['test'],
  { candidate, control }: Pick<Stratum, 'candidate' | 'control'>,
  level: number,
): ArmComparison {
  return TESTS[test](candidate, control, level);
}

/**
 * Two arms over several strata in which their shares differ: differences within strata, weighted by the strata's sizes,
 * so that a version does not look better for serving the easier segment. Normal approximation.
 */
export function compareInStrata(strata: readonly Stratum[], level: number): ArmComparison {
  const parts = strata.map(({ candidate, control, share }) => {
    const [a, b] = [clusteredMean(candidate), clusteredMean(control)];
    return { difference: share * (a.mean - b.mean), variance: share * share * (a.variance + b.variance) };
  });
  const difference = parts.reduce((sum, part) => sum + part.difference, 0);
  const standardError = Math.sqrt(parts.reduce((sum, part) => sum + part.variance, 0));
  if (!(standardError > 0) || !Number.isFinite(standardError)) {
    return { difference, low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY, p: 1 };
  }
  const half = normalQuantile((1 + level) / 2) * standardError;
  const { pTwoSided: p } = normalPValues(difference / standardError);
  return { difference, low: difference - half, high: difference + half, p };
}
