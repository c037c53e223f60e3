import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inputPrices } from '../../src/model/prices.ts';
import { refillUsd, savedUsdPerDay, startUsdPerDay } from '../../src/model/prompt-cache.ts';

const SONNET = { provider: 'anthropic', model: 'claude-sonnet-4-6', baseUrl: '' };

/** A cache of a Sonnet-class model: $3 a million tokens, $3.75 written, $0.30 read; kept from 1,024 tokens on. */
function sonnet(callsPerDay: number) {
  const prices = inputPrices(SONNET, 6000);
  if (prices === null) throw new Error('the price list has no Sonnet');
  return { prices, cachedFrom: 1024, callsPerDay };
}

test('the worked example: 10,000 requests an hour on a Sonnet-class model refill 5,600 tokens for some $16 at most', () => {
  const use = sonnet(24 * 10_000);
  expect(use.prices.full * 1e6).toBeCloseTo(3, 10);
  expect(use.prices.cacheWrite * 1e6).toBeCloseTo(3.75, 10);
  expect(use.prices.cacheRead * 1e6).toBeCloseTo(0.3, 10);
  const { least, most } = refillUsd(5600, use);
  // 10,000 / 12 calls in five minutes × 5,600 tokens × $3.45 a million
  expect(most).toBeCloseTo((10_000 / 12) * 5600 * 3.45e-6, 10);
  expect(most).toBeCloseTo(16.1, 10);
  expect(least).toBeCloseTo(0.01932, 10);
});

test('the worked example: a date above 1,150 tokens of examples costs $310 a day at 100,000 calls', () => {
  // 1,150 tokens × 100,000 calls × ($3 − $0.30) a million
  expect(savedUsdPerDay({ before: 14, after: 1150 }, sonnet(100_000))).toBeCloseTo(310.5, 6);
});

test('a beginning that is too short to be kept refills nothing and saves nothing', () => {
  expect(refillUsd(1023, sonnet(1e6))).toEqual({ least: 0, most: 0 });
  expect(savedUsdPerDay({ before: 14, after: 1023 }, sonnet(1e6))).toBe(0);
});

test('at rare calls keeping is dearer than not, as every call writes and none reads', () => {
  expect(savedUsdPerDay({ before: 0, after: 5000 }, sonnet(10))).toBeLessThan(0);
  expect(savedUsdPerDay({ before: 0, after: 5000 }, sonnet(10_000))).toBeGreaterThan(0);
});

test('a day never costs more than writing all of it, nor less than reading all of it', () => {
  const count = fc.integer({ min: 0, max: 200_000 });
  fc.assert(
    fc.property(count, count, fc.integer({ min: 1, max: 10_000_000 }), (tokens, kept, callsPerDay) => {
      const use = sonnet(callsPerDay);
      const usd = startUsdPerDay({ tokens, kept }, use);
      expect(usd).toBeGreaterThanOrEqual(callsPerDay * tokens * use.prices.cacheRead * (1 - 1e-9));
      expect(usd).toBeLessThanOrEqual(callsPerDay * tokens * use.prices.cacheWrite * (1 + 1e-9));
    }),
  );
});
