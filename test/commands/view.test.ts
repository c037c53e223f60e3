import { readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runCommandLine } from '../../src/commands/command-line.ts';
import { keepResult } from '../../src/commands/last-result.ts';
import { COMMANDS } from '../../src/commands/table.ts';
import { openerOf } from '../../src/commands/view/browser.ts';
import { ofPart } from '../../src/result/part.ts';
import { buildRepository } from '../kit/repository.ts';
import { blockedResult } from '../kit/results.ts';
import { testTerminal } from './test-terminal.ts';

async function view(directory: string) {
  const terminal = testTerminal({ directory });
  const exitCode = await runCommandLine(['view', '--print'], { commands: COMMANDS, terminal });
  return { exitCode, ...terminal.written };
}

test('the page of the last result, of a part too, is written and its path printed', async () => {
  await using repository = await buildRepository({ 'a.txt': 'a' });
  expect(await view(repository.root)).toMatchObject({ exitCode: 2, output: '' });
  const folder = join(repository.root, '.git/prompt-eval-gate');
  const whole = blockedResult();
  await keepResult(folder, { result: whole });
  const first = await view(repository.root);
  const path = join(folder, 'last-report.html');
  expect(first).toEqual({ exitCode: 0, output: `${path}\n`, messages: '' });
  expect(await readFile(path, 'utf8')).toContain('Merge blocked');
  const part = { prompts: [], segments: ['enterprise'], cases: [] };
  await keepResult(folder, { result: ofPart(whole, part) });
  await view(repository.root);
  expect(await readFile(path, 'utf8')).toContain('Partial run');
});

test('neither a result nor a page leads to a file of somebody else', async () => {
  await using repository = await buildRepository({ 'a.txt': 'a' });
  const folder = join(repository.root, '.git/prompt-eval-gate');
  await keepResult(folder, { result: blockedResult() });
  const page = join(folder, 'last-report.html');
  await symlink(join(repository.root, 'a.txt'), page);
  expect((await view(repository.root)).messages).toContain('it is a symbolic link');
  expect(await readFile(join(repository.root, 'a.txt'), 'utf8')).toBe('a');
  await rm(page);

  const kept = join(folder, 'last-result.json');
  const elsewhere = join(repository.root, 'elsewhere.json');
  await writeFile(elsewhere, await readFile(kept));
  await rm(kept);
  await symlink(elsewhere, kept);
  expect(await view(repository.root)).toMatchObject({ exitCode: 2, output: '' });
});

test('the path is one argument of the program that opens it, on every system', () => {
  const path = '/tmp/a & calc; $(x)/report.html';
  for (const platform of ['linux', 'darwin', 'win32'] as const) {
    const { file, words } = openerOf(path, { platform, environment: { SystemRoot: 'C:\\Windows' } });
    expect(words.at(-1)).toBe(path);
    expect(file).not.toMatch(/cmd|sh$/);
  }
});
