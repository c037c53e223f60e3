import type { ProviderName } from './providers/table.ts';

/** Hosts that know a model by `publisher/model`, and so get the whole name. */
const hostsOfPublishers = new Set(['models.github.ai', 'models.inference.ai.azure.com', 'openrouter.ai']);

/** Whether the host of this base URL wants `publisher/model` as the model's name. */
export function wantsPublisher(baseUrl: string): boolean {
  return URL.canParse(baseUrl) && hostsOfPublishers.has(new URL(baseUrl).hostname);
}

/** The provider whose API other vendors' hosts speak too. */
export const COMPATIBLE_PROVIDER: ProviderName = 'openai';

/** Another vendor's host that speaks OpenAI's API. */
export type CompatibleHost = { model: string; baseUrl: string; keyVariable?: string | undefined };

/** Such hosts by how prompt files write their models, with the variable that their keys are usually in. */
const compatibleHosts: [names: RegExp, baseUrl: string, keyVariable?: string][] = [
  [
    /^(?:(?:google-?ai|google|gemini|vertexai)[/:])?(?<model>gemini-.+)$/,
    'https://generativelanguage.googleapis.com/v1beta/openai',
    'GEMINI_API_KEY',
  ],
  [/^openrouter[/:](?<model>.+)$/, 'https://openrouter.ai/api/v1', 'OPENROUTER_API_KEY'],
  [/^(?:mistral(?:ai)?[/:])(?<model>.+)$/, 'https://api.mistral.ai/v1', 'MISTRAL_API_KEY'],
  [/^groq[/:](?<model>.+)$/, 'https://api.groq.com/openai/v1', 'GROQ_API_KEY'],
  [/^deepseek[/:](?<model>.+)$/, 'https://api.deepseek.com', 'DEEPSEEK_API_KEY'],
  [/^xai[/:](?<model>.+)$/, 'https://api.x.ai/v1', 'XAI_API_KEY'],
  [/^together(?:ai)?[/:](?:chat:)?(?<model>.+)$/, 'https://api.together.xyz/v1', 'TOGETHER_API_KEY'],
  [/^fireworks[/:](?<model>.+)$/, 'https://api.fireworks.ai/inference/v1', 'FIREWORKS_API_KEY'],
  [/^cerebras[/:](?<model>.+)$/, 'https://api.cerebras.ai/v1', 'CEREBRAS_API_KEY'],
  [/^perplexity[/:](?<model>.+)$/, 'https://api.perplexity.ai', 'PERPLEXITY_API_KEY'],
  [
    /^azure(?:-?openai)?[/:](?:chat:|responses:)?(?<model>.+)$/,
    'https://<resource>.openai.azure.com/openai/v1',
    'AZURE_OPENAI_API_KEY',
  ],
  [/^ollama[/:](?:chat:|completion:)?(?<model>.+)$/, 'http://localhost:11434/v1'],
];

/** Who could answer to a model of another vendor behind OpenAI's API; undefined for one that is not known. */
export function compatibleHostOf(name: string): CompatibleHost | undefined {
  for (const [names, baseUrl, keyVariable] of compatibleHosts) {
    const model = names.exec(name)?.groups?.model;
    if (model !== undefined) return { model, baseUrl, keyVariable };
  }
  return undefined;
}

/** Whether an origin (`https://api.mistral.ai`) is the known host whose keys are usually in a variable. */
export function isOwnHost(origin: string, variable: string): boolean {
  return compatibleHosts.some(
    ([, baseUrl, keyVariable]) =>
      keyVariable === variable && URL.canParse(baseUrl) && new URL(baseUrl).origin === origin,
  );
}
