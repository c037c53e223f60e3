import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startModels } from '../kit/models.ts';
import { buildRepository } from '../kit/repository.ts';
import { KEY } from '../kit/stage.ts';
import { answerByRule, GOOD_RULE, HARMFUL_RULE, PROMPT, promptFile, SUITE_FILE } from '../kit/support.ts';
import { terminal } from '../kit/terminal.ts';

async function command(directory: string, words: string[], environment: Record<string, string> = {}) {
  const { exitCode, stdout, stderr } = await terminal(words, { directory, environment });
  return { exitCode, said: `${stdout}${stderr}` };
}

test('a repository is set up by one command, and its next harmful edit is blocked', async () => {
  await using repository = await buildRepository({
    [PROMPT]: promptFile(GOOD_RULE),
    'evals/support.yml': SUITE_FILE,
  });
  const { root } = repository;
  const set = await command(root, ['init']);
  expect(set.said).toContain('in evals/support.yml');
  expect(set.said).toContain('vars.customer_tier` in its entry: standard, enterprise');
  expect(set.exitCode).toBe(0);
  const workflow = await readFile(join(root, '.github/workflows/prompt-eval-gate.yml'), 'utf8');
  expect(workflow).toContain('openai-api-key');
  expect((await command(root, ['check'])).exitCode).toBe(0);
  await repository.commit('set up');

  const again = await command(root, ['init']);
  expect(again.exitCode).toBe(0);
  expect(again.said.match(/^kept /gm)).toHaveLength(2);
  expect(await repository.git('status', '--porcelain')).toBe('');

  const models = await startModels(answerByRule);
  await repository.branch('edit');
  await repository.write({ [PROMPT]: promptFile(HARMFUL_RULE) });
  const environment = { OPENAI_API_KEY: KEY, ...models.environment };
  const judged = await command(root, ['gate', '--base', 'main'], environment);
  await models.stop();
  expect(judged.said).toContain('gets worse');
  expect(judged.exitCode).toBe(1);
});

test('a repository without prompts is left alone, with exit code 2', async () => {
  await using repository = await buildRepository({ 'README.md': 'Nothing.\n' });
  const { exitCode, said } = await command(repository.root, ['init']);
  expect(said).toContain('No prompt was found');
  expect(exitCode).toBe(2);
  expect(await repository.git('status', '--porcelain')).toBe('');
});
