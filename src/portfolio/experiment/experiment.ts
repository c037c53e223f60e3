import type { ExperimentReading } from '../../domain/experiment.ts';
import type { Window } from '../../domain/observation.ts';
import type { Version } from '../../domain/registry.ts';
import { type Samples, sampleOf, samplesOf } from '../samples.ts';
import { type HealthQuestion, judgeGuardrails, judgeRatio } from './health.ts';
import { resultOf } from './result.ts';
import { versionsIn } from './strata.ts';

export type ExperimentQuestion = HealthQuestion & {
  /** Units that each version has to have, as fixed when it began. */
  size: number;
  /** The epoch: the serial at which its weights were set. */
  serial: number;
  /** ms since 1970. */
  startedAt: number;
  now: number;
  windows: readonly Window[];
};

/**
 * What an experiment shows. First whether units came as the weights say, then the guardrails, both at any time; the
 * result only once every version has its units and the least time is over, or the longest time is. Only windows of its
 * own epoch count.
 */
export function readExperiment(question: ExperimentQuestion): ExperimentReading {
  const { policy, weights, control, size, startedAt, now } = question;
  const windows = question.windows.filter(({ serial }) => serial === question.serial);
  const own = (all: readonly Window[]) =>
    all.reduce((sum, { metric, n }) => (metric === policy.metric ? sum + n : sum), 0);
  const samples = samplesOf(windows, weights, { metric: policy.metric, from: null });
  const sampleRatio = judgeRatio(windows, question);
  const guardrails = judgeGuardrails(windows, question);
  const units = {
    has: Math.min(...versionsIn(weights).map((version) => unitsOf(samples, version))),
    asked: size,
  };
  const isComplete = units.has >= size;
  const age = now - startedAt;
  const isStopped = sampleRatio.isBroken || guardrails.some(({ isBroken }) => isBroken);
  const state = isStopped
    ? 'stopped'
    : isComplete && age >= policy.atLeastMs
      ? 'decided'
      : age >= policy.atMostMs
        ? 'ended'
        : 'running';
  const isShown = state === 'decided' || state === 'ended';
  return {
    ...{ state, units, sampleRatio, guardrails },
    remainingMs: Math.max(0, policy.atLeastMs - age),
    result: isShown ? resultOf(policy, weights, control, samples) : null,
    excluded: own(question.windows) - own(windows),
  };
}

function unitsOf(samples: Samples, version: Version): number {
  return Object.keys(samples).reduce((sum, segment) => sum + sampleOf(samples, segment, version).units, 0);
}
