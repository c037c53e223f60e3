import type { Plugin } from 'rolldown';

/** Parts of the Redis client that a connection to one server never uses: clusters, sentinels, and their table of commands. */
const UNUSED =
  /@redis[\\/]client[\\/]dist[\\/]lib[\\/](?:cluster[\\/]index|sentinel[\\/]index|command-metadata[\\/]command-metadata-data)\.js$/;

/** What is left of each: enough for the modules that name them to be loaded. */
const EMPTY = 'exports.default = { create() {} }; exports.COMMAND_METADATA = {};';

/** Leaves a third of the Redis client out of the bundle. */
export function lessOfRedis(): Plugin {
  let found = 0;
  return {
    name: 'less-of-redis',
    load: {
      filter: { id: UNUSED },
      handler: () => {
        found += 1;
        return EMPTY;
      },
    },
    buildEnd(problem) {
      if (!problem && found !== 3) throw new Error('the Redis client has other modules than it had');
    },
  };
}
