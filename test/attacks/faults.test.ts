import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { TrialResult } from '../../src/domain/trial.ts';
import { failureOf } from '../../src/model/failure.ts';
import { encodeEntry } from '../../src/run/entry.ts';
import { trialKey } from '../../src/run/store.ts';
import { answerOf } from '../kit/answers.ts';
import { type Behaviour, refusals, type SeenRequest, startFaultServer } from '../kit/fault-server.ts';
import { passingFaults } from '../kit/passing-faults.ts';
import { runAll, tally, temporaryDirectory, trialsOf } from '../kit/trials.ts';
import { type VirtualBehaviour, virtualProvider } from '../kit/virtual-provider.ts';
import { inVirtualTime } from '../kit/virtual-time.ts';

const closers: (() => unknown)[] = [];

afterEach(async () => {
  vi.restoreAllMocks();
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
const texts = (results: TrialResult[]) =>
  new Set(results.map((result) => (result.status === 'answered' ? result.answer.text : null)));

describe('a fault that passes', () => {
  test.each(passingFaults)(
    '%s: every trial is answered in the end, and only answers are kept',
    async (_, fault) => {
      const server = await serve((_, count) => (count % 3 === 0 && count < 6 ? fault : answer));
      const path = directory();
      const trials = { baseUrl: server.openai, cases: 30 };
      const results = await runAll(trialsOf(trials), { directory: path });
      expect(tally(results)).toEqual({ answered: 30 });
      expect(texts(results)).toEqual(new Set(['ok']));
      const asked = server.seen.length;
      expect(asked).toBeGreaterThanOrEqual(32);
      await runAll(trialsOf(trials), { directory: path });
      expect(server.seen).toHaveLength(asked);
    },
  );

  test.each([500, 502, 503, 529])('a burst of %i is waited out', async (status) => {
    const server = await serve((_, count) => (count < 25 ? { kind: 'status', status } : answer));
    const results = await runAll(trialsOf({ baseUrl: server.openai, cases: 30 }), { backoffMs: 50 });
    expect(tally(results)).toEqual({ answered: 30 });
    expect(server.seen).toHaveLength(55);
  });
});

test('a key that is withdrawn in the middle ends the run; a later one asks only for the rest', async () => {
  let isWithdrawn = false;
  const server = await serve((_, count) => {
    isWithdrawn ||= count === 20;
    return isWithdrawn ? refusals.badKey : answer;
  });
  const path = directory();
  const trials = { baseUrl: server.openai, cases: 60 };
  const results = await runAll(trialsOf(trials), { directory: path, maxConcurrency: 5 });
  const { answered = 0, auth = 0, ...others } = tally(results);
  expect(others).toEqual({});
  expect(answered).toBe(20);
  expect(auth).toBe(40);
  const asked = server.seen.length;
  expect(asked).toBeLessThanOrEqual(25);
  const port = Number(new URL(server.openai).port);
  await server.close();
  const again = await startFaultServer(() => answer, port);
  closers.push(() => again.close());
  expect(tally(await runAll(trialsOf(trials), { directory: path }))).toEqual({ answered: 60 });
  expect(again.seen).toHaveLength(40);
});

test('an answer that a filter stopped is kept as any other', async () => {
  const error = { code: 'content_filter', status: 400, innererror: { code: 'ResponsibleAIPolicyViolation' } };
  const server = await serve(() => ({ kind: 'status', status: 400, body: { error } }));
  const path = directory();
  const trials = { baseUrl: server.openai, cases: 3 };
  for (const _ of ['asked', 'from the store']) {
    const results = await runAll(trialsOf(trials), { directory: path });
    expect(results).toHaveLength(3);
    for (const result of results)
      expect(result).toMatchObject({ answer: { finishReason: 'content_filter' } });
  }
  expect(server.seen).toHaveLength(3);
});

describe('an outage in the middle of a run', () => {
  const refusing: VirtualBehaviour = { kind: 'status', status: 503 };
  const resetting: VirtualBehaviour = { kind: 'failure', failure: failureOf('network', 'reset') };

  /** How a run of 400 questions fares whose provider fails everything for so long, when waits take their least or most. */
  async function outage(
    seconds: number,
    {
      fault = refusing,
      waits = 'shortest',
      maxConcurrency = 20,
      retries = 5,
    }: {
      fault?: VirtualBehaviour;
      waits?: 'shortest' | 'longest';
      maxConcurrency?: number;
      retries?: number;
    } = {},
  ) {
    vi.spyOn(Math, 'random').mockReturnValue(waits === 'shortest' ? 0 : 0.999);
    return inVirtualTime(async () => {
      const startedAt = performance.now();
      const { send, seen } = virtualProvider(() => {
        const at = performance.now() - startedAt;
        const isDown = at >= 1000 && at < 1000 + seconds * 1000;
        return isDown ? fault : { kind: 'answer', latencyMs: 200 };
      });
      const trials = trialsOf({ baseUrl: 'http://provider/v1', cases: 400 });
      const results = await runAll(trials, { send, maxConcurrency, retries, backoffMs: 500 });
      return { counts: tally(results), calls: seen.length, tookMs: performance.now() - startedAt };
    });
  }

  describe.each([
    ['503', refusing],
    ['resets', resetting],
  ])('as %s', (_, fault) => {
    test.each([5, 10, 30, 55])('of %i seconds is waited out, with few calls', async (seconds) => {
      for (const waits of ['shortest', 'longest'] as const) {
        const { counts, calls, tookMs } = await outage(seconds, { fault, waits });
        expect(counts).toEqual({ answered: 400 });
        expect(calls).toBeLessThan(500 + 1.2 * seconds);
        expect(tookMs).toBeLessThan((seconds + 4) * 1000 * 1.2);
      }
    });

    test.each([1, 3])('of 10 seconds is waited out with %i at once', async (maxConcurrency) => {
      const { counts } = await outage(10, { fault, maxConcurrency });
      expect(counts).toEqual({ answered: 400 });
    });

    test('of 30 seconds is waited out whatever the number of tries', async () => {
      expect((await outage(30, { fault, retries: 1 })).counts).toEqual({ answered: 400 });
    });

    test('of 70 seconds ends the run after a minute; what was answered before is kept', async () => {
      const { counts, tookMs } = await outage(70, { fault });
      const { answered = 0, ...missing } = counts;
      expect(answered).toBeGreaterThan(50);
      expect(Object.values(missing)).toEqual([400 - answered]);
      expect(tookMs).toBeLessThan(63_000);
    });
  });
});

describe('the store', () => {
  test('that cannot be written to loses no answer of this run, and that is reported once', async () => {
    const server = await serve(() => answer);
    const file = join(directory(), 'a-file');
    writeFileSync(file, '');
    const notices: string[] = [];
    const trials = trialsOf({ baseUrl: server.openai, cases: 10 });
    const results = await runAll(trials, {
      directory: join(file, 'answers'),
      onNotice: (notice) => notices.push(notice),
    });
    expect(tally(results)).toEqual({ answered: 10 });
    expect(notices).toEqual([expect.stringContaining('could not be written')]);
  });

  test.each([
    ['an end by `error`', { finishReason: 'error' }],
    ['half a text before `timeout`', { finishReason: 'timeout' }],
    ['no text before an end that nobody knows', { text: '', toolCalls: [], finishReason: 'other' }],
    ['no call before `tool_calls`', { text: '', toolCalls: [], finishReason: 'tool_calls' }],
    ['nothing at all', { text: '', toolCalls: [], finishReason: null }],
    ['more tokens than there are', { usage: { inputTokens: 1, outputTokens: 1e308, cachedInputTokens: 0 } }],
    ['less than no tokens', { usage: { inputTokens: -1, outputTokens: 1, cachedInputTokens: 0 } }],
  ])('of an older version with %s for an answer: asked again, once', async (_, differs) => {
    const server = await serve(() => answer);
    const path = directory();
    mkdirSync(path, { recursive: true });
    const trials = { baseUrl: server.openai, cases: 4 };
    const entries = [...trialsOf(trials)].map((trial) =>
      encodeEntry(trialKey(trial), { ...answerOf(1), ...differs }),
    );
    writeFileSync(join(path, '20200101T000000000Z-1-00000000.jsonl'), entries.join(''));
    for (const _ of ['asked', 'from the store']) {
      const results = await runAll(trialsOf(trials), { directory: path });
      expect(texts(results)).toEqual(new Set(['ok']));
      expect(server.seen).toHaveLength(4);
    }
  });

  test('that two runs share serves both, and the next', async () => {
    const server = await serve(() => ({ kind: 'answer', latencyMs: 5 }));
    const path = directory();
    const trials = { baseUrl: server.openai, cases: 50 };
    const both = await Promise.all([1, 2].map(() => runAll(trialsOf(trials), { directory: path })));
    for (const results of both) expect(tally(results)).toEqual({ answered: 50 });
    const asked = server.seen.length;
    expect(tally(await runAll(trialsOf(trials), { directory: path }))).toEqual({ answered: 50 });
    expect(server.seen).toHaveLength(asked);
  });
});
