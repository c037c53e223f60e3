import type { Answer, Credentials, ModelFailure, ModelRequest, ModelTarget } from '../domain/answer.ts';
import { readAnthropicAnswer } from './anthropic.ts';
import { keyOf } from './credentials.ts';
import { readEmbeddingAnswer } from './embedding.ts';
import { classifyConnection, classifyResponse, missingKey, unreadable } from './failure.ts';
import { isObject } from './json.ts';
import { type HeaderReader, type RateLimits, readRateLimits, readRetryAfter } from './limits.ts';
import { readOpenAiAnswer } from './openai.ts';
import { readResponsesAnswer } from './responses.ts';
import { createTransport, type Fetch } from './transport.ts';

/** What came of one call; `limits` are the provider's own words about what it still allows. */
export type SendResult = ({ ok: true; answer: Answer } | { ok: false; failure: ModelFailure }) & {
  limits?: RateLimits;
};

/**
 * Asks a model once: no retry, no waiting. Never rejects. `signal` gives the call up; calls that share one share
 * the provider's client, so a run has one signal for all its calls.
 */
export type Send = (request: ModelRequest, signal: AbortSignal) => Promise<SendResult>;

/** The transport's timeout comes first: it tells apart what the SDK's would blur. */
const sdkGraceMs = 5000;

/** A call through one provider's SDK to one base URL; the raw response, whatever its status. */
type Call = (request: ModelRequest) => Promise<Response>;

/**
 * A sender over the providers' SDKs. The SDKs are loaded at the first call to their provider, read nothing from
 * the environment, log nothing and do not retry. `timeoutMs` bounds one call from the request's first byte to
 * the answer's last. `close` gives idle connections back.
 */
export function createSender(
  credentials: Credentials,
  { timeoutMs }: { timeoutMs: number },
): Send & { close(): void } {
  const transport = createTransport(timeoutMs, credentials.proxy);
  const callsUntil = new WeakMap<AbortSignal, Map<string, Promise<Call>>>();

  const callFor = (target: ModelTarget, apiKey: string, signal: AbortSignal): Promise<Call> => {
    const calls = callsUntil.get(signal) ?? new Map<string, Promise<Call>>();
    callsUntil.set(signal, calls);
    const name = `${target.provider} ${target.baseUrl} ${target.keyVariable ?? ''}`;
    const known = calls.get(name);
    if (known) return known;
    const options = {
      apiKey,
      baseURL: target.baseUrl,
      maxRetries: 0,
      timeout: timeoutMs + sdkGraceMs,
      logLevel: 'off' as const,
      fetch: transport.fetchUntil(signal),
    };
    const call = target.provider === 'openai' ? openAiCall(options) : anthropicCall(options);
    calls.set(name, call);
    return call;
  };

  const send: Send = async (request, signal) => {
    const { target } = request;
    const apiKey = keyOf(target, credentials);
    if (!apiKey) return { ok: false, failure: missingKey(target) };
    try {
      const call = await callFor(target, apiKey, signal);
      const started = performance.now();
      const response = await call(request);
      const latencyMs = performance.now() - started;
      const header: HeaderReader = (name) => response.headers.get(name);
      return readResult(request, response.status, transport.textOf(response), latencyMs, header);
    } catch (error) {
      return readError(target, error, timeoutMs);
    }
  };
  return Object.assign(send, { close: () => transport.close() });
}

type ClientOptions = {
  apiKey: string;
  baseURL: string;
  maxRetries: number;
  timeout: number;
  logLevel: 'off';
  fetch: Fetch;
};

async function openAiCall(options: ClientOptions): Promise<Call> {
  const { OpenAI } = await import('openai');
  const client = new OpenAI({
    ...options,
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
  });
  return (request) => client.post(openAiPath(request), { body: request.body }).asResponse();
}

function openAiPath({ kind, target }: ModelRequest): string {
  if (kind === 'embedding') return '/embeddings';
  return target.api === 'responses' ? '/responses' : '/chat/completions';
}

async function anthropicCall(options: ClientOptions): Promise<Call> {
  const { BaseAnthropic } = await import('@anthropic-ai/sdk/client');
  const client = new BaseAnthropic({ ...options, authToken: null, webhookKey: null, openTelemetry: false });
  return ({ body }) => client.post('/v1/messages', { body }).asResponse();
}

function readResult(
  request: ModelRequest,
  status: number,
  text: string,
  latencyMs: number,
  header: HeaderReader,
): SendResult {
  const limits = readRateLimits(header, Date.now());
  const parsed = parseJson(text);
  const answer = readAnswer(parsed, request);
  const known = limits && { limits };
  if (answer) return { ok: true, answer: { ...answer, latencyMs }, ...known };
  if (isObject(parsed) && parsed.error !== undefined) {
    return { ok: false, failure: classifyResponse(request.target, { status, body: parsed }), ...known };
  }
  const why = parsed === undefined ? describeText(text) : 'JSON that is no answer';
  return { ok: false, failure: unreadable(request.target, status, why), ...known };
}

function readAnswer(body: unknown, request: ModelRequest): Omit<Answer, 'latencyMs'> | undefined {
  const { provider, api } = request.target;
  if (provider === 'anthropic') return readAnthropicAnswer(body);
  if (request.kind === 'embedding') return readEmbeddingAnswer(body, request);
  return api === 'responses' ? readResponsesAnswer(body, request) : readOpenAiAnswer(body, request);
}

function describeText(text: string): string {
  if (text.trim() === '') return 'an empty answer';
  return /^\s*</.test(text) ? 'a web page instead of an answer' : 'an answer that is cut off or no JSON';
}

/** The SDKs throw for every status outside 2xx, with `status`, `headers` and the parsed body in `error`. */
function readError(target: ModelTarget, error: unknown, timeoutMs: number): SendResult {
  if (!(error instanceof Error) || !('status' in error) || typeof error.status !== 'number') {
    return { ok: false, failure: classifyConnection(target, error, timeoutMs) };
  }
  const headers = 'headers' in error && error.headers instanceof Headers ? error.headers : new Headers();
  const header: HeaderReader = (name) => headers.get(name);
  const limits = readRateLimits(header, Date.now());
  const retryAfterMs = readRetryAfter(header, Date.now());
  const body = 'error' in error ? error.error : undefined;
  const failure = classifyResponse(target, {
    status: error.status,
    body,
    ...(retryAfterMs !== undefined && { retryAfterMs }),
  });
  return { ok: false, failure, ...(limits && { limits }) };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
