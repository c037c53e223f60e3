import { expect, test } from 'vitest';
import { runAll, tally, trialsOf } from '../kit/trials.ts';
import { virtualProvider } from '../kit/virtual-provider.ts';
import { inVirtualTime } from '../kit/virtual-time.ts';

const baseUrl = 'http://provider/v1';
const long = 'You are a careful support agent. '.repeat(200);
const LATENCY_MS = 100;

/** How many calls had gone when the first answer came. */
async function callsAtOnce(system: string): Promise<number> {
  const { send, seen } = virtualProvider(() => ({ kind: 'answer', latencyMs: LATENCY_MS }));
  const plan = { baseUrl, cases: 8, arms: ['baseline' as const, 'candidate' as const], system };
  const results = await inVirtualTime(() => runAll(trialsOf(plan), { send, maxConcurrency: 40 }));
  expect(tally(results)).toEqual({ answered: 16 });
  const firstAnswerAt = (seen[0]?.at ?? 0) + LATENCY_MS;
  return seen.filter(({ at }) => at < firstAnswerAt).length;
}

test('one call of each arm goes first where the provider caches a long beginning', async () => {
  expect(await callsAtOnce(long)).toBe(2);
});

test('a beginning too short to be cached holds nothing up', async () => {
  expect(await callsAtOnce('Be kind.')).toBe(16);
});

test('when the first call fails, another one goes first', async () => {
  const { send } = virtualProvider((_, count) =>
    count === 0 ? { kind: 'status', status: 400 } : { kind: 'answer', latencyMs: 20 },
  );
  const plan = { baseUrl, cases: 6, system: long };
  const results = await inVirtualTime(() => runAll(trialsOf(plan), { send }));
  expect(tally(results)).toEqual({ answered: 5, refused: 1 });
});
