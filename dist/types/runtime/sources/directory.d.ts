import type { Source } from '../api.js';
/**
 * A folder that `prompt-eval-gate publish` wrote.
 * @throws PromptError for what is no path
 */
export declare function directory(path: string): Source;
