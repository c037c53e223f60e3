import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import type { Entry } from '../../src/registry/append.ts';
import { updateBranch } from '../../src/repo/commit.ts';
import { openRepository } from '../../src/repo/git.ts';
import { buildCloneOfBare, type Team } from '../kit/bare.ts';
import { runInOwnProcess } from '../kit/program.ts';
import { EMPTY, promote, register, write } from '../kit/registry-log.ts';
import { policyWith } from '../kit/registry-team.ts';
import { CONFIG, PROMPT, promptFile, SUITE, SUITE_FILE } from '../kit/support.ts';

const VERSIONS = 1000;
const EVENTS = 10_000;
const MOST_TURNS = 12;

const cli = join(inject('dist'), 'cli.js');
let team: Team;

beforeAll(async () => {
  team = await buildCloneOfBare({
    [CONFIG]: policyWith('registry: { environments: { production: { promote: by-hand } } }\n'),
    [PROMPT]: promptFile('Be brief.'),
    [SUITE]: SUITE_FILE,
  });
  const { clone } = team;
  const repository = await openRepository(clone.root);
  const { files } = write(EMPTY, 0, logOf(VERSIONS, EVENTS));
  const place = { remote: 'origin', branch: 'prompt-registry' };
  const author = { name: 'Ada', email: 'ada@example.com' };
  await updateBranch(repository, place, async () => ({ files, message: 'Ten thousand events' }), { author });
  await command(['status']);
});
afterAll(() => team[Symbol.asyncDispose]());

/** Versions that are registered one after the other and promoted in turn. */
function logOf(versions: number, events: number): Entry[] {
  const registered = Array.from({ length: versions }, (_, minor) => register(`1.${minor}.0`));
  const promoted = Array.from({ length: events - versions }, (_, at) =>
    promote(`1.${at % versions}.0`, at + 1),
  );
  return [...registered, ...promoted];
}

async function command(words: readonly string[], expected = 0): Promise<void> {
  const { exitCode, stderr } = await runInOwnProcess({
    ...{ file: cli, words, directory: team.clone.root },
    environment: { PATH: process.env.PATH ?? '', HOME: team.clone.root },
  });
  if (exitCode !== expected) throw new Error(`${words.join(' ')} ended with ${exitCode}: ${stderr}`);
}

/** A push that changes nothing but a branch's tip. */
async function pushEmptyCommit(): Promise<void> {
  const { clone } = team;
  await clone.git('commit', '--quiet', '--allow-empty', '--message', 'nothing');
  await clone.git('push', '--quiet', 'origin', 'HEAD:refs/heads/measured');
}

/**
 * How many times longer one takes than the other. The quickest of several turns counts; turns go on while the ratio is
 * above what is wanted, since other processes can only make a turn slower.
 */
async function ratioOf(one: () => Promise<void>, other: () => Promise<void>, most: number): Promise<number> {
  const quickest = { one: Number.POSITIVE_INFINITY, other: Number.POSITIVE_INFINITY };
  let ratio = Number.POSITIVE_INFINITY;
  for (let turn = 0; turn < MOST_TURNS && !(turn >= 2 && ratio <= most); turn += 1) {
    quickest.other = Math.min(quickest.other, await msOf(other));
    quickest.one = Math.min(quickest.one, await msOf(one));
    ratio = quickest.one / quickest.other;
  }
  return ratio;
}

async function msOf(work: () => Promise<void>): Promise<number> {
  const before = performance.now();
  await work();
  return performance.now() - before;
}

const start = () => command(['--version']);

test('a rollback among ten thousand events takes a few times what a start and a push take', async () => {
  const floor = async () => {
    await start();
    await pushEmptyCommit();
  };
  const rollback = () => command(['rollback', 'support', '--env', 'production', '--reason', 'measured']);
  expect(await ratioOf(rollback, floor, 24)).toBeLessThanOrEqual(24);
});

test('status of ten thousand events takes a few times what a start takes', async () => {
  expect(await ratioOf(() => command(['status']), start, 14)).toBeLessThanOrEqual(14);
});

test('verify reads ten thousand events in some tens of starts', async () => {
  // Nothing of this log has evidence, which verify reports.
  expect(await ratioOf(() => command(['verify'], 1), start, 60)).toBeLessThanOrEqual(60);
});
