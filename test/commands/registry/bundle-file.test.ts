import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runCommandLine } from '../../../src/commands/command-line.ts';
import { COMMANDS } from '../../../src/commands/table.ts';
import type { Source } from '../../../src/runtime/api.ts';
import { openPrompts } from '../../../src/runtime/open.ts';
import { directory } from '../../../src/runtime/sources/directory.ts';
import { file } from '../../../src/runtime/sources/file.ts';
import { testTerminal } from '../test-terminal.ts';

const packageDirectory = fileURLToPath(new URL('../../../', import.meta.url));

/** The example of `demo --registry`, after its story: 1.0.0 serves in both environments. */
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'prompt-eval-gate-publish-'));
  const { exitCode, messages } = await run(['demo', '--registry', '--keep', '.'], folder);
  expect(exitCode, messages).toBe(0);
});

afterAll(() => rm(folder, { recursive: true, force: true }));

async function run(words: readonly string[], from = join(folder, 'repository')) {
  const terminal = testTerminal({
    directory: from,
    packageDirectory,
    environment: { PATH: process.env.PATH },
  });
  const exitCode = await runCommandLine(words, { commands: COMMANDS, terminal });
  return { exitCode, ...terminal.written };
}

async function versionServed(environment: string, source: Source): Promise<string> {
  const prompts = await openPrompts({ environment, sources: [source] });
  try {
    return prompts.get('support', { unit: 'ada' }).version;
  } finally {
    await prompts.close();
  }
}

test('applications serve from the folder that `publish --out` wrote', async () => {
  const { exitCode } = await run(['publish', '--out', 'published']);
  expect(exitCode).toBe(0);
  const path = join(folder, 'repository/published');
  expect(await versionServed('production', directory(path))).toBe('1.0.0');
});

test('applications serve from the file that `publish --bundle` wrote: the last environment, or the one that is named', async () => {
  const path = join(folder, 'image/prompts.bundle.json');
  const last = await run(['publish', '--bundle', path, '--json']);
  expect(last.exitCode, last.messages).toBe(0);
  expect(JSON.parse(last.output)).toEqual({
    schemaVersion: 1,
    bundle: { file: path, environment: 'production', serial: 3 },
  });
  expect(await versionServed('production', file(path))).toBe('1.0.0');

  const named = await run(['publish', '--bundle', path, '--env', 'staging']);
  expect(named.output).toBe(`staging (serial 3) → ${path}: written\n`);
  expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({ pointer: { environment: 'staging' } });
});

test.for([
  ['--bundle', 'a.json', '--out', 'b'],
  ['--env', 'staging'],
  ['--bundle', 'a.json', '--env', 'produktion'],
])('`publish %j` is a mistake that says what to give', async (words) => {
  const { exitCode, messages } = await run(['publish', ...words]);
  expect(exitCode).toBe(2);
  expect(messages).toMatch(/Give either --out DIR or --redis, or --bundle FILE|Did you mean "production"/);
});
