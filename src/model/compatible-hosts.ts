import type { ProviderName } from './providers/table.ts';

/** Hosts that know a model by `publisher/model`, and are therefore sent the whole name. */
const hostsOfPublishers = new Set(['models.github.ai', 'models.inference.ai.azure.com', 'openrouter.ai']);

/** Whether the host of this base URL requires `publisher/model` as the model's name. */
export function wantsPublisher(baseUrl: string): boolean {
  return URL.canParse(baseUrl) && hostsOfPublishers.has(new URL(baseUrl).hostname);
}

/** The provider whose API other vendors' hosts have too. */
export const COMPATIBLE_PROVIDER: ProviderName = 'openai';
