/** Another vendor, or a server of one's own, whose host speaks OpenAI's API. */
export type Vendor = {
  title: string;
  /** What people write before a model, `groq:…` or `groq/…`; the first is its name. */
  words: readonly string[];
  /** `<resource>` in it is the policy's to say. */
  baseUrl: string;
  /** The environment variable with its base URL, for servers of one's own. */
  baseUrlVariable?: string;
  /** The environment variable with its key, which is sent to this base URL and to no other. */
  keyVariable: string;
  /** It is asked without a key too. */
  isKeyless?: true;
  /** It has only this one of OpenAI's APIs. */
  api?: 'responses';
  /** It also has the Responses API. */
  hasResponses?: true;
  /** Models that are its own when named without it. */
  own?: RegExp;
  /** Its name in the price list `@pydantic/genai-prices`; absent: its prices are not in the bundle. */
  priceList?: string;
  /** Members of a request that it does not take, for a model, as its documentation says: they are not sent. */
  lacks?(model: string): readonly string[];
  /** Members of a request that it calls otherwise. */
  calls?: Readonly<Record<string, string>>;
  /** It takes no JSON schema for its answers. */
  lacksSchema?: true;
  /** Its models by the names that they had before. */
  renamed?: Readonly<Record<string, string>>;
  /** Models that it does not serve any more, and why. */
  gone?: { models: RegExp; why: string };
};

/** In a base URL, what the policy has to say. */
export const RESOURCE = '<resource>';

/** A speaker's name in messages, as `lacks` names it. */
export const SPEAKER = 'messages[].name';

const always =
  (...members: string[]) =>
  () =>
    members;

/** Grok's reasoning models refuse penalties and `stop`; most of them have no effort to choose. */
function lackedByGrok(model: string): string[] {
  const isReasoning = /^grok-(?:3-mini|[4-9]|code)/.test(model) && !model.includes('non-reasoning');
  const hasEffort = /^grok-(?:3-mini|4\.[3-9]|[5-9])/.test(model);
  return [
    ...(isReasoning ? ['frequency_penalty', 'presence_penalty', 'stop'] : []),
    ...(hasEffort ? [] : ['reasoning_effort']),
    'verbosity',
  ];
}

/** Every vendor. Looked up in their documentation in November 2026. */
export const VENDORS: readonly Vendor[] = [
  {
    title: 'Google',
    words: ['google', 'gemini', 'googleai', 'google-ai'],
    baseUrl: 'https://generativelanguage.googleapis.com/v1beta/openai',
    keyVariable: 'GEMINI_API_KEY',
    own: /^gemini-/,
    priceList: 'google',
    lacks: always('frequency_penalty', 'presence_penalty', 'seed', 'top_k', 'verbosity'),
  },
  {
    title: 'Mistral',
    words: ['mistral', 'mistralai'],
    baseUrl: 'https://api.mistral.ai/v1',
    keyVariable: 'MISTRAL_API_KEY',
    priceList: 'mistral',
    lacks: always('logit_bias', 'logprobs', 'top_logprobs', 'service_tier', 'verbosity', SPEAKER),
    calls: { seed: 'random_seed' },
  },
  {
    title: 'Groq',
    words: ['groq'],
    baseUrl: 'https://api.groq.com/openai/v1',
    keyVariable: 'GROQ_API_KEY',
    hasResponses: true,
    priceList: 'groq',
    lacks: always('logprobs', 'logit_bias', 'top_logprobs', 'verbosity', SPEAKER),
  },
  {
    title: 'DeepSeek',
    words: ['deepseek'],
    baseUrl: 'https://api.deepseek.com',
    keyVariable: 'DEEPSEEK_API_KEY',
    priceList: 'deepseek',
    lacks: always('seed', 'logit_bias', 'verbosity'),
    lacksSchema: true,
  },
  {
    title: 'OpenRouter',
    words: ['openrouter'],
    baseUrl: 'https://openrouter.ai/api/v1',
    keyVariable: 'OPENROUTER_API_KEY',
  },
  {
    title: 'Together',
    words: ['together', 'togetherai'],
    baseUrl: 'https://api.together.xyz/v1',
    keyVariable: 'TOGETHER_API_KEY',
    priceList: 'together',
    lacks: always('verbosity'),
  },
  {
    title: 'Fireworks',
    words: ['fireworks'],
    baseUrl: 'https://api.fireworks.ai/inference/v1',
    keyVariable: 'FIREWORKS_API_KEY',
    priceList: 'fireworks',
    lacks: always('verbosity'),
  },
  {
    title: 'Cerebras',
    words: ['cerebras'],
    baseUrl: 'https://api.cerebras.ai/v1',
    keyVariable: 'CEREBRAS_API_KEY',
    priceList: 'cerebras',
    lacks: always(
      'frequency_penalty',
      'presence_penalty',
      'logit_bias',
      'parallel_tool_calls',
      'service_tier',
      'verbosity',
    ),
  },
  {
    title: 'xAI',
    words: ['xai'],
    baseUrl: 'https://api.x.ai/v1',
    keyVariable: 'XAI_API_KEY',
    hasResponses: true,
    priceList: 'x-ai',
    lacks: lackedByGrok,
  },
  {
    title: 'Perplexity',
    words: ['perplexity'],
    baseUrl: 'https://api.perplexity.ai/v1',
    keyVariable: 'PERPLEXITY_API_KEY',
    api: 'responses',
    renamed: { sonar: 'perplexity/sonar' },
    gone: {
      models: /^sonar-/,
      why: 'Perplexity ended its chat completions in September 2026, and this model with them. Ask `perplexity:sonar`.',
    },
  },
  {
    title: 'Azure',
    words: ['azure', 'azureopenai', 'azure-openai'],
    baseUrl: 'https://<resource>.openai.azure.com/openai/v1',
    keyVariable: 'AZURE_OPENAI_API_KEY',
    hasResponses: true,
  },
  {
    title: 'Ollama',
    words: ['ollama'],
    baseUrl: 'http://localhost:11434/v1',
    baseUrlVariable: 'OLLAMA_BASE_URL',
    keyVariable: 'OLLAMA_API_KEY',
    isKeyless: true,
    lacks: always('logit_bias', 'verbosity'),
  },
  {
    title: 'LocalAI',
    words: ['localai'],
    baseUrl: 'http://localhost:8080/v1',
    baseUrlVariable: 'LOCALAI_BASE_URL',
    keyVariable: 'LOCALAI_API_KEY',
    isKeyless: true,
  },
  {
    title: 'vLLM',
    words: ['vllm'],
    baseUrl: 'http://localhost:8000/v1',
    baseUrlVariable: 'VLLM_BASE_URL',
    keyVariable: 'VLLM_API_KEY',
    isKeyless: true,
  },
  {
    title: 'LiteLLM',
    words: ['litellm'],
    baseUrl: 'http://localhost:4000/v1',
    baseUrlVariable: 'LITELLM_BASE_URL',
    keyVariable: 'LITELLM_API_KEY',
    isKeyless: true,
  },
  {
    title: 'Cloudflare',
    words: ['cloudflare', 'cloudflare-ai'],
    baseUrl: 'https://api.cloudflare.com/client/v4/accounts/<resource>/ai/v1',
    keyVariable: 'CLOUDFLARE_API_KEY',
    lacks: always('verbosity'),
  },
];

/** Names of vendors, by which targets and policies call them. */
export const VENDOR_NAMES: readonly string[] = VENDORS.map(nameOfVendor);

/** The name of a vendor: the first of its words. */
export function nameOfVendor({ words }: Vendor): string {
  return words[0] ?? '';
}

/** The vendor that a word before a model means, in small letters; undefined for any other word. */
export function vendorOfWord(word: string): Vendor | undefined {
  return VENDORS.find(({ words }) => words.includes(word));
}

/** The vendor of a target or of an entry in the policy; undefined for a provider's own. */
export function vendorOf({ vendor }: { vendor?: string | undefined }): Vendor | undefined {
  return vendor === undefined ? undefined : vendorOfWord(vendor);
}

/** The vendor whose model this is by its bare name; undefined where no name tells. */
export function vendorOfModel(model: string): Vendor | undefined {
  return VENDORS.find(({ own }) => own?.test(model));
}

/** Whether an origin (`https://api.mistral.ai`) is the known host whose keys are usually in a variable. */
export function isOwnHost(origin: string, variable: string): boolean {
  return VENDORS.some(
    ({ baseUrl, keyVariable }) =>
      keyVariable === variable && URL.canParse(baseUrl) && new URL(baseUrl).origin === origin,
  );
}
