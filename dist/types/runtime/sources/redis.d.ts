import type { RedisClient, Source } from '../api.js';
/** Keys `prompts:<environment>:pointer` and `prompts:object:<hex>` of a Redis, through a client of the application's. */
export declare function redis(client: RedisClient): Source;
