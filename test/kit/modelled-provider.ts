import type { ModelTarget } from '../../src/domain/answer.ts';
import { classifyConnection, classifyResponse, unreadable } from '../../src/model/failure.ts';
import { readRetryAfter } from '../../src/model/limits.ts';
import { providers } from '../../src/model/providers/table.ts';
import { limitsIn, type SendResult } from '../../src/model/response.ts';
import type { Send } from '../../src/model/send.ts';
import { answerOf } from './answers.ts';
import { sleep } from './virtual-time.ts';

/** What a provider's fault looks like to the client. */
export type Fault = '429' | '429, retry-after 1' | '500' | '503' | '529' | 'reset' | 'cut body';

/** A provider as its operator knows it. */
export type ProviderModel = {
  /** Mean time of an answer; single ones take up to a fifth more or less. */
  latencyMs: number;
  /** Time of responses that need no model's work; 60 ms, or an answer's time where that is shorter, if not given. */
  refusalMs?: number;
  /** Faults that meet calls at random, each with its share of all calls. */
  faults?: readonly { fault: Fault; share: number }[];
  /** Calls a second, with one second's calls at once; what a refusal says of it. */
  bucket?: { perSecond: number; says: 'nothing' | 'retry-after' | 'headers' };
  /** Calls in flight beyond which others are refused with a 429 that says nothing, or with a 529. */
  mostInFlight?: { calls: number; refusal: '429' | '529' };
  /** A time during which this share of calls (1: all) meets a fault; resets also meet calls in flight at its start. */
  outage?: { fromMs: number; lastsMs: number; fault: '503' | 'reset'; share: number } | undefined;
};

/** One call at the provider: how long it takes, what the client gets. */
export type Fate = {
  takesMs: number;
  fault: Fault | null;
  headers: Record<string, string>;
  /** Refused for a limit of the provider, not by accident. */
  isOverLimit: boolean;
};

export type Provider = {
  /** A call arrives at `now` (ms). Times do not decrease from call to call. */
  begin(now: number): Fate;
  /** The call that `begin` gave this fate is over. */
  end(fate: Fate): void;
  /** Earliest time at which a call breaks no limit and meets no outage; Infinity: not before a call ends. */
  opensAt(now: number): number;
};

const REFUSAL_MS = 60;

/** A provider of which nobody has asked anything yet. `random` decides on latencies and faults. */
export function modelledProvider(model: ProviderModel, random: () => number): Provider {
  const { latencyMs, refusalMs = REFUSAL_MS, faults = [], bucket, mostInFlight, outage } = model;
  const outageEnd = outage ? outage.fromMs + outage.lastsMs : 0;
  const tokens = { level: bucket?.perSecond ?? 0, at: 0 };
  let inFlight = 0;

  const fill = (now: number) => {
    if (!bucket) return;
    tokens.level = Math.min(bucket.perSecond, tokens.level + ((now - tokens.at) / 1000) * bucket.perSecond);
    tokens.at = now;
  };
  const isOut = (now: number) => outage !== undefined && now >= outage.fromMs && now < outageEnd;
  const soonMs = Math.min(latencyMs, refusalMs);
  const failed = (fault: Fault, takesMs: number, headers = {}, isOverLimit = false): Fate => ({
    takesMs,
    fault,
    headers,
    isOverLimit,
  });

  function headers(): Record<string, string> {
    if (bucket?.says !== 'headers') return {};
    const missing = bucket.perSecond - Math.max(0, tokens.level);
    return {
      'x-ratelimit-limit-requests': String(bucket.perSecond),
      'x-ratelimit-remaining-requests': String(Math.max(0, Math.floor(tokens.level))),
      'x-ratelimit-reset-requests': `${Math.ceil((missing / bucket.perSecond) * 1000)}ms`,
    };
  }

  /** The refusal of a call that breaks a limit, or null; takes a token. */
  function refusal(now: number): Fate | null {
    if (mostInFlight && inFlight >= mostInFlight.calls) {
      return failed(mostInFlight.refusal, soonMs, {}, true);
    }
    if (!bucket) return null;
    fill(now);
    if (tokens.level >= 1) {
      tokens.level -= 1;
      return null;
    }
    const says = bucket.says === 'nothing' ? {} : { 'retry-after': '1' };
    return failed('429', soonMs, { ...headers(), ...says }, true);
  }

  /** An accident that meets a call, or null; some take as long as an answer would, others none of that time. */
  function accident(answerMs: number): Fate | null {
    let chance = random();
    for (const { fault, share } of faults) {
      chance -= share;
      if (chance >= 0) continue;
      if (fault === 'cut body') return failed(fault, answerMs);
      if (fault === '500' || fault === 'reset') return failed(fault, answerMs * random());
      return failed(fault, soonMs, fault === '429, retry-after 1' ? { 'retry-after': '1' } : {});
    }
    return null;
  }

  function fateOf(now: number): Fate {
    const answerMs = latencyMs * (0.8 + 0.4 * random());
    const isHit = isOut(now) && random() < (outage?.share ?? 0);
    if (outage && isHit) return failed(outage.fault, soonMs);
    const other = refusal(now) ?? accident(answerMs);
    if (other) return other;
    if (outage?.fault === 'reset' && now < outage.fromMs && now + answerMs > outage.fromMs) {
      return failed('reset', outage.fromMs - now);
    }
    return { takesMs: answerMs, fault: null, headers: headers(), isOverLimit: false };
  }

  return {
    begin(now) {
      const fate = fateOf(now);
      if (!fate.isOverLimit) inFlight += 1;
      return fate;
    },
    end(fate) {
      if (!fate.isOverLimit) inFlight -= 1;
    },
    opensAt(now) {
      if (isOut(now) && outage?.share === 1) return outageEnd;
      if (mostInFlight && inFlight >= mostInFlight.calls) return Number.POSITIVE_INFINITY;
      fill(now);
      return bucket && tokens.level < 1 ? now + ((1 - tokens.level) / bucket.perSecond) * 1000 : now;
    },
  };
}

/** Sends calls to a modelled provider; time passes on the clock that is installed. */
export function senderTo(provider: Provider): Send {
  return async ({ target }) => {
    const fate = provider.begin(performance.now());
    await sleep(fate.takesMs);
    provider.end(fate);
    return resultOf(target, fate);
  };
}

function resultOf(target: ModelTarget, { fault, headers: given }: Fate): SendResult {
  const headers = new Headers(given);
  const limits = limitsIn(headers, providers);
  switch (fault) {
    case null:
      return { ok: true, answer: answerOf(10), ...limits };
    case 'reset': {
      const error = Object.assign(new Error('reset'), { code: 'ECONNRESET' });
      return { ok: false, failure: classifyConnection(target, error, 60_000) };
    }
    case 'cut body':
      return { ok: false, failure: unreadable(target, 200, 'half an answer') };
    default: {
      const retryAfterMs = readRetryAfter((name) => headers.get(name), Date.now());
      const failure = classifyResponse(target, {
        status: Number.parseInt(fault, 10),
        body: {},
        retryAfterMs,
      });
      return { ok: false, failure, ...limits };
    }
  }
}
