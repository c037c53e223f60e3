import { describe, expect, test } from 'vitest';
import { refusals } from '../kit/fault-server.ts';
import { limiters } from '../kit/limiters.ts';
import { runAll, tally, trialsOf } from '../kit/trials.ts';
import { virtualProvider } from '../kit/virtual-provider.ts';
import { inVirtualTime, sleep } from '../kit/virtual-time.ts';

const baseUrl = 'http://provider/v1';

test.each(Object.entries(limiters))('calls a second are kept: %s', async (_, limiter) => {
  const allow = limiter(100);
  let refused = 0;
  const { send } = virtualProvider(() => {
    const { allowed, headers } = allow(performance.now());
    if (allowed) return { kind: 'answer', latencyMs: 30, headers };
    refused += 1;
    return refusals.rateLimited(headers);
  });
  const { results, elapsedMs } = await inVirtualTime(async () => {
    const startedAt = performance.now();
    const results = await runAll(trialsOf({ baseUrl, cases: 300 }), { send, maxConcurrency: 20 });
    return { results, elapsedMs: performance.now() - startedAt };
  });
  expect(tally(results)).toEqual({ answered: 300 });
  expect(refused).toBeLessThan(0.1 * 300);
  // Where in the limit's window the first refusal falls is chance: 1.25 times the least as a rule, 1.7 at worst.
  expect(elapsedMs).toBeLessThan(1.8 * 3000);
});

describe('the wait a provider asks for', () => {
  test.each([
    ['retry-after', { 'retry-after': '1' }, 1000],
    ['retry-after-ms', { 'retry-after-ms': '700', 'retry-after': '1' }, 700],
  ])(
    '%s is kept to the letter by the refused call, and by no other where it is alone',
    async (_, headers, waitMs) => {
      const { send, seen } = virtualProvider((_, count) =>
        count === 10 ? refusals.rateLimited(headers) : { kind: 'answer', latencyMs: 5 },
      );
      const results = await inVirtualTime(() =>
        runAll(trialsOf({ baseUrl, cases: 40 }), { send, maxConcurrency: 4 }),
      );
      expect(tally(results)).toEqual({ answered: 40 });
      const refusedAt = seen[10]?.at ?? Number.NaN;
      expect(seen.filter(({ at }) => at < refusedAt + waitMs)).toHaveLength(40);
      expect(seen.at(-1)?.at).toBeGreaterThan(refusedAt + waitMs);
    },
  );

  test('is kept by every call to the model where several are refused', async () => {
    const { send, seen } = virtualProvider((_, count) =>
      count >= 10 && count < 14
        ? refusals.rateLimited({ 'retry-after': '1' })
        : { kind: 'answer', latencyMs: 5 },
    );
    const results = await inVirtualTime(() =>
      runAll(trialsOf({ baseUrl, cases: 40 }), { send, maxConcurrency: 4 }),
    );
    expect(tally(results)).toEqual({ answered: 40 });
    const refusedAt = seen[10]?.at ?? Number.NaN;
    const meanwhile = seen.filter(({ at }) => at > refusedAt + 10 && at < refusedAt + 1000);
    expect(meanwhile).toEqual([]);
  });

  test('retry-after of an overloaded provider is kept too', async () => {
    const { send, seen } = virtualProvider((_, count) =>
      count === 0
        ? { kind: 'status', status: 503, headers: { 'retry-after-ms': '400' } }
        : { kind: 'answer' },
    );
    const results = await inVirtualTime(() => runAll(trialsOf({ baseUrl, cases: 1 }), { send }));
    expect(tally(results)).toEqual({ answered: 1 });
    expect((seen[1]?.at ?? 0) - (seen[0]?.at ?? 0)).toBeGreaterThanOrEqual(400);
  });
});

test('tokens a minute are kept as calls a minute are', async () => {
  const perSecond = 2000;
  let used = 0;
  let start = 0;
  const { send, seen } = virtualProvider(() => {
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
  const plan = { baseUrl, cases: 60, parameters: { maxTokens: 85 } };
  const results = await inVirtualTime(() => {
    start = performance.now();
    return runAll(trialsOf(plan), { send, maxConcurrency: 5 });
  });
  expect(tally(results)).toEqual({ answered: 60 });
  expect(seen.length).toBeLessThan(66);
});

test('an overloaded provider is asked less at once, and more again when it recovers', async () => {
  let open = 0;
  let refusedLate = 0;
  const { send, seen } = virtualProvider((_, count) => {
    if (open >= 6) {
      if (count > 200) refusedLate += 1;
      return refusals.overloaded;
    }
    open += 1;
    void sleep(20).then(() => {
      open -= 1;
    });
    return { kind: 'answer', latencyMs: 19 };
  });
  const options = { send, maxConcurrency: 40, retries: 10 };
  const results = await inVirtualTime(() => runAll(trialsOf({ baseUrl, cases: 300 }), options));
  expect(tally(results)).toEqual({ answered: 300 });
  expect(refusedLate).toBeLessThan(0.35 * (seen.length - 200));
});
