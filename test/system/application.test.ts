import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, inject, test } from 'vitest';
import type { Bundle } from '../../src/domain/bundle.ts';
import type { PointerPrompt } from '../../src/domain/pointer.ts';
import type { Observation } from '../../src/runtime/api.ts';
import { type AskedModel, startModels } from '../kit/models.ts';
import { greeting, publishInto, serving } from '../kit/published.ts';
import { type StaticServer, startStaticServer } from '../kit/static-server.ts';

/** A support prompt that says its version in the user's message. */
function support(version: string): Bundle {
  return { ...greeting(version), messages: [{ role: 'user', template: `[${version}] {{user_message}}` }] };
}

const one = support('1.0.0');
const two = support('1.1.0');

type Answered = { id: string; version: string; serial: number; text?: string; problem?: string };

/** fixtures/app as a user runs it, with the built package and the `openai` SDK installed beside it. */
async function startApplication(home: string, environment: Record<string, string>) {
  const modules = join(home, 'node_modules');
  await mkdir(modules, { recursive: true });
  await symlink(join(inject('dist'), '..'), join(modules, 'prompt-eval-gate'));
  await symlink(join(import.meta.dirname, '../../node_modules/openai'), join(modules, 'openai'));
  await cp(join(import.meta.dirname, '../../fixtures/app'), home, { recursive: true });
  const program: ChildProcess = spawn(process.execPath, ['--preserve-symlinks', join(home, 'app.mjs')], {
    cwd: home,
    env: { PATH: process.env.PATH, OPENAI_API_KEY: 'sk-test', ...environment },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const { stdin, stdout } = program;
  if (!stdin || !stdout) throw new Error('the application has no input or no output');
  const lines = createInterface({ input: stdout })[Symbol.asyncIterator]();
  return {
    async ask(id: string): Promise<Answered> {
      stdin.write(`${JSON.stringify({ id, tier: 'standard', question: 'Where are my backups?' })}\n`);
      const { value } = await lines.next();
      if (value === undefined) throw new Error('the application ended');
      return JSON.parse(value);
    },
    async end(): Promise<number> {
      const ended = once(program, 'exit');
      stdin.end();
      const [exitCode] = await ended;
      return exitCode;
    },
  };
}

let home = '';
let models: AskedModel;
let server: StaticServer;
const published = () => join(home, 'published');

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'application-'));
  models = await startModels((_, user) => `Answer to ${user}`);
  server = await startStaticServer(published());
});

afterEach(async () => {
  await server[Symbol.asyncDispose]();
  await models.stop();
  await rm(home, { recursive: true, force: true });
});

async function observations(): Promise<Observation[]> {
  const text = await readFile(join(home, 'observations.jsonl'), 'utf8');
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}

test('the example application answers users while what serves them changes, and records every call', async () => {
  await publishInto(published(), serving(1, { '1.0.0': one, '1.1.0': two }));
  const application = await startApplication(home, { PROMPTS: server.url, ...models.environment });
  expect(await application.ask('ada')).toEqual({
    ...{ id: 'ada', version: '1.1.0', serial: 1 },
    text: 'Answer to [1.1.0] Where are my backups?',
  });

  await publishInto(published(), serving(2, { '1.1.0': two, '1.0.0': one }));
  let last = await application.ask('ada');
  let calls = 2;
  for (; last.serial === 1; calls += 1) last = await application.ask('ada');
  expect(last).toMatchObject({
    version: '1.0.0',
    serial: 2,
    text: 'Answer to [1.0.0] Where are my backups?',
  });
  expect(await application.end()).toBe(0);

  const recorded = await observations();
  expect(recorded).toHaveLength(calls);
  expect(recorded.at(-1)).toMatchObject({
    version: '1.0.0',
    serial: 2,
    propensity: 1,
    metrics: { error: false },
  });
});

test('in the example application, a version whose calls fail is left out, and the other takes its users', async () => {
  const allocation: PointerPrompt['allocation'] = {
    '*': [
      ['1.0.0', [0, 5_000]],
      ['1.1.0', [5_000, 10_000]],
    ],
  };
  await publishInto(published(), serving(1, { '1.0.0': one, '1.1.0': two }, { allocation }));
  models.refuse((user) => user.startsWith('[1.1.0]'));
  const application = await startApplication(home, { PROMPTS: published(), ...models.environment });
  const answers: Answered[] = [];
  for (let user = 0; user < 200; user += 1) answers.push(await application.ask(`user-${user}`));
  expect(await application.end()).toBe(0);

  const failed = answers.filter(({ problem }) => problem !== undefined);
  expect(failed.map(({ version }) => version)).toEqual(Array.from({ length: 25 }, () => '1.1.0'));
  expect(answers.slice(-100).every(({ version, text }) => version === '1.0.0' && text !== undefined)).toBe(
    true,
  );
});
