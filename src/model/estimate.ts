import { isMapping, type Json } from '../base/json.ts';
import type { ModelRequest, ModelTarget, Usage } from '../domain/answer.ts';
import { priceOf } from './prices.ts';

/** What a run would take, roughly, before its first call. `usd` is null where a model's price is not known. */
export type RunEstimate = { calls: number; inputTokens: number; outputTokens: number; usd: number | null };

/** Output is guessed at this many tokens where the prompt sets no limit; at half the limit where it sets one. */
const typicalOutputTokens = 300;

/**
 * Roughly how many tokens a text is: a token for every four characters of Latin script and for every one and
 * a half of other scripts (Chinese, Japanese, Korean, Arabic …). Right within a quarter for prose; no tokenizer
 * is loaded, since the estimate is only shown and the bill is counted by the provider.
 */
export function approximateTokens(text: string): number {
  let latin = 0;
  for (let index = 0; index < text.length; index += 1) if (text.charCodeAt(index) < 0x250) latin += 1;
  return Math.ceil(latin / 4 + (text.length - latin) / 1.5);
}

/** What a model reads, in the bodies of all APIs. */
const inputKeys = [
  ...['messages', 'input', 'system', 'instructions'],
  ...['tools', 'response_format', 'output_config', 'text'],
];

/** Roughly what one request will use; four tokens are added for each message's frame. */
export function estimateUsage(request: ModelRequest): Usage {
  if (request.kind === 'embedding') {
    return { inputTokens: tokensOf(request.body.input), outputTokens: 0, cachedInputTokens: 0 };
  }
  const limit = outputLimit(request);
  return {
    inputTokens: inputKeys.reduce((sum, key) => sum + tokensOf(request.body[key]), 0),
    outputTokens:
      limit === undefined ? typicalOutputTokens : Math.min(typicalOutputTokens, Math.ceil(limit / 2)),
    cachedInputTokens: 0,
  };
}

/** The request's own limit on output tokens, if it sets one. */
export function outputLimit({ body }: ModelRequest): number | undefined {
  const limit = body.max_tokens ?? body.max_completion_tokens ?? body.max_output_tokens;
  return typeof limit === 'number' && limit > 0 ? limit : undefined;
}

/**
 * Tokens from which on a provider caches a prompt's beginning: 1024, and 4096 for Anthropic's smaller and newest
 * models, as their documentation says.
 */
export function cachedFromTokens({ model }: ModelTarget): number {
  return /claude-(?:haiku|3-5-haiku|3-haiku|opus-4-[5-9])/.test(model) ? 4096 : 1024;
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

function tokensOf(value: Json | undefined): number {
  if (typeof value === 'string') return approximateTokens(value);
  if (Array.isArray(value)) return value.reduce<number>((sum, member) => sum + 4 + contentTokens(member), 0);
  return value === undefined || value === null ? 0 : approximateTokens(JSON.stringify(value));
}

function contentTokens(member: Json): number {
  const message = isMapping(member) ? member : {};
  return typeof message.content === 'string' && message.tool_calls === undefined
    ? approximateTokens(message.content)
    : approximateTokens(JSON.stringify(member));
}
