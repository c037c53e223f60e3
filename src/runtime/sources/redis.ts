import type { RedisClient, Source } from '../api.ts';

/** Keys `prompts:<environment>:pointer` and `prompts:object:<hex>` of a Redis, through a client of the application's. */
export function redis(client: RedisClient): Source {
  const get = async (key: string): Promise<string | null> => {
    const value = await client.get(key);
    if (value === null || typeof value === 'string') return value;
    throw new Error(`answers no text for ${key}`);
  };
  return {
    name: 'redis',
    readPointer: (environment) => get(`prompts:${environment}:pointer`),
    readObject: (digest) => get(`prompts:object:${digest}`),
  };
}
