import type { ModelTarget } from '../domain/answer.ts';

export type Provider = ModelTarget['provider'];

/** `openai:gpt-5`: a model as the policy writes it and reports tell it. */
export function nameOf({ provider, model }: Pick<ModelTarget, 'provider' | 'model'>): string {
  return `${provider}:${model}`;
}

/** Where each provider answers when neither config nor environment says otherwise. */
export const defaultBaseUrls: Record<Provider, string> = {
  openai: 'https://api.openai.com/v1',
  anthropic: 'https://api.anthropic.com',
};

/** Hosts that know a model by `publisher/model`, and so get the whole name. */
const hostsOfPublishers = new Set(['models.github.ai', 'models.inference.ai.azure.com', 'openrouter.ai']);

/** Whether the host of this base URL wants `publisher/model` as the model's name. */
export function wantsPublisher(baseUrl: string): boolean {
  return URL.canParse(baseUrl) && hostsOfPublishers.has(new URL(baseUrl).hostname);
}

/** Another vendor's host that speaks OpenAI's API. */
export type CompatibleHost = { model: string; baseUrl: string; keyVariable?: string };

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
    if (model !== undefined) return { model, baseUrl, ...(keyVariable && { keyVariable }) };
  }
  return undefined;
}

const openAiFamilies = /^(?:gpt-|chatgpt-|o\d|codex-|text-embedding-|ft:(?:gpt-|o\d))/;
const anthropicFamilies = /^claude-/;

/** The provider whose naming a bare model name follows, or undefined. */
export function providerOfModel(model: string): Provider | undefined {
  if (openAiFamilies.test(model)) return 'openai';
  if (anthropicFamilies.test(model)) return 'anthropic';
  return undefined;
}

/** Reasoning models of OpenAI take `max_completion_tokens` where the others take `max_tokens`. */
export function isOpenAiReasoningModel(model: string): boolean {
  return /^(?:openai\/)?(?:o\d|gpt-5(?!-chat)|gpt-[6-9]|codex-)/.test(model);
}
