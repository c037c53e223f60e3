import { describe, expect, test } from 'vitest';
import { refusals, startFaultServer } from '../kit/fault-server.ts';
import { limiters } from '../kit/limiters.ts';
import { runAll, tally, trialsOf } from '../kit/trials.ts';

test.each(Object.entries(limiters))('calls a second are kept: %s', { retry: 2 }, async (_, limiter) => {
  const allow = limiter(100);
  let refused = 0;
  const server = await startFaultServer(() => {
    const { allowed, headers } = allow(performance.now());
    if (allowed) return { kind: 'answer', latencyMs: 30, headers };
    refused += 1;
    return refusals.rateLimited(headers);
  });
  const started = performance.now();
  const results = await runAll(trialsOf({ baseUrl: server.openai, cases: 300 }), { maxConcurrency: 20 });
  const elapsed = performance.now() - started;
  await server.close();
  expect(tally(results)).toEqual({ answered: 300 });
  expect(refused).toBeLessThan(0.1 * 300);
  expect(elapsed).toBeLessThan(1.6 * 3000);
});

describe.concurrent('the wait a provider asks for', { retry: 2 }, () => {
  test.each([
    ['retry-after', { 'retry-after': '1' }, 1000],
    ['retry-after-ms', { 'retry-after-ms': '700', 'retry-after': '1' }, 700],
  ])('%s is kept to the letter by every call to the model', async (_, headers, waitMs) => {
    const server = await startFaultServer((_, count) =>
      count === 10 ? refusals.rateLimited(headers) : { kind: 'answer', latencyMs: 5 },
    );
    const results = await runAll(trialsOf({ baseUrl: server.openai, cases: 40 }), { maxConcurrency: 4 });
    await server.close();
    expect(tally(results)).toEqual({ answered: 40 });
    const refusedAt = server.seen[10]?.at ?? Number.NaN;
    const underway = server.seen.filter(({ at }) => at > refusedAt && at < refusedAt + waitMs - 1);
    expect(underway.length).toBeLessThan(4);
    expect(underway.every(({ at }) => at < refusedAt + 60)).toBe(true);
    expect(server.seen.at(-1)?.at).toBeGreaterThan(refusedAt + waitMs);
  });

  test('retry-after of an overloaded provider is kept too', async () => {
    const server = await startFaultServer((_, count) =>
      count === 0
        ? { kind: 'status', status: 503, headers: { 'retry-after-ms': '400' } }
        : { kind: 'answer' },
    );
    const results = await runAll(trialsOf({ baseUrl: server.openai, cases: 1 }));
    await server.close();
    expect(tally(results)).toEqual({ answered: 1 });
    expect((server.seen[1]?.at ?? 0) - (server.seen[0]?.at ?? 0)).toBeGreaterThanOrEqual(400);
  });
});

test('tokens a minute are kept as calls a minute are', { retry: 2 }, async () => {
  const start = performance.now();
  let used = 0;
  const perSecond = 2000;
  const server = await startFaultServer(() => {
    used += 100;
    const level = Math.min(1000, 1000 + ((performance.now() - start) / 1000) * perSecond - used);
    if (level < 0) return refusals.rateLimited({ 'retry-after-ms': '100' });
    const headers = {
      'x-ratelimit-limit-tokens': '1000',
      'x-ratelimit-remaining-tokens': String(Math.floor(level)),
      'x-ratelimit-reset-tokens': `${Math.ceil(((1000 - level) / perSecond) * 1000)}ms`,
    };
    return { kind: 'answer', headers, latencyMs: 10 };
  });
  const plan = { baseUrl: server.openai, cases: 60, parameters: { maxTokens: 85 } };
  const results = await runAll(trialsOf(plan), { maxConcurrency: 5 });
  await server.close();
  expect(tally(results)).toEqual({ answered: 60 });
  expect(server.seen.length).toBeLessThan(66);
});

test('an overloaded provider is asked less at once, and more again when it recovers', async () => {
  let open = 0;
  let refusedLate = 0;
  const server = await startFaultServer((_, count) => {
    if (open >= 6) {
      if (count > 200) refusedLate += 1;
      return refusals.overloaded;
    }
    open += 1;
    setTimeout(() => {
      open -= 1;
    }, 20);
    return { kind: 'answer', latencyMs: 19 };
  });
  const results = await runAll(trialsOf({ baseUrl: server.openai, cases: 300 }), {
    maxConcurrency: 40,
    retries: 10,
  });
  await server.close();
  expect(tally(results)).toEqual({ answered: 300 });
  expect(refusedLate).toBeLessThan(0.35 * (server.seen.length - 200));
});
