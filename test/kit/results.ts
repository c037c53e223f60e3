import type { ChangedCase, PromptResult, Result, SegmentResult } from '../../src/domain/result.ts';
import { missingKey } from '../../src/model/failure.ts';
import { NO_KEY_REMEDY } from '../../src/plan/keys.ts';
import { publishedNotice } from '../../src/report/telling/notices.ts';
import { acceptedResult as accept } from '../../src/result/accept.ts';
import {
  armCost,
  costComparison,
  MERGE_BASE,
  NOTHING_USED,
  newlyFailing,
  newlyPassing,
  promptResult,
  rate,
  result,
  segment,
  usage,
} from './result-parts.ts';
import { ENTERPRISE_LOSSES, OTHER_LOSSES, PROMPT_DIFF, WINS } from './support-cases.ts';

/** Results as the gate makes them, one builder per situation. */

/** Three tiers, one of which gets worse; tokens rise and nothing improved to justify them. */
export function blockedResult(): Result {
  return result('block', { prompts: [blockedPrompt()] });
}

/** The same, accepted by a maintainer. */
export function acceptedResult(): Result {
  return accept(blockedResult(), {
    by: 'ada',
    at: '2026-11-28T15:04:05Z',
    commit: '3d20e1f67a98c4b5de013f92b82e6d0f4417c95a',
    label: 'accept-regression',
  });
}

export function blockedPrompt(path = 'prompts/support.md'): PromptResult {
  return promptResult(path, {
    verdict: 'block',
    reasons: [
      { kind: 'regression', segment: 'enterprise' },
      { kind: 'overall-regression' },
      { kind: 'cost' },
    ],
    segments: [
      segment({
        name: 'standard',
        verdict: 'inconclusive',
        cases: 50,
        baselinePasses: 42,
        losses: 5,
        wins: 3,
        adjustedPValue: 0.66,
        tokens: [1180, 1382],
        usd: [0.003, 0.0035],
      }),
      segment({
        name: 'premium',
        verdict: 'pass',
        cases: 50,
        baselinePasses: 44,
        losses: 1,
        wins: 2,
        adjustedPValue: 1,
        tokens: [1202, 1409],
        usd: [0.0031, 0.0036],
      }),
      segment({
        name: 'enterprise',
        verdict: 'regression',
        cases: 50,
        baselinePasses: 47,
        losses: 8,
        wins: 0,
        adjustedPValue: 0.006,
        tokens: [1230, 1439],
        usd: [0.0032, 0.0037],
      }),
    ],
    overall: segment({
      name: 'overall',
      verdict: 'regression',
      cases: 150,
      baselinePasses: 133,
      losses: 14,
      wins: 5,
      adjustedPValue: 0.02,
      usd: [0.0031, 0.0036],
    }),
    cost: {
      label: 'exceeded',
      comparison: costComparison([1204, 1410], [0.0031, 0.0036]),
      limit: 0.1,
      monthlyUsd: 15_218.75,
      notes: [
        'The edit moves `{{current_date}}` to line 2: the cacheable prefix shrinks from 1,020 tokens to 14.',
      ],
    },
    newlyFailing: [...ENTERPRISE_LOSSES.map(newlyFailing), ...OTHER_LOSSES.map(newlyFailing)],
    newlyPassing: WINS.map(newlyPassing),
    diff: PROMPT_DIFF,
    changedLines: [
      { start: 2, end: 2 },
      { start: 11, end: 13 },
    ],
  });
}

export function passingPrompt(path = 'prompts/triage.prompt.yml'): PromptResult {
  const numbers = { verdict: 'pass', cases: 50, losses: 1, wins: 1, adjustedPValue: 1 } as const;
  return promptResult(path, {
    segments: [
      segment({ ...numbers, name: 'billing', baselinePasses: 46, tokens: [640, 651] }),
      segment({ ...numbers, name: 'outage', baselinePasses: 48, losses: 0, wins: 1, tokens: [655, 660] }),
    ],
    overall: segment({ ...numbers, name: 'overall', cases: 100, baselinePasses: 94, wins: 2 }),
    cost: {
      label: 'within',
      comparison: costComparison([648, 656], [0.0009, 0.00091]),
      limit: 0.1,
      monthlyUsd: 300,
      notes: [],
    },
    suite: {
      ...{ path: 'evals/triage.yml', sha256: '5dd1b3a0'.repeat(8) },
      ...{ digest: '71b0ce92'.repeat(8), baselineDigest: '71b0ce92'.repeat(8) },
      ...{ cases: 100, sampled: 100, trials: 1 },
    },
    usage: usage(200, 200, 0),
  });
}

/** Two prompts, five segments, five hundred answers; nothing wrong. */
export function passingResult(): Result {
  const second = promptResult('prompts/reply.md', {
    ...passingPrompt('prompts/reply.md'),
    segments: ['standard', 'premium', 'enterprise'].map((name) =>
      segment({
        name,
        verdict: 'pass',
        cases: 50,
        baselinePasses: 45,
        losses: 1,
        wins: 2,
        adjustedPValue: 1,
      }),
    ),
    usage: usage(300, 0, 0.42),
  });
  return result('pass', { prompts: [passingPrompt(), second], usage: usage(500, 200, 0.42) });
}

/** A new prompt, of whose three tiers so many of 50 cases pass. */
export function newPromptResult(passes: [number, number, number] = [46, 46, 46]): Result {
  const fresh = blockedPrompt('prompts/welcome.md');
  const whole = passes.reduce((sum, count) => sum + count, 0);
  return result('pass', {
    prompts: [
      {
        ...fresh,
        change: 'added',
        verdict: 'pass',
        reasons: [],
        baseline: null,
        segments: fresh.segments.map((part, index) => uncompared(part, passes[index] ?? 0)),
        overall: uncompared(segmentOverall(fresh), whole),
        cost: {
          label: 'unknown',
          comparison: { baseline: null, candidate: armCost(812, 0.0011), ratio: null },
          limit: 0.1,
          monthlyUsd: null,
          notes: [],
        },
        newlyFailing: [],
        newlyPassing: [],
        diff: '@@ -0,0 +1,2 @@\n+Welcome {{ name }} to Harbour.\n+Be brief.\n',
        changedLines: [{ start: 1, end: 2 }],
        usage: usage(150, 0, 0.16),
      },
    ],
    usage: usage(150, 0, 0.16),
  });
}

function segmentOverall(prompt: PromptResult): SegmentResult {
  if (!prompt.overall) throw new Error('the builder made no overall row');
  return prompt.overall;
}

function uncompared(part: SegmentResult, passes: number): SegmentResult {
  return {
    ...part,
    verdict: 'pass',
    baseline: null,
    candidate: rate(passes, part.cases),
    difference: null,
    interval: null,
    losses: 0,
    wins: 0,
    z: 0,
    pValue: 1,
    adjustedPValue: 1,
    method: 'none',
    twoProportion: null,
    minimumDetectableEffect: null,
    casesNeeded: null,
    cost: { baseline: null, candidate: armCost(812, 0.0011), ratio: null },
  };
}

/** A new prompt of a policy that asks for 95 %, one of whose tiers is below and not shown to be. */
export function newPromptInDoubt(): Result {
  const known = newPromptResult([44, 49, 50]);
  return {
    ...known,
    policy: { ...known.policy, gate: { ...known.policy.gate, minPassRate: 0.95 } },
    prompts: known.prompts.map((prompt) => ({
      ...prompt,
      segments: prompt.segments.map((part, index) => ({
        ...part,
        ...(index === 0 && { verdict: 'inconclusive', adjustedPValue: 0.12 }),
        method: 'binomial',
      })),
    })),
  };
}

/** A prompt that passes, with other segments, and all cases together as they are or as given. */
export function passingWith(
  change: (segment: SegmentResult, index: number) => Partial<SegmentResult>,
  overall: Partial<SegmentResult> = {},
): Result {
  const known = passingResult();
  const prompts = known.prompts.slice(0, 1).map((prompt) => ({
    ...prompt,
    segments: prompt.segments.map((part, index) => ({ ...part, ...change(part, index) })),
    overall: { ...segmentOverall(prompt), ...overall },
  }));
  return { ...known, prompts };
}

/** A prompt that passes, with another cost. */
export function costing(cost: Partial<NonNullable<PromptResult['cost']>>): Result {
  const known = passingResult();
  const [first] = known.prompts;
  if (!first?.cost) throw new Error('the builder made no cost');
  return { ...known, prompts: [{ ...first, cost: { ...first.cost, ...cost } }] };
}

/** The same tokens of a model at five times the price. */
export function dearerModelResult(): Result {
  const dearer = costing({
    label: 'exceeded',
    labels: { tokens: 'within', money: 'exceeded' },
    comparison: {
      ...costComparison([648, 656], [0.0009, 0.0045]),
      moneyRatio: { ratio: 5, low: 4.9, high: 5.1 },
    },
    moneyLimit: 0.1,
    monthlyUsd: 110_000,
  });
  const [from, to] = ['openai:gpt-4.1-mini-2025-04-14', 'openai:gpt-4.1-2025-04-14'];
  const changed = publishedNotice({ code: 'model-changed', from, to, pricePer1000: [0.9, 4.5] });
  const prompts = dearer.prompts.map((prompt): PromptResult => {
    const candidate = prompt.candidate && { ...prompt.candidate, model: to };
    return { ...prompt, verdict: 'block', reasons: [{ kind: 'cost' }], candidate, notices: [changed] };
  });
  return { ...dearer, verdict: 'block', prompts };
}

/** More tokens than the limit, which the improvement of one tier pays for. */
export function paidForResult(): Result {
  const paid = costing({
    label: 'paid-for',
    labels: { tokens: 'paid-for', money: 'within' },
    comparison: { ...costComparison([648, 842], null), moneyRatio: { ratio: 1.02, low: 1.01, high: 1.03 } },
    moneyLimit: 0.1,
    paidForBy: ['outage'],
  });
  const prompts = paid.prompts.map((prompt) => ({
    ...prompt,
    segments: prompt.segments.map((part, index) =>
      index === 1 ? { ...part, verdict: 'improved' as const } : part,
    ),
  }));
  return { ...paid, prompts };
}

export function renamedResult(): Result {
  const prompt = passingPrompt('prompts/desk/triage.prompt.yml');
  const baseline = prompt.candidate && { ...prompt.candidate, path: 'prompts/triage.prompt.yml' };
  return result('pass', {
    prompts: [{ ...prompt, change: 'renamed', baseline }],
    usage: usage(200, 200, 0),
  });
}

function unrun(path: string, change: PromptResult['change']): PromptResult {
  return promptResult(path, {
    change,
    candidate: null,
    baseline: null,
    suite: null,
    levels: null,
    usage: NOTHING_USED,
  });
}

export function deletedResult(): Result {
  return result('pass', { prompts: [unrun('prompts/old.md', 'deleted')], usage: NOTHING_USED });
}

export function suiteOnlyResult(): Result {
  const prompt = unrun('prompts/support.md', 'suite');
  return result('pass', {
    prompts: [
      {
        ...prompt,
        because: ['evals/support.yml'],
        notices: [
          publishedNotice({
            code: 'suite-weakened',
            path: 'evals/support.yml',
            segments: [{ name: 'premium', cases: 50, removed: 3, replaced: 0, loosened: 0 }],
            stillAsked: false,
          }),
        ],
      },
    ],
    usage: NOTHING_USED,
  });
}

export function nothingChangedResult(): Result {
  return result('pass', { usage: NOTHING_USED });
}

export function noKeyResult(): Result {
  return result('error', {
    errors: [
      {
        message: missingKey({ provider: 'openai', model: 'gpt-4.1-mini-2025-04-14', baseUrl: '' }).message,
        place: null,
        remedy: NO_KEY_REMEDY,
      },
    ],
    usage: NOTHING_USED,
  });
}

export function configErrorResult(): Result {
  return result('error', {
    errors: [
      {
        message: 'Unknown key `smok`.',
        place: '.github/prompt-eval-gate.yml:4:1',
        remedy: 'Did you mean "smoke"?',
      },
      {
        message: 'Case `escalates` uses the variable `tier`, which the template does not know.',
        place: 'evals/support.yml:31:7',
        remedy: 'Did you mean "customer_tier"?',
      },
    ],
    usage: NOTHING_USED,
  });
}

/** The provider went down after the first of two prompts was decided. */
export function brokenMidwayResult(): Result {
  return result('error', {
    prompts: [
      blockedPrompt(),
      promptResult('prompts/reply.md', {
        verdict: 'error',
        reasons: [{ kind: 'invalid', segment: 'standard' }],
        segments: [
          segment({
            name: 'standard',
            verdict: 'invalid',
            cases: 6,
            missing: 44,
            baselinePasses: 5,
            losses: 0,
            wins: 0,
            adjustedPValue: 1,
          }),
        ],
        overall: segment({
          name: 'overall',
          verdict: 'invalid',
          cases: 6,
          missing: 44,
          baselinePasses: 5,
          losses: 0,
          wins: 0,
          adjustedPValue: 1,
        }),
        errors: [
          {
            caseId: 'refund-window',
            segments: ['standard'],
            arm: 'candidate',
            kind: 'overloaded',
            message: 'The provider is overloaded (529), 5 retries.',
          },
        ],
      }),
    ],
    errors: [
      {
        message: '44 of 50 answers are missing in standard.',
        place: null,
        remedy: 'Re-run the job: the answers that came are kept.',
      },
    ],
  });
}

/** Two prompts that block, one that passes, one new, one deleted. */
export function severalPromptsResult(): Result {
  return result('block', {
    prompts: [
      passingPrompt(),
      costExceededPrompt(),
      blockedPrompt(),
      unrun('prompts/old.md', 'deleted'),
      ...newPromptResult().prompts,
    ],
    usage: usage(850, 412, 1.24),
  });
}

function costExceededPrompt(): PromptResult {
  return {
    ...passingPrompt('prompts/reply.md'),
    verdict: 'block',
    reasons: [{ kind: 'cost' }],
    cost: {
      label: 'exceeded',
      comparison: costComparison([648, 780], null),
      limit: 0.1,
      monthlyUsd: null,
      notes: [],
    },
  };
}

export function costExceededResult(): Result {
  return result('block', { prompts: [costExceededPrompt()] });
}

/** Answers that take longer than the limit on their 95th percentile allows. */
export function latencyExceededResult(): Result {
  const quantile = { baselineMs: 1200, candidateMs: 1250, ratio: 1.042, low: 0.97, high: 1.12 };
  const latency: PromptResult['latency'] = {
    label: 'exceeded',
    pairs: 48,
    mean: null,
    p50: { ...quantile, limit: null, label: 'unknown' },
    p95: {
      ...{ baselineMs: 3100, candidateMs: 4340, ratio: 1.4, low: 1.24, high: null },
      ...{ limit: 0.2, label: 'exceeded' },
    },
  };
  const prompt = passingPrompt('prompts/reply.md');
  return result('block', {
    prompts: [{ ...prompt, verdict: 'block', reasons: [{ kind: 'latency' }], latency }],
  });
}

/** Twenty segments, two of which get worse and one of which improves. */
export function manySegmentsResult(count = 20): Result {
  const prompt = blockedPrompt();
  const segments = Array.from({ length: count }, (_, index) =>
    segment({
      name: `region-${String(index + 1).padStart(2, '0')}`,
      verdict: index % 9 === 3 ? 'regression' : index % 9 === 5 ? 'improved' : 'pass',
      cases: 50,
      baselinePasses: 43,
      losses: index % 9 === 3 ? 9 : index % 3,
      wins: index % 9 === 5 ? 7 : (index + 1) % 3,
      adjustedPValue: index % 9 === 3 ? 0.004 : 1,
    }),
  );
  const reasons = segments
    .filter((part) => part.verdict === 'regression')
    .map((part) => ({ kind: 'regression' as const, segment: part.name }));
  return result('block', { prompts: [{ ...prompt, reasons, segments, newlyFailing: [], newlyPassing: [] }] });
}

/** As many newly failing cases as wanted, with answers as long as wanted. */
export function largeResult(cases = 1000, answerLength = 600): Result {
  const prompt = blockedPrompt();
  const failing: ChangedCase[] = Array.from({ length: cases }, (_, index) => {
    const texts = ENTERPRISE_LOSSES[index % ENTERPRISE_LOSSES.length];
    if (!texts) throw new Error('the builder has no texts');
    const padding = ` Your reference is ${index}.`.repeat(Math.ceil(answerLength / 25));
    return newlyFailing({
      ...texts,
      id: `${texts.id} ${index + 1}`,
      before: (texts.before + padding).slice(0, answerLength),
      after: (texts.after + padding).slice(0, answerLength),
      line: 12 + index * 8,
    });
  });
  return result('block', {
    prompts: [{ ...prompt, newlyFailing: failing }],
    base: { ref: 'origin/main', mergeBase: MERGE_BASE },
  });
}
