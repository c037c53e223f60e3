import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { buildRepository } from '../kit/repository.ts';
import { KEY, setStage } from '../kit/stage.ts';
import { BASE, HARMLESS_RULE, PROMPT, promptFile } from '../kit/support.ts';
import { gateInTerminal, terminal } from '../kit/terminal.ts';

const stage = setStage();
let folder: string;

/** A `git` on the path that writes a line for each start. */
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'prompt-eval-gate-git-'));
  const script = '#!/bin/sh\necho "$*" >> "$GIT_STARTS"\nPATH="$REAL_PATH" exec git "$@"\n';
  await writeFile(join(folder, 'git'), script);
  await chmod(join(folder, 'git'), 0o755);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const environment = () => ({
  PATH: folder + delimiter + process.env.PATH,
  REAL_PATH: process.env.PATH ?? '',
  GIT_STARTS: join(folder, 'starts'),
});

async function starts(): Promise<string[]> {
  return (await readFile(join(folder, 'starts'), 'utf8')).trim().split('\n');
}

test('a gate in a terminal starts seven git processes, and four more to find the base', async () => {
  const repository = await buildRepository(BASE);
  await using _removed = { [Symbol.asyncDispose]: () => repository.dispose() };
  await repository.write({ [PROMPT]: promptFile(HARMLESS_RULE) });
  const how = {
    directory: repository.root,
    environment: { ...environment(), OPENAI_API_KEY: KEY, ...stage.models.environment },
    ownProcess: true,
  };
  const { result } = await gateInTerminal([], how);
  expect(result.prompts).toHaveLength(1);
  expect((await starts()).length).toBeLessThanOrEqual(7);
  await rm(join(folder, 'starts'));
  const { exitCode } = await terminal(['gate'], how);
  expect(exitCode).toBe(0);
  expect((await starts()).length).toBeLessThanOrEqual(11);
});

test('the Action starts five git processes where no prompt changed and the base has moved on', async () => {
  const checkout = await stage.pullRequest({ 'README.md': 'How to write prompts.\n' });
  const { result } = await stage.judge(checkout, { environment: environment(), ownProcess: true });
  expect(result?.prompts).toEqual([]);
  expect((await starts()).length).toBeLessThanOrEqual(5);
});
