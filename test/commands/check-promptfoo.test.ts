import { describe, expect, test } from 'vitest';
import { checkSnapshot } from '../../src/commands/check/check.ts';
import { renderCheck } from '../../src/commands/check/render.ts';
import { snapshotOf } from '../kit/snapshot.ts';

const NOBODY = { apiKey: undefined, baseUrl: undefined };

async function checked(files: Record<string, string>): Promise<string> {
  const found = await checkSnapshot(snapshotOf(files), {
    configPath: '.github/prompt-eval-gate.yml',
    credentials: { providers: { openai: NOBODY, anthropic: NOBODY } },
  });
  return renderCheck(found);
}

/** What `check` says of a promptfoo config with one prompt and one test. */
const saidOf = ({
  provider = 'openai:gpt-4.1-mini',
  prompt = 'Say {{ x }}.',
  more = '',
  test: setting = '',
}) =>
  checked({
    'promptfooconfig.yaml': `prompts: [${JSON.stringify(prompt)}]
providers: [${provider}]
${more}tests: [{ vars: { x: a }, ${setting}assert: [{ type: contains, value: x }] }]
`,
  });

describe('a provider that is no model is refused by its name, whatever its settings', () => {
  test.each([
    ['anthropic:claude-agent-sdk', '`claude-agent-sdk` models are not asked here'],
    ['openai:codex-sdk', '`codex-sdk` models are not asked here'],
    ['openai:moderation', '`moderation` models are not asked here'],
    ['openai:embedding:text-embedding-3-small', '`embedding` models are not asked here'],
    ['openai:embeddings:text-embedding-3-small', '`embedding` models are not asked here'],
    ['echo', 'The provider "echo" answers with the prompt itself: it is no model.'],
    ['promptfoo:simulated-user', '"promptfoo:simulated-user" is a program of promptfoo\'s, and no model.'],
  ])('%s', async (provider, told) => {
    for (const each of [provider, `{ id: "${provider}", config: { working_dir: x } }`]) {
      const said = await saidOf({ provider: each });
      expect(said).toContain(told);
      expect(said).not.toContain('Unknown model parameter');
    }
    expect(await saidOf({ provider: `"${provider}", openai:gpt-4.1-mini` })).toContain(
      'model openai:gpt-4.1-mini',
    );
  });
});

test.each([
  [{ test: 'provider: promptfoo:simulated-user, ' }],
  [{ more: 'defaultTest: { provider: { id: promptfoo:simulated-user, config: { instructions: x } } }\n' }],
])('a simulated user is refused, not passed over: %j', async (where) => {
  expect(await saidOf(where)).toContain('`promptfoo:simulated-user` holds a conversation');
});

test('programs that run around the tests are told to be left out', async () => {
  const said = await saidOf({ more: 'extensions: ["file://hooks.py:before"]\n' });
  expect(said).toContain('`extensions` of promptfooconfig.yaml are programs, and the gate runs none');
  expect(await saidOf({ more: 'extensions: []\n' })).not.toContain('extensions');
});

test('a model for all tests is told not to be read, as one for a single test is', async () => {
  const said = await saidOf({ more: 'defaultTest: { provider: openai:gpt-4o }\n' });
  expect(said).toContain('`provider` of single cases is not read');
});

test.each([
  ['_conversation', '`_conversation` is the history of earlier tests, which is not kept'],
  ['env.TONE', '`env` is the environment, which the gate does not look at'],
])('what promptfoo itself gives to a prompt is told to be missing by its name: %s', async (name, told) => {
  expect(await saidOf({ prompt: `{{ ${name} }}{{ x }}` })).toContain(told);
});

test('a message without a text is told, since a program may fill it in', async () => {
  const files = {
    'a.prompt.yml': `model: openai/gpt-4.1-mini
messages:
  - { role: system, content: "" }
  - { role: user, content: "{{x}}" }
testData: [{ x: a }]
evaluators: [{ name: n, string: { contains: x } }]
`,
  };
  expect(await checked(files)).toContain('The system message at a.prompt.yml:3:30 is empty');
  const filled = { 'a.prompt.yml': files['a.prompt.yml'].replace('""', '"{{x}}"') };
  expect(await checked(filled)).not.toContain('is empty');
});

test('a prompt that cannot be read keeps none of the others from being checked', async () => {
  const said = await checked({
    'promptfooconfig.yaml': `prompts: ['Say {{ x }}.', 'file://make.py', 'Do {{ x }}.']
providers: [openai:gpt-4.1-mini]
tests: [{ vars: { x: a }, assert: [{ type: contains, value: x }] }]
`,
  });
  expect(said).toMatch(
    /✓ promptfooconfig\.yaml#1\n[^✗✓]*✗ promptfooconfig\.yaml#2\n.*1:27: "make\.py" is a program/,
  );
  expect(said).toContain('✓ promptfooconfig.yaml#3');
});

test.each([
  ['in quotes', '"Say\\n{{ x }\\n{{ x }}"', 1],
  ['in quotes over lines', '"Say\n\n  {{ y }}\n\n  {{ x }}"', 3],
  ['in a block', '|\n  Say\n  {{ y }}\n  {{ x }}', 3],
])('a mistake in a prompt %s has the line where it stands', async (_, prompt, line) => {
  const said = await checked({
    'promptfooconfig.yaml': `prompts: ${prompt.includes('|') ? `\n  - ${prompt.replaceAll('\n', '\n  ')}` : prompt}
providers: [openai:gpt-4.1-mini]
tests: [{ vars: { x: a }, assert: [{ type: contains, value: x }] }]
`,
  });
  const shift = prompt.includes('|') ? 1 : 0;
  expect(said).toMatch(new RegExp(`✗ promptfooconfig\\.yaml\n    promptfooconfig\\.yaml:${line + shift}:`));
});

test('scripts that a file of tests names are looked for beside the config first, as promptfoo does', async () => {
  const files = {
    'evals/promptfooconfig.yaml':
      'prompts: ["Say {{ x }}."]\nproviders: [openai:gpt-4.1-mini]\ntests: [file://tests/*.yml]\n',
    'evals/tests/a.yml':
      '- { vars: { x: a }, options: { transform: "file://tests/clean.js" }, assert: [{ type: javascript, value: "file://tests/short.mjs" }] }\n',
    'evals/tests/short.mjs': 'export default (output) => output.length < 9;\n',
    'evals/tests/clean.js': 'module.exports = (output) => output.trim();\n',
  };
  expect(await checked(files)).toContain('✓ evals/promptfooconfig.yaml');
  const { 'evals/tests/short.mjs': _, ...without } = files;
  expect(await checked(without)).toContain(
    'The script "tests/short.mjs" is not there. Looked for evals/tests/short.mjs and evals/tests/tests/short.mjs and tests/short.mjs.',
  );
});

test('a text that only begins like the name of a file is told in one line', async () => {
  const value = JSON.stringify('file://a.txt\n\nand more');
  const said = await checked({
    'promptfooconfig.yaml': `prompts: ["Say {{ x }}."]\nproviders: [openai:gpt-4.1-mini]\ntests: [{ vars: { x: ${value} }, assert: [{ type: contains, value: x }] }]\n`,
  });
  expect(said).toContain('The file "a.txt…" is not there.');
  expect(said).not.toContain('and more');
});
