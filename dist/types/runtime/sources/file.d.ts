import type { Source } from '../api.js';
/**
 * A bundle file (`prompt-eval-gate publish --bundle FILE`), built into an image: what serves when nothing else answers.
 * @throws PromptError for what is no path
 */
export declare function file(path: string): Source;
