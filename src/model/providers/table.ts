import type { Providers } from '../provider.ts';
import { anthropic } from './anthropic.ts';
import { openai } from './openai.ts';

/** Every provider, by the name that people write before a model. The first one's judge and embeddings come first, too. */
export const providers = { openai, anthropic } as const satisfies Providers;

/** What `provider` of a target and of an entry in the policy can be: their readers let no other name in. */
export type ProviderName = keyof typeof providers;

/** Their names, in the table's order. */
export const providerNames = Object.keys(providers).filter((name): name is ProviderName =>
  Object.hasOwn(providers, name),
);
