import type { Json } from '../base/json.ts';
import type { Answer, ModelFailure, ModelRequest, ModelTarget } from '../domain/answer.ts';
import type { Message, ModelParameters, Prompt } from '../domain/prompt.ts';
import type { HeaderReader, RateLimits } from './limits.ts';
import type { Fetch } from './transport.ts';

/** The body of a request. */
export type Body = { [key: string]: Json };

/** The part of a prompt that decides whether an API can be asked it. */
export type Asked = Pick<Prompt, 'messages' | 'parameters' | 'modelPlace'>;

/** One kind of call to a provider: where it goes, and how its body and its answer are read. */
export type Endpoint = {
  /** Below the base URL, with a leading slash. */
  path(target: ModelTarget): string;
  /** Reads the parsed body of a response with a status of 2xx; undefined when it is no answer. */
  readAnswer(body: unknown, request: ModelRequest): Omit<Answer, 'latencyMs'> | undefined;
  /** Keys of the body with what the model reads: their tokens are estimated. */
  inputKeys: readonly string[];
  /** Keys of the body with a limit on output tokens; the first that is set counts. */
  outputLimitKeys: readonly string[];
};

/** An API that answers messages. */
export type Api = Endpoint & {
  /** As sentences name it after a model's parameter: "<title> has no `seed`". */
  title: string;
  /** As a list of all APIs names it. */
  label: string;
  /** The body, without a prompt's `extra`. `sharesInstructions`: many requests begin with the same instructions. */
  body(question: {
    target: ModelTarget;
    messages: readonly Message[];
    parameters: ModelParameters;
    sharesInstructions: boolean;
  }): Body;
  /** Keys of the body that say what is asked; a prompt's `extra` may not set them, whatever its API. */
  reservedKeys: readonly string[];
  /** Keys of a prompt's `extra` that no other API has. */
  ownKeys: readonly string[];
  /** What of a prompt this API has no word for, and so is not sent, in its users' words. */
  leftOut(prompt: Asked): string[];
  /** @throws ConfigurationError where the prompt names its model, for what this API cannot be asked. */
  refuse?(target: ModelTarget, prompt: Asked): void;
  /**
   * The beginning of a body that the provider keeps and reads again cheaply (tools and instructions), as text that is equal
   * for requests which share it; null where the provider is not asked to keep it.
   */
  cachedStart(body: Body): string | null;
};

/** An API that gives the vector of one text. */
export type EmbeddingApi = Endpoint & { body(target: ModelTarget, text: string): Body };

/** What the name of a model says about it, whoever hosts it. Names are without the publisher that some hosts want. */
export type ModelFamily = {
  /** Whether a bare name belongs to this family. */
  has(model: string): boolean;
  /** Whether a name without a date, and not ending in `-latest`, always means the same model. */
  isPinned(model: string): boolean;
  takesTemperature(model: string): boolean;
  /** Whether the model is known to keep to a JSON schema that the request gives. */
  takesJsonSchema(model: string): boolean;
  /** Tokens from which on the beginning of a prompt is cached. */
  cachedFromTokens(model: string): number;
};

/** An error as providers word it, with empty texts for what is absent. */
export type ProviderError = { code: string; type: string; param: string; message: string };

/** Where and with what a provider is connected to. */
export type Connection = {
  apiKey: string;
  baseUrl: string;
  /** Of the whole call, ms; `fetch` itself ends a call earlier. */
  timeoutMs: number;
  fetch: Fetch;
};

/**
 * Sends one body to a path below the base URL. Gives the response whatever its status, or throws for a status outside
 * 2xx, as the SDKs do, an error with `status`, `headers` and the parsed body as `error`.
 */
export type Post = (path: string, body: Body) => Promise<Response>;

/**
 * Everything in which one provider differs from another. A new provider is a file in `providers/` with such a value, a
 * line in `providers/table.ts`, and its key as an input in action.yml.
 */
export type Provider = {
  /** As sentences name it. */
  title: string;
  /** The environment variable with its key, and the Action's input. */
  key: { variable: string; input: string };
  /** Where it answers: by default, and the environment variable that says otherwise. */
  baseUrl: {
    byDefault: string;
    variable: string;
    /** For base URLs that people write in other ways; it gets them without trailing slashes. */
    normalised?(url: string): string;
  };
  /** Its own models, which are its by a bare name. */
  family: ModelFamily;
  /** Its APIs by their word in a model's name (`openai:responses:gpt-5`); a target names those other than the default. */
  apis: Readonly<Record<string, Api>>;
  defaultApi: string;
  /** Null where it makes no embeddings. */
  embeddings: {
    api: EmbeddingApi;
    /** The words for it in a model's name. */
    words: readonly string[];
    /** Asked where the policy names none. */
    defaultModel: string;
  } | null;
  /** Its model, pinned, that judges answers of another vendor's models where the policy names none. */
  defaultJudge: string;
  /** Its name in the price list `@pydantic/genai-prices`; null where that does not know it. */
  priceList: string | null;
  /** Request headers that it needs besides content type, user agent and `authorization`; others are not sent. */
  sentHeaders: RegExp;
  /** The rate limits that its response headers tell; `now` is ms since the epoch. */
  rateLimits(header: HeaderReader, now: number): RateLimits;
  /** What an error of its own kind means; undefined: what it means everywhere. */
  failureKind?(status: number, error: ProviderError): ModelFailure['kind'] | undefined;
  /** What else to try where a model is not known: a sentence with a leading space, or nothing. */
  unknownModelAdvice?(target: ModelTarget, error: ProviderError): string;
  /** Opens a connection; an SDK is loaded here, not before. */
  connect(connection: Connection): Promise<Post>;
};

/** Providers by the name that people write before a model: `openai:gpt-5`. */
export type Providers = Readonly<Record<string, Provider>>;
