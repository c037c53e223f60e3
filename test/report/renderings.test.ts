import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { inertOutput } from '../../src/prose/inert.ts';
import { refuseMixedOutput, writeReports } from '../../src/report/files.ts';
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

test('the path `-` is the standard output, whose JSON keeps every character and sends none that acts', async () => {
  const hostile = 'a \u202e b \u001b[31m ##[error] c \u2028 \u{e0041}';
  const result = blockedResult();
  const notices = [{ code: 'x', gravity: 'fact', text: hostile } as const];
  let output = '';
  const written: string[] = [];
  const how = {
    output: { write: (text: string) => (output += text) },
    onWritten: (path: string) => written.push(path),
  };
  const directory = await temporaryDirectory();
  const junit = join(directory, 'junit.xml');
  await writeReports({ ...result, notices }, { json: '-', junit }, how);
  expect(JSON.parse(output).notices[0].text).toBe(hostile);
  expect(inertOutput(output)).toBe(output);
  expect(written).toEqual([junit]);
});

test('only one rendering can be the standard output', () => {
  expect(() => refuseMixedOutput({ json: '-', html: 'page.html' })).not.toThrow();
  expect(() => refuseMixedOutput({ json: '-', html: '-' })).toThrow('`--json -` and `--html -`');
});

async function temporaryDirectory(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'renderings-'));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  return directory;
}
