export type { PromptsProvider, PromptValue, ProviderOptions } from './runtime/openfeature/api.js';
export { promptsProvider } from './runtime/openfeature/provider.js';
