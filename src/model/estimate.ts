import type { ModelRequest, ModelTarget, Usage } from '../domain/answer.ts';
import { endpointOf, familyOf } from './lookup.ts';
import { priceOf } from './prices.ts';
import type { Providers } from './provider.ts';
import { tokensAt } from './tokens.ts';

/** The approximate usage of a run, before its first call. `usd` is null if a model's price is not known. */
export type RunEstimate = { calls: number; inputTokens: number; outputTokens: number; usd: number | null };

/** The mean output tokens of a model's answers, as far as some are known. */
export type KnownLength = (target: ModelTarget) => number | undefined;

/** Output tokens of an answer where none is known: at most these, and half of the request's own limit. */
export const ASSUMED_OUTPUT_TOKENS = 300;

/**
 * Approximate usage of one request.
 * @param knownLength mean output tokens of answers like this one, where some are known
 */
export function estimateUsage(request: ModelRequest, table?: Providers, knownLength?: number): Usage {
  const inputTokens = tokensAt(request.body, endpointOf(request, table).inputKeys);
  if (request.kind === 'embedding') return { inputTokens, outputTokens: 0, cachedInputTokens: 0 };
  const limit = outputLimit(request, table);
  const assumed =
    limit === undefined ? ASSUMED_OUTPUT_TOKENS : Math.min(ASSUMED_OUTPUT_TOKENS, Math.ceil(limit / 2));
  return { inputTokens, outputTokens: knownLength ?? assumed, cachedInputTokens: 0 };
}

/** The request's own limit on output tokens, if it sets one. */
export function outputLimit(request: ModelRequest, table?: Providers): number | undefined {
  const { outputLimitKeys } = endpointOf(request, table);
  const [limit] = outputLimitKeys.flatMap((key) => request.body[key] ?? []);
  return typeof limit === 'number' && limit > 0 ? limit : undefined;
}

/** Minimum tokens for a provider to cache a prompt's beginning; 1024 for models of no known family. */
export function cachedFromTokens(target: ModelTarget, table?: Providers): number {
  const known = familyOf(target, table);
  return known?.family.cachedFromTokens(known.model) ?? 1024;
}

/** Adds up the approximate usage of requests; the caller leaves out those whose answers are stored. */
export function estimateRun(requests: Iterable<ModelRequest>, knownLength?: KnownLength): RunEstimate {
  const total: RunEstimate = { calls: 0, inputTokens: 0, outputTokens: 0, usd: 0 };
  for (const request of requests) {
    const usage = estimateUsage(request, undefined, knownLength?.(request.target));
    const usd = priceOf(request.target, usage);
    total.calls += 1;
    total.inputTokens += usage.inputTokens;
    total.outputTokens += Math.round(usage.outputTokens);
    total.usd = total.usd === null || usd === null ? null : total.usd + usd;
  }
  return total;
}
