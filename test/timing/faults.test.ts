import { expect, test } from 'vitest';
import { type Behaviour, refusals, startFaultServer } from '../kit/fault-server.ts';
import { randomFrom } from '../kit/simulation.ts';
import { runAll, tally, trialsOf } from '../kit/trials.ts';

const LATENCY_MS = 5;
const MOST_TURNS = 8;
const GOAL = 1.5;

/** The faults of 8 % of calls. */
const faults: [number, Behaviour][] = [
  [0.02, refusals.rateLimited()],
  [0.02, { kind: 'status', status: 500 }],
  [0.01, refusals.overloaded],
  [0.02, { kind: 'reset' }],
  [0.01, { kind: 'truncated-json' }],
];

/** How long 250 cases × 2 take over real connections, ms, where calls meet faults by chance. */
async function timeOf(random: () => number): Promise<number> {
  const server = await startFaultServer(() => {
    let chance = random();
    for (const [share, fault] of faults) {
      chance -= share;
      if (chance < 0) return fault;
    }
    return { kind: 'answer', latencyMs: LATENCY_MS };
  });
  try {
    const trials = trialsOf({ baseUrl: server.openai, cases: 250, arms: ['baseline', 'candidate'] });
    const startedAt = performance.now();
    const results = await runAll(trials, { maxConcurrency: 100, backoffMs: 500 });
    expect(tally(results)).toEqual({ answered: 500 });
    return performance.now() - startedAt;
  } finally {
    await server.close();
  }
}

test('8 % of faults over real connections cost half the time of a calm run at most', async () => {
  let quickest = { calm: Number.POSITIVE_INFINITY, faulty: Number.POSITIVE_INFINITY };
  for (let turn = 1; turn <= MOST_TURNS; turn += 1) {
    quickest = {
      calm: Math.min(quickest.calm, await timeOf(() => 1)),
      faulty: Math.min(quickest.faulty, await timeOf(randomFrom(turn))),
    };
    if (turn >= 3 && quickest.faulty / quickest.calm <= GOAL) break;
  }
  expect(quickest.faulty / quickest.calm).toBeLessThanOrEqual(GOAL);
}, 300_000);
