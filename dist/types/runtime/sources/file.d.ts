import type { Source } from '../api.js';
/** A bundle file, in bytes: an environment with all its prompts. */
export declare const LARGEST_FILE = 50000000;
/** A bundle file (`prompt-eval-gate publish --bundle FILE`), built into an image: what serves when nothing else answers. */
export declare function file(path: string): Source;
