import type { ArmEvidence, CaseEvidence, Evidence, SegmentEvidence } from '../../src/domain/evidence.ts';
import type { Policy } from '../../src/domain/policy.ts';

/** The default policy, with one look. */
export function policyOf(
  changes: {
    gate?: Partial<Policy['gate']>;
    cost?: Partial<Policy['cost']>;
    latency?: Partial<Policy['latency']>;
    smoke?: Partial<Policy['smoke']>;
  } = {},
): Policy {
  return {
    gate: {
      test: 'proportions-z',
      correction: 'min-p',
      alpha: 0.05,
      family: 'prompt',
      margin: { segment: 0.1, overall: 0.05 },
      minEffect: 0,
      onInconclusive: 'pass',
      minPassRate: null,
      maxMissing: 0.1,
      onSuiteChange: 'report',
      onWeakerSuite: 'report',
      acceptLabel: 'accept-regression',
      suite: 'union',
      ...changes.gate,
    },
    cost: {
      maxTokenIncrease: 0.1,
      maxCostIncrease: 0.1,
      unlessImproved: true,
      callsPerMonth: null,
      maxRunCost: null,
      ...changes.cost,
    },
    latency: { p50: null, p95: null, ...changes.latency },
    smoke: { cases: 50, extendTo: 150, trials: 1, ...changes.smoke },
  };
}

export function arm(passes: number, changes: Partial<ArmEvidence> = {}): ArmEvidence {
  const trials = changes.trials ?? 1;
  return {
    trials,
    passes,
    errored: 0,
    score: trials === 0 ? 0 : passes / trials,
    inputTokens: 1000 * trials,
    outputTokens: 100 * trials,
    cachedInputTokens: 0,
    costUsd: 0.002 * trials,
    latencyMs: 500,
    ...changes,
  };
}

/** Cases of one segment by their results; unnamed cases pass in both arms. */
export type SegmentSpec = {
  name: string;
  cases: number;
  lost?: number;
  won?: number;
  /** Number of cases that fail in both arms. */
  failing?: number;
  missing?: number;
  trials?: number;
  looks?: number[];
  extendTo?: number;
  available?: number;
  traffic?: number | null;
  /** Tokens of the candidate for each token of the baseline. */
  tokens?: (index: number) => number;
  /** Money of the candidate for each dollar of the baseline; by default as much. */
  money?: (index: number) => number;
};

export function segmentCases(spec: SegmentSpec): CaseEvidence[] {
  const { name, cases, lost = 0, won = 0, failing = 0, missing = 0, trials = 1 } = spec;
  const { tokens = () => 1, money = () => 1 } = spec;
  return Array.from({ length: cases }, (_, index) => {
    const inOrder = index - lost - won - failing;
    const passesOf = (which: 'baseline' | 'candidate') => {
      if (index < lost) return which === 'baseline' ? trials : 0;
      if (index < lost + won) return which === 'baseline' ? 0 : trials;
      return inOrder < 0 ? 0 : trials;
    };
    const gone = index >= cases - missing;
    const factor = tokens(index);
    return {
      id: `${name} ${index}`,
      segments: [name],
      critical: false,
      baseline: gone ? arm(0, { trials: 0, errored: trials }) : arm(passesOf('baseline'), { trials }),
      candidate: gone
        ? arm(0, { trials: 0 })
        : arm(passesOf('candidate'), {
            trials,
            inputTokens: 1000 * trials * factor,
            outputTokens: 100 * trials * factor,
            costUsd: 0.002 * trials * money(index),
          }),
    };
  });
}

export function evidenceOf(...specs: SegmentSpec[]): Evidence {
  return {
    segments: specs.map(
      ({
        name,
        cases,
        looks = [cases],
        extendTo = cases,
        available = cases,
        traffic = null,
      }): SegmentEvidence => ({
        name,
        available,
        looks,
        extendTo,
        traffic,
      }),
    ),
    cases: specs.flatMap(segmentCases),
  };
}

/** The same evidence with the arms swapped. */
export function swapArms(evidence: Evidence): Evidence {
  return {
    ...evidence,
    cases: evidence.cases.map((one) =>
      one.baseline ? { ...one, baseline: one.candidate, candidate: one.baseline } : one,
    ),
  };
}

/** As a new prompt: without baseline. */
export function withoutBaseline(evidence: Evidence): Evidence {
  return { ...evidence, cases: evidence.cases.map((one) => ({ ...one, baseline: null })) };
}
