import { vi } from 'vitest';
import { classifyResponse, failureOf } from '../../src/model/failure.ts';
import { readRetryAfter } from '../../src/model/limits.ts';
import { providers } from '../../src/model/providers/table.ts';
import { limitsIn, type SendResult } from '../../src/model/response.ts';
import type { Send } from '../../src/model/send.ts';
import type { Behaviour } from './fault-server.ts';

type Call = Parameters<Send>[0];
type VirtualBehaviour = Extract<Behaviour, { kind: 'answer' | 'status' | 'hang' }>;

/**
 * Does work on a clock that jumps to the next timer as soon as nothing else is to do. So an hour takes no time, and a
 * slow machine changes nothing about what comes first.
 */
export async function inVirtualTime<T>(work: () => Promise<T>): Promise<T> {
  const timers = ['setTimeout', 'clearTimeout', 'Date', 'performance'] as const;
  vi.useFakeTimers({ toFake: [...timers], now: new Date('2026-01-01T00:00:00Z') });
  let running = true;
  try {
    const result = work().finally(() => {
      running = false;
    });
    result.catch(() => {});
    while (running) {
      for (let turn = 0; turn < 4; turn += 1) await new Promise((resolve) => setImmediate(resolve));
      if (running) vi.advanceTimersToNextTimer();
    }
    return await result;
  } finally {
    vi.useRealTimers();
  }
}

/** A provider behind no network, for {@link inVirtualTime}: `latencyMs` passes on the virtual clock. Default: 1 ms. */
export function virtualProvider(
  behave: (call: Call, count: number) => VirtualBehaviour,
  { timeoutMs = 5000 }: { timeoutMs?: number } = {},
) {
  const seen: { at: number; model: string }[] = [];
  let inFlight = 0;
  let peak = 0;
  const send: Send = async (call) => {
    seen.push({ at: performance.now(), model: call.target.model });
    inFlight += 1;
    peak = Math.max(peak, inFlight);
    const behaviour = behave(call, seen.length - 1);
    await sleep(behaviour.kind === 'hang' ? timeoutMs : (behaviour.latencyMs ?? 1));
    inFlight -= 1;
    return resultOf(call, behaviour);
  };
  return { send, seen, peak: () => peak };
}

/** On whatever clock there is when it is called. */
export function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

function resultOf({ target }: Call, behaviour: VirtualBehaviour): SendResult {
  if (behaviour.kind === 'hang') return { ok: false, failure: failureOf('timeout', 'no answer in time') };
  const headers = new Headers(behaviour.headers);
  const limits = limitsIn(headers, providers);
  if (behaviour.kind === 'status') {
    const retryAfterMs = readRetryAfter((name) => headers.get(name), Date.now());
    const failure = classifyResponse(target, {
      status: behaviour.status,
      body: behaviour.body,
      retryAfterMs,
    });
    return { ok: false, failure, ...limits };
  }
  const answer = {
    text: behaviour.text ?? 'ok',
    toolCalls: [],
    finishReason: 'stop',
    usage: { inputTokens: 10, outputTokens: 2, cachedInputTokens: 0 },
    latencyMs: behaviour.latencyMs ?? 1,
    model: target.model,
  };
  return { ok: true, answer, ...limits };
}
