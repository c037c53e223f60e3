import type { ArmEvidence, CaseEvidence, CurtailedCase, Evidence } from '../domain/evidence.ts';
import type { Compared, Pair } from './pairs.ts';

/**
 * What is not known of a case is imagined so that it speaks against a drop, and a drop that is shown all the same is one
 * whatever the missing answers are.
 */
export function imaginedPairs({ cases, curtailed = [] }: Evidence, compares: Compared): Pair[] {
  const found = curtailed.map(newlyPassing);
  for (const one of cases) {
    const pair = withoutBaseline(one, compares);
    if (pair) found.push(pair);
  }
  return found;
}

/** The pairs with those imagined in place of the same cases. */
export function withImagined(pairs: readonly Pair[], imagined: readonly Pair[]): Pair[] {
  const ids = new Set(imagined.map(({ id }) => id));
  return [...pairs.filter(({ id }) => !ids.has(id)), ...imagined];
}

const NO_ANSWERS: ArmEvidence = {
  trials: 0,
  passes: 0,
  errored: 0,
  score: 0,
  inputTokens: 0,
  outputTokens: 0,
  cachedInputTokens: 0,
  costUsd: null,
  latencyMs: 0,
};

/** A curtailed case: the candidate passes every trial, the baseline as few as is possible. */
function newlyPassing({ id, segments, look, trials, baseline }: CurtailedCase): Pair {
  const before = baseline ?? 0;
  return {
    id,
    segments,
    look,
    trials,
    baseline: before,
    candidate: trials,
    baselineRate: before / trials,
    candidateRate: 1,
    arms: { baseline: NO_ANSWERS, candidate: NO_ANSWERS },
  };
}

/**
 * A case with trials that the candidate alone answered: as though the baseline had failed them. Providers fail more often
 * on the cases that models fail, so that without those trials a baseline seems better than it is.
 */
function withoutBaseline(one: CaseEvidence, compares: Compared): Pair | null {
  const { id, segments, group, look, candidateOnly, candidate } = one;
  if (!candidateOnly) return null;
  const trials = candidate.trials + candidateOnly.trials;
  const passes = candidate.passes + candidateOnly.passes;
  const baseline = one.baseline ?? NO_ANSWERS;
  const share = candidate.trials / trials;
  const score = candidate.score * share + candidateOnly.score * (1 - share);
  return {
    id,
    segments,
    group,
    look: look ?? 1,
    trials,
    baseline: baseline.passes,
    candidate: passes,
    baselineRate: compares === 'scores' ? baseline.score * share : baseline.passes / trials,
    candidateRate: compares === 'scores' ? score : passes / trials,
    arms: { baseline: NO_ANSWERS, candidate: NO_ANSWERS },
  };
}
