/*
 * What applications import as `prompt-eval-gate/openfeature`: the runtime as a provider of OpenFeature's server SDK.
 */
export type { PromptsProvider, PromptValue, ProviderOptions } from './runtime/openfeature/api.ts';
export { promptsProvider } from './runtime/openfeature/provider.ts';
