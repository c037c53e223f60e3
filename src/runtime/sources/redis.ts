import type { RedisClient, Source } from '../api.ts';
import { PromptError } from '../prompt-error.ts';
import type { RedisReader } from '../redis-reader.ts';

/**
 * A Redis that `prompt-eval-gate publish` writes, through a client of the application's. Where the client can, it also
 * listens for changes, and reports this process.
 * @throws PromptError for what is no client
 */
export function redis(client: RedisClient): Source {
  if (typeof client?.get !== 'function') {
    throw new PromptError('redis() takes a client of the package redis, @redis/client or ioredis.');
  }
  let here: RedisReader | null = null;
  // Only applications with this source load it.
  const load = async () => {
    const { openRedis } = await import('../redis-reader.ts');
    here ??= openRedis(client);
    return here;
  };
  return {
    name: 'redis',
    readPointer: async (environment) => (await load()).readPointer(environment),
    readObject: async (digest) => (await load()).readObject(digest),
    watch(environment, changed) {
      void load().then((reader) => reader.watch(environment, changed));
      return () => void load().then((reader) => reader.close());
    },
    report: (environment, serving) => void load().then((reader) => reader.report(environment, serving)),
    warnings: () => here?.warnings() ?? [],
  };
}
