import type { Source } from '../api.js';
/** A folder that `prompt-eval-gate publish` wrote. */
export declare function directory(path: string): Source;
