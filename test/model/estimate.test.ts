import { expect, test } from 'vitest';
import type { ModelTarget } from '../../src/domain/answer.ts';
import { estimateRun } from '../../src/model/estimate.ts';
import { priceOf } from '../../src/model/prices.ts';
import { buildRequest } from '../../src/model/request.ts';
import { approximateTokens } from '../../src/model/tokens.ts';

const mini: ModelTarget = {
  provider: 'openai',
  model: 'gpt-4.1-mini-2025-04-14',
  baseUrl: 'http://localhost',
};
const local: ModelTarget = { provider: 'openai', model: 'llama3', baseUrl: 'http://localhost' };
const million = { inputTokens: 1_000_000, outputTokens: 0, cachedInputTokens: 0 };

test('a million tokens cost what the price list says, cached ones less', () => {
  expect(priceOf(mini, million)).toBeCloseTo(0.4, 6);
  expect(priceOf(mini, { ...million, inputTokens: 0, outputTokens: 1_000_000 })).toBeCloseTo(1.6, 6);
  expect(priceOf(mini, { ...million, cachedInputTokens: 1_000_000 })).toBeCloseTo(0.1, 6);
  expect(priceOf({ ...mini, model: 'openai/gpt-4.1-mini' }, million)).toBeCloseTo(0.4, 6);
});

test('what is written to Anthropic’s cache costs a quarter more, what is read from it a tenth', () => {
  const claude: ModelTarget = {
    provider: 'anthropic',
    model: 'claude-sonnet-4-5',
    baseUrl: 'http://localhost',
  };
  expect(priceOf(claude, { ...million, cacheWriteInputTokens: 1_000_000 })).toBeCloseTo(
    1.25 * (priceOf(claude, million) ?? 0),
    6,
  );
  expect(priceOf(claude, { ...million, cachedInputTokens: 1_000_000 })).toBeCloseTo(
    0.1 * (priceOf(claude, million) ?? 0),
    6,
  );
});

test('no price is made up', () => {
  expect(priceOf(local, million)).toBeNull();
  expect(priceOf({ ...mini, model: 'ft:gpt-4.1-mini-2025-04-14:acme::x' }, million)).toBeNull();
});

test('tokens are approximated within a quarter for prose', () => {
  const english =
    'The quick brown fox jumps over the lazy dog, and nobody in the whole village was surprised.';
  expect(approximateTokens(english) / 19).toBeGreaterThan(0.75);
  expect(approximateTokens(english) / 19).toBeLessThan(1.25);
  expect(approximateTokens('')).toBe(0);
  expect(approximateTokens('你好世界，今天天气很好')).toBeGreaterThan(6);
});

test('a run is estimated by calls, tokens and money', () => {
  const request = buildRequest(mini, [{ role: 'user', content: 'x'.repeat(4000) }], { maxTokens: 100 });
  const estimate = estimateRun([request, request]);
  expect(estimate).toMatchObject({ calls: 2, inputTokens: 2008, outputTokens: 100 });
  expect(estimate.usd).toBeCloseTo((2008 * 0.4 + 100 * 1.6) / 1e6, 9);
  expect(estimateRun([{ ...request, target: local }]).usd).toBeNull();
});
