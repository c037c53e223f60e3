import type { Shard } from '../../domain/request.ts';
import type { RunUsage } from '../../domain/result.ts';

/** The message of one shard of a run when it has answered its part: `Shard 2 of 8: 120 answers; …`. */
export function shardText({ index, count }: Shard, { trials, errored }: RunUsage): string {
  const missing = errored > 0 ? `, ${errored} of which did not come` : '';
  return `Shard ${index} of ${count}: ${trials} answers${missing}; nothing is decided before all shards are gathered.`;
}
