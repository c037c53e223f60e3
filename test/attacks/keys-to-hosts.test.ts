import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { runCommandLine } from '../../src/commands/command-line.ts';
import { COMMANDS } from '../../src/commands/table.ts';
import { credentialsFrom } from '../../src/model/credentials.ts';
import { testTerminal } from '../commands/test-terminal.ts';
import { type AskedModel, startModels } from '../kit/models.ts';
import { buildRepository, type TestRepository } from '../kit/repository.ts';
import {
  answerByRule,
  BASE,
  CONFIG,
  CONFIG_FILE,
  HARMLESS_RULE,
  PROMPT,
  promptFile,
} from '../kit/support.ts';

const POLICY_KEY = { VICTIM_API_KEY: 'a-key-of-the-user' };

let thief: AskedModel;
/** A stranger's clone whose policy sends the user's key to a host of the stranger's. */
let clone: TestRepository;
/** The address of the thief, which does not look like this machine. */
let origin = '';
let state = '';

beforeAll(async () => {
  thief = await startModels(answerByRule);
  origin = new URL(thief.environment.OPENAI_BASE_URL).origin.replace('127.0.0.1', '0.0.0.0');
  const models = `models:\n  mine: { provider: openai, model: m-2026-01-01, base-url: "${origin}/v1", key-variable: VICTIM_API_KEY }\n`;
  clone = await buildRepository({
    ...BASE,
    [PROMPT]: promptFile('Help.', 'mine'),
    [CONFIG]: `${CONFIG_FILE}${models}`,
  });
  await clone.write({ [PROMPT]: promptFile(HARMLESS_RULE, 'mine') });
});
afterAll(async () => {
  await thief.stop();
  await clone.dispose();
});
beforeEach(async () => {
  thief.reset();
  state = join(clone.root, '.git', `state-${process.hrtime.bigint()}`);
  await mkdir(state);
});

/** Gives a command in the clone, and the questions that were asked. */
async function give(words: string[], answers?: string[]) {
  const questions: string[] = [];
  const terminal = testTerminal({
    directory: clone.root,
    environment: { XDG_STATE_HOME: state },
    credentials: credentialsFrom(POLICY_KEY),
    ...(answers && {
      ask: async (question: string) => {
        questions.push(question);
        expect(thief.calls()).toBe(0);
        return answers.shift() ?? '';
      },
    }),
  });
  const exitCode = await runCommandLine(words, { commands: COMMANDS, terminal });
  const text = `${terminal.written.output}${terminal.written.messages}`.replaceAll(/\s+/g, ' ');
  return { exitCode, text, questions, messages: terminal.written.messages };
}

const COMMANDS_THAT_ASK = [[['gate', '--base', 'main']], [['selfcheck', '--fresh']]];

describe.each(COMMANDS_THAT_ASK)('%j in a clone whose policy names a host', (words) => {
  test('sends no key where nobody can be asked, and names host and variable', async () => {
    const { exitCode, text } = await give(words);
    expect(exitCode).toBe(2);
    expect(text).toContain(`sends the key in VICTIM_API_KEY to ${origin}/v1,`);
    expect(text).toContain('give --yes');
    expect(thief.calls()).toBe(0);
  });

  test.each(['', 'n', 'no', 'yesterday'])('sends no key after the answer "%s"', async (answer) => {
    const { exitCode, questions } = await give(words, [answer]);
    expect(exitCode).toBe(2);
    expect(questions).toHaveLength(1);
    expect(thief.calls()).toBe(0);
  });

  test('asks once, and remembers it outside of the clone', async () => {
    const first = await give(words, ['y']);
    expect(first.questions).toEqual([
      `Only this repository's policy says so: send the key in VICTIM_API_KEY to ${origin}/v1? [y/N] `,
    ]);
    const file = join(state, 'prompt-eval-gate', 'agreed-hosts');
    expect(await readFile(file, 'utf8')).toBe(`VICTIM_API_KEY ${origin}/v1\n`);
    const second = await give(words, []);
    expect(second.questions).toEqual([]);
    expect(second.text).not.toContain('nobody has agreed');
    expect(thief.calls()).toBeGreaterThan(0);
  });

  test('with --yes nothing is asked nor remembered, and the host is named all the same', async () => {
    const { questions, messages } = await give([...words, '--yes'], []);
    expect(questions).toEqual([]);
    expect(messages).toContain(`Keys are sent to ${origin}/v1 (VICTIM_API_KEY).`);
    expect(await readdir(state)).toEqual([]);
  });

  test('an agreement to another variable, another host or another path of it is none to this', async () => {
    await mkdir(join(state, 'prompt-eval-gate'));
    const others = `OTHER_API_KEY ${origin}/v1\nVICTIM_API_KEY ${origin}0/v1\nVICTIM_API_KEY ${origin}\nVICTIM_API_KEY ${origin}/other/v1\n`;
    await writeFile(join(state, 'prompt-eval-gate', 'agreed-hosts'), others);
    expect((await give(words)).exitCode).toBe(2);
    expect(thief.calls()).toBe(0);
  });
});

test('--yes of a watch agrees to the hosts of its first run, not to those of what is saved later', async () => {
  const own = await startModels(answerByRule);
  await using repository = await buildRepository({
    ...BASE,
    [CONFIG]: `${CONFIG_FILE}smoke: { cases: 20 }\n`,
  });
  await repository.write({ [PROMPT]: promptFile(HARMLESS_RULE) });
  const stop = new AbortController();
  let said = '';
  const terminal = testTerminal({
    directory: repository.root,
    environment: { XDG_STATE_HOME: state },
    credentials: credentialsFrom({ ...own.environment, OPENAI_API_KEY: 'a-key-of-the-user' }),
    interruption: () => stop.signal,
    messages: { write: (text) => (said += text) },
  });
  const ended = runCommandLine(['gate', '--base', 'main', '--watch', '--any-cost', '--yes'], {
    commands: COMMANDS,
    terminal,
  });
  await expect.poll(() => said, { timeout: 60_000 }).toContain('Waiting for a file');
  expect(own.calls()).toBeGreaterThan(0);
  const models = `models:\n  stolen: { provider: openai, model: m-2026-01-01, base-url: "${origin}/v1", key-variable: OPENAI_API_KEY }\n`;
  await repository.write({
    [CONFIG]: `${CONFIG_FILE}${models}smoke: { cases: 20 }\n`,
    [PROMPT]: promptFile(`${HARMLESS_RULE} Now.`, 'stolen'),
  });
  await expect.poll(() => said.split('Waiting for a file').length, { timeout: 60_000 }).toBeGreaterThan(2);
  stop.abort();
  await ended;
  await own.stop();
  expect(terminal.written.output.replaceAll(/\s+/g, ' ')).toContain('nobody has agreed to that here');
  expect(thief.calls()).toBe(0);
});

test('offline, no key goes anywhere, and nothing is asked', async () => {
  const { questions, text } = await give(['gate', '--base', 'main', '--offline'], []);
  expect(questions).toEqual([]);
  expect(text).not.toContain('Keys are sent');
});

describe('a prompt that names a vendor, and a host of its own', () => {
  const config = (name: string) => `prompts: ["Never mind {{x}}."]
providers:
  - id: ${name}
    config: { apiBaseUrl: "${origin}/v1", apiHost: "${origin}", headers: { x: y } }
tests: [{ vars: { x: 1 }, assert: [{ type: contains, value: x }] }]
`;

  /** A host that notes the keys that it is sent. */
  const startHost = async () => {
    const keys: (string | undefined)[] = [];
    const server = createServer((request, response) => {
      keys.push(request.headers.authorization);
      request.resume();
      response.setHeader('content-type', 'application/json');
      const choices = [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content: 'x' } }];
      response.end(JSON.stringify({ id: 'x', object: 'chat.completion', model: 'm', choices }));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    const stop = () => {
      server.closeAllConnections();
      server.close();
    };
    return { url: `http://127.0.0.1:${address.port}/v1`, keys, [Symbol.dispose]: stop };
  };

  test.each([
    ['groq:llama-x', 'groq', 'gsk-1'],
    ['mistral:m', 'mistral', 'm-1'],
    ['ollama:chat:llama3', 'ollama', 'none'],
  ])('%s is asked at the vendor only, with its key', async (name, word, key) => {
    using vendor = await startHost();
    await using repository = await buildRepository({
      'promptfooconfig.yaml': config(name),
      [CONFIG]: `models:\n  "${word}:*": { provider: ${word}, model: "*", base-url: "${vendor.url}" }\n`,
    });
    await repository.write({ 'promptfooconfig.yaml': config(name).replace('Never', 'Do') });
    const keys = { GROQ_API_KEY: 'gsk-1', MISTRAL_API_KEY: 'm-1', OPENAI_API_KEY: 'sk-1' };
    const terminal = testTerminal({
      directory: repository.root,
      environment: { XDG_STATE_HOME: state },
      credentials: credentialsFrom({ ...keys, OPENAI_BASE_URL: thief.environment.OPENAI_BASE_URL }),
    });
    await runCommandLine(['gate', '--base', 'main'], { commands: COMMANDS, terminal });
    expect(thief.calls()).toBe(0);
    expect(new Set(vendor.keys)).toEqual(new Set([`Bearer ${key}`]));
  });

  test.each(['"groq:llama-x"', '"groq:*"'])(
    'nor does a revision under test move %s to another host',
    async (entry) => {
      await using repository = await buildRepository({ 'promptfooconfig.yaml': config('groq:llama-x') });
      await repository.branch('edit');
      await repository.write({
        'promptfooconfig.yaml': config('groq:llama-x').replace('Never', 'Do'),
        [CONFIG]: `models:\n  ${entry}: { provider: groq, model: llama-x, base-url: "${thief.environment.OPENAI_BASE_URL}" }\n`,
      });
      await repository.commit('edit');
      const terminal = testTerminal({
        directory: repository.root,
        environment: { XDG_STATE_HOME: state },
        credentials: credentialsFrom({ GROQ_API_KEY: 'gsk-1' }),
      });
      const words = ['gate', '--base', 'main', '--head', 'edit'];
      expect(await runCommandLine(words, { commands: COMMANDS, terminal })).toBe(2);
      expect(terminal.written.output.replaceAll(/\s+/g, ' ')).toContain(
        'would send a key where only the revision under test says. Merge the policy first: the base',
      );
      expect(thief.calls()).toBe(0);
    },
  );
});
