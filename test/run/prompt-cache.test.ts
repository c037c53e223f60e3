import { expect, test } from 'vitest';
import { startFaultServer } from '../kit/fault-server.ts';
import { runAll, tally, trialsOf } from '../kit/trials.ts';

const long = 'You are a careful support agent. '.repeat(200);

async function callsAtOnce(system: string) {
  const answeredAt: number[] = [];
  const server = await startFaultServer(() => {
    setTimeout(() => answeredAt.push(performance.now()), 100);
    return { kind: 'answer', latencyMs: 100 };
  });
  const plan = {
    baseUrl: server.openai,
    cases: 8,
    arms: ['baseline' as const, 'candidate' as const],
    system,
  };
  const results = await runAll(trialsOf(plan), { maxConcurrency: 40 });
  await server.close();
  expect(tally(results)).toEqual({ answered: 16 });
  const first = Math.min(...answeredAt);
  return server.seen.filter(({ at }) => at < first).length;
}

test('one call of each arm goes first where the provider caches a long beginning', { retry: 2 }, async () => {
  expect(await callsAtOnce(long)).toBe(2);
});

test('a beginning too short to be cached holds nothing up', { retry: 2 }, async () => {
  expect(await callsAtOnce('Be kind.')).toBe(16);
});

test('when the first call fails, another one goes first', { retry: 2 }, async () => {
  const server = await startFaultServer((_, count) =>
    count === 0 ? { kind: 'status', status: 400 } : { kind: 'answer', latencyMs: 20 },
  );
  const results = await runAll(trialsOf({ baseUrl: server.openai, cases: 6, system: long }));
  await server.close();
  expect(tally(results)).toEqual({ answered: 5, refused: 1 });
});
