import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openArrivals } from '../../src/commands/watch/arrivals.ts';
import type { PromptSource } from '../../src/domain/policy.ts';
import { openRepository } from '../../src/repo/git.ts';
import { buildRepository } from '../kit/repository.ts';

const SOURCES: PromptSource[] = [
  { kind: 'glob', pattern: '**/*.prompt.yml' },
  { kind: 'glob', pattern: '**/SKILL.md', where: { beside: 'evals/evals.json', paths: [] } },
];

test('a file that came is told once, if the policy may watch it', async () => {
  await using repository = await buildRepository({ 'a.prompt.yml': 'a', 'src/main.js': '' });
  const arrivals = await openArrivals(await openRepository(repository.root));
  expect(await arrivals.found(SOURCES)).toEqual([]);
  await repository.write({ 'a.prompt.yml': 'b', 'src/more.js': '', 'src/b.prompt.yml': 'b' });
  expect(await arrivals.found(SOURCES)).toEqual(['src/b.prompt.yml']);
  expect(await arrivals.found(SOURCES)).toEqual([]);
  await repository.write({ 'skills/mail/SKILL.md': 'Mail.' });
  expect(await arrivals.found(SOURCES)).toEqual(['skills/mail/SKILL.md']);
});

test('a file in a folder that was made empty before is told', async () => {
  await using repository = await buildRepository({ 'src/main.js': '' });
  const arrivals = await openArrivals(await openRepository(repository.root));
  await mkdir(join(repository.root, 'src/prompts/new'), { recursive: true });
  expect(await arrivals.found(SOURCES)).toEqual([]);
  await repository.write({ 'src/prompts/new/c.prompt.yml': 'c' });
  expect(await arrivals.found(SOURCES)).toEqual(['src/prompts/new/c.prompt.yml']);
});

test('a file that git ignores is not', async () => {
  await using repository = await buildRepository({ '.gitignore': 'out/\n', 'src/main.js': '' });
  const arrivals = await openArrivals(await openRepository(repository.root));
  await repository.write({ 'out/d.prompt.yml': 'd', 'd.prompt.yml': 'd' });
  expect(await arrivals.found(SOURCES)).toEqual(['d.prompt.yml']);
});
