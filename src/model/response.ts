import type { Answer, ModelFailure, ModelRequest } from '../domain/answer.ts';
import { isWholeAnswer } from './ending.ts';
import { classifyConnection, classifyResponse, unreadable } from './failure.ts';
import { type HeaderReader, type RateLimits, readRetryAfter, senderTime } from './limits.ts';
import { endpointOf } from './lookup.ts';
import type { Providers } from './provider.ts';
import { errorWithin, failureCodeIn, isFiltered } from './provider-error.ts';
import { tokensAt } from './tokens.ts';

/** The outcome of one call; `limits` are the rate limits that the provider reported. */
export type SendResult = ({ ok: true; answer: Answer } | { ok: false; failure: ModelFailure }) & {
  limits?: RateLimits;
};

/** Statuses by which a host says that its answer is not there yet, or only a part of it. */
const withoutAnswer: ReadonlySet<number> = new Set([202, 206]);

type Received = { status: number; headers: Headers; body: unknown; latencyMs: number };

/** Reads a response of any status. */
export function readResponse(
  request: ModelRequest,
  { response, text, latencyMs }: { response: Response; text: string; latencyMs: number },
  table: Providers,
): SendResult {
  const { status, headers } = response;
  const body = parseJson(text);
  if (!response.ok) return readRefusal(request, { status, headers, body, latencyMs }, table);
  const within = errorWithin(body, status);
  if (within) {
    return readRefusal(request, { status: within.status, headers, body: within.error, latencyMs }, table);
  }
  const known = limitsIn(headers, table);
  if (withoutAnswer.has(status)) {
    return { ok: false, failure: unreadable(request.target, status, 'no whole answer'), ...known };
  }
  const answer = endpointOf(request, table).readAnswer(body, request);
  const isEmpty = answer === undefined || (answer.text === '' && answer.toolCalls.length === 0);
  const code = isEmpty ? failureCodeIn(body) : null;
  if (code) return readRefusal(request, { status, headers, body: code, latencyMs }, table);
  if (answer && isWholeAnswer(answer)) return { ok: true, answer: { ...answer, latencyMs }, ...known };
  if (answer && answer.finishReason !== null) {
    const failure = classifyResponse(request.target, { status, body: { code: answer.finishReason } }, table);
    return { ok: false, failure, ...known };
  }
  const why = body === undefined ? describeText(text) : 'JSON that is no answer';
  return { ok: false, failure: unreadable(request.target, status, why), ...known };
}

/** Reads an SDK's error: for a status outside 2xx with `status`, `headers` and the parsed body in `error`. */
export function readThrown(
  request: ModelRequest,
  error: unknown,
  { timeoutMs, latencyMs, table }: { timeoutMs: number; latencyMs: number; table: Providers },
): SendResult {
  if (!(error instanceof Error) || !('status' in error) || typeof error.status !== 'number') {
    return { ok: false, failure: classifyConnection(request.target, error, timeoutMs) };
  }
  const headers = 'headers' in error && error.headers instanceof Headers ? error.headers : new Headers();
  const body = 'error' in error ? error.error : undefined;
  return readRefusal(request, { status: error.status, headers, body, latencyMs }, table);
}

/** A question that the provider's filter stopped is answered, if with nothing; any other refusal is a failure. */
function readRefusal(
  request: ModelRequest,
  { status, headers, body, latencyMs }: Received,
  table: Providers,
): SendResult {
  const known = limitsIn(headers, table);
  if (request.kind !== 'embedding' && isFiltered(status, body)) {
    return { ok: true, answer: filteredAnswer(request, latencyMs, table), ...known };
  }
  const header: HeaderReader = (name) => headers.get(name);
  const retryAfterMs = readRetryAfter(header, senderTime(header, Date.now()));
  const failure = classifyResponse(request.target, { status, body, retryAfterMs }, table);
  return { ok: false, failure, ...known };
}

/** Providers charge what they read before they stopped it, and do not tell how much that was. */
function filteredAnswer(request: ModelRequest, latencyMs: number, table: Providers): Answer {
  const inputTokens = tokensAt(request.body, endpointOf(request, table).inputKeys);
  return {
    text: '',
    toolCalls: [],
    finishReason: 'content_filter',
    usage: { inputTokens, outputTokens: 0, cachedInputTokens: 0 },
    latencyMs,
    model: '',
  };
}

/** The rate limits in a response's headers, of any provider: gateways pass on those of others. */
export function limitsIn(headers: Headers, table: Providers): { limits?: RateLimits } {
  const header: HeaderReader = (name) => headers.get(name);
  const now = senderTime(header, Date.now());
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
