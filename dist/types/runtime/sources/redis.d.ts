import type { RedisClient, Source } from '../api.js';
/**
 * A Redis that `prompt-eval-gate publish` writes, through a client of the application's. Where the client can, it also
 * listens for changes, and reports this process.
 * @throws PromptError for what is no client
 */
export declare function redis(client: RedisClient): Source;
