import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { gatherOutcomes, shardFolder, writeShardRecord } from '../../src/compare/shards/folder.ts';
import { casesOfShard, readShard, shareOf } from '../../src/compare/shards/shard.ts';
import { defaultConfig } from '../../src/config/schema.ts';

const COMMITS = { version: '1.0.0', mergeBase: 'a'.repeat(40), head: 'b'.repeat(40) };

function someCases(count: number): { id: string }[] {
  return Array.from({ length: count }, (_, index) => ({ id: `case ${index}` }));
}

describe('a shard', () => {
  test('is written which of how many', () => {
    expect(readShard('2/8')).toEqual({ index: 2, count: 8 });
    for (const wrong of ['', '0/8', '9/8', '8', 'a/b', '1/257', '-1/2', '1/2/3']) {
      expect(() => readShard(wrong), wrong).toThrow(/is no shard\. Write which of how many, such as 2\/8/);
    }
  });

  test('has every case in one shard, and as many in each, also of small suites', () => {
    const lists = [someCases(10), someCases(1), someCases(1)];
    const shards = [1, 2, 3, 4].map((index) => casesOfShard(lists, { index, count: 4 }));
    expect(shards.map((parts) => parts.flat().length)).toEqual([3, 3, 3, 3]);
    for (const [list, cases] of lists.entries()) {
      const ids = shards.flatMap((parts) => parts[list] ?? []).map(({ id }) => id);
      expect(ids.sort()).toEqual(cases.map(({ id }) => id).sort());
    }
  });

  test('has its share of what the whole run may do', () => {
    const config = defaultConfig();
    const limited = { ...config, cost: { ...config.cost, maxRunCost: 2 } };
    const share = shareOf(limited, { index: 1, count: 8 });
    expect([share.run.maxConcurrency, share.cost.maxRunCost]).toEqual([12, 0.25]);
    expect(shareOf(config, { index: 1, count: 200 }).run.maxConcurrency).toBe(1);
  });
});

describe('outcomes are gathered', () => {
  let directory: string;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'prompt-eval-gate-outcomes-'));
  });
  afterEach(() => rm(directory, { recursive: true, force: true }));

  const leave = async (index: number, count: number, changes: Partial<typeof COMMITS> = {}) => {
    const shard = { index, count };
    const record = { schemaVersion: 1 as const, shard, ...COMMITS, ...changes, prompts: [] };
    await writeShardRecord(await shardFolder(directory, shard), record);
  };

  test('when all shards are there', async () => {
    await leave(1, 2);
    await leave(2, 2);
    const { answers } = await gatherOutcomes(directory, COMMITS);
    expect(answers).toEqual([join(directory, 'shard-1-of-2'), join(directory, 'shard-2-of-2')]);
  });

  test.each([
    ['one shard is missing', () => leave(1, 2), 'Shard 2 of 2 did not end'],
    ['none is there', async () => {}, 'There are no outcomes of shards here'],
    ['none ended', () => shardFolder(directory, { index: 1, count: 2 }), 'All shards did not end'],
    [
      'one is of another commit',
      () => Promise.all([leave(1, 2), leave(2, 2, { head: 'c'.repeat(40) })]),
      'Shard 2 of 2 ran on another head',
    ],
    ['they are of two runs', () => Promise.all([leave(1, 2), leave(3, 3)]), 'shards of 2 and of 3'],
  ])('but not when %s', async (_, prepare, sentence) => {
    await prepare();
    await expect(gatherOutcomes(directory, COMMITS)).rejects.toThrow(sentence);
  });
});
