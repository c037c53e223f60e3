import type { JsonValue, Provider } from '@openfeature/server-sdk';
import type { Json } from '../../base/json.js';
import type { Bundle } from '../../domain/bundle.js';
import type { Message } from '../../domain/message.js';
import type { OpenOptions, PromptsState } from '../api.js';
/** What a flag's value is: all that a version asks, its templates unrendered. The flag's variant is the version. */
export type PromptValue = Bundle & {
    version: string;
    digest: string;
};
export type ProviderOptions = OpenOptions & {
    /**
     * When no source has confirmed what serves for so long (ms), the provider is stale. It goes on serving. Default:
     * 30,000.
     */
    staleAfterMs?: number | undefined;
};
/** A provider whose flags are the prompts of one environment. */
export type PromptsProvider = Provider & {
    /**
     * The messages to send, of a value that this provider gave.
     * @throws PromptError for any other value, such as a default, and as `render` of the runtime's prompts
     */
    render(value: JsonValue, variables?: Record<string, Json | undefined>): Message[];
    /**
     * What serves in this process, and how well it is known.
     * @throws ProviderNotReadyError before it is ready
     */
    state(): PromptsState;
};
