import type { Json } from '../base/json.ts';
import type { Answer, CallFailureKind, ModelRequest, ModelTarget } from '../domain/answer.ts';
import type { Message } from '../domain/message.ts';
import type { ModelParameters, Prompt } from '../domain/prompt.ts';
import type { HeaderReader, RateLimits } from './limits.ts';
import type { Fetch } from './transport.ts';

/** The body of a request. */
export type Body = { [key: string]: Json };

/** The part of a prompt that decides whether an API supports it. */
export type Asked = Pick<Prompt, 'messages' | 'parameters' | 'modelPlace'>;

/** One kind of call to a provider: its path, and how its body and its answer are read. */
export type Endpoint = {
  /** Path below the base URL, with a leading slash. */
  path(target: ModelTarget): string;
  /** Reads the parsed body of a response with a status of 2xx; undefined if it is not an answer. */
  readAnswer(body: unknown, request: ModelRequest): Omit<Answer, 'latencyMs'> | undefined;
  /** Keys of the body whose content is the model's input: their tokens are estimated. */
  inputKeys: readonly string[];
  /** Keys of the body that limit output tokens; the first that is set counts. */
  outputLimitKeys: readonly string[];
};

/** An API that answers messages. */
export type Api = Endpoint & {
  /** Its name in a sentence about a model's parameter: "<title> has no `seed`". */
  title: string;
  /** Its name in a list of all APIs. */
  label: string;
  /** The body, without a prompt's `extra`. `sharesInstructions`: many requests begin with the same instructions. */
  body(question: {
    target: ModelTarget;
    messages: readonly Message[];
    parameters: ModelParameters;
    sharesInstructions: boolean;
  }): Body;
  /** Keys of the body that determine the question; a prompt's `extra` may not set them, whatever its API. */
  reservedKeys: readonly string[];
  /** Keys of a prompt's `extra` that no other API has. */
  ownKeys: readonly string[];
  /** Prompt parameters this API does not support and that are therefore not sent, named as users write them. */
  leftOut(prompt: Asked): string[];
  /** @throws ConfigurationError, at the place where the prompt names its model, for what this API does not support. */
  refuse?(target: ModelTarget, prompt: Asked): void;
  /**
   * The beginning of a body that the provider caches (tools and instructions), as text that is equal for requests that
   * share it; null if the provider is not asked to cache it.
   */
  cachedStart(body: Body): string | null;
};

/** An API that returns the embedding of one text. */
export type EmbeddingApi = Endpoint & { body(target: ModelTarget, text: string): Body };

/**
 * What a model's name says about it, whichever host serves it. Names are without the publisher that some hosts require.
 */
export type ModelFamily = {
  /** Whether a bare name belongs to this family. */
  has(model: string): boolean;
  /** Whether a name without a date, and not ending in `-latest`, always means the same model. */
  isPinned(model: string): boolean;
  takesTemperature(model: string): boolean;
  /** Whether the model is known to follow a JSON schema in the request. */
  takesJsonSchema(model: string): boolean;
  /** Minimum tokens for the beginning of a prompt to be cached. */
  cachedFromTokens(model: string): number;
};

/** An error as the provider words it, with empty texts for what is absent. */
export type ProviderError = { code: string; type: string; param: string; message: string };

/** The address, key and time limit of a connection to a provider. */
export type Connection = {
  apiKey: string;
  baseUrl: string;
  /** Time limit of the whole call, ms; `fetch` itself ends a call earlier. */
  timeoutMs: number;
  fetch: Fetch;
};

/**
 * Sends one body to a path below the base URL. Returns the response whatever its status, or, as the SDKs do, throws for
 * a status outside 2xx an error with `status`, `headers` and the parsed body as `error`.
 */
export type Post = (path: string, body: Body) => Promise<Response>;

/**
 * Everything that differs between providers. A new provider is a file in `providers/` with such a value, a line in
 * `providers/table.ts`, and its key as an input in action.yml.
 */
export type Provider = {
  /** Its name in sentences. */
  title: string;
  /** The environment variable and the Action's input with its key. */
  key: { variable: string; input: string };
  /** Its default base URL, and the environment variable that overrides it. */
  baseUrl: {
    byDefault: string;
    variable: string;
    /** Normalises base URLs that people write in other ways; it gets them without trailing slashes. */
    normalised?(url: string): string;
  };
  /** Models that belong to this provider when named without a prefix. */
  family: ModelFamily;
  /**
   * Its APIs by their word in a model's name (`openai:responses:gpt-5`); a target names only those other than the
   * default.
   */
  apis: Readonly<Record<string, Api>>;
  defaultApi: string;
  /** Null if it has no embeddings. */
  embeddings: {
    api: EmbeddingApi;
    /** The words for it in a model's name. */
    words: readonly string[];
    /** The embedding model used if the policy names none. */
    defaultModel: string;
  } | null;
  /** Its pinned model that judges answers of another vendor's models if the policy names none. */
  defaultJudge: string;
  /** Its name in the price list `@pydantic/genai-prices`; null if the list does not have it. */
  priceList: string | null;
  /** Request headers that it needs besides content type, user agent and `authorization`; others are not sent. */
  sentHeaders: RegExp;
  /** The rate limits in its response headers; `now` is ms since the epoch. */
  rateLimits(header: HeaderReader, now: number): RateLimits;
  /** The meaning of an error that is specific to this provider; undefined: the general meaning. */
  failureKind?(status: number, error: ProviderError): CallFailureKind | undefined;
  /** What else to try if a model is unknown: a sentence with a leading space, or nothing. */
  unknownModelAdvice?(target: ModelTarget, error: ProviderError): string;
  /** Opens a connection; an SDK is loaded here, not before. */
  connect(connection: Connection): Promise<Post>;
};

/** Providers by the name that people write before a model: `openai:gpt-5`. */
export type Providers = Readonly<Record<string, Provider>>;
