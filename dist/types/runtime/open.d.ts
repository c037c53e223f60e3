import type { OpenOptions, Prompts } from './api.js';
/**
 * Follows an environment. Resolves as soon as one source has answered with a valid pointer; when none did within
 * `timeoutMs`, what was good last serves, or the file that is built into the image, whichever has the higher serial.
 * @throws PromptError: options that cannot be, or nothing to serve, with the reason of each source
 */
export declare function openPrompts(options: OpenOptions): Promise<Prompts>;
