import type { ExperimentComparison, ExperimentReading } from '../../domain/experiment.ts';
import type { Better, ExperimentPolicy, Weights } from '../../domain/portfolio.ts';
import type { Version } from '../../domain/registry.ts';
import { addCounts, NO_COUNTS } from '../../registry/windows.ts';
import { combinedP, equalRates } from '../../stats/chi-square.ts';
import { effectiveProportion } from '../../stats/clustered.ts';
import { holm } from '../../stats/holm.ts';
import { stepDownMinP } from '../../stats/min-p.ts';
import { listedIn } from '../facts.ts';
import { type Samples, sampleOf } from '../samples.ts';
import { type ArmComparison, compareArms, compareInStrata, type Stratum } from './arms.ts';
import { strataOf, versionsIn } from './strata.ts';

/** Every version against the control: over all segments (Holm over versions), and in each (min-P over segments and versions). */
export function resultOf(
  policy: ExperimentPolicy,
  weights: Weights,
  control: Version,
  samples: Samples,
): NonNullable<ExperimentReading['result']> {
  const level = 1 - policy.alpha;
  const candidates = versionsIn(weights).filter((version) => version !== control);
  const strata = new Map(
    candidates.map((version) => [version, strataOf(weights, control, version, samples)]),
  );
  const overall = candidates.map((version) => comparedOverall(policy, strata.get(version) ?? [], level));
  const adjusted = holm(overall.map(({ p }) => p));
  const inSegments = candidates.flatMap((version) =>
    (strata.get(version) ?? []).map((stratum) => ({
      version,
      segment: stratum.segment,
      ...compareArms(policy.test, stratum, level),
    })),
  );
  const names = [...new Set(inSegments.map(({ segment }) => segment))];
  // p-values of continuous statistics: a p ≤ t has the probability t. Versions of one segment share its control.
  const adjustedIn = stepDownMinP(
    inSegments.map(({ p, segment }) => ({ p, sizeAt: (t: number) => t, cluster: names.indexOf(segment) })),
  );
  const rows = inSegments.map((row, index) => ({
    segment: row.segment,
    comparison: finding(row.version, row, adjustedIn[index] ?? 1, policy),
  }));
  return {
    control,
    versions: candidates.map((version, index) =>
      finding(version, overall[index] ?? NOTHING, adjusted[index] ?? 1, policy),
    ),
    segments: Object.fromEntries(
      names.map((name) => [
        name,
        rows.filter(({ segment }) => segment === name).map(({ comparison }) => comparison),
      ]),
    ),
    omnibusP: policy.test === 'chi-square' ? omnibus(weights, samples) : null,
  };
}

const NOTHING: ArmComparison = {
  ...{ difference: 0, low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY, p: 1 },
};

/** Observations are pooled where the shares are the same in all segments, else compared within them. */
function comparedOverall(
  { test }: ExperimentPolicy,
  strata: readonly (Stratum & { ratio: number })[],
  level: number,
): ArmComparison {
  if (strata.length === 0) return NOTHING;
  if (strata.some(({ ratio }) => ratio !== strata[0]?.ratio)) return compareInStrata(strata, level);
  const pooled = strata.reduce(
    (sum, stratum) => ({
      candidate: addCounts(sum.candidate, stratum.candidate),
      control: addCounts(sum.control, stratum.control),
    }),
    { candidate: NO_COUNTS, control: NO_COUNTS },
  );
  return compareArms(test, pooled, level);
}

function finding(
  version: Version,
  { difference, low, high, p }: ArmComparison,
  adjustedP: number,
  { alpha, better }: { alpha: number; better: Better },
): ExperimentComparison {
  const isBetter = better === 'higher' ? difference > 0 : difference < 0;
  return {
    ...{ version, difference, p, adjustedP },
    low: Number.isFinite(low) ? low : null,
    high: Number.isFinite(high) ? high : null,
    finding: adjustedP > alpha ? 'no-difference' : isBetter ? 'better' : 'worse',
  };
}

/** Of all versions having one rate, over segments. */
function omnibus(weights: Weights, samples: Samples): number {
  const tests = Object.keys(weights).map((segment) =>
    equalRates(
      listedIn(weights, segment).map((version) => effectiveProportion(sampleOf(samples, segment, version))),
    ),
  );
  return combinedP(tests);
}
