import type { ModelFailure } from '../../src/domain/answer.ts';
import { classifyResponse, failureOf } from '../../src/model/failure.ts';
import { readRetryAfter } from '../../src/model/limits.ts';
import { providers } from '../../src/model/providers/table.ts';
import { limitsIn, type SendResult } from '../../src/model/response.ts';
import type { Send } from '../../src/model/send.ts';
import type { Behaviour } from './fault-server.ts';
import { sleep } from './virtual-time.ts';

type Call = Parameters<Send>[0];
/** What a call meets; `failure`: whatever the transport would have made of it. */
export type VirtualBehaviour =
  | Extract<Behaviour, { kind: 'answer' | 'status' | 'hang' }>
  | { kind: 'failure'; failure: ModelFailure; latencyMs?: number };

/** A provider without a network, for `inVirtualTime`: `latencyMs` passes on the virtual clock. Default: 1 ms. */
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

function resultOf({ target }: Call, behaviour: VirtualBehaviour): SendResult {
  if (behaviour.kind === 'hang') return { ok: false, failure: failureOf('timeout', 'no answer in time') };
  if (behaviour.kind === 'failure') return { ok: false, failure: behaviour.failure };
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
