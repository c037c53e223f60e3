import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { writeReports } from '../../src/report/files.ts';
import { filesIn, RENDERING_OPTIONS, RENDERINGS } from '../../src/report/renderings.ts';
import { blockedResult } from '../kit/results.ts';

test('every rendering has its file in the report directory', async () => {
  const directory = await temporaryDirectory();
  await writeReports(blockedResult(), filesIn(join(directory, 'reports')));
  const names = await readdir(join(directory, 'reports'));
  expect(names.sort()).toEqual(RENDERINGS.map(({ fileName }) => fileName).sort());
  for (const name of names) {
    expect(await readFile(join(directory, 'reports', name), 'utf8')).toContain('enterprise');
  }
});

test('every rendering has an option, and only what is asked for is written', async () => {
  const directory = await temporaryDirectory();
  const args = RENDERINGS.map(({ name }) => `--${name}=${join(directory, name)}`);
  const { values } = parseArgs({ args, options: RENDERING_OPTIONS });
  expect(Object.keys(values)).toHaveLength(RENDERINGS.length);
  await writeReports(
    blockedResult(),
    parseArgs({ args: args.slice(0, 1), options: RENDERING_OPTIONS }).values,
  );
  expect(await readdir(directory)).toEqual(['json']);
});

async function temporaryDirectory(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'renderings-'));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  return directory;
}
