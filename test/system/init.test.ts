import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, inject, test } from 'vitest';
import { startModels } from '../kit/models.ts';
import { buildRepository } from '../kit/repository.ts';
import { KEY } from '../kit/stage.ts';
import { answerByRule, GOOD_RULE, HARMFUL_RULE, PROMPT, promptFile, SUITE_FILE } from '../kit/support.ts';

const cli = join(inject('dist'), 'cli.js');

async function terminal(cwd: string, words: string[], environment: Record<string, string> = {}) {
  const env = { PATH: process.env.PATH, HOME: cwd, ...environment };
  const run = promisify(execFile)(process.execPath, [cli, ...words], { cwd, env });
  const failed = (error: { code?: unknown; stdout?: unknown; stderr?: unknown }) => error;
  const { code = 0, stdout, stderr } = await run.then((output) => ({ ...output, code: 0 }), failed);
  return { exitCode: code, said: `${stdout}${stderr}` };
}

test('a repository is set up by one command, and its next harmful edit is blocked', async () => {
  await using repository = await buildRepository({
    [PROMPT]: promptFile(GOOD_RULE),
    'evals/support.yml': SUITE_FILE,
  });
  const { root } = repository;
  const set = await terminal(root, ['init']);
  expect(set.said).toContain('in evals/support.yml');
  expect(set.said).toContain('vars.customer_tier` in its entry: standard, enterprise');
  expect(set.exitCode).toBe(0);
  const workflow = await readFile(join(root, '.github/workflows/prompt-eval-gate.yml'), 'utf8');
  expect(workflow).toContain('openai-api-key');
  expect((await terminal(root, ['check'])).exitCode).toBe(0);
  await repository.commit('set up');

  const again = await terminal(root, ['init']);
  expect(again.exitCode).toBe(0);
  expect(again.said.match(/^kept /gm)).toHaveLength(2);
  expect(await repository.git('status', '--porcelain')).toBe('');

  const models = await startModels(answerByRule);
  await repository.branch('edit');
  await repository.write({ [PROMPT]: promptFile(HARMFUL_RULE) });
  const environment = { OPENAI_API_KEY: KEY, ...models.environment };
  const judged = await terminal(root, ['gate', '--base', 'main'], environment);
  await models.stop();
  expect(judged.said).toContain('gets worse');
  expect(judged.exitCode).toBe(1);
});

test('a repository without prompts is left alone, with exit code 2', async () => {
  await using repository = await buildRepository({ 'README.md': 'Nothing.\n' });
  const { exitCode, said } = await terminal(repository.root, ['init']);
  expect(said).toContain('No prompt was found');
  expect(exitCode).toBe(2);
  expect(await repository.git('status', '--porcelain')).toBe('');
});
