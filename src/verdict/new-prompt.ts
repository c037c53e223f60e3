import type { ArmEvidence, CaseEvidence, Evidence } from '../domain/evidence.ts';
import type { Policy } from '../domain/policy.ts';
import { policyOfSegment } from '../domain/policy-of.ts';
import type { SegmentVerdict } from '../domain/verdict.ts';
import { binomialCdf } from '../stats/binomial.ts';
import { holm } from '../stats/holm.ts';
import { wilsonInterval } from '../stats/intervals.ts';
import { stepDownMinP } from '../stats/min-p.ts';
import { asPValue } from '../stats/probability.ts';
import type { Levels } from './alpha.ts';
import { armCost } from './cost.ts';
import { countFamilies, hasFamilies, independentCases } from './families.ts';
import type { JudgedSegment, JudgedWhole } from './judged.ts';
import { partThatCounts, type Stage, sequentialP, stageOf } from './looks.ts';
import { CONFIDENCE, missingOf } from './row.ts';
import { missingBy, missingOverall, type Sample, sampleSegments } from './sample.ts';
import { ASKS_AGAIN_AT, FEWEST_CASES, missesTooMuch } from './sizes.ts';
import { caseWeights, type Weights, weightedMean } from './weights.ts';

/** An answered case of a new prompt. */
export type Answered = {
  id: string;
  segments: string[];
  group?: string | undefined;
  look: number;
  arm: ArmEvidence;
};

export function answeredCases(cases: readonly CaseEvidence[]): Answered[] {
  return cases
    .filter(({ candidate }) => candidate.trials > 0)
    .map(({ id, segments, group, look, candidate }) => ({
      ...{ id, segments, group, arm: candidate },
      look: look ?? 1,
    }));
}

/**
 * Judges a prompt without baseline against `min-pass-rate`, each segment and the whole, by the exact binomial test of
 * "the pass rate is at least this". The case is the unit; with k trials, the passes are rounded up to whole cases. The
 * whole is weighted as that of a change is, and is that of the first look while only some segments were extended. Weighted,
 * or in families, cases are as many as they are worth independently, rounded.
 * `regression` here means: shown to be below the rate. Without a `min-pass-rate`, every valid segment passes.
 */
export function judgeNewPrompt(
  evidence: Evidence,
  options: { policy: Policy; levels: Levels },
): { segments: JudgedSegment[]; whole: JudgedWhole } {
  const { policy, levels } = options;
  const answered = answeredCases(evidence.cases);
  const samples = sampleSegments(evidence, answered);
  const looked = samples.map((sample) =>
    look(sample, stageOf(sample.segment), {
      policy,
      least: policyOfSegment(policy, sample.segment.name).minPassRate,
    }),
  );
  const family = looked.filter(({ invalid }) => !invalid);
  const places = family.map(({ p }, cluster) => ({ p, sizeAt: (t: number) => t, cluster }));
  const adjusted = policy.gate.correction === 'holm' ? holm(places.map(({ p }) => p)) : stepDownMinP(places);
  const segments = looked.map((one): JudgedSegment => {
    const row = rowOf(one, adjusted[family.indexOf(one)] ?? 1, levels.segments);
    const open = one.stage.look === 'first' && !one.invalid && row.verdict !== 'regression';
    const doubtBlocks =
      policyOfSegment(policy, row.name).onInconclusive === 'block' && row.verdict === 'inconclusive';
    return {
      row,
      ofBase: null,
      isBaseWorse: false,
      tooManyMissing: one.tooManyMissing,
      canExtend: one.stage.look === 'first',
      asksForMore: open && (row.pValue <= ASKS_AGAIN_AT || doubtBlocks),
    };
  });
  return { segments, whole: judgeWhole(evidence, { policy, levels }) };
}

/** All cases together, at a single look: that of all cases, or the first while only some segments were extended. */
function judgeWhole(all: Evidence, { policy, levels }: { policy: Policy; levels: Levels }): JudgedWhole {
  const { evidence, ofFirstLook } = partThatCounts(all);
  const answered = answeredCases(evidence.cases);
  const samples = sampleSegments(evidence, answered);
  const lost = missingOverall(evidence, samples, answered.length);
  const sample: Sample<Answered> = {
    segment: { name: 'overall', available: answered.length, looks: [], extendTo: 0, traffic: null },
    ...{ pairs: answered, firstLook: answered, curtailed: [], imagined: [], ...lost },
    missingBy: missingBy(evidence.cases),
  };
  const weights = caseWeights(samples, answered);
  const tooManyMissing = missesTooMuch(lost, policy.gate.maxMissing);
  const looked = {
    ...look(sample, { look: 'only' }, { policy, least: policy.gate.minPassRate, weights }),
    tooManyMissing,
    invalid: tooManyMissing,
  };
  const row = rowOf(looked, looked.p, levels.overall);
  return {
    row: { ...row, ...(ofFirstLook && { ofFirstLook: true as const }) },
    ofBase: null,
    isBaseWorse: false,
    asksForMore: false,
    tooManyMissing,
  };
}

type Looked = {
  sample: Sample<Answered>;
  stage: Stage;
  /** Nominal p-values of "below `min-pass-rate`" and of "above"; `p` is the sequential one of "below". */
  pWorse: number;
  pBetter: number;
  p: number;
  rate: number;
  /** The rate that it is held against; null: none. */
  least: number | null;
  weights: Weights | undefined;
  tooManyMissing: boolean;
  invalid: boolean;
};

function look(
  sample: Sample<Answered>,
  stage: Stage,
  { policy, least, weights }: { policy: Policy; least: number | null; weights?: Weights | undefined },
): Looked {
  const last = below(sample.pairs, least, weights);
  const first = stage.look === 'second' ? below(sample.firstLook, least) : last;
  const tooManyMissing = sample.asked >= FEWEST_CASES && missesTooMuch(sample, policy.gate.maxMissing);
  return {
    ...{ sample, stage, least, weights, tooManyMissing, ...last },
    p: sequentialP(stage, { first: first.pWorse, last: last.pWorse }),
    rate: rateOf(sample.pairs, weights),
    invalid: tooManyMissing || countFamilies(sample.pairs) < FEWEST_CASES,
  };
}

function ratesOf(cases: readonly Answered[]): number[] {
  return cases.map(({ arm }) => arm.passes / arm.trials);
}

function rateOf(cases: readonly Answered[], weights?: Weights | undefined): number {
  return Math.min(1, weightedMean(ratesOf(cases), weights));
}

function below(
  cases: readonly Answered[],
  least: number | null,
  weights?: Weights | undefined,
): { pWorse: number; pBetter: number } {
  const n = Math.round(independentCases(ratesOf(cases), cases, weights));
  if (least === null || cases.length === 0) return { pWorse: 1, pBetter: 1 };
  const passes = Math.min(n, Math.ceil(rateOf(cases, weights) * n - 1e-9));
  return {
    pWorse: asPValue(binomialCdf(passes, n, least)),
    pBetter: asPValue(1 - binomialCdf(passes - 1, n, least)),
  };
}

function rowOf(
  { sample, pWorse, pBetter, rate, least, weights, invalid }: Looked,
  adjustedPValue: number,
  level: number,
): SegmentVerdict {
  const cases = sample.pairs.length;
  const trials = sample.pairs.reduce((sum, { arm }) => sum + arm.trials, 0);
  const measured = least !== null && cases > 0;
  const independent = independentCases(ratesOf(sample.pairs), sample.pairs, weights);
  const spread = measured ? Math.sqrt((least * (1 - least)) / independent) : 0;
  const adjusted = Math.max(pWorse, adjustedPValue);
  return {
    name: sample.segment.name,
    verdict: labelOf({ invalid, adjusted, level, rate, least }),
    cases,
    ...missingOf(sample),
    ...(hasFamilies(sample.pairs) && { families: countFamilies(sample.pairs) }),
    baseline: null,
    candidate: {
      passes: sample.pairs.reduce((sum, { arm }) => sum + arm.passes, 0),
      n: trials,
      rate,
      interval: wilsonInterval({ passes: rate * independent, n: independent }, CONFIDENCE),
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
      candidate: armCost(
        sample.pairs.map(({ arm }) => ({ trials: arm.trials, arm })),
        weights,
      ),
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
