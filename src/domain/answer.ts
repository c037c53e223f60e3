import type { Json } from '../base/json.ts';

/** Who answers: everything needed to reach a model, apart from the key. */
export type ModelTarget = {
  /** A name of the table of providers, which the readers of names and of the policy hold to. */
  provider: string;
  model: string;
  /** One of the provider's APIs (`responses`); absent: its default. */
  api?: string | undefined;
  /** Without trailing slash, resolved from config, environment or the provider's default. */
  baseUrl: string;
  /** The environment variable with its key; absent: the provider's. */
  keyVariable?: string | undefined;
};

/** One request, complete: its hash (with the trial's number and scope) is the answer's key in the store. */
export type ModelRequest = {
  target: ModelTarget;
  body: { [key: string]: Json };
  /** What is asked for; by default an answer to messages. */
  kind?: 'embedding';
};

/**
 * Tokens of one call. `inputTokens` counts all input: `cachedInputTokens` of them were read from the provider's cache,
 * `cacheWriteInputTokens` were put into it (at Anthropic, for a quarter more).
 */
export type Usage = {
  inputTokens: number;
  outputTokens: number;
  cachedInputTokens: number;
  cacheWriteInputTokens?: number;
};

export type ToolCall = { name: string; arguments: string };

/** What a model gave to one request. */
export type Answer = {
  text: string;
  toolCalls: ToolCall[];
  finishReason: string | null;
  usage: Usage;
  /** From the request's last try to the whole answer, ms. */
  latencyMs: number;
  /** As the provider names it in the answer. */
  model: string;
};

/** The kinds of failure. */
export const FAILURE_KINDS = [
  'no-key',
  'auth',
  'unknown-model',
  'context-overflow',
  'quota',
  'rate-limit',
  'overloaded',
  'server',
  'network',
  'timeout',
  'refused',
  'unreadable',
  'offline',
  'budget',
] as const;

/** Why a call gave no answer. `message` is one sentence of ours: never a provider's raw text, never a key. */
export type ModelFailure = {
  kind: (typeof FAILURE_KINDS)[number];
  message: string;
  status?: number | undefined;
  /** Worth another try. */
  transient: boolean;
  /** No other call to this model can succeed either: the run stops. */
  fatal: boolean;
  /** No connection came about: nobody is there, or the name is nobody's. */
  unreachable?: true | undefined;
  retryAfterMs?: number | undefined;
};

/** Proxies as `HTTP_PROXY`, `HTTPS_PROXY` and `NO_PROXY` name them; Node before 24.5 knows none. */
export type ProxySettings = { HTTP_PROXY?: string; HTTPS_PROXY?: string; NO_PROXY?: string };

/** Keys, base URLs and proxies, as the entries found them. */
export type Credentials = {
  /** By the provider's name. */
  providers: Readonly<Record<string, { apiKey: string | undefined; baseUrl: string | undefined }>>;
  /** Keys of other hosts, by their environment variable. */
  keys?: Readonly<Record<string, string>>;
  proxy?: ProxySettings;
};

/** USD a call costs; null where no price is known. */
export type PriceOf = (target: ModelTarget, usage: Usage) => number | null;
