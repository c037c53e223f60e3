import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { answerCache } from '../../src/github/answer-cache.ts';
import { type CacheServer, startCacheServer } from '../kit/cache-server.ts';
import { temporaryDirectory } from '../kit/trials.ts';

const MAIN = 'refs/heads/main';

let cache: CacheServer;
let workspace: ReturnType<typeof temporaryDirectory>;

beforeEach(async () => {
  cache = await startCacheServer();
  workspace = temporaryDirectory();
  vi.stubEnv('RUNNER_TEMP', workspace.path);
});

afterEach(async () => {
  vi.unstubAllEnvs();
  await cache.close();
  workspace.remove();
});

let runId = 0;

/** A run of the gate that may see the cache entries of `refs`: gives what it found, and keeps a file of its own. */
async function run(scope: string, refs: [string, ...string[]]): Promise<string[]> {
  for (const [name, value] of Object.entries(cache.environment(...refs))) vi.stubEnv(name, value);
  runId += 1;
  const directory = join(workspace.path, 'answers');
  mkdirSync(directory, { recursive: true });
  const log = (line: string) => expect.unreachable(line);
  const kept = answerCache({ scope, gate: 'config', runId, runAttempt: 1, workspace: process.cwd(), log });
  await kept.restore(directory);
  const found = readdirSync(directory).sort();
  writeFileSync(join(directory, `${scope.replaceAll('/', '-')}.jsonl`), 'an answer\n');
  await kept.save();
  rmSync(directory, { recursive: true });
  return found;
}

describe('the answers that a pull request kept', () => {
  test('serve itself, and no other one', async () => {
    expect(await run('pull/12', ['refs/pull/12/merge', MAIN])).toEqual([]);
    expect(await run('pull/12', ['refs/pull/12/merge', MAIN])).toEqual(['pull-12.jsonl']);
    expect(await run('pull/13', ['refs/pull/13/merge', MAIN])).toEqual([]);
  });

  test('serve no other one where all runs see the base branch’s cache, under pull_request_target', async () => {
    expect(await run('pull/12', [MAIN])).toEqual([]);
    expect(await run('pull/13', [MAIN])).toEqual([]);
    expect(await run('pull/1', [MAIN])).toEqual([]);
    expect(await run('pull/12', [MAIN])).toEqual(['pull-12.jsonl']);
  });

  test('serve no run on a branch', async () => {
    await run('pull/12', [MAIN]);
    expect(await run('push/refs/heads/main', [MAIN])).toEqual([]);
  });
});

test('what a push to the base branch kept serves every pull request', async () => {
  await run('push/refs/heads/main', [MAIN]);
  expect(await run('pull/12', ['refs/pull/12/merge', MAIN])).toEqual(['push-refs-heads-main.jsonl']);
  expect(await run('pull/13', [MAIN])).toEqual(['push-refs-heads-main.jsonl']);
});
