/** What a provider says it still allows: `remaining` of `limit`, full again after `resetMs`. */
export type Allowance = { limit: number; remaining: number; resetMs: number };

/** Requests and tokens as one response's headers tell them; of several token limits the scarcest. */
export type RateLimits = { requests?: Allowance; tokens?: Allowance };

/** Reads one response header, null where it is absent. `Headers.get` is one. */
export type HeaderReader = (name: string) => string | null;

const anthropicTokenLimits = ['tokens', 'input-tokens', 'output-tokens'];

/**
 * The rate limits a response tells, in OpenAI's (`x-ratelimit-*`) or Anthropic's (`anthropic-ratelimit-*`)
 * headers; undefined where it tells none. `now` is ms since the epoch: Anthropic tells times of day.
 */
export function readRateLimits(header: HeaderReader, now: number): RateLimits | undefined {
  const requests = openAiAllowance(header, 'requests') ?? anthropicAllowance(header, 'requests', now);
  const tokens =
    openAiAllowance(header, 'tokens') ??
    scarcest(anthropicTokenLimits.map((kind) => anthropicAllowance(header, kind, now)));
  if (requests === undefined && tokens === undefined) return undefined;
  return { ...(requests && { requests }), ...(tokens && { tokens }) };
}

/**
 * How long the provider asks to wait, ms: `retry-after-ms`, else `retry-after` in seconds or as an HTTP
 * date; undefined where it does not say. `now` is ms since the epoch.
 */
export function readRetryAfter(header: HeaderReader, now: number): number | undefined {
  const milliseconds = readNumber(header('retry-after-ms'));
  if (milliseconds !== undefined) return milliseconds;
  const text = header('retry-after');
  const seconds = readNumber(text);
  if (seconds !== undefined) return seconds * 1000;
  const date = text === null ? Number.NaN : Date.parse(text);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

const unitsMs: Record<string, number> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** A duration as OpenAI writes it (`20ms`, `1s`, `6m0s`, `1h2m3.5s`), in ms; undefined for anything else. */
export function parseDuration(text: string): number | undefined {
  if (text.length > 40 || !/^(?:\d+(?:\.\d+)?(?:ms|s|m|h|d))+$/.test(text)) return undefined;
  let total = 0;
  for (const [, amount, unit] of text.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h|d)/g)) {
    total += Number(amount) * (unitsMs[unit ?? ''] ?? 0);
  }
  return total;
}

function openAiAllowance(header: HeaderReader, kind: string): Allowance | undefined {
  const limit = readNumber(header(`x-ratelimit-limit-${kind}`));
  if (limit === undefined) return undefined;
  const reset = header(`x-ratelimit-reset-${kind}`);
  return allowance(
    limit,
    readNumber(header(`x-ratelimit-remaining-${kind}`)),
    reset === null ? undefined : parseDuration(reset),
  );
}

function anthropicAllowance(header: HeaderReader, kind: string, now: number): Allowance | undefined {
  const limit = readNumber(header(`anthropic-ratelimit-${kind}-limit`));
  if (limit === undefined) return undefined;
  const reset = header(`anthropic-ratelimit-${kind}-reset`);
  const date = reset === null ? Number.NaN : Date.parse(reset);
  return allowance(
    limit,
    readNumber(header(`anthropic-ratelimit-${kind}-remaining`)),
    Number.isNaN(date) ? undefined : Math.max(0, date - now),
  );
}

function allowance(
  limit: number,
  remaining: number | undefined,
  resetMs: number | undefined,
): Allowance | undefined {
  if (remaining === undefined || resetMs === undefined || limit <= 0) return undefined;
  return { limit, remaining: Math.min(remaining, limit), resetMs };
}

function scarcest(allowances: (Allowance | undefined)[]): Allowance | undefined {
  let found: Allowance | undefined;
  for (const one of allowances) {
    if (one && (!found || one.remaining / one.limit < found.remaining / found.limit)) found = one;
  }
  return found;
}

function readNumber(text: string | null): number | undefined {
  if (text === null || !/^\d{1,15}(?:\.\d{1,9})?$/.test(text.trim())) return undefined;
  return Number(text);
}
