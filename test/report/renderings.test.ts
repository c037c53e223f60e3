import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { inertOutput } from '../../src/prose/inert.ts';
import { refuseMixedOutput, writeReports } from '../../src/report/files.ts';
import { filesIn, RENDERING_OPTIONS, RENDERINGS } from '../../src/report/renderings.ts';
import { renderTerminal } from '../../src/report/terminal/terminal.ts';
import { ofPart } from '../../src/result/part.ts';
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

test('every rendering of a part says in its first lines that it is one, and none that a merge is blocked', async () => {
  const part = { prompts: [], segments: ['enterprise'], cases: [] };
  const whole = blockedResult();
  const result = ofPart({ ...whole, prompts: whole.prompts }, part, { asked: 60, leftOut: 120 });
  expect(result.verdict).toBe('partial');
  const texts = await Promise.all(
    RENDERINGS.map(async ({ render }) => [...(await render(result, undefined))].join('')),
  );
  for (const text of [...texts, renderTerminal(result, { width: 100, color: false })]) {
    expect(text).toMatch(/partial/i);
    expect(text).not.toMatch(/merge blocked/i);
  }
  const [json = '', html = '', markdown = '', junit = ''] = texts;
  expect(json.slice(0, 400)).toContain('"partial"');
  expect(JSON.parse(json)).toMatchObject({ verdict: 'partial', partial: { finding: 'block' } });
  expect(html).toContain('<h1>Partial run (segment <code>enterprise</code>');
  expect(markdown.split('\n')[0]).toMatch(/^### 🛑 partial run .*not the gate's verdict/);
  expect(junit.split('\n')[1]).toContain('name="prompt-eval-gate, partial run"');
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
