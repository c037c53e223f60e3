import { ConfigurationError } from '../../base/errors.ts';
import { describeValue } from '../../document/describe.ts';
import type { Config } from '../../domain/policy.ts';
import type { GateRequest, Shard, ShardRequest } from '../../domain/request.ts';

/** The maximum number of jobs in a GitHub matrix. */
const MOST_SHARDS = 256;

/**
 * Reads a shard as people write it, `2/8`.
 * @throws ConfigurationError for anything else.
 */
export function readShard(text: string): Shard {
  const [, index = 0, count = 0] = (/^(\d{1,3})\/(\d{1,3})$/.exec(text.trim()) ?? []).map(Number);
  if (index >= 1 && index <= count && count <= MOST_SHARDS) return { index, count };
  throw new ConfigurationError(`${describeValue(text)} is no shard.`, {
    remedy: `Write which of how many, such as 2/8, of at most ${MOST_SHARDS}.`,
  });
}

/** The shard options as raw text; empty if not given. */
export type ShardInput = { shard: string; merge: boolean; outcomes: string };

/** How an option is written where it was given: `outcomes` as an input, `--outcomes` in a terminal. */
type Written = (option: keyof ShardInput) => string;

/**
 * The outcomes that the shard options ask to write or read; undefined for a whole run.
 *
 * @param written how the options are written; by default as the Action's inputs.
 * @throws ConfigurationError if an option is missing that another one needs.
 */
export function outcomesOf(
  { shard, merge, outcomes }: ShardInput,
  written: Written = (option) => option,
): GateRequest['outcomes'] | ShardRequest['outcomes'] {
  const misused = (problem: string) => misusedOptions(problem, written);
  const name = `\`${written('outcomes')}\``;
  if (shard !== '' && merge) throw misused('A run is a shard, or gathers the shards, not both.');
  if (shard === '' && !merge) {
    if (outcomes === '') return undefined;
    throw misused(`${name} is for a shard, or for what gathers the shards.`);
  }
  if (outcomes === '') throw misused(`${name} is missing: the directory where shards leave theirs.`);
  return merge
    ? { kind: 'gather', directory: outcomes }
    : { kind: 'shard', directory: outcomes, shard: readShard(shard) };
}

function misusedOptions(problem: string, written: Written): ConfigurationError {
  const [shard, merge, outcomes] = [written('shard'), written('merge'), written('outcomes')];
  return new ConfigurationError(problem, {
    remedy: `Give \`${shard}\` (2/8) with \`${outcomes}\`, or \`${merge}\` with \`${outcomes}\`, or none of them.`,
  });
}

/** `2 of 8` */
export function nameOfShard({ index, count }: Shard): string {
  return `${index} of ${count}`;
}

/** One shard's share of the policy: its limits on concurrency and money are divided evenly. */
export function shareOf(config: Config, { count }: Shard): Config {
  const { run, cost } = config;
  return {
    ...config,
    run: { ...run, maxConcurrency: Math.max(1, Math.floor(run.maxConcurrency / count)) },
    cost: { ...cost, maxRunCost: cost.maxRunCost === null ? null : cost.maxRunCost / count },
  };
}

/** One shard's part of several lists of cases: every `count`-th case, counted through all lists. */
export function casesOfShard<T>(lists: readonly (readonly T[])[], { index, count }: Shard): T[][] {
  let seen = 0;
  return lists.map((cases) => cases.filter(() => seen++ % count === index - 1));
}
