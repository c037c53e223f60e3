import type { Providers } from '../provider.ts';
import { anthropic } from './anthropic.ts';
import { openai } from './openai.ts';

/**
 * Every provider, by the name that people write before a model. The first one's judge and embeddings are also
 * preferred.
 */
export const providers = { openai, anthropic } as const satisfies Providers;

/** The possible `provider` of a target and of an entry in the policy: their readers accept no other name. */
export type ProviderName = keyof typeof providers;

/** Their names, in the table's order. */
export const providerNames = Object.keys(providers).filter((name): name is ProviderName =>
  Object.hasOwn(providers, name),
);
