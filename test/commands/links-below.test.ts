import { mkdir, mkdtemp, readdir, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openToAppend } from '../../src/base/append-to.ts';
import { runCommandLine } from '../../src/commands/command-line.ts';
import { COMMANDS } from '../../src/commands/table.ts';
import { buildRepository, type TestRepository } from '../kit/repository.ts';
import { testTerminal } from './test-terminal.ts';

let outside: string;
let clone: TestRepository;
beforeAll(async () => {
  outside = await mkdtemp(join(tmpdir(), 'outside-'));
  clone = await buildRepository({ 'a.txt': 'a' });
  await symlink(outside, join(clone.root, 'a'));
});
afterAll(async () => {
  await clone[Symbol.asyncDispose]();
  await rm(outside, { recursive: true });
});

async function check(...words: string[]) {
  const terminal = testTerminal({ directory: clone.root });
  const code = await runCommandLine(['check', ...words], { commands: COMMANDS, terminal });
  return { code, ...terminal.written };
}

test('a folder that a repository links elsewhere is not written through', async () => {
  const { code, messages } = await check('--sarif', 'a/x.sarif');
  expect([code, messages]).toEqual([2, expect.stringContaining('a is a symbolic link')]);
  await expect(openToAppend(join(clone.root, 'a/b/o.jsonl'), clone.root)).rejects.toThrow(
    'a is a symbolic link',
  );
  expect(await readdir(outside)).toEqual([]);
});

test('what the user names elsewhere is the user’s own, and folders of the clone are made', async () => {
  await check('--sarif', join(outside, 'own/x.sarif'));
  await check('--sarif', 'made/x.sarif');
  for (const path of [join(outside, 'own/x.sarif'), join(clone.root, 'made/x.sarif')]) {
    expect(JSON.parse(await readFile(path, 'utf8')).version).toBe('2.1.0');
  }
  await mkdir(join(outside, 'rows'));
  await using file = await openToAppend(join(outside, 'rows/o.jsonl'), clone.root);
  await file.appendFile('row\n');
  await rm(outside, { recursive: true });
  await mkdir(outside);
});

test('- prints SARIF to the standard output, and what people read beside it', async () => {
  const { output, messages } = await check('--sarif', '-');
  expect(JSON.parse(output).version).toBe('2.1.0');
  expect(messages).toContain('No prompt');
  expect((await check('--sarif', '-', '--json')).messages).toContain('give one of both');
  expect(await readdir(clone.root)).not.toContain('-');
});
