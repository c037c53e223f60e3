import { objectKey, pointerKey } from '../domain/redis.ts';
import type { RedisClient, Source } from './api.ts';
import { openRedisProcess, type RedisProcess } from './redis-process.ts';
import type { Reader } from './source.ts';

/** What is done at a Redis, for all processes that follow by one source: each has an id, as in `report`. */
export type RedisReader = Reader &
  Required<Pick<Source, 'report' | 'warnings'>> & {
    watch(environment: string, changed: () => void, id: string): void;
    /** Stops listening and reporting for this process. */
    end(id: string): void;
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
  const processes = new Map<string, RedisProcess>();
  const processOf = (id: string): RedisProcess => {
    const process = processes.get(id) ?? openRedisProcess(client);
    processes.set(id, process);
    return process;
  };
  return {
    readPointer: (environment) => get(pointerKey(environment)),
    readObject: (digest) => get(objectKey(digest)),
    watch: (environment, changed, id) => processOf(id).watch(environment, changed),
    report: (environment, serving) => processOf(serving.id).report(environment, serving),
    warnings: () => [...new Set([...processes.values()].flatMap((process) => process.warnings()))],
    end(id) {
      processes.get(id)?.close();
      processes.delete(id);
    },
  };
}
