import { describe, expect, test } from 'vitest';
import type { PromptResult } from '../../../src/domain/result.ts';
import { headline } from '../../../src/report/telling/headline.ts';
import { costComparison, result } from '../../kit/result-parts.ts';
import * as results from '../../kit/results.ts';

const plain = (text: string) => text.replace(/\u00a0/g, ' ');
const blockedFor = (...reasons: PromptResult['reasons']) =>
  plain(headline(result('block', { prompts: [{ ...results.blockedPrompt(), reasons }] })));

describe('names who pays, whatever the reason', () => {
  test('segments, the largest drop first', () => {
    const both = blockedFor(
      { kind: 'regression', segment: 'standard' },
      { kind: 'regression', segment: 'enterprise' },
    );
    expect(both).toBe('🛑 prompts/support.md gets worse for enterprise and standard — merge blocked');
  });

  test('the whole', () => {
    expect(blockedFor({ kind: 'overall-regression' })).toBe(
      '🛑 prompts/support.md gets worse overall — merge blocked',
    );
  });

  test('a critical case', () => {
    expect(blockedFor({ kind: 'critical-case', caseId: 'refuses legal advice' })).toBe(
      '🛑 prompts/support.md now fails the critical case refuses legal advice — merge blocked',
    );
  });

  test('tokens', () => {
    expect(blockedFor({ kind: 'cost' })).toBe(
      '🛑 prompts/support.md costs 17.1 % more tokens and improves no segment — merge blocked',
    );
  });

  test('doubt, where the policy blocks on it', () => {
    expect(blockedFor({ kind: 'inconclusive', segment: 'standard' })).toBe(
      '🛑 prompts/support.md cannot be shown to be harmless for standard — merge blocked',
    );
  });

  test('a new prompt that passes too little', () => {
    const [fresh] = results.newPromptResult([46, 12, 46]).prompts;
    if (!fresh) throw new Error('no prompt');
    const reasons = [{ kind: 'below-min-pass-rate' as const, segment: 'premium' }];
    expect(plain(headline(result('block', { prompts: [{ ...fresh, verdict: 'block', reasons }] })))).toBe(
      '🛑 prompts/welcome.md is new: passes 104 of 150, too few in premium — merge blocked',
    );
  });

  test('a suite with one segment names no segment', () => {
    const prompt = results.blockedPrompt();
    const segments = prompt.segments.slice(2).map((segment) => ({ ...segment, name: 'all' }));
    const reasons = [{ kind: 'regression' as const, segment: 'all' }];
    expect(headline(result('block', { prompts: [{ ...prompt, segments, reasons }] }))).toBe(
      '🛑 prompts/support.md gets worse — merge blocked',
    );
  });
});

test('a pass says how much was looked at, and how much of it stays open', () => {
  expect(headline(results.passingResult())).toBe(
    '✅ no regression shown (2 prompts, 5 segments, 500 answers)',
  );
  const [prompt, ...others] = results.passingResult().prompts;
  if (!prompt) throw new Error('no prompt');
  const segments = prompt.segments.map((segment) => ({ ...segment, verdict: 'inconclusive' as const }));
  const unsure = { ...results.passingResult(), prompts: [{ ...prompt, segments }, ...others] };
  expect(headline(unsure)).toBe(
    '✅ no regression shown (2 prompts, 5 segments, 500 answers, 2 inconclusive)',
  );
  expect(headline(results.passingResult(), { fixed: true })).toMatch(/^✅ fixed: no regression shown/);
});

test('a suite too small to judge by is not called a pass', () => {
  const passing = results.passingResult();
  const tooSmall = (prompt: PromptResult) => ({
    ...prompt,
    segments: prompt.segments.map((segment) => ({ ...segment, verdict: 'invalid' as const })),
  });
  const [first, ...others] = passing.prompts;
  if (!first) throw new Error('no prompt');
  expect(headline({ ...passing, prompts: passing.prompts.map(tooSmall) })).toMatch(
    /^➖ .* have too few cases to be judged: a segment needs 10$/,
  );
  expect(headline({ ...passing, prompts: [tooSmall(first), ...others] })).toBe(
    '✅ no regression shown (2 prompts, 5 segments, 500 answers); billing and outage have too few cases to tell',
  );
});

test('a rise in tokens that is above its limit but not shown to be is told in the first line', () => {
  const passing = results.passingResult();
  const [first, ...others] = passing.prompts;
  if (!first?.cost) throw new Error('no cost');
  const cost = { ...first.cost, label: 'unknown' as const, comparison: costComparison([1000, 3730], null) };
  expect(plain(headline({ ...passing, prompts: [{ ...first, cost }, ...others] }))).toBe(
    '✅ no regression shown (2 prompts, 5 segments, 500 answers, +273 % tokens, above the limit, of too few cases to block)',
  );
  const segments = first.segments.map((segment) => ({ ...segment, verdict: 'invalid' as const }));
  expect(plain(headline({ ...passing, prompts: [{ ...first, cost, segments }] }))).toMatch(
    /a segment needs 10; \+273 % tokens do not block either$/,
  );
});

test('an error says what to do', () => {
  expect(headline(results.noKeyResult())).toContain("the Action's input openai-api-key");
  const missing = { ...results.brokenMidwayResult(), errors: [] };
  expect(headline(missing)).toBe(
    '⚠️ prompts/reply.md could not be judged for standard: too many answers are missing. Re-run the job: answers that came are kept',
  );
});

test('an error that a re-run would not mend says what would', () => {
  const broken = { ...results.brokenMidwayResult(), errors: [] };
  const failing = (kind: string) =>
    headline({
      ...broken,
      prompts: broken.prompts.map((prompt) => ({
        ...prompt,
        errors: prompt.errors.map((error) => ({ ...error, kind, message: 'The messages are too long.' })),
      })),
    });
  expect(failing('context-overflow')).toMatch(
    /The messages are too long\. Shorten the prompt or these cases/,
  );
  expect(failing('timeout')).toContain('Re-run the job');
});

test('over how many prompts one level is shared is said where it blocks, and only then', () => {
  const blocked = result('block', { prompts: [results.blockedPrompt(), results.passingPrompt()] });
  const lineOf = (family: 'prompt' | 'pull-request') =>
    plain(headline({ ...blocked, policy: { ...blocked.policy, gate: { ...blocked.policy.gate, family } } }));
  expect(lineOf('pull-request')).toContain('(2 prompts judged together) — merge blocked');
  expect(lineOf('prompt')).not.toContain('together');
});

test('a portfolio that does not keep its limits is named beside a prompt that blocks', () => {
  const limit = {
    ...{ kind: 'concentration', segment: 'enterprise', version: '1.4.0', state: 'broken' },
    ...{ limit: 0.6, value: 0.9, because: null },
  } as const;
  const plan = { prompt: 'support', environment: 'production', limits: [limit], blocks: true };
  // The other figures of a plan are not in the first line.
  const blocked = result('block', { prompts: [results.blockedPrompt()], portfolioPlans: [plan as never] });
  expect(plain(headline(blocked))).toMatch(
    /^🛑 prompts\/support\.md gets worse .*; the portfolio of support in production does not keep its limits: 1\.4\.0 has more weight than concentration allows in enterprise \(90 %, limit 60 %\) — merge blocked$/,
  );
});

test('a block by something else says too which segment could not be judged', () => {
  const known = results.costExceededResult();
  const [prompt] = known.prompts;
  if (!prompt) throw new Error('no prompt');
  const reasons = [...prompt.reasons, { kind: 'invalid' as const, segment: 'premium' }];
  expect(headline({ ...known, prompts: [{ ...prompt, reasons }] })).toMatch(
    /more tokens.*, and could not be judged for premium — merge blocked$/,
  );
});
