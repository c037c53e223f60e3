import { objectKey, pointerKey } from '../../domain/redis.ts';
import type { RedisClient, Source } from '../api.ts';
import type { RedisProcess } from '../redis-process.ts';

/**
 * A Redis that `prompt-eval-gate publish` writes, through a client of the application's. Where the client can, it also
 * listens for changes, and reports this process.
 */
export function redis(client: RedisClient): Source {
  /** A client that is not connected keeps what it is asked: the same is asked once. */
  const asked = new Map<string, Promise<unknown>>();
  const get = async (key: string): Promise<string | null> => {
    const asking = asked.get(key) ?? client.get(key).finally(() => asked.delete(key));
    asked.set(key, asking);
    const value = await asking;
    if (value === null || typeof value === 'string') return value;
    throw new Error(`answers no text for ${key}`);
  };
  let here: RedisProcess | null = null;
  let loading: Promise<RedisProcess> | null = null;
  const load = async (): Promise<RedisProcess> => {
    const { openRedisProcess } = await import('../redis-process.ts');
    here ??= openRedisProcess(client);
    return here;
  };
  const loaded = (use: (process: RedisProcess) => void): void => {
    loading ??= load();
    void loading.then(use);
  };
  return {
    name: 'redis',
    readPointer: (environment) => get(pointerKey(environment)),
    readObject: (digest) => get(objectKey(digest)),
    watch(environment, changed) {
      loaded((process) => process.watch(environment, changed));
      return () => loaded((process) => process.close());
    },
    report: (environment, serving) => loaded((process) => process.report(environment, serving)),
    warnings: () => here?.warnings() ?? [],
  };
}
