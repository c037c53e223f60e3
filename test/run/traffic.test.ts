import { expect, test } from 'vitest';
import { newTraffic } from '../../src/run/traffic.ts';
import { refusals, startFaultServer } from '../kit/fault-server.ts';
import { limiters } from '../kit/limiters.ts';
import { runAll, tally, trialsOf } from '../kit/trials.ts';
import { virtualProvider } from '../kit/virtual-provider.ts';
import { inVirtualTime } from '../kit/virtual-time.ts';

const baseUrl = 'http://provider/v1';

test('runs at the same time share the ceiling', async () => {
  const { send, peak } = virtualProvider(() => ({ kind: 'answer', latencyMs: 10 }));
  const options = { send, traffic: newTraffic(), maxConcurrency: 10 };
  const together = await inVirtualTime(() =>
    Promise.all(
      ['gpt-4o', 'gpt-4.1', 'o4-mini'].map((model) =>
        runAll(trialsOf({ baseUrl, cases: 60, model }), options),
      ),
    ),
  );
  for (const results of together) expect(tally(results)).toEqual({ answered: 60 });
  expect(peak()).toBe(10);
});

test('a later run knows what an earlier one learned of the provider’s limits', async () => {
  const allow = limiters['a sliding window, retry-after-ms']?.(100);
  let refused = 0;
  const { send } = virtualProvider(() => {
    const { allowed, headers } = allow?.(performance.now()) ?? { allowed: true, headers: {} };
    if (allowed) return { kind: 'answer', latencyMs: 20, headers };
    refused += 1;
    return refusals.rateLimited(headers);
  });
  const options = { send, traffic: newTraffic(), maxConcurrency: 20 };
  const { first, later } = await inVirtualTime(async () => {
    await runAll(trialsOf({ baseUrl, cases: 150 }), options);
    const first = refused;
    await runAll(trialsOf({ baseUrl, cases: 150, scope: 'second' }), options);
    return { first, later: refused - first };
  });
  expect(first).toBeGreaterThan(10);
  expect(later).toBeLessThanOrEqual(first / 2);
});

test('a key refused to one run is not tried by another', async () => {
  const server = await startFaultServer(() => refusals.badKey);
  const options = { traffic: newTraffic() };
  await runAll(trialsOf({ baseUrl: server.openai, cases: 5 }), options);
  const asked = server.seen.length;
  const results = await runAll(trialsOf({ baseUrl: server.openai, cases: 5, scope: 'second' }), options);
  await server.close();
  expect(tally(results)).toEqual({ auth: 5 });
  expect(server.seen).toHaveLength(asked);
});

test('a model that does not exist is told by the first call, to all runs that ask it', async () => {
  const { send, seen } = virtualProvider(() => ({ kind: 'status', status: 404, latencyMs: 40 }));
  const options = { send, traffic: newTraffic() };
  const results = await inVirtualTime(() =>
    Promise.all(['one', 'two'].map((scope) => runAll(trialsOf({ baseUrl, cases: 60, scope }), options))),
  );
  for (const each of results) expect(tally(each)).toEqual({ 'unknown-model': 60 });
  expect(seen).toHaveLength(1);
});

test('a slow first answer holds nothing up', async () => {
  const { send, seen } = virtualProvider(() => ({ kind: 'answer', latencyMs: 1000 }));
  await inVirtualTime(() => runAll(trialsOf({ baseUrl, cases: 60 }), { send, maxConcurrency: 60 }));
  const first = seen[0]?.at ?? 0;
  expect(seen.filter(({ at }) => at < first + 1000)).toHaveLength(60);
});
