/** An allowance that a provider reports: `remaining` of `limit`, full again after `resetMs`. */
export type Allowance = { limit: number; remaining: number; resetMs: number };

/** Requests and tokens as reported by one response's headers; of several token limits the scarcest. */
export type RateLimits = { requests?: Allowance | undefined; tokens?: Allowance | undefined };

/** Reads one response header, null if it is absent. `Headers.get` is such a function. */
export type HeaderReader = (name: string) => string | null;

/** What time it is for whoever sent a response, by its `date`; else `now`. A wait until a date is measured by the clock that set it. */
export function senderTime(header: HeaderReader, now: number): number {
  const stated = Date.parse(header('date') ?? '');
  return Number.isNaN(stated) ? now : stated;
}

/**
 * How long the provider asks to wait, ms: `retry-after-ms`, else `retry-after` in seconds or as an HTTP
 * date; undefined where it does not say. `now` is ms since the epoch, by the provider's clock where that is told.
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
export function readDuration(text: string): number | undefined {
  if (text.length > 40 || !/^(?:\d+(?:\.\d+)?(?:ms|s|m|h|d))+$/.test(text)) return undefined;
  let total = 0;
  for (const [, amount, unit] of text.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h|d)/g)) {
    total += Number(amount) * (unitsMs[unit ?? ''] ?? 0);
  }
  return total;
}

/** An allowance of which all parts are reported; `remaining` is at most the limit. */
export function allowanceOf(parts: {
  limit: number | undefined;
  remaining: number | undefined;
  resetMs: number | undefined;
}): Allowance | undefined {
  const { limit, remaining, resetMs } = parts;
  if (limit === undefined || remaining === undefined || resetMs === undefined || limit <= 0) return undefined;
  return { limit, remaining: Math.min(remaining, limit), resetMs };
}

/** The allowance with the smallest remaining share of its limit. */
export function scarcest(allowances: (Allowance | undefined)[]): Allowance | undefined {
  let found: Allowance | undefined;
  for (const one of allowances) {
    if (one && (!found || one.remaining / one.limit < found.remaining / found.limit)) found = one;
  }
  return found;
}

/** A number ≥ 0 in plain decimals; undefined for anything else. */
export function readNumber(text: string | null): number | undefined {
  if (text === null || !/^\d{1,15}(?:\.\d{1,9})?$/.test(text.trim())) return undefined;
  return Number(text);
}
