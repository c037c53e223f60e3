import { afterEach, expect, test } from 'vitest';
import type { Trial } from '../../src/domain/trial.ts';
import { priceOf } from '../../src/model/prices.ts';
import { createSender } from '../../src/model/send.ts';
import { type Asker, openAsker } from '../../src/run/asker.ts';
import { newBudget } from '../../src/run/budget.ts';
import type { RunOptions } from '../../src/run/options.ts';
import { openStore } from '../../src/run/store.ts';
import { deferred } from '../kit/deferred.ts';
import { type Behaviour, type SeenRequest, startFaultServer } from '../kit/fault-server.ts';
import { runAll, tally, temporaryDirectory, trialsOf } from '../kit/trials.ts';

const closers: (() => unknown)[] = [];

afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

async function serve(behave: (request: SeenRequest, count: number) => Behaviour) {
  const server = await startFaultServer(behave);
  closers.push(() => server.close());
  return server;
}

async function asking(options: Partial<RunOptions> = {}): Promise<Asker> {
  const directory = temporaryDirectory();
  const key = { apiKey: 'key', baseUrl: undefined };
  const send = createSender({ providers: { openai: key, anthropic: key } }, { timeoutMs: 60_000 });
  const store = await openStore(directory.path);
  const asker = openAsker({
    send,
    store,
    maxConcurrency: 20,
    trialTimeoutMs: 60_000,
    retries: 5,
    offline: false,
    priceOf,
    backoffMs: 10,
    ...options,
  });
  closers.push(
    directory.remove,
    () => send.close(),
    () => store.close(),
    asker.close,
  );
  return asker;
}

const answer: Behaviour = { kind: 'answer' };

/** Questions as they would come up one by one. */
function questions(baseUrl: string, count: number): Trial[] {
  return [...trialsOf({ baseUrl, cases: count })];
}

test('a question is answered whenever it comes up, also after a pause without any', async () => {
  const server = await serve((request) => ({ kind: 'answer', text: JSON.stringify(request.body.messages) }));
  const asker = await asking();
  for (const trial of questions(server.openai, 3)) {
    const result = await asker.ask(trial);
    expect(result).toMatchObject({ status: 'answered', fromStore: false, trial });
    expect(result.status === 'answered' && result.answer.text).toContain(`case ${trial.caseId}`);
    await new Promise((resolve) => setImmediate(resolve));
  }
});

test('the same question is asked once, at the same time or later', async () => {
  const server = await serve(() => ({ kind: 'answer', latencyMs: 20 }));
  const asker = await asking();
  const [trial] = questions(server.openai, 1);
  if (!trial) throw new Error('no question');
  const together = await Promise.all([asker.ask({ ...trial }), asker.ask({ ...trial, arm: 'baseline' })]);
  const later = await asker.ask({ ...trial });
  expect(server.seen).toHaveLength(1);
  expect([...together, later].map((result) => result.status === 'answered' && result.fromStore)).toEqual([
    false,
    true,
    true,
  ]);
});

test('many questions at once are asked as many at a time as the engine allows, and again after a fault', async () => {
  const eightAsked = deferred();
  const server = await serve((_, count) => {
    if (count === 7) eightAsked.resolve();
    return count === 30 ? { kind: 'reset' } : { kind: 'answer', after: eightAsked.promise };
  });
  const asker = await asking({ maxConcurrency: 8 });
  const results = await Promise.all(questions(server.openai, 200).map((trial) => asker.ask(trial)));
  expect(tally(results)).toEqual({ answered: 200 });
  expect(server.peak()).toBe(8);
});

test('offline, what is not stored is errored', async () => {
  const server = await serve(() => answer);
  const asker = await asking({ offline: true });
  const results = await Promise.all(questions(server.openai, 2).map((trial) => asker.ask(trial)));
  expect(tally(results)).toEqual({ offline: 2 });
  expect(server.seen).toHaveLength(0);
});

test('an abort ends all waiting with its reason', async () => {
  const controller = new AbortController();
  const server = await serve(() => {
    controller.abort(new Error('interrupted'));
    return { kind: 'hang' };
  });
  const asker = await asking({ signal: controller.signal });
  const asked = questions(server.openai, 5).map((trial) => asker.ask(trial));
  const ends = await Promise.allSettled(asked);
  expect(ends.map((end) => end.status === 'rejected' && String(end.reason))).toEqual(
    Array(5).fill('Error: interrupted'),
  );
  const [late] = questions(server.openai, 1);
  if (late) await expect(asker.ask(late)).rejects.toThrow('interrupted');
});

test('a run and an asker draw on the same money, and neither waits for ever', async () => {
  const price = 0.001;
  const server = await serve(() => ({ kind: 'answer', latencyMs: 5 }));
  const budget = newBudget(0.1, () => price);
  const asker = await asking({ budget });
  const asked = questions(server.openai, 80).map((trial) =>
    asker.ask({ ...trial, request: { ...trial.request, body: { ...trial.request.body, judged: true } } }),
  );
  const [answers, results] = await Promise.all([
    Promise.all(asked),
    runAll(questions(server.openai, 80), { budget, priceOf: () => price }),
  ]);
  const { answered = 0, budget: refused = 0 } = tally([...answers, ...results]);
  expect(answered + refused).toBe(160);
  expect(answered).toBeGreaterThan(75);
  expect(answered * price).toBeLessThanOrEqual(0.1 + 1e-9);
  expect(budget.spent).toBeCloseTo(answered * price);
  expect(budget.reserved).toBeCloseTo(0);
});

test('money that a run has spent is not there for the next', async () => {
  const server = await serve(() => answer);
  const budget = newBudget(0.03, () => 0.001);
  const first = await runAll(questions(server.openai, 20), { budget });
  const second = await runAll(trialsOf({ baseUrl: server.openai, cases: 20, system: 'other' }), { budget });
  expect(tally(first)).toEqual({ answered: 20 });
  expect(tally(second).answered).toBeLessThanOrEqual(10);
});
