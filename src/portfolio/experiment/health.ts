import type { ExperimentReading } from '../../domain/experiment.ts';
import type { Window } from '../../domain/observation.ts';
import type { ExperimentPolicy, GuardPolicy, Weights } from '../../domain/portfolio.ts';
import { SLOT_COUNT, type Version } from '../../domain/registry.ts';
import { alwaysValidP } from '../../stats/always-valid.ts';
import { combinedP, goodnessOfFit } from '../../stats/chi-square.ts';
import { clusteredMean } from '../../stats/clustered.ts';
import { listedIn, weightOf } from '../facts.ts';
import { sampleOf, samplesOf } from '../samples.ts';
import { strataOf, versionsIn } from './strata.ts';

/** Below it, units did not come in the shares of the weights, and nothing is concluded. */
const SAMPLE_RATIO_P = 0.001;
/** Guardrails find differences of about this size soonest: points of a rate, and this share of another's mean. */
const GUARDRAIL_SPREAD = 0.05;

export type HealthQuestion = {
  policy: ExperimentPolicy;
  guards: readonly GuardPolicy[];
  /** Frozen since it began. */
  weights: Weights;
  /** What the others are compared with. */
  control: Version;
};

/**
 * χ² of each day's units against the weights of each segment. Units are distinct within a day, not over days, so days are
 * tested one by one, and the smallest p counts as many times as there are days.
 */
export function judgeRatio(
  windows: readonly Window[],
  { policy, weights }: HealthQuestion,
): ExperimentReading['sampleRatio'] {
  const days = [...new Set(windows.map(({ day }) => day))];
  const ps = days.map((day) => {
    const today = samplesOf(
      windows.filter((window) => window.day === day),
      weights,
      { metric: policy.metric, from: null },
    );
    const tests = Object.keys(weights).map((segment) =>
      goodnessOfFit(
        listedIn(weights, segment)
          .filter((version) => weightOf(weights, segment, version) > 0)
          .map((version) => ({
            count: sampleOf(today, segment, version).units,
            share: weightOf(weights, segment, version) / SLOT_COUNT,
          })),
      ),
    );
    return combinedP(tests);
  });
  // Before the first day nothing speaks against the weights.
  const p = days.length === 0 ? 1 : Math.min(1, days.length * Math.min(...ps));
  return { p, isBroken: p < SAMPLE_RATIO_P };
}

/** Each guardrail of each version against the control, at the level of its guard, however often it is looked at. */
export function judgeGuardrails(
  windows: readonly Window[],
  { policy, guards, weights, control }: HealthQuestion,
): ExperimentReading['guardrails'] {
  const watched = guards.filter(({ metric }) => policy.guardrails.includes(metric));
  return watched.flatMap(({ metric, better, worseBy, alpha }) => {
    const samples = samplesOf(windows, weights, { metric, from: null });
    return versionsIn(weights)
      .filter((version) => version !== control)
      .map((version) => {
        const strata = strataOf(weights, control, version, samples);
        const parts = strata.map(({ candidate, control: other, share }) => {
          const [a, b] = [clusteredMean(candidate), clusteredMean(other)];
          return { share, a, b };
        });
        const mean = parts.reduce((sum, { share, b }) => sum + share * b.mean, 0);
        const rise = parts.reduce((sum, { share, a, b }) => sum + share * (a.mean - b.mean), 0);
        const variance = parts.reduce(
          (sum, { share, a, b }) => sum + share ** 2 * (a.variance + b.variance),
          0,
        );
        const margin = worseBy.kind === 'points' ? worseBy.value : worseBy.value * Math.abs(mean);
        const beyond = (better === 'lower' ? rise : -rise) - margin;
        const isRate = worseBy.kind === 'points';
        const spread = isRate ? GUARDRAIL_SPREAD : GUARDRAIL_SPREAD * Math.abs(mean);
        const p = beyond > 0 && spread > 0 ? alwaysValidP(beyond, variance, spread) : 1;
        return { metric, version, p, isBroken: p <= alpha };
      });
  });
}
