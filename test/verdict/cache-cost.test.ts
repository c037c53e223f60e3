import { describe, expect, test } from 'vitest';
import type { PromptResult } from '../../src/domain/result.ts';
import { withCacheCost } from '../../src/verdict/cache-cost.ts';
import { decide } from '../../src/verdict/decide.ts';
import { evidenceOf, policyOf } from '../kit/evidence.ts';

const policy = policyOf({ cost: { callsPerMonth: 304_375 } });
const CALLS_A_DAY = 10_000;

/** A prompt whose calls cost $0.002 in both arms, of which the edit takes so many USD a day from the cache. */
function decided(usdPerDay: number | null, cases = 50): PromptResult {
  const { verdict, reasons, cost, overall } = decide(evidenceOf({ name: 'a', cases }), policy);
  const candidate = { tokens: 3, kept: false, usdPerDay: null, endedBy: null, refillUsd: null, order: null };
  const promptCache = { baselineTokens: 7225, candidate, usdPerDay };
  return { verdict, reasons, overall, cost: { ...cost, notes: [], promptCache } } as unknown as PromptResult;
}

const told = (prompt: PromptResult, facts: Partial<Parameters<typeof withCacheCost>[1]> = {}) =>
  withCacheCost(prompt, { callsPerDay: CALLS_A_DAY, policy: policy.cost, improved: [], ...facts });

describe('what an edit takes from the provider’s cache, at the declared traffic', () => {
  test('blocks where a call then costs more than the limit allows', () => {
    const { verdict, reasons, cost } = told(decided(10));
    expect([verdict, reasons]).toEqual(['block', [{ kind: 'cost' }]]);
    expect(cost).toMatchObject({ label: 'exceeded', labels: { tokens: 'within', money: 'exceeded' } });
    // $10 a day over 10,000 calls of $0.002.
    expect(cost?.withCache?.ratio).toBeCloseTo(1.5, 10);
  });

  test('changes nothing within the limit, without traffic, without a limit, or where it saves', () => {
    const [little, none, saving] = [decided(1), decided(null), decided(-10)];
    for (const prompt of [little, none, saving]) expect(told(prompt)).toBe(prompt);
    const much = decided(10);
    expect(told(much, { callsPerDay: null })).toBe(much);
    expect(told(much, { policy: { ...policy.cost, maxCostIncrease: null } })).toBe(much);
  });

  test('is paid for by an improvement, and blocks by no fewer cases than other costs', () => {
    expect(told(decided(10), { improved: ['a'] })).toMatchObject({
      verdict: 'pass',
      cost: { label: 'paid-for', paidForBy: ['a'] },
    });
    expect(told(decided(10, 20))).toMatchObject({ verdict: 'pass', cost: { label: 'unknown' } });
  });
});
