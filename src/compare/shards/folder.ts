import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { ConfigurationError } from '../../base/errors.ts';
import { makeFolder } from '../../base/make-folder.ts';
import { FAILURE_KINDS, type ModelFailure } from '../../domain/answer.ts';
import type { Shard } from '../../domain/request.ts';
import { type RunUsage, usageSchema } from '../../domain/result.ts';
import type { Trial } from '../../domain/trial.ts';
import type { ResponseStore } from '../../run/store.ts';
import { nameOfShard } from './shard.ts';

const failureSchema: z.ZodType<ModelFailure> = z.object({
  kind: z.enum(FAILURE_KINDS),
  message: z.string(),
  status: z.number().optional(),
  transient: z.boolean(),
  fatal: z.boolean(),
  unreachable: z.literal(true).optional(),
  retryAfterMs: z.number().optional(),
});

const recordSchema = z.object({
  schemaVersion: z.literal(1),
  version: z.string(),
  shard: z.object({ index: z.int().min(1), count: z.int().min(1) }),
  mergeBase: z.string(),
  head: z.string(),
  prompts: z.array(
    z.object({
      path: z.string(),
      usage: usageSchema,
      failures: z.array(
        z.object({
          caseId: z.string(),
          arm: z.enum(['baseline', 'candidate']),
          index: z.int(),
          failure: failureSchema,
        }),
      ),
    }),
  ),
});

/** The record beside a shard's answers: its versions and commits, its usage, and its trials without an answer. */
export type ShardRecord = z.infer<typeof recordSchema>;

/** The outcomes of all shards of a run. */
export type Gathered = {
  /** Folders of answers. */
  answers: string[];
  failureOf(trial: Trial): ModelFailure | undefined;
  /** Usage of a prompt, one per shard that ran it; empty for a prompt that none of them ran. */
  usageOf(path: string): readonly RunUsage[];
};

const FOLDER = /^shard-\d+-of-\d+$/;
const RECORD = 'shard.json';

/** The folder of a shard's answers, emptied. */
export async function shardFolder(directory: string, { index, count }: Shard): Promise<string> {
  const folder = join(directory, `shard-${index}-of-${count}`);
  await rm(folder, { recursive: true, force: true });
  await makeFolder(folder);
  return folder;
}

/** A store that also copies every answer taken from it, or put into it, to another store. */
export function copyingStore(store: ResponseStore, copy: ResponseStore): ResponseStore {
  return {
    ...store,
    get(key) {
      const answer = store.get(key);
      if (answer) copy.put(key, answer);
      return answer;
    },
    put(key, answer) {
      copy.put(key, answer);
      store.put(key, answer);
    },
    async close() {
      await Promise.all([store.close(), copy.close()]);
    },
  };
}

/** Writes the record when all answers are written: a folder without it belongs to a shard that did not finish. */
export async function writeShardRecord(folder: string, record: ShardRecord): Promise<void> {
  await writeFile(join(folder, RECORD), `${JSON.stringify(record)}\n`);
}

/**
 * Reads the outcomes of a run's shards from a directory.
 * @throws ConfigurationError: a shard is missing, or worked on another change or version than `expected`.
 */
export async function gatherOutcomes(
  directory: string,
  expected: Pick<ShardRecord, 'version' | 'mergeBase' | 'head'>,
): Promise<Gathered> {
  const records = await readRecords(directory);
  for (const { record } of records) refuseOthers(record, expected);
  refuseMissing(records.map(({ record }) => record.shard));
  const prompts = records.flatMap(({ record }) => record.prompts);
  const failures = new Map(
    prompts.flatMap(({ path, failures }) =>
      failures.map(({ failure, ...trial }) => [nameOfTrial({ prompt: path, ...trial }), failure] as const),
    ),
  );
  return {
    answers: records.map(({ folder }) => folder),
    failureOf: (trial) => failures.get(nameOfTrial(trial)),
    usageOf: (path) => prompts.filter((prompt) => prompt.path === path).map(({ usage }) => usage),
  };
}

async function readRecords(directory: string): Promise<{ folder: string; record: ShardRecord }[]> {
  const names = (await readdir(directory).catch(() => [])).filter((name) => FOLDER.test(name));
  const place = { path: directory };
  if (names.length === 0) {
    throw new ConfigurationError('There are no outcomes of shards here.', {
      place,
      remedy: 'Put here what the shards have written, one folder `shard-<index>-of-<count>` each.',
    });
  }
  const found = await Promise.all(
    names.map(async (name) => {
      const text = await readFile(join(directory, name, RECORD), 'utf8').catch(() => null);
      return text === null ? [] : [{ folder: join(directory, name), record: readRecord(text, name) }];
    }),
  );
  return found.flat();
}

function readRecord(text: string, name: string): ShardRecord {
  try {
    return recordSchema.parse(JSON.parse(text));
  } catch (cause) {
    throw new ConfigurationError('This is no record of a shard.', {
      place: { path: `${name}/${RECORD}` },
      remedy: 'Let the same version of the gate run the shards and gather them.',
      cause,
    });
  }
}

function refuseOthers(
  record: ShardRecord,
  expected: Pick<ShardRecord, 'version' | 'mergeBase' | 'head'>,
): void {
  const differs = (['version', 'mergeBase', 'head'] as const).find((name) => record[name] !== expected[name]);
  if (differs === undefined) return;
  const what = { version: 'version of the gate', mergeBase: 'merge base', head: 'head' }[differs];
  throw new ConfigurationError(
    `Shard ${nameOfShard(record.shard)} ran on another ${what}: ${record[differs]}, not ${expected[differs]}.`,
    { remedy: 'Run all shards, and what gathers them, in one workflow run.' },
  );
}

function refuseMissing(shards: readonly Shard[]): void {
  const counts = [...new Set(shards.map(({ count }) => count))];
  if (counts.length > 1) {
    throw new ConfigurationError(`There are shards of ${counts.join(' and of ')}; expected one count.`, {
      remedy: 'Gather the shards of one run only.',
    });
  }
  const indexes = new Set(shards.map(({ index }) => index));
  const [count = 0] = counts;
  const missing = Array.from({ length: count }, (_, index) => index + 1).filter(
    (index) => !indexes.has(index),
  );
  if (count > 0 && missing.length === 0) return;
  const which = count === 0 ? 'All shards' : `Shard ${missing.slice(0, 10).join(', ')} of ${count}`;
  throw new ConfigurationError(`${which} did not end, so answers are missing.`, {
    remedy: 'See why, and re-run the failed jobs.',
  });
}

function nameOfTrial({
  prompt,
  caseId,
  arm,
  index,
}: Pick<Trial, 'prompt' | 'caseId' | 'arm' | 'index'>): string {
  return JSON.stringify([prompt, caseId, arm, index]);
}
