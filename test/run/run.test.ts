import { afterEach, expect, test } from 'vitest';
import type { Usage } from '../../src/domain/answer.ts';
import type { RunProgress } from '../../src/domain/trial.ts';
import { type Behaviour, refusals, type SeenRequest, startFaultServer } from '../kit/fault-server.ts';
import { runAll, tally, temporaryDirectory, trialsOf } from '../kit/trials.ts';
import { virtualProvider } from '../kit/virtual-provider.ts';
import { inVirtualTime } from '../kit/virtual-time.ts';

const baseUrl = 'http://provider/v1';

const closers: (() => unknown)[] = [];

afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function serve(behave: (request: SeenRequest, count: number) => Behaviour) {
  const server = await startFaultServer(behave);
  closers.push(() => server.close());
  return server;
}

function directory(): string {
  const own = temporaryDirectory();
  closers.push(own.remove);
  return own.path;
}

const answer: Behaviour = { kind: 'answer' };

test('every trial comes out once, answered, with its own answer', async () => {
  const server = await serve((request) => ({ kind: 'answer', text: JSON.stringify(request.body.messages) }));
  const results = await runAll(
    trialsOf({ baseUrl: server.openai, cases: 40, arms: ['baseline', 'candidate'] }),
  );
  expect(results).toHaveLength(80);
  expect(new Set(results.map(({ trial }) => `${trial.caseId} ${trial.arm}`)).size).toBe(80);
  for (const result of results) {
    expect(result).toMatchObject({ status: 'answered', fromStore: false });
    const text = result.status === 'answered' ? result.answer.text : '';
    expect(text).toContain(`"case ${result.trial.caseId}"`);
    expect(text).toContain(result.trial.arm);
  }
});

test('both arms of a case are asked one after the other', async () => {
  const server = await serve(() => answer);
  await runAll(trialsOf({ baseUrl: server.openai, cases: 30, arms: ['baseline', 'candidate'] }), {
    maxConcurrency: 2,
  });
  const order = server.seen.map(({ body }) => /case (\d+)/.exec(JSON.stringify(body))?.[1]);
  expect(order).toHaveLength(60);
  for (const [position, name] of order.entries())
    expect(Math.abs(Number(name) - position / 2)).toBeLessThanOrEqual(1);
});

test('calls in flight stay at the limit, and never above it', async () => {
  const { send, seen, peak } = virtualProvider(() => ({ kind: 'answer', latencyMs: 40 }));
  await inVirtualTime(() => runAll(trialsOf({ baseUrl, cases: 400 }), { send, maxConcurrency: 20 }));
  expect(peak()).toBe(20);
  const tookMs = (seen.at(-1)?.at ?? 0) + 40 - (seen[0]?.at ?? 0);
  const atTheLimitMs = (400 * 40) / 20;
  expect(tookMs).toBeLessThan(1.3 * atTheLimitMs);
});

test('trials are taken only as calls become free', async () => {
  const server = await serve(() => ({ kind: 'answer', latencyMs: 5 }));
  let ahead = 0;
  const trials = trialsOf({
    baseUrl: server.openai,
    cases: 500,
    onTaken: (taken) => {
      ahead = Math.max(ahead, taken - server.seen.length);
    },
  });
  await runAll(trials, { maxConcurrency: 10 });
  expect(ahead).toBeLessThan(40);
});

test('a second run of the same content makes no call', async () => {
  const server = await serve(() => answer);
  const path = directory();
  const plan = { baseUrl: server.openai, cases: 30 };
  await runAll(trialsOf(plan), { directory: path });
  const again = await runAll(trialsOf(plan), { directory: path });
  expect(again.every((result) => result.status === 'answered' && result.fromStore)).toBe(true);
  expect(server.seen).toHaveLength(30);
  await runAll(trialsOf({ ...plan, scope: 'another pull request' }), { directory: path });
  expect(server.seen).toHaveLength(60);
});

test('the same content twice in one run is asked once', async () => {
  const server = await serve(() => ({ kind: 'answer', latencyMs: 10 }));
  const plan = { baseUrl: server.openai, cases: 10 };
  const results = await runAll([...trialsOf(plan), ...trialsOf(plan), ...trialsOf(plan)]);
  expect(tally(results)).toEqual({ answered: 30 });
  expect(server.seen).toHaveLength(10);
  expect(results.filter((result) => result.status === 'answered' && !result.fromStore)).toHaveLength(10);
});

test('offline, what is recorded is replayed and what is not is named', async () => {
  const server = await serve(() => answer);
  const path = directory();
  await runAll(trialsOf({ baseUrl: server.openai, cases: 5 }), { directory: path });
  const results = await runAll(trialsOf({ baseUrl: server.openai, cases: 8 }), {
    directory: path,
    offline: true,
  });
  expect(tally(results)).toEqual({ answered: 5, offline: 3 });
  expect(server.seen).toHaveLength(5);
});

const passing: [string, Behaviour][] = [
  ['a reset', { kind: 'reset' }],
  ['a reset within the answer', { kind: 'reset-mid-body' }],
  ['half an answer', { kind: 'truncated-json' }],
  ['a proxy’s page', { kind: 'html', status: 502 }],
  ['a fault of the server', { kind: 'status', status: 500 }],
  ['an overload', refusals.overloaded],
  ['a refusal for the rate', refusals.rateLimited({ 'retry-after-ms': '20' })],
];

test.each(passing)('%s is tried again until the answer is there', async (_, fault) => {
  const server = await serve((_, count) => (count % 3 === 0 && count < 20 ? fault : answer));
  const results = await runAll(trialsOf({ baseUrl: server.openai, cases: 40 }));
  expect(tally(results)).toEqual({ answered: 40 });
  expect(server.seen.length).toBeGreaterThanOrEqual(47);
  expect(server.seen.length).toBeLessThanOrEqual(60);
});

test('silence is tried again until the answer is there', async () => {
  const { send, seen } = virtualProvider((_, count) =>
    count % 3 === 0 && count < 20 ? { kind: 'hang' } : { kind: 'answer' },
  );
  const results = await inVirtualTime(() => runAll(trialsOf({ baseUrl, cases: 40 }), { send }));
  expect(tally(results)).toEqual({ answered: 40 });
  expect(seen).toHaveLength(47);
});

test.each<[string, Behaviour, string]>([
  ['a spent quota', refusals.quota, 'quota'],
  ['a wrong key', refusals.badKey, 'auth'],
  ['an unknown model', refusals.unknownModel, 'unknown-model'],
])('%s ends all calls to the model at once', async (_, fault, kind) => {
  const server = await serve(() => fault);
  const results = await runAll(trialsOf({ baseUrl: server.openai, cases: 300 }), { maxConcurrency: 10 });
  expect(tally(results)).toEqual({ [kind]: 300 });
  expect(server.seen.length).toBeLessThanOrEqual(10);
});

test('one case that is too long errs alone, and is not tried again', async () => {
  const server = await serve(({ body }) =>
    JSON.stringify(body).includes('case 7"') ? refusals.tooLong : answer,
  );
  const results = await runAll(trialsOf({ baseUrl: server.openai, cases: 20 }));
  expect(tally(results)).toEqual({ answered: 19, 'context-overflow': 1 });
  expect(server.seen).toHaveLength(20);
});

test('a provider that is down is given up after a few trials, not after all', async () => {
  const server = await serve(() => ({ kind: 'status', status: 500 }));
  const results = await runAll(trialsOf({ baseUrl: server.openai, cases: 500 }), { retries: 2 });
  expect(tally(results)).toEqual({ server: 500 });
  expect(server.seen.length).toBeLessThan(100);
});

test('a provider that restarts in the middle of a run is waited for', async () => {
  let restarted: Promise<void> | undefined;
  const before = await serve((_, count) => {
    if (count === 30) restarted = restart();
    return answer;
  });
  const restart = async () => {
    await before.close();
    await new Promise((resolve) => setTimeout(resolve, 500));
    const after = await startFaultServer(() => answer, Number(new URL(before.openai).port));
    closers.push(() => after.close());
  };
  const results = await runAll(trialsOf({ baseUrl: before.openai, cases: 200 }), { backoffMs: 100 });
  await restarted;
  expect(before.seen.length).toBeLessThan(200);
  expect(tally(results)).toEqual({ answered: 200 });
});

test('a model that is down does not hold up another', async () => {
  const { send, seen } = virtualProvider(({ target }) =>
    target.model === 'gpt-4o' ? { kind: 'hang' } : { kind: 'answer' },
  );
  const plan = { baseUrl, cases: 60 };
  const stuck = [...trialsOf({ ...plan, model: 'gpt-4o' })];
  const fine = [...trialsOf(plan)];
  const mixed = stuck.flatMap((trial, position) => [trial, ...fine.slice(position, position + 1)]);
  const results = await inVirtualTime(() => runAll(mixed, { send, retries: 0, maxConcurrency: 8 }));
  for (const result of results.filter((one) => one.status === 'answered')) {
    expect(result.trial.request.target.model).toBe('gpt-4.1-mini');
  }
  expect(tally(results)).toEqual({ answered: 60, timeout: 60 });
  const lastAnswered = seen.findLast(({ model }) => model === 'gpt-4.1-mini')?.at ?? Number.NaN;
  expect(lastAnswered - (seen[0]?.at ?? 0)).toBeLessThan(5000);
});

test('the budget is a hard stop, and what was not asked says so', async () => {
  const price = 0.001;
  const server = await serve(() => ({ kind: 'answer', latencyMs: 2 }));
  const results = await runAll(trialsOf({ baseUrl: server.openai, cases: 400 }), {
    maxRunCost: 0.1,
    priceOf: () => price,
  });
  const { answered = 0, budget = 0 } = tally(results);
  expect(answered * price).toBeLessThanOrEqual(0.1);
  expect(answered).toBeGreaterThanOrEqual(80);
  expect(answered + budget).toBe(400);
  expect(server.seen).toHaveLength(answered);
  const failed = results.find((result) => result.status === 'errored');
  expect(failed?.status === 'errored' && failed.failure.message).toContain('max-run-cost');
});

test('answers much shorter than expected use the budget up all the same', async () => {
  const server = await serve(() => ({ kind: 'answer', latencyMs: 2 }));
  // 300 output tokens are assumed; the server's answers have a few.
  const usdPerOutputToken = 1e-6;
  const priceOf = (_: unknown, { outputTokens }: Usage) => outputTokens * usdPerOutputToken;
  const one = await runAll(trialsOf({ baseUrl: server.openai, cases: 1 }), { priceOf });
  const [first] = one;
  if (first?.status !== 'answered') throw new Error('not answered');
  const price = priceOf(null, first.answer.usage);
  const maxRunCost = 50 * price;
  expect(maxRunCost).toBeLessThan(300 * usdPerOutputToken * 2);
  const results = await runAll(trialsOf({ baseUrl: server.openai, cases: 200 }), {
    maxRunCost,
    priceOf,
  });
  const { answered = 0 } = tally(results);
  expect(answered).toBeLessThanOrEqual(50);
  expect(answered).toBeGreaterThanOrEqual(40);
});

test.each([
  ['a little', 0.2],
  ['much', 0.8],
])('answers whose lengths differ %s use up a budget to a fifth of it', async (_, spread) => {
  const provider = virtualProvider(() => ({ kind: 'answer', latencyMs: 20 }));
  let count = 0;
  const send: typeof provider.send = async (...call) => {
    const result = await provider.send(...call);
    if (!result.ok) return result;
    // Log-normal, by the golden ratio in place of chance.
    count += 1;
    const [share, turn] = [(count * 0.618034) % 1, (count * 0.754878) % 1];
    const normal = Math.sqrt(-2 * Math.log(1 - share)) * Math.cos(2 * Math.PI * turn);
    const outputTokens = Math.ceil(100 * Math.exp(spread * normal));
    return { ...result, answer: { ...result.answer, usage: { ...result.answer.usage, outputTokens } } };
  };
  const priceOf = (_target: unknown, { outputTokens }: Usage) => outputTokens * 1e-6;
  const maxRunCost = 0.02;
  const results = await inVirtualTime(() =>
    runAll(trialsOf({ baseUrl, cases: 1000 }), { send, maxRunCost, priceOf, maxConcurrency: 100 }),
  );
  const spent = results.reduce(
    (sum, result) => sum + (result.status === 'answered' ? priceOf(null, result.answer.usage) : 0),
    0,
  );
  expect(tally(results).budget).toBeGreaterThan(0);
  expect(spent / maxRunCost).toBeLessThan(1.2);
  expect(spent / maxRunCost).toBeGreaterThan(0.8);
});

test('the run’s time limit ends it, with every trial accounted for', async () => {
  const { send } = virtualProvider((_, count) => (count < 30 ? { kind: 'answer' } : { kind: 'hang' }));
  const { results, elapsedMs } = await inVirtualTime(async () => {
    const startedAt = performance.now();
    const results = await runAll(trialsOf({ baseUrl, cases: 100 }), { send, deadlineMs: 1000 });
    return { results, elapsedMs: performance.now() - startedAt };
  });
  expect(elapsedMs).toBeLessThan(1100);
  expect(tally(results)).toEqual({ answered: 30, budget: 70 });
});

test('an abort ends the iteration with its reason, and the calls in flight', async () => {
  const controller = new AbortController();
  const server = await serve(() => {
    controller.abort(new Error('interrupted'));
    return { kind: 'hang' };
  });
  await expect(
    runAll(trialsOf({ baseUrl: server.openai, cases: 50 }), { signal: controller.signal }),
  ).rejects.toThrow('interrupted');
});

test('an error while a trial is made ends the run with it', async () => {
  const server = await serve(() => answer);
  function* broken() {
    yield* trialsOf({ baseUrl: server.openai, cases: 3 });
    throw new Error('no such variable');
  }
  await expect(runAll(broken())).rejects.toThrow('no such variable');
});

test('progress is reported at once, and goes on while no answer comes', async () => {
  const { send } = virtualProvider(() => ({ kind: 'answer', latencyMs: 5000 }));
  const told: RunProgress[] = [];
  const onProgress = (one: RunProgress) => told.push(one);
  await inVirtualTime(() => runAll(trialsOf({ baseUrl, cases: 2 }), { send, onProgress, total: () => 2 }));
  expect(told.slice(0, -1).map(({ elapsedMs, done }) => [elapsedMs, done])).toEqual([
    [0, 0],
    [2000, 0],
    [4000, 0],
  ]);
  expect(told.at(-1)).toMatchObject({ done: 2 });
});

test('progress reports how far the run is and what it cost', async () => {
  const server = await serve(() => answer);
  const told: RunProgress[] = [];
  await runAll(trialsOf({ baseUrl: server.openai, cases: 20 }), {
    onProgress: (one) => told.push(one),
    total: () => 20,
  });
  expect(told.at(-1)).toMatchObject({ done: 20, total: 20, errored: 0, fromStore: 0, inputTokens: 200 });
  expect(told.at(-1)?.usd).toBeGreaterThan(0);
});
