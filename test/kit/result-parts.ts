import type { ChangedCase, PromptResult, Result, RunUsage, SegmentResult } from '../../src/domain/result.ts';

/** Pieces of result objects for the tests of the renderers: numbers that fit together, texts as people write them. */

export const MERGE_BASE = '4f1c9a2be07d5583c6a1f0e2d9b84770a35c61ee';
export const HEAD_SHA = 'b82e6d0f4417c95a3d20e1f67a98c4b5de013f92';

export type SegmentNumbers = {
  name: string;
  verdict: SegmentResult['verdict'];
  cases: number;
  baselinePasses: number;
  losses: number;
  wins: number;
  adjustedPValue: number;
  missing?: number;
  tokens?: [baseline: number, candidate: number];
  usd?: [baseline: number, candidate: number] | null;
};

/** A segment of k = 1 whose every number follows from its counts; only the adjusted p is given. */
export function segment(numbers: SegmentNumbers): SegmentResult {
  const { name, verdict, cases, baselinePasses, losses, wins, adjustedPValue } = numbers;
  const candidatePasses = baselinePasses - losses + wins;
  const discordant = losses + wins;
  const z = discordant === 0 ? 0 : (wins - losses) / Math.sqrt(discordant);
  const pooled = (baselinePasses + candidatePasses) / (2 * cases);
  const spread = Math.sqrt(pooled * (1 - pooled) * (2 / cases));
  const unpaired = spread === 0 ? 0 : (candidatePasses - baselinePasses) / cases / spread;
  const pBetter = atLeast(wins, discordant);
  return {
    name,
    verdict,
    cases,
    missing: numbers.missing ?? 0,
    baseline: rate(baselinePasses, cases),
    candidate: rate(candidatePasses, cases),
    difference: (wins - losses) / cases,
    interval: plusTwoInterval(losses, wins, cases),
    losses,
    wins,
    z,
    pValue: atLeast(losses, discordant),
    adjustedPValue,
    pBetter,
    adjustedPBetter: verdict === 'improved' ? pBetter : 1,
    method: discordant < 25 ? 'sign-flip' : 'paired-z',
    twoProportion: { z: unpaired, pValue: normalTail(unpaired), fisher: null },
    minimumDetectableEffect: Math.min(0.6, 3.4 * Math.sqrt((0.05 + discordant / cases) / cases)),
    casesNeeded: 160,
    cost: costComparison(numbers.tokens ?? [1204, 1410], numbers.usd ?? null),
  };
}

export function costComparison(
  [before, after]: [number, number],
  usd: [number, number] | null,
): SegmentResult['cost'] {
  const ratio = after / before;
  return {
    baseline: armCost(before, usd?.[0] ?? null),
    candidate: armCost(after, usd?.[1] ?? null),
    ratio: { ratio, low: ratio - 0.021, high: ratio + 0.021 },
  };
}

export function armCost(totalTokens: number, usd: number | null): SegmentResult['cost']['candidate'] {
  const outputTokens = Math.round(totalTokens * 0.11);
  return {
    inputTokens: totalTokens - outputTokens,
    outputTokens,
    cachedInputTokens: Math.round(totalTokens * 0.4),
    totalTokens,
    usd,
  };
}

export type CaseTexts = {
  id: string;
  segment: string;
  question: string;
  before: string;
  after: string;
  reason: string;
  type?: string;
  line?: number;
};

/** A case that the baseline passes and the candidate fails; `newlyPassing` is the opposite. */
export function newlyFailing(texts: CaseTexts): ChangedCase {
  const line = texts.line ?? 12;
  return {
    id: texts.id,
    description: texts.id,
    segments: [texts.segment],
    critical: false,
    severe: false,
    place: `evals/support.yml:${line}:5`,
    messages: [
      { role: 'system', content: 'You are the support assistant of Harbour, a hosted database.' },
      { role: 'user', content: texts.question },
    ],
    baseline: { passes: 1, trials: 1, answer: texts.before, failures: [] },
    candidate: {
      passes: 0,
      trials: 1,
      answer: texts.after,
      failures: [
        {
          type: texts.type ?? 'icontains',
          reason: texts.reason,
          place: `evals/support.yml:${line + 4}:9`,
        },
      ],
    },
  };
}

export function newlyPassing(texts: CaseTexts): ChangedCase {
  const failing = newlyFailing(texts);
  return {
    ...failing,
    baseline: { ...failing.candidate, answer: texts.before },
    candidate: { passes: 1, trials: 1, answer: texts.after, failures: [] },
  };
}

export function usage(trials: number, fromStore: number, usd: number | null): RunUsage {
  const calls = trials - fromStore;
  return {
    trials,
    fromStore,
    calls,
    errored: 0,
    inputTokens: calls * 1160,
    outputTokens: calls * 140,
    cachedInputTokens: calls * 480,
    usd,
    elapsedMs: 41_300,
  };
}

export const NOTHING_USED: RunUsage = { ...usage(0, 0, 0), elapsedMs: 0 };

export function promptResult(path: string, parts: Partial<PromptResult>): PromptResult {
  const arm = {
    ...{ path, sha256: '3b9f0c51'.repeat(8), digest: '6c1e92aa'.repeat(8) },
    model: 'openai:gpt-4.1-mini-2025-04-14',
  };
  return {
    path,
    change: 'modified',
    because: [path],
    verdict: 'pass',
    reasons: [],
    baseline: arm,
    candidate: { ...arm, sha256: 'a771d20e'.repeat(8), digest: 'e0417b3d'.repeat(8) },
    suite: {
      ...{ path: 'evals/support.yml', sha256: '90cd1ef4'.repeat(8) },
      ...{ digest: '2f8a6610'.repeat(8), baselineDigest: '2f8a6610'.repeat(8) },
      ...{ cases: 150, sampled: 150, trials: 1 },
    },
    segments: [],
    overall: null,
    cost: null,
    levels: { segments: 0.025, overall: 0.025 },
    newlyFailing: [],
    newlyPassing: [],
    errors: [],
    diff: '',
    changedLines: [],
    usage: usage(300, 212, 0.62),
    notices: [],
    ...parts,
  };
}

export function result(verdict: Result['verdict'], parts: Partial<Result>): Result {
  return {
    schemaVersion: 1,
    tool: { name: 'prompt-eval-gate', version: '0.1.0' },
    verdict,
    base: { ref: 'origin/main', mergeBase: MERGE_BASE },
    head: { ref: HEAD_SHA, sha: HEAD_SHA },
    policySource: { path: '.github/prompt-eval-gate.yml', revision: 'base', changed: false },
    policy: {
      gate: {
        test: 'proportions-z',
        correction: 'min-p',
        alpha: 0.05,
        margin: { segment: 0.1, overall: 0.05 },
        minEffect: 0,
        onInconclusive: 'pass',
        minPassRate: null,
        maxMissing: 0.1,
      },
      cost: {
        maxTokenIncrease: 0.1,
        maxCostIncrease: 0.1,
        unlessImproved: true,
        callsPerMonth: 30_437_500,
        maxRunCost: 2,
      },
      smoke: { cases: 50, extendTo: 150, trials: 1 },
    },
    promptsWatched: 4,
    prompts: [],
    errors: [],
    usage: usage(300, 212, 0.62),
    notices: [],
    ...parts,
  };
}

export function rate(passes: number, n: number): SegmentResult['candidate'] {
  const z = 1.96;
  const middle = (passes + (z * z) / 2) / (n + z * z);
  const half = (z / (n + z * z)) * Math.sqrt((passes * (n - passes)) / n + (z * z) / 4);
  return {
    passes,
    n,
    rate: passes / n,
    interval: [Math.max(0, middle - half), Math.min(1, middle + half)],
  };
}

function plusTwoInterval(losses: number, wins: number, cases: number): [number, number] {
  const mean = (wins - losses) / (cases + 2);
  const deviation = Math.sqrt((losses + wins + 1) / (cases + 2) - mean * mean);
  const half = ((1.96 + 2.4 / cases) * deviation) / Math.sqrt(cases + 2);
  return [mean - half, mean + half];
}

/** P(X ≥ k) of n fair coins. */
function atLeast(k: number, n: number): number {
  let term = 0.5 ** n;
  let tail = 0;
  for (let heads = 0; heads <= n; heads++) {
    if (heads >= k) tail += term;
    term = (term * (n - heads)) / (heads + 1);
  }
  return Math.min(1, tail);
}

/** Φ(z) by the logistic approximation: precise enough for a picture. */
function normalTail(z: number): number {
  return 1 / (1 + Math.exp(-1.5976 * z - 0.07056 * z ** 3));
}
