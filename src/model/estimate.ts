import type { ModelRequest, ModelTarget, Usage } from '../domain/answer.ts';
import { endpointOf, familyOf } from './lookup.ts';
import { priceOf } from './prices.ts';
import type { Providers } from './provider.ts';
import { tokensAt } from './tokens.ts';

/** What a run would take, roughly, before its first call. `usd` is null where a model's price is not known. */
export type RunEstimate = { calls: number; inputTokens: number; outputTokens: number; usd: number | null };

/** Output is guessed at this many tokens where the prompt sets no limit; at half the limit where it sets one. */
const typicalOutputTokens = 300;

/** Roughly what one request will use. */
export function estimateUsage(request: ModelRequest, table?: Providers): Usage {
  const inputTokens = tokensAt(request.body, endpointOf(request, table).inputKeys);
  if (request.kind === 'embedding') return { inputTokens, outputTokens: 0, cachedInputTokens: 0 };
  const limit = outputLimit(request, table);
  return {
    inputTokens,
    outputTokens:
      limit === undefined ? typicalOutputTokens : Math.min(typicalOutputTokens, Math.ceil(limit / 2)),
    cachedInputTokens: 0,
  };
}

/** The request's own limit on output tokens, if it sets one. */
export function outputLimit(request: ModelRequest, table?: Providers): number | undefined {
  const { outputLimitKeys } = endpointOf(request, table);
  const [limit] = outputLimitKeys.flatMap((key) => request.body[key] ?? []);
  return typeof limit === 'number' && limit > 0 ? limit : undefined;
}

/** Tokens from which on a provider caches a prompt's beginning; 1024 for models of no known family. */
export function cachedFromTokens(target: ModelTarget, table?: Providers): number {
  const known = familyOf(target, table);
  return known?.family.cachedFromTokens(known.model) ?? 1024;
}

/** Adds up what the requests of a run will roughly use; answers already in the store are the caller's to leave out. */
export function estimateRun(requests: Iterable<ModelRequest>): RunEstimate {
  const total: RunEstimate = { calls: 0, inputTokens: 0, outputTokens: 0, usd: 0 };
  for (const request of requests) {
    const usage = estimateUsage(request);
    const usd = priceOf(request.target, usage);
    total.calls += 1;
    total.inputTokens += usage.inputTokens;
    total.outputTokens += usage.outputTokens;
    total.usd = total.usd === null || usd === null ? null : total.usd + usd;
  }
  return total;
}
