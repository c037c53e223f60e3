import { afterEach, expect, test } from 'vitest';
import { gate } from '../../src/commands/gate.ts';
import { findPrompts } from '../../src/commands/registry/main-prompts.ts';
import { defaultConfig } from '../../src/config/schema.ts';
import { startFaultServer } from '../kit/fault-server.ts';
import { buildRepository } from '../kit/repository.ts';
import { snapshotOf } from '../kit/snapshot.ts';

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

const prompt = (rule: string) => `const { ask } = require('./lib/ask.js');
module.exports = ({ vars }) => [{ role: 'system', content: '${rule}' }, { role: 'user', content: ask(vars.topic) }];
`;
const tests = (word: string) => `export default Array.from({ length: 20 }, (_, index) => ({
  vars: { topic: 'topic ' + index }, assert: [{ type: 'icontains', value: '${word}' }] }));
`;

const BASE: Record<string, string> = {
  'evals/promptfooconfig.yaml': `prompts: [file://prompt.js]
providers: [{ id: 'openai:gpt-4.1-mini-2025-04-14', config: { temperature: 0 } }]
tests: file://tests.mjs
`,
  'evals/prompt.js': prompt('Name the page.'),
  'evals/lib/ask.js': "exports.ask = (topic) => 'Where is ' + topic + '?';\n",
  'evals/tests.mjs': tests('settings'),
};

/** The gate on a pull request that makes this edit. */
async function judge(edit: Record<string, string>, base = BASE) {
  const [server, repository] = await Promise.all([
    startFaultServer((request) => ({
      kind: 'answer',
      text: JSON.stringify(request.body.messages).includes('never') ? 'Ask a person.' : 'In the settings.',
    })),
    buildRepository(base),
  ]);
  cleanUps.push(server.close, repository.dispose);
  await repository.branch('edit');
  await repository.write(edit);
  await repository.commit('edit');
  const result = await gate({
    directory: repository.root,
    base: 'main',
    head: { kind: 'revision', ref: 'edit' },
    configPath: '.github/prompt-eval-gate.yml',
    credentials: {
      providers: {
        openai: { apiKey: 'key', baseUrl: server.openai },
        anthropic: { apiKey: undefined, baseUrl: undefined },
      },
    },
    offline: false,
    version: '0.0.0',
    log: () => {},
  });
  return { result, asked: server.seen.map(({ body }) => JSON.stringify(body.messages)) };
}

test('a prompt function that a pull request makes worse is blocked, each arm asked by its own version', async () => {
  const { result, asked } = await judge({ 'evals/prompt.js': prompt('You never name the page.') });
  expect(result.verdict).toBe('block');
  expect(asked.filter((each) => each.includes('"Name the page."'))).toHaveLength(20);
  expect(asked.filter((each) => each.includes('You never name the page.'))).toHaveLength(20);
  expect(asked.every((each) => /Where is topic \d+\?/.test(each))).toBe(true);
});

test('a change of what the function imports is a change of the prompt', async () => {
  const ask = "exports.ask = (topic) => 'Say never ' + topic;\n";
  const { result, asked } = await judge({ 'evals/lib/ask.js': ask });
  expect(result.verdict).toBe('block');
  expect(asked.some((each) => each.includes('Say never topic 3'))).toBe(true);
});

test('tests that a program makes otherwise are told, and those of the base count', async () => {
  const { result } = await judge({
    'evals/prompt.js': prompt('You never name the page.'),
    'evals/tests.mjs': tests('person'),
  });
  expect(result.verdict).toBe('block');
  expect(result.prompts[0]?.notices.map(({ code }) => code)).toContain('suite-weakened');
});

const BROKEN = prompt('Name the page.').replace('vars.topic', 'process.env.TOPIC');

test('a program that fails at the head is an error, told by name', async () => {
  const { result, asked } = await judge({ 'evals/prompt.js': BROKEN });
  expect(result.verdict).toBe('error');
  expect(JSON.stringify(result)).toContain("evals/prompt.js:2 cannot be used: 'process' is not defined");
  expect(asked).toEqual([]);
});

test('one that fails at the base only can be repaired: there is no baseline', async () => {
  const { result } = await judge(
    { 'evals/prompt.js': prompt('Name the page.') },
    { ...BASE, 'evals/prompt.js': BROKEN },
  );
  expect(result.verdict).toBe('pass');
  expect(result.prompts[0]?.notices.map(({ code }) => code)).toContain('baseline-unusable');
});

test('the registry keeps no versions of a prompt that a program makes', async () => {
  const { prompts, unreadable } = await findPrompts(snapshotOf(BASE), defaultConfig());
  expect(prompts).toEqual([]);
  expect(unreadable[0]?.mistakes[0]?.message).toContain(
    'evals/prompt.js makes this prompt, so there is no text to serve.',
  );
});
