import type { RedisClient, Source } from '../api.ts';
import { PromptError } from '../prompt-error.ts';
import type { RedisReader } from '../redis-reader.ts';
import { loadedLate, onceLoaded } from '../source.ts';

/**
 * A Redis that `prompt-eval-gate publish` writes, through a client of the application's. Where the client can, it also
 * listens for changes, and reports this process.
 * @throws PromptError for what is no client
 */
export function redis(client: RedisClient): Source {
  if (typeof client?.get !== 'function') {
    throw new PromptError('redis() takes a client of the package redis, @redis/client or ioredis.');
  }
  const load = onceLoaded(async () => {
    const { openRedis } = await import('../redis-reader.ts');
    here = openRedis(client);
    return here;
  });
  let here: RedisReader | null = null;
  /** Where it cannot be loaded, the questions say why. */
  const withReader = (use: (reader: RedisReader) => void): void => void load().then(use, () => {});
  return {
    name: 'redis',
    ...loadedLate(load),
    watch(environment, changed, id) {
      withReader((reader) => reader.watch(environment, changed, id));
      return () => withReader((reader) => reader.end(id));
    },
    report: (environment, serving) => withReader((reader) => reader.report(environment, serving)),
    warnings: () => here?.warnings() ?? [],
  };
}
