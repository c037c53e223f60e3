import type { Answer } from '../../src/domain/answer.ts';
import { run } from '../../src/run/run.ts';
import type { ResponseStore } from '../../src/run/store.ts';
import { type Fault, modelledProvider, type ProviderModel, senderTo } from './modelled-provider.ts';
import { oracleMs } from './oracle.ts';
import { trialsOf } from './trials.ts';
import { inVirtualTime } from './virtual-time.ts';

/** Questions that a provider is asked, some at once. */
export type Scene = { provider: ProviderModel; questions: number; maxConcurrency: number };

/** What came of a scene. */
export type Played = {
  /** Time of the run / time of a client that knows the provider. */
  ratio: number;
  /** Share of the calls that the provider refused because they broke a limit. */
  refused: number;
  /** Questions that got no answer. */
  lost: number;
  wallMs: number;
};

/**
 * Plays a scene in virtual time with the real `run`, and again with a client that knows the provider's limits. The
 * same seed gives the same.
 */
export async function play(scene: Scene, seed: number): Promise<Played> {
  const { questions, maxConcurrency } = scene;
  const best = oracleMs(modelledProvider(scene.provider, randomFrom(seed)), questions, maxConcurrency);
  const provider = modelledProvider(scene.provider, randomFrom(seed));
  const counts = { calls: 0, refused: 0, lost: 0 };
  const options = {
    send: senderTo({
      ...provider,
      begin(now) {
        const fate = provider.begin(now);
        counts.calls += 1;
        if (fate.isOverLimit) counts.refused += 1;
        return fate;
      },
    }),
    store: storeInMemory(),
    maxConcurrency,
    trialTimeoutMs: 60_000,
    retries: 5,
    offline: false,
    priceOf: () => null,
  };
  const trials = trialsOf({ baseUrl: 'http://provider/v1', cases: questions });
  const realRandom = Math.random;
  Object.assign(Math, { random: randomFrom(seed + 1) });
  try {
    const wallMs = await inVirtualTime(async () => {
      const startedAt = performance.now();
      for await (const { status } of run(trials, options)) if (status === 'errored') counts.lost += 1;
      return performance.now() - startedAt;
    });
    return { ratio: wallMs / best, refused: counts.refused / counts.calls, lost: counts.lost, wallMs };
  } finally {
    Object.assign(Math, { random: realRandom });
  }
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function storeInMemory(): ResponseStore {
  const answers = new Map<string, Answer>();
  return {
    has: (key) => answers.has(key),
    get: (key) => answers.get(key),
    put: (key, answer) => void answers.set(key, answer),
    size: () => answers.size,
    close: async () => {},
  };
}

/** The faults of 8 % of calls, as a provider with some trouble has them. */
const mixed: { fault: Fault; share: number }[] = [
  { fault: '429', share: 0.02 },
  { fault: '500', share: 0.02 },
  { fault: '529', share: 0.01 },
  { fault: 'reset', share: 0.02 },
  { fault: 'cut body', share: 0.01 },
];

const outageOf = (seconds: number, fault: '503' | 'reset', share = 1) => ({
  outage: { fromMs: 0, lastsMs: seconds * 1000, fault, share },
});

const bucketOf = (says: 'nothing' | 'retry-after' | 'headers') => ({ bucket: { perSecond: 50, says } });

/** What scenes differ in, by name, for 1,000 cases × 2, 100 calls at once; goals are those of `ratio`. */
export const scenes: readonly {
  name: string;
  goal: number;
  provider: Omit<ProviderModel, 'latencyMs'>;
  maxConcurrency?: number;
  /** The provider has a limit: fewer calls, as a share of all, may break it. */
  mostRefused?: number;
}[] = [
  { name: 'calm', goal: 1.1, provider: {} },
  { name: '8 % mixed faults', goal: 1.1, provider: { faults: mixed } },
  { name: '2 % 429 that say nothing', goal: 1.1, provider: { faults: [{ fault: '429', share: 0.02 }] } },
  {
    name: '2 % 429 that ask for 1 s',
    goal: 1.3,
    provider: { faults: [{ fault: '429, retry-after 1', share: 0.02 }] },
  },
  { name: '2 % 529', goal: 1.1, provider: { faults: [{ fault: '529', share: 0.02 }] } },
  { name: '50 calls a second, silent', goal: 1.1, provider: bucketOf('nothing'), mostRefused: 0.05 },
  { name: '– with `retry-after: 1`', goal: 1.1, provider: bucketOf('retry-after'), mostRefused: 0.05 },
  { name: '– with headers', goal: 1.1, provider: bucketOf('headers'), mostRefused: 0.05 },
  {
    name: '– with `retry-after: 1`, within a millisecond',
    goal: 1.1,
    provider: { ...bucketOf('retry-after'), refusalMs: 1 },
    mostRefused: 0.03,
  },
  {
    name: '– silent, and 8 % mixed faults',
    goal: 1.1,
    provider: { ...bucketOf('nothing'), faults: mixed },
    mostRefused: 0.05,
  },
  {
    name: '– with `retry-after: 1`, and 8 % mixed faults',
    goal: 1.1,
    provider: { ...bucketOf('retry-after'), faults: mixed },
    mostRefused: 0.05,
  },
  {
    name: '– with headers, and 8 % mixed faults',
    goal: 1.1,
    provider: { ...bucketOf('headers'), faults: mixed },
    mostRefused: 0.05,
  },
  {
    name: '20 calls in flight, else 429',
    goal: 2,
    provider: { mostInFlight: { calls: 20, refusal: '429' } },
    mostRefused: 0.05,
  },
  {
    name: '20 calls in flight, else 529',
    goal: 2,
    provider: { mostInFlight: { calls: 20, refusal: '529' } },
  },
  { name: '20 workers, 8 % mixed faults', goal: 1.1, provider: { faults: mixed }, maxConcurrency: 20 },
  { name: 'outage of 10 s, 503', goal: 1.15, provider: outageOf(10, '503') },
  { name: 'outage of 10 s, resets', goal: 1.15, provider: outageOf(10, 'reset') },
  { name: 'outage of 30 s, 503', goal: 1.15, provider: outageOf(30, '503') },
  { name: 'outage of 30 s, resets', goal: 1.15, provider: outageOf(30, 'reset') },
  { name: '60 % of calls fail for 10 s, resets', goal: 4, provider: outageOf(10, 'reset', 0.6) },
  { name: '80 % of calls fail for 20 s, 503', goal: 5, provider: outageOf(20, '503', 0.8) },
  { name: '10 % 429 that say nothing', goal: 2.5, provider: { faults: [{ fault: '429', share: 0.1 }] } },
];

/** A scene at a latency, with all its questions; an outage begins in the middle, after five answers' time. */
export function sceneAt(
  { provider, maxConcurrency = 100 }: (typeof scenes)[number],
  latencyMs: number,
): Scene {
  const outage = provider.outage && { ...provider.outage, fromMs: 5 * latencyMs };
  return { provider: { ...provider, outage, latencyMs }, questions: 2000, maxConcurrency };
}
