import type { Answer, ModelFailure, ModelRequest, ModelTarget } from '../domain/answer.ts';
import { classifyConnection, classifyResponse, unreadable } from './failure.ts';
import { isObject } from './json.ts';
import { type HeaderReader, type RateLimits, readRetryAfter } from './limits.ts';
import { endpointOf } from './lookup.ts';
import type { Providers } from './provider.ts';

/** The outcome of one call; `limits` is what the provider says that it still allows. */
export type SendResult = ({ ok: true; answer: Answer } | { ok: false; failure: ModelFailure }) & {
  limits?: RateLimits;
};

/** Reads a response, whatever its status. */
export function readResponse(
  request: ModelRequest,
  { response, text, latencyMs }: { response: Response; text: string; latencyMs: number },
  table: Providers,
): SendResult {
  const { status, headers } = response;
  const parsed = parseJson(text);
  if (!response.ok) return readRefusal(request.target, { status, headers, body: parsed }, table);
  const known = limitsIn(headers, table);
  const answer = endpointOf(request, table).readAnswer(parsed, request);
  if (answer) return { ok: true, answer: { ...answer, latencyMs }, ...known };
  if (isObject(parsed) && parsed.error !== undefined) {
    const failure = classifyResponse(request.target, { status, body: parsed }, table);
    return { ok: false, failure, ...known };
  }
  const why = parsed === undefined ? describeText(text) : 'JSON that is no answer';
  return { ok: false, failure: unreadable(request.target, status, why), ...known };
}

/** Reads what an SDK threw: for a status outside 2xx with `status`, `headers` and the parsed body in `error`. */
export function readThrown(
  target: ModelTarget,
  error: unknown,
  { timeoutMs, table }: { timeoutMs: number; table: Providers },
): SendResult {
  if (!(error instanceof Error) || !('status' in error) || typeof error.status !== 'number') {
    return { ok: false, failure: classifyConnection(target, error, timeoutMs) };
  }
  const headers = 'headers' in error && error.headers instanceof Headers ? error.headers : new Headers();
  const body = 'error' in error ? error.error : undefined;
  return readRefusal(target, { status: error.status, headers, body }, table);
}

function readRefusal(
  target: ModelTarget,
  { status, headers, body }: { status: number; headers: Headers; body: unknown },
  table: Providers,
): SendResult {
  const retryAfterMs = readRetryAfter((name) => headers.get(name), Date.now());
  const response = { status, body, retryAfterMs };
  return { ok: false, failure: classifyResponse(target, response, table), ...limitsIn(headers, table) };
}

/** The rate limits that a response states, in the headers of any provider: gateways pass on those of others. */
export function limitsIn(headers: Headers, table: Providers): { limits?: RateLimits } {
  const header: HeaderReader = (name) => headers.get(name);
  const now = Date.now();
  const all = Object.values(table).map(({ rateLimits }) => rateLimits(header, now));
  const requests = all.find((each) => each.requests)?.requests;
  const tokens = all.find((each) => each.tokens)?.tokens;
  if (requests === undefined && tokens === undefined) return {};
  return { limits: { requests, tokens } };
}

function describeText(text: string): string {
  if (text.trim() === '') return 'an empty answer';
  return /^\s*</.test(text) ? 'a web page instead of an answer' : 'an answer that is cut off or no JSON';
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
