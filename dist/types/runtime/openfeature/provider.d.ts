import type { PromptsProvider, ProviderOptions } from './api.js';
/**
 * A provider whose flags are the prompts of an environment. The flag's key is the prompt's name, its variant the version,
 * its value all that the version asks; the targeting key is the unit, and other attributes hold the segment. What is
 * tracked with the `flagMetadata` of an evaluation is recorded under the event's name.
 * @param options as `openPrompts`; it is opened when the SDK initializes the provider. When that fails, it is tried again
 *   every `intervalMs`
 */
export declare function promptsProvider(given: ProviderOptions): PromptsProvider;
