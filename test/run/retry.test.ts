import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { ModelFailure } from '../../src/domain/answer.ts';
import { failureOf } from '../../src/model/failure.ts';
import { type Job, newLane } from '../../src/run/lane.ts';
import { enqueue, newQueue } from '../../src/run/queue.ts';
import { type Decision, decideRetry } from '../../src/run/retry.ts';
import { noteAnswer, noteFailure } from '../../src/run/throttle/returning.ts';
import { noteCall } from '../../src/run/throttle/sending.ts';
import { newThrottle, type Throttle } from '../../src/run/throttle/throttle.ts';
import { newTraffic } from '../../src/run/traffic.ts';
import { trialsOf } from '../kit/trials.ts';

const BACKOFF_MS = 500;
const TIMEOUT_MS = 60_000;
const START = 1_000_000;
/** The last time at which there is still time for the shortest wait. */
const LAST_MS = 2 * TIMEOUT_MS - BACKOFF_MS / 2;

const broken = failureOf('server', 'broken');
const limited = failureOf('rate-limit', 'too many calls');
const refused = failureOf('refused', 'no');
const gone = failureOf('network', 'gone', { unreachable: true });

let throttle: Throttle;

beforeEach(() => {
  throttle = newThrottle(10);
  // The shortest wait that chance gives.
  vi.spyOn(Math, 'random').mockReturnValue(0);
});

afterEach(() => {
  vi.restoreAllMocks();
});

/** A trial that was first sent at `START`, and again just now. */
function jobOf(changes: Partial<Job> = {}): Job {
  const [trial] = trialsOf({ baseUrl: 'http://nobody/v1', cases: 1 });
  if (!trial) throw new Error('no trial');
  const lane = newLane(trial.request.target, throttle);
  enqueue(newQueue(1, newTraffic()), lane, trial, 'key');
  const [job] = lane.waiting;
  if (!job) throw new Error('no job');
  return Object.assign(job, { startedAt: START, sentAt: START, ...changes });
}

/** What follows when a job fails `afterMs` after it was first sent. */
function decided(failure: ModelFailure, job: Job = jobOf(), afterMs = 0): Decision {
  const given = { retries: 5, trialTimeoutMs: TIMEOUT_MS, backoffMs: BACKOFF_MS };
  return decideRetry({ throttle, job, failure, now: START + afterMs, ...given });
}

const answered = (now: number, tookMs = 0) =>
  noteAnswer(throttle, jobOf({ sentAt: now - tookMs }), now, undefined);

/** So many calls of different trials are sent at `now` and fail at once. */
function failing(failure: ModelFailure, calls: number, now: number): void {
  for (let count = 0; count < calls; count += 1) {
    const job = jobOf({ key: `trial ${count}` });
    noteCall(throttle, job, () => 1, now);
    noteFailure(throttle, job, now, failure);
  }
}

test('a key that is not accepted ends all calls to the model', () => {
  expect(decided(failureOf('auth', 'no such key'))).toEqual({ kind: 'stop' });
});

describe('a fault that may pass', () => {
  test('is tried again as often as the policy says', () => {
    for (const tries of [0, 1, 2, 3, 4])
      expect(decided(broken, jobOf({ tries }))).toMatchObject({ kind: 'again', counts: true });
    expect(decided(broken, jobOf({ tries: 5 }))).toEqual({ kind: 'give-up' });
  });

  test.each([
    ['half the wait at least', 0, 0.5],
    ['all of it at most', 1, 1],
  ])('waits twice as long each time: %s', (_, chance, share) => {
    vi.spyOn(Math, 'random').mockReturnValue(chance);
    const waits = [0, 1, 2, 3].map((failures) => decided(broken, jobOf({ failures })));
    expect(waits).toMatchObject([1, 2, 4, 8].map((times) => ({ at: START + share * times * BACKOFF_MS })));
  });

  test('waits 20 seconds at most', () => {
    vi.spyOn(Math, 'random').mockReturnValue(1);
    const job = jobOf({ failures: 12 });
    const given = { retries: 20, trialTimeoutMs: TIMEOUT_MS, backoffMs: BACKOFF_MS };
    expect(decideRetry({ throttle, job, failure: broken, now: START, ...given })).toMatchObject({
      at: START + 20_000,
    });
  });

  test('waits as long as the provider asks where that is longer, up to five minutes', () => {
    const asking = (retryAfterMs: number) => decided(failureOf('overloaded', 'busy', { retryAfterMs }));
    expect(asking(100)).toMatchObject({ at: START + BACKOFF_MS / 2 });
    expect(asking(7000)).toMatchObject({ at: START + 7000 });
    expect(asking(300_000)).toMatchObject({ kind: 'again', at: START + 300_000 });
    expect(asking(300_001)).toEqual({ kind: 'give-up' });
  });

  test('is given up when twice the time of a trial is over, but for waits that the provider asked for', () => {
    answered(START + 1, BACKOFF_MS);
    const at = (ms: number, waitedMs = 0) => decided(limited, jobOf({ waitedMs }), ms).kind;
    expect(at(LAST_MS)).toBe('again');
    expect(at(LAST_MS + 1)).toBe('give-up');
    expect(at(LAST_MS + 1000, 1000)).toBe('again');
    const job = jobOf();
    decided(failureOf('overloaded', 'busy', { retryAfterMs: 50_000 }), job);
    expect(decided(limited, job, LAST_MS + 50_000).kind).toBe('again');
  });

  test('five given up in a row with no answer between: the model is down', () => {
    const giveUp = () => decided(broken, jobOf({ tries: 5 })).kind;
    expect([giveUp(), giveUp(), giveUp(), giveUp()]).toEqual(Array(4).fill('give-up'));
    answered(START);
    const kinds = [giveUp(), giveUp(), giveUp(), giveUp(), giveUp()];
    expect(kinds).toEqual([...Array(4).fill('give-up'), 'stop']);
  });
});

describe('a request that is refused', () => {
  test('is not tried again; twenty-five in a row with no answer between end the calls', () => {
    for (let count = 0; count < 24; count += 1) expect(decided(refused)).toEqual({ kind: 'give-up' });
    answered(START);
    for (let count = 0; count < 24; count += 1) expect(decided(refused)).toEqual({ kind: 'give-up' });
    expect(decided(refused)).toEqual({ kind: 'stop' });
  });

  test('for its own length says nothing about the model', () => {
    const tooLong = failureOf('context-overflow', 'too long');
    for (let count = 0; count < 60; count += 1) expect(decided(tooLong)).toEqual({ kind: 'give-up' });
  });
});

describe('a refusal for the rate of calls', () => {
  test('is no try while the model answers others, and never uses up the last one', () => {
    answered(START + 1, BACKOFF_MS);
    expect(decided(limited, jobOf({ tries: 5 }), 10)).toEqual({
      kind: 'again',
      at: START + 10 + BACKOFF_MS / 2,
      soonestAt: START + 10 + BACKOFF_MS / 2,
      counts: false,
    });
  });

  test('waits half a second and more where nothing was answered since, however quick the model is', () => {
    answered(START, 5);
    const at = START + 10 + BACKOFF_MS / 2;
    expect(decided(limited, jobOf(), 10)).toMatchObject({ at, soonestAt: at });
  });

  test('is a try where nothing was answered since', () => {
    answered(START, BACKOFF_MS);
    expect(decided(limited, jobOf({ tries: 4 }), 10)).toMatchObject({ kind: 'again', counts: true });
    expect(decided(limited, jobOf({ tries: 5 }), 10)).toEqual({ kind: 'give-up' });
  });

  test('costs the trial no time while all calls to the model wait', () => {
    failing(failureOf('rate-limit', 'too many calls', { retryAfterMs: 90_000 }), 2, START);
    answered(START + 1, BACKOFF_MS);
    const job = jobOf();
    decided(limited, job, 30_000);
    expect(decided(limited, job, LAST_MS + 60_000).kind).toBe('again');
    expect(decided(limited, job, LAST_MS + 60_001).kind).toBe('give-up');
  });

  test('other faults do not wait for that, and are a try', () => {
    failing(failureOf('rate-limit', 'too many calls', { retryAfterMs: 90_000 }), 2, START);
    answered(START + 1, BACKOFF_MS);
    expect(decided(broken)).toMatchObject({ kind: 'again', at: START + BACKOFF_MS / 2, counts: true });
  });
});

describe('a model that answered before', () => {
  test('is asked again after the time of an answer, from 5 ms to half a second', () => {
    const firstWait = (tookMs: number) => {
      throttle = newThrottle(10);
      answered(START, tookMs);
      return decided(broken);
    };
    expect(firstWait(200)).toMatchObject({ at: START + 100 });
    expect(firstWait(2)).toMatchObject({ at: START + 2.5 });
    expect(firstWait(9000)).toMatchObject({ at: START + 250 });
  });

  test('waits twice as long each time from the third failure on, where others are answered', () => {
    answered(START, 100);
    const waits = [0, 1, 2, 3, 4].map((failures) => decided(broken, jobOf({ failures })));
    expect(waits).toMatchObject([1, 1, 2, 4, 8].map((times) => ({ at: START + times * 50 })));
  });

  test('and now fails every call has half a second, as one that never answered', () => {
    answered(START, 200);
    failing(broken, 5, START);
    expect(decided(broken)).toMatchObject({ at: START + 250, counts: true });
  });

  test('and now fails a third of the calls costs no try, for a minute', () => {
    answered(START);
    failing(broken, 8, START);
    answered(START);
    expect(decided(broken, jobOf({ tries: 5 }), 59_999)).toMatchObject({ kind: 'again', counts: false });
    expect(decided(broken, jobOf({ tries: 5 }), 60_000)).toEqual({ kind: 'give-up' });
  });

  test('and now is in an outage is down after a minute, however many tries are left', () => {
    answered(START);
    failing(broken, 12, START);
    const job = jobOf({ tries: 5 });
    expect(decided(broken, job, 59_999)).toMatchObject({ kind: 'again', counts: false });
    expect(decided(broken, jobOf(), 60_000)).toEqual({ kind: 'stop' });
  });

  test('and came back from an outage leaves its trials their time', () => {
    answered(START);
    failing(broken, 12, START);
    answered(START + 50_000);
    expect(decided(limited, jobOf(), LAST_MS + 50_000).kind).toBe('again');
    expect(decided(limited, jobOf(), LAST_MS + 50_001).kind).toBe('give-up');
  });

  test('is not down because one trial fails', () => {
    answered(START);
    for (let count = 0; count < 30; count += 1) {
      const job = jobOf();
      noteCall(throttle, job, () => 1, START);
      noteFailure(throttle, job, START, broken);
    }
    expect(decided(broken, jobOf({ tries: 5 }), 60_000)).toEqual({ kind: 'give-up' });
  });
});

describe('a provider that no call reaches', () => {
  /** Tries one trial by itself, from one decision to the next, without the waiting. */
  function tryFor(failures: ModelFailure[], retries: number) {
    const job = jobOf();
    let now = START;
    for (;;) {
      const failure = failures[job.tries] ?? gone;
      job.sentAt = now;
      now += failure.kind === 'timeout' ? 30_000 : 0;
      const given = { retries, trialTimeoutMs: TIMEOUT_MS, backoffMs: BACKOFF_MS };
      const decision = decideRetry({ throttle, job, failure, now, ...given });
      if (decision.kind !== 'again')
        return { kind: decision.kind, tries: job.tries + 1, tookMs: now - START };
      job.tries += 1;
      job.failures += 1;
      now = decision.at;
    }
  }

  test('is given up after 12 seconds, however many tries are left', () => {
    expect(tryFor([gone], 20)).toMatchObject({ kind: 'stop', tookMs: 12_000 });
  });

  test('has all its tries where it was reached before, if only to fail', () => {
    expect(tryFor([broken], 0).kind).toBe('give-up');
    const { kind, tries, tookMs } = tryFor([gone], 7);
    expect({ kind, tries }).toEqual({ kind: 'give-up', tries: 8 });
    expect(tookMs).toBeGreaterThan(20_000);
  });

  test('has its time from the first call that could not connect, not from one that hung before', () => {
    const { kind, tries, tookMs } = tryFor([failureOf('timeout', 'slow')], 20);
    expect(kind).toBe('stop');
    expect(tries).toBeGreaterThan(3);
    expect(tookMs).toBe(30_000 + BACKOFF_MS / 2 + 12_000);
  });
});
