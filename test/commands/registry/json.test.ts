import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runCommandLine } from '../../../src/commands/command-line.ts';
import { COMMANDS } from '../../../src/commands/table.ts';
import { REGISTRY_SCHEMAS } from '../../../src/domain/registry-json.ts';
import { testTerminal } from '../test-terminal.ts';

const packageDirectory = fileURLToPath(new URL('../../../', import.meta.url));

/** The example of `demo --registry`, after its story: a version was overridden into production and rolled back. */
let folder: string;
let told: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'prompt-eval-gate-registry-json-'));
  const { exitCode, output, messages } = await run(['demo', '--registry', '--keep', '.'], folder);
  expect(exitCode, messages).toBe(0);
  told = output;
}, 120_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

async function run(words: readonly string[], directory = join(folder, 'repository')) {
  const terminal = testTerminal({ directory, packageDirectory, environment: { PATH: process.env.PATH } });
  const exitCode = await runCommandLine(words, { commands: COMMANDS, terminal });
  return { exitCode, ...terminal.written };
}

type Name = keyof typeof REGISTRY_SCHEMAS;

/** The output of a command, which its schema has to describe without a field left out. */
async function json(name: Name, words: readonly string[]) {
  const { exitCode, output, messages } = await run([...words, '--json']);
  expect(messages).toBe('');
  const printed: unknown = JSON.parse(output);
  expect(REGISTRY_SCHEMAS[name].parse(printed)).toEqual(printed);
  const published = new URL(`../../../schema/${name}.schema.json`, import.meta.url);
  const validate = new Ajv2020({ strict: false }).compile(JSON.parse(await readFile(published, 'utf8')));
  expect(validate(printed), JSON.stringify(validate.errors)).toBe(true);
  return { exitCode, printed };
}

test('status says what serves, what is held and what main has', async () => {
  const { exitCode, printed } = await json('status', ['status']);
  expect(exitCode).toBe(0);
  expect(printed).toMatchObject({
    environments: {
      staging: { serial: 3, prompts: { support: { segments: { '*': { '1.0.0': 1 } } } } },
      production: {
        serial: 3,
        prompts: {
          support: {
            segments: { '*': { '1.0.0': 1 } },
            versions: { '1.0.0': { status: 'active' } },
            held: [{ version: '1.1.0', until: null, reason: 'standard customers are handed over to nobody' }],
            onMain: '1.0.0',
          },
        },
      },
    },
    from: { branch: 'prompt-registry', asked: 'remote' },
    notes: [],
  });
});

test('status of a registry that does not exist yet has its shape too', async () => {
  const { printed } = await json('status', ['status', '--remote', join(folder, 'nowhere.git')]);
  expect(printed).toMatchObject({ environments: { production: { serial: 0, prompts: {} } } });
});

test('history has both versions, newest first, with the block that was overridden', async () => {
  const { printed } = await json('history', ['history', 'support']);
  expect(printed).toMatchObject({
    prompt: 'support',
    versions: [
      {
        version: '1.1.0',
        raised: 'minor',
        pullRequest: 12,
        evidence: [{ verdict: 'block', environment: 'production', cases: 180 }],
      },
      { version: '1.0.0', raised: null, status: 'active' },
    ],
  });
});

test('the difference of two versions is that of their contents', async () => {
  const { printed } = await json('history-diff', ['history', 'support', '--diff', '1.0.0..1.1.0']);
  expect(printed).toMatchObject({
    diff: expect.stringContaining('When in doubt about any answer, escalate'),
  });
});

test('at tells the version that served then, who had promoted it, and that its evidence blocked', async () => {
  const [, time = ''] = /at (\S+) support/.exec(told) ?? [];
  const { printed } = await json('at', ['at', time, 'support', '--env', 'production']);
  expect(printed).toMatchObject({
    version: '1.1.0',
    weight: 1,
    event: {
      type: 'promoted',
      actor: { name: 'release manager', source: 'terminal' },
      reason: 'fewer invented figures before the audit',
    },
    evidence: { verdict: 'block' },
  });
});

test('verify has no problem with what the commands wrote', async () => {
  const { exitCode, printed } = await json('verify', ['verify']);
  expect(exitCode).toBe(0);
  expect(printed).toMatchObject({ ok: true, signed: false, events: 13, problems: [] });
});

test('a rollback says from where to where; with nothing to go back to, what the problem is', async () => {
  const rollback = ['rollback', 'support', '--reason', 'a test', '--dry-run'];
  const staging = await json('rollback', [...rollback, '--env', 'staging']);
  expect(staging.exitCode).toBe(0);
  expect(staging.printed).toMatchObject({ from: '1.0.0', to: '1.1.0', recorded: false, dryRun: true });
  const production = await json('rollback', [...rollback, '--env', 'production']);
  expect(production.exitCode).toBe(1);
  expect(production.printed).toMatchObject({ from: null, to: null });
});

test('the demo does not write into a folder that already has something in it', async () => {
  const own = await mkdtemp(join(folder, 'full-'));
  await writeFile(join(own, 'mine.txt'), 'mine');
  const { exitCode, messages } = await run(['demo', '--registry', '--keep', own], folder);
  expect(exitCode).toBe(2);
  expect(messages).toContain('is not empty');
  expect(await readdir(own)).toEqual(['mine.txt']);
});

test('observe says what it counted and what it left out, and status and history show it', async () => {
  const at = new Date(Date.now() - 3_600_000).toISOString();
  const row = { at, environment: 'production', prompt: 'support', version: '1.0.0', segment: 'nobody' };
  const lines = [
    { id: '1', ...row, metrics: { resolved: true } },
    { id: '2', ...row, version: '8.0.0', metrics: { resolved: true } },
    { id: '3', ...row, at: 'never' },
    { id: '4', ...row, metrics: { resolved: false, 'no name': 1 } },
  ];
  const text = lines.map((line) => JSON.stringify(line)).join('\n');
  await writeFile(join(folder, 'repository', 'observations.jsonl'), text);
  const { printed } = await json('observe', ['observe', 'observations.jsonl']);
  expect(printed).toMatchObject({
    dryRun: false,
    rows: { read: 4, counted: 2, unknown: 1, unreadable: 1 },
    observed: [{ prompt: 'support', environment: 'production', observations: 2 }],
    problems: [{ path: 'observations.jsonl', line: 3, row: null }],
    unknown: [{ what: 'version', name: 'support 8.0.0', rows: 1 }],
    otherSegments: [{ prompt: 'support', segment: 'nobody', rows: 2 }],
    undeclared: [{ metric: 'no name', rows: 1 }],
  });
  const shown = { metric: 'resolved', n: 2, mean: 0.5, units: 2 };
  const status = await json('status', ['status']);
  expect(status.printed).toMatchObject({
    environments: { production: { prompts: { support: { observed: { observations: 2 } } } } },
  });
  const { printed: history } = await json('history', ['history', 'support']);
  expect(JSON.stringify(history)).toContain(JSON.stringify({ environment: 'production', ...shown }));
});
