import type { CallFailureKind, ModelFailure, ModelTarget } from '../domain/answer.ts';
import { providerOf } from './lookup.ts';
import { nameOf } from './names.ts';
import type { ProviderError, Providers } from './provider.ts';
import { providerErrorIn } from './provider-error.ts';
import { vendorOf } from './vendors.ts';

type Kind = CallFailureKind;

/** What is known of a response that is not an answer. */
export type BadResponse = { status: number; body: unknown; retryAfterMs?: number | undefined };

/**
 * A longer requested wait (over 5 minutes) is not a rate limit but a spent quota: a day's free calls, a month's budget.
 */
export const longestRetryAfterMs = 300_000;

const transientKinds = new Set<Kind>([
  'rate-limit',
  'overloaded',
  'server',
  'network',
  'timeout',
  'unreadable',
]);
const fatalKinds = new Set<Kind>(['no-key', 'auth', 'unknown-model', 'quota', 'budget']);

/** A failure of a kind, with the given sentence; whether it is transient follows from the kind. */
export function failureOf(
  kind: Kind,
  message: string,
  more: Partial<Pick<ModelFailure, 'status' | 'retryAfterMs' | 'fatal' | 'transient' | 'unreachable'>> = {},
): ModelFailure {
  return { kind, message, transient: transientKinds.has(kind), fatal: fatalKinds.has(kind), ...more };
}

/** The failure for a missing key of the target's provider, with where to put one. */
export function missingKey(target: ModelTarget, table?: Providers): ModelFailure {
  const keyVariable = target.keyVariable ?? vendorOf(target)?.keyVariable;
  const { key } = providerOf(target, table);
  const where = keyVariable
    ? `${keyVariable}, in the workflow under \`env:\` of the step`
    : `${key.variable}, or the Action's input ${key.input}`;
  return failureOf('no-key', `There is no key for ${nameOf(target)}: set ${where}.`);
}

/** The failure of an offline run: no answer is stored, and no model may be asked. */
export function notRecorded(target: ModelTarget): ModelFailure {
  return failureOf('offline', `No answer of ${nameOf(target)} is recorded for this, and the run is offline.`);
}

/** Classifies a response with an error status (or an error as body). None of its text is repeated. */
export function classifyResponse(
  target: ModelTarget,
  response: BadResponse,
  table?: Providers,
): ModelFailure {
  const provider = providerOf(target, table);
  const { status, body, retryAfterMs } = response;
  const error = providerErrorIn(body);
  const kind = provider.failureKind?.(status, error) ?? kindOf(status, error);
  const advice = kind === 'unknown-model' ? (provider.unknownModelAdvice?.(target, error) ?? '') : '';
  const sentence = `${sentences[kind](target, hostOf(target))} (status ${status}${detailOf(kind, error)}).${advice}`;
  if (kind === 'rate-limit' && retryAfterMs !== undefined && retryAfterMs > longestRetryAfterMs) {
    const wait = `It asks to wait ${Math.round(retryAfterMs / 60_000)} minutes.`;
    return failureOf('quota', `${sentences.quota(target, hostOf(target))} (status ${status}). ${wait}`, {
      status,
    });
  }
  const redirected = status >= 300 && status < 400;
  return failureOf(kind, sentence, {
    status,
    retryAfterMs,
    ...(redirected && { fatal: true }),
  });
}

/** The failure for an unreadable answer: cut off, not JSON, a proxy's page, JSON of another shape. */
export function unreadable(target: ModelTarget, status: number, why: string): ModelFailure {
  return failureOf('unreadable', `${hostOf(target)} gave for ${nameOf(target)} ${why} (status ${status}).`, {
    status,
  });
}

/** Classifies a broken connection. `error` is the thrown value; only its code is reported. */
export function classifyConnection(target: ModelTarget, error: unknown, timeoutMs: number): ModelFailure {
  const code = codeOf(error);
  if (code === 'ERR_SLOW_ANSWER' || code === 'ETIMEDOUT') {
    return failureOf(
      'timeout',
      `${nameOf(target)} gave no answer within ${Math.round(timeoutMs / 100) / 10} s.`,
    );
  }
  if (code === 'ERR_BODY_TOO_LARGE') {
    return failureOf('unreadable', `${hostOf(target)} gave for ${nameOf(target)} more than 32 MB.`, {
      transient: false,
    });
  }
  if (code === 'ERR_NOT_UTF8') {
    return failureOf(
      'unreadable',
      `${hostOf(target)} gave for ${nameOf(target)} bytes that are no UTF-8 text.`,
    );
  }
  if (/^(?:CERT_|ERR_TLS|ERR_SSL|UNABLE_TO_|DEPTH_ZERO|SELF_SIGNED)/.test(code)) {
    const remedy = 'Where a proxy signs traffic itself, name its certificate in NODE_EXTRA_CA_CERTS.';
    return failureOf(
      'network',
      `The certificate of ${hostOf(target)} was not accepted (${code}). ${remedy}`,
      {
        transient: false,
        fatal: true,
      },
    );
  }
  if (unreachableCodes.has(code)) {
    const remedy = 'Check the base URL, and the network or proxy between.';
    return failureOf(
      'network',
      `${hostOf(target)} cannot be reached for ${nameOf(target)} (${code}). ${remedy}`,
      { unreachable: true },
    );
  }
  return failureOf('network', `The connection to ${hostOf(target)} for ${nameOf(target)} failed (${code}).`);
}

const unreachableCodes = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EAI_FAIL',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EADDRNOTAVAIL',
]);

const overflow =
  /context[ _-]?(?:length|window|size)|maximum context|prompt is too long|too many (?:input )?tokens|input is too long/i;
const spent = /credit balance|insufficient[ _](?:quota|credits|balance)|billing|exceeded your current quota/i;

/** Classifies an error at any provider: hosts and gateways copy each other's words. */
function kindOf(status: number, error: ProviderError): Kind {
  const { code, type, message } = error;
  if (status === 402 || /insufficient_quota|billing/.test(`${code} ${type}`)) return 'quota';
  if (status === 401 || status === 403) return 'auth';
  if (status === 404 || code === 'model_not_found') return 'unknown-model';
  if (status === 413 || code === 'context_length_exceeded') return 'context-overflow';
  if (status === 400 && spent.test(message)) return 'quota';
  if ((status === 400 || status === 422) && overflow.test(message)) return 'context-overflow';
  if (status === 429) return /request too large/i.test(message) ? 'context-overflow' : 'rate-limit';
  if (status === 529 || status === 503 || type === 'overloaded_error') return 'overloaded';
  if (code === 'insufficient_system_resource') return 'overloaded';
  if (status >= 500 || status === 408 || status === 409 || status === 425) return 'server';
  return status >= 200 && status < 300 ? 'server' : 'refused';
}

type Sentence = (target: ModelTarget, host: string) => string;

const sentences: Record<CallFailureKind, Sentence> = {
  'no-key': (target) => `There is no key for ${nameOf(target)}`,
  auth: (target, host) =>
    `${host} does not accept the key for ${nameOf(target)}, or does not let it use this model`,
  'unknown-model': (target, host) =>
    `${host} knows no model ${nameOf(target)}: check the name and the base URL`,
  'context-overflow': (target) => `The messages are longer than ${nameOf(target)} takes`,
  quota: (target, host) => `The quota or credit at ${host} for ${nameOf(target)} is spent`,
  'rate-limit': (target, host) => `${host} limits the rate of calls to ${nameOf(target)}`,
  overloaded: (target, host) => `${host} is overloaded for ${nameOf(target)}`,
  server: (target, host) => `${host} failed to answer for ${nameOf(target)}`,
  network: (target, host) => `The connection to ${host} for ${nameOf(target)} failed`,
  timeout: (target) => `${nameOf(target)} gave no answer in time`,
  refused: (target, host) => `${host} refused the request to ${nameOf(target)}`,
  unreadable: (target, host) => `${host} gave something unreadable for ${nameOf(target)}`,
  offline: (target) => `No answer of ${nameOf(target)} is recorded`,
  budget: (target) => `The budget does not allow another call to ${nameOf(target)}`,
};

/** Codes and parameter names are quoted if they are plain words: they say which parameter was refused. */
function detailOf(kind: Kind, { code, type, param }: ProviderError): string {
  if (kind !== 'refused') return '';
  const word = [code, type].find(isPlainWord);
  return `${word ? `, ${word}` : ''}${isPlainWord(param) ? `, parameter ${param}` : ''}`;
}

function isPlainWord(text: string): boolean {
  return /^[a-z][a-z0-9_.-]{0,59}$/i.test(text) && !/^sk-/i.test(text);
}

function hostOf({ baseUrl, provider }: ModelTarget): string {
  return URL.canParse(baseUrl) ? new URL(baseUrl).host : provider;
}

/** The first code along the chain of causes: the SDKs wrap the transport's errors. */
function codeOf(error: unknown): string {
  let current = error;
  for (let depth = 0; depth < 5 && current instanceof Error; depth += 1) {
    if ('code' in current && typeof current.code === 'string' && /^[A-Z_0-9]{2,40}$/.test(current.code)) {
      return current.code;
    }
    current = current.cause;
  }
  return 'connection lost';
}
