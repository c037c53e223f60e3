import type { Json } from '../base/json.ts';

/** The model to ask: everything needed to reach it, apart from the key. */
export type ModelTarget = {
  /** A name in the table of providers, as the readers of names and of the policy ensure. */
  provider: string;
  /** The vendor whose host speaks that provider's API, a name in the table of vendors; absent: the provider itself. */
  vendor?: string | undefined;
  model: string;
  /** One of the provider's APIs (`responses`); absent: its default. */
  api?: string | undefined;
  /** Without trailing slash, resolved from config, environment or the provider's default. */
  baseUrl: string;
  /** The environment variable with its key; absent: the vendor's, or else the provider's. */
  keyVariable?: string | undefined;
};

/** One complete request: its hash (with the trial's number and scope) is the answer's key in the store. */
export type ModelRequest = {
  target: ModelTarget;
  body: { [key: string]: Json };
  /** The kind of request; by default an answer to messages. */
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

/** A model's answer to one request. */
export type Answer = {
  text: string;
  toolCalls: ToolCall[];
  finishReason: string | null;
  usage: Usage;
  /** From the request's last try to the whole answer, ms. */
  latencyMs: number;
  /** The model's name in the provider's answer. */
  model: string;
  /** When it was given, ms since the epoch; absent where nobody noted it. */
  answeredAt?: number | undefined;
  /** The run that asked for it, a random name; absent where nobody noted it. */
  run?: string | undefined;
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
  'filtered',
  'script',
  'offline',
  'budget',
] as const;

/** Kinds of failure of a call itself; the others are of what judges the answer. */
export type CallFailureKind = Exclude<ModelFailure['kind'], 'filtered' | 'script'>;

/** Why a call failed. `message` is one sentence of ours: never a provider's raw text, never a key. */
export type ModelFailure = {
  kind: (typeof FAILURE_KINDS)[number];
  message: string;
  status?: number | undefined;
  /** Worth another try. */
  transient: boolean;
  /** No other call to this model can succeed either: the run stops. */
  fatal: boolean;
  /** No connection was made: no server is running there, or the host name does not exist. */
  unreachable?: true | undefined;
  retryAfterMs?: number | undefined;
};

/** Proxies as set by `HTTP_PROXY`, `HTTPS_PROXY` and `NO_PROXY`; Node before 24.5 does not support them. */
export type ProxySettings = { HTTP_PROXY?: string; HTTPS_PROXY?: string; NO_PROXY?: string };

/** Keys, base URLs and proxies, from the environment of the CLI or Action. */
export type Credentials = {
  /** By the name of a provider, and for base URLs also of a vendor. */
  providers: Readonly<Record<string, { apiKey: string | undefined; baseUrl: string | undefined }>>;
  /** Keys of other hosts, by their environment variable. */
  keys?: Readonly<Record<string, string>>;
  proxy?: ProxySettings;
};

/** USD a call costs; null if no price is known. */
export type PriceOf = (target: ModelTarget, usage: Usage) => number | null;
