import type { ArmEvidence, CaseEvidence, Evidence } from '../domain/evidence.ts';
import type { Policy } from '../domain/policy.ts';
import type { SegmentVerdict } from '../domain/verdict.ts';
import { binomialCdf } from '../stats/binomial.ts';
import { holm } from '../stats/holm.ts';
import { wilsonInterval } from '../stats/intervals.ts';
import { stepDownMinP } from '../stats/min-p.ts';
import { asPValue } from '../stats/probability.ts';
import type { Levels } from './alpha.ts';
import { armCost } from './cost.ts';
import { type Stage, sequentialP, stageOf } from './looks.ts';
import { CONFIDENCE } from './row.ts';
import { missingOverall, type Sample, sampleSegments } from './sample.ts';
import { ASKS_AGAIN_AT, FEWEST_CASES, type JudgedSegment, missesTooMuch } from './segments.ts';

/** An answered case of a new prompt. */
export type Answered = { segments: string[]; look: number; arm: ArmEvidence };

export function answeredCases(cases: readonly CaseEvidence[]): Answered[] {
  return cases
    .filter(({ candidate }) => candidate.trials > 0)
    .map(({ segments, look, candidate }) => ({ segments, look: look ?? 1, arm: candidate }));
}

/**
 * Judges a prompt without baseline against `min-pass-rate`, each segment and the whole, by the exact binomial test of
 * "the pass rate is at least this". The case is the unit; with k trials, the passes are rounded up to whole cases.
 * `regression` here means: shown to be below the rate. Without a `min-pass-rate`, every valid segment passes.
 */
export function judgeNewPrompt(
  evidence: Evidence,
  options: { policy: Policy; levels: Levels },
): { segments: JudgedSegment[]; overall: SegmentVerdict } {
  const { policy, levels } = options;
  const answered = answeredCases(evidence.cases);
  const samples = sampleSegments(evidence, answered);
  const looked = samples.map((sample) => look(sample, stageOf(sample.segment), policy));
  const family = looked.filter(({ invalid }) => !invalid);
  const places = family.map(({ p }, cluster) => ({ p, sizeAt: (t: number) => t, cluster }));
  const adjusted = policy.gate.correction === 'holm' ? holm(places.map(({ p }) => p)) : stepDownMinP(places);
  const segments = looked.map((one): JudgedSegment => {
    const row = rowOf(one, adjusted[family.indexOf(one)] ?? 1, levels.segments, policy);
    const open = one.stage.look === 'first' && !one.invalid && row.verdict !== 'regression';
    const doubtBlocks = policy.gate.onInconclusive === 'block' && row.verdict === 'inconclusive';
    return {
      row,
      ofBase: null,
      tooManyMissing: one.tooManyMissing,
      asksForMore: open && (row.pValue <= ASKS_AGAIN_AT || doubtBlocks),
    };
  });
  const whole = {
    segment: { name: 'overall', available: answered.length, looks: [], extendTo: 0, traffic: null },
    pairs: answered,
    firstLook: answered.filter((one) => one.look === 1),
    curtailed: [],
    ...missingOverall(evidence, samples, answered.length),
  };
  const overall = look(whole, { look: 'only' }, policy);
  const row = rowOf({ ...overall, invalid: overall.tooManyMissing }, overall.p, levels.overall, policy);
  return { segments, overall: row };
}

type Looked = {
  sample: Sample<Answered>;
  stage: Stage;
  /** Nominal p-values of "below `min-pass-rate`" and of "above"; `p` is the sequential one of "below". */
  pWorse: number;
  pBetter: number;
  p: number;
  rate: number;
  tooManyMissing: boolean;
  invalid: boolean;
};

function look(sample: Sample<Answered>, stage: Stage, policy: Policy): Looked {
  const least = policy.gate.minPassRate;
  const last = below(sample.pairs, least);
  const first = stage.look === 'second' ? below(sample.firstLook, least) : last;
  const tooManyMissing = missesTooMuch(sample, policy.gate.maxMissing);
  return {
    sample,
    stage,
    ...last,
    p: sequentialP(stage, { first: first.pWorse, last: last.pWorse }),
    rate: rateOf(sample.pairs),
    tooManyMissing,
    invalid: tooManyMissing || sample.pairs.length < FEWEST_CASES,
  };
}

function rateOf(cases: readonly Answered[]): number {
  if (cases.length === 0) return 0;
  return Math.min(1, cases.reduce((sum, { arm }) => sum + arm.passes / arm.trials, 0) / cases.length);
}

function below(cases: readonly Answered[], least: number | null): { pWorse: number; pBetter: number } {
  const n = cases.length;
  if (least === null || n === 0) return { pWorse: 1, pBetter: 1 };
  const passes = Math.min(n, Math.ceil(rateOf(cases) * n - 1e-9));
  return {
    pWorse: asPValue(binomialCdf(passes, n, least)),
    pBetter: asPValue(1 - binomialCdf(passes - 1, n, least)),
  };
}

function rowOf(
  { sample, pWorse, pBetter, rate, invalid }: Looked,
  adjustedPValue: number,
  level: number,
  policy: Policy,
): SegmentVerdict {
  const cases = sample.pairs.length;
  const trials = sample.pairs.reduce((sum, { arm }) => sum + arm.trials, 0);
  const least = policy.gate.minPassRate;
  const measured = least !== null && cases > 0;
  const spread = measured ? Math.sqrt((least * (1 - least)) / cases) : 0;
  const adjusted = Math.max(pWorse, adjustedPValue);
  return {
    name: sample.segment.name,
    verdict: labelOf({ invalid, adjusted, level, rate, least }),
    cases,
    missing: sample.missing,
    baseline: null,
    candidate: {
      passes: sample.pairs.reduce((sum, { arm }) => sum + arm.passes, 0),
      n: trials,
      rate,
      interval: wilsonInterval({ passes: rate * cases, n: cases }, CONFIDENCE),
    },
    difference: null,
    interval: null,
    losses: 0,
    wins: 0,
    z: spread > 0 && least !== null ? (rate - least) / spread : 0,
    pValue: pWorse,
    adjustedPValue: adjusted,
    pBetter,
    adjustedPBetter: pBetter,
    method: measured ? 'binomial' : 'none',
    twoProportion: null,
    minimumDetectableEffect: null,
    casesNeeded: null,
    cost: {
      baseline: null,
      candidate: armCost(sample.pairs.map(({ arm }) => ({ trials: arm.trials, arm }))),
      ratio: null,
    },
  };
}

function labelOf(of: {
  invalid: boolean;
  adjusted: number;
  level: number;
  rate: number;
  least: number | null;
}): SegmentVerdict['verdict'] {
  if (of.invalid) return 'invalid';
  if (of.least === null) return 'pass';
  if (of.adjusted <= of.level && of.rate < of.least) return 'regression';
  return of.rate < of.least - 1e-12 ? 'inconclusive' : 'pass';
}
