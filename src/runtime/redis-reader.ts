import { objectKey, pointerKey } from '../domain/redis.ts';
import type { RedisClient } from './api.ts';
import { openRedisProcess, type RedisProcess } from './redis-process.ts';

/** What a process does at a Redis. */
export type RedisReader = RedisProcess & {
  readPointer(environment: string): Promise<string | null>;
  readObject(digest: string): Promise<string | null>;
};

export function openRedis(client: RedisClient): RedisReader {
  /** A client that is not connected keeps what it is asked: the same is asked once. */
  const asked = new Map<string, Promise<unknown>>();
  const get = async (key: string): Promise<string | null> => {
    const asking = asked.get(key) ?? client.get(key).finally(() => asked.delete(key));
    asked.set(key, asking);
    const value = await asking;
    if (value === null || typeof value === 'string') return value;
    throw new Error(`answers no text for ${key}`);
  };
  return {
    ...openRedisProcess(client),
    readPointer: (environment) => get(pointerKey(environment)),
    readObject: (digest) => get(objectKey(digest)),
  };
}
