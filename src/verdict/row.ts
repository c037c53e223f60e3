import type { ArmRate, SegmentVerdict } from '../domain/verdict.ts';
import { differenceInterval, wilsonInterval } from '../stats/intervals.ts';
import { casesNeeded, minimumDetectableEffect } from '../stats/power.ts';
import { studentQuantile } from '../stats/student.ts';
import { compareCosts } from './cost.ts';
import { type Compared, differencesOf, type Pair } from './sample.ts';
import { effectiveCases, type Weights, weightedMean } from './weights.ts';

export const CONFIDENCE = 0.95;
const POWER = 0.8;

/** Weights add up to 1 but for this. */
const ROUNDING = 1e-12;

/** Rate of an arm over cases, with its 95 % interval: Wilson's of passes, Student's of scores. The case is the unit. */
export function armRate(pairs: readonly Pair[], arm: 'baseline' | 'candidate', options: RowOptions): ArmRate {
  const { weights, compares } = options;
  const rateOf = (pair: Pair) => (arm === 'baseline' ? pair.baselineRate : pair.candidateRate);
  const rates = pairs.map(rateOf);
  const mean = weightedMean(rates, weights);
  const rate = Math.abs(mean - 1) < ROUNDING ? 1 : mean;
  const cases = effectiveCases(pairs.length, weights);
  return {
    passes: pairs.reduce((sum, pair) => sum + pair[arm], 0),
    n: pairs.reduce((sum, pair) => sum + pair.trials, 0),
    rate,
    interval:
      compares === 'scores'
        ? meanInterval(rates)
        : wilsonInterval({ passes: rate * cases, n: cases }, CONFIDENCE),
  };
}

export type RowOptions = { weights?: Weights | undefined; compares: Compared };

/** Student's interval of a mean of scores, kept within [0, 1]. */
function meanInterval(values: readonly number[]): [number, number] {
  const n = values.length;
  if (n < 2) return [0, 1];
  const mean = weightedMean(values, undefined);
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const half = studentQuantile((1 + CONFIDENCE) / 2, n - 1) * Math.sqrt(squares / (n - 1) / n);
  return [Math.max(0, mean - half), Math.min(1, mean + half)];
}

/** The figures of a row that need no test. */
export type Description = Pick<
  SegmentVerdict,
  'cases' | 'baseline' | 'candidate' | 'difference' | 'interval' | 'losses' | 'wins' | 'cost'
>;

export function describePairs(pairs: readonly Pair[], options: RowOptions): Description {
  const differences = differencesOf(pairs);
  return {
    cases: pairs.length,
    baseline: armRate(pairs, 'baseline', options),
    candidate: armRate(pairs, 'candidate', options),
    difference: pairs.length === 0 ? null : weightedMean(differences, options.weights),
    interval: pairs.length === 0 ? null : differenceInterval(differences, CONFIDENCE),
    losses: differences.filter((difference) => difference < 0).length,
    wins: differences.filter((difference) => difference > 0).length,
    cost: compareCosts(pairs, options.weights),
  };
}

/**
 * The smallest drop that so many cases show, and the number of cases that would show a drop of the margin, both with
 * 80 % power at the one-sided `level`; null at level 0. The discordance is the observed one, ψ0 = (Σd² + 1)/(n + 2);
 * the formulas are in `stats/power.ts`.
 */
export function detectable(
  differences: readonly number[],
  level: number,
  margin: number,
  weights?: Weights,
): Pick<SegmentVerdict, 'minimumDetectableEffect' | 'casesNeeded'> {
  const cases = effectiveCases(differences.length, weights);
  if (cases === 0 || !(level > 0)) return { minimumDetectableEffect: null, casesNeeded: null };
  const squares = differences.reduce((sum, difference) => sum + difference * difference, 0);
  const discordance = Math.min(1, (squares + 1) / (differences.length + 2));
  const effect = minimumDetectableEffect({ cases, discordance, alpha: level, power: POWER });
  const needed =
    margin > 0
      ? casesNeeded({
          effect: margin,
          discordance: discordance + margin * (1 - discordance),
          alpha: level,
          power: POWER,
        })
      : null;
  return {
    minimumDetectableEffect: effect < 1 ? effect : null,
    casesNeeded: needed === null ? null : Math.ceil((needed * differences.length) / cases),
  };
}

/** A segment's label, in the order in which the labels are tried. */
export function labelOf(of: {
  invalid: boolean;
  row: Pick<SegmentVerdict, 'difference' | 'adjustedPValue' | 'adjustedPBetter'>;
  level: number;
  minEffect: number;
  nonInferior: boolean;
}): SegmentVerdict['verdict'] {
  const { row, level, minEffect } = of;
  if (of.invalid || row.difference === null) return 'invalid';
  const least = minEffect - 1e-12;
  const worse = row.adjustedPValue <= level && row.difference < 0 && -row.difference >= least;
  if (worse) return 'regression';
  const better = row.adjustedPBetter <= level && row.difference > 0 && row.difference >= least;
  if (better) return 'improved';
  return of.nonInferior ? 'pass' : 'inconclusive';
}
