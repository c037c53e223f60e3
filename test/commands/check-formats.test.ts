import { describe, expect, test } from 'vitest';
import { ConfigurationError } from '../../src/base/errors.ts';
import { checkSnapshot } from '../../src/commands/check/check.ts';
import { checkJson } from '../../src/commands/check/json.ts';
import { snapshotOf } from '../kit/snapshot.ts';

const POLICY = '.github/prompt-eval-gate.yml';
const NOBODY = { apiKey: undefined, baseUrl: undefined };
const KEY = `ghp_${'a1B2c3D4e5'.repeat(4).slice(0, 36)}`;
const EXAMPLE = 'Where do I find the invoices of last year?';

async function check(files: Record<string, string>, snapshot = snapshotOf(files)) {
  return checkJson(
    await checkSnapshot(snapshot, {
      configPath: POLICY,
      credentials: { providers: { openai: NOBODY, anthropic: NOBODY } },
      today: '2026-11-29',
    }),
  );
}

const questions = [
  EXAMPLE,
  ...Array.from(
    { length: 19 },
    (_, index) => `Why is page ${index} of ${'abcdefghijklmnopqrs'[index]} so slow now?`,
  ),
];
const CASES = questions.map((question) => ({
  vars: { question, city: 'Rome' },
  assert: [{ type: 'regex', value: '.*' }],
}));
const SUITE = JSON.stringify(CASES);

const system = (question: string) =>
  `You help. Example: ${EXAMPLE} Ask jane.doe@acme.io, key ${KEY}. The user says ${question} and expects help.`;
const yamlText = (text: string) => JSON.stringify(text);

const MODEL = 'openai:gpt-4.1-mini';
const entry = (path: string) => `prompts: [{ path: ${path}, suite: a.suite.json, model: "${MODEL}" }]\n`;

const FORMATS: [name: string, files: Record<string, string>][] = [
  [
    'GitHub Models',
    {
      'a.prompt.yml': `messages:\n  - role: system\n    content: ${yamlText(system('{{question}}'))}\n  - role: user\n    content: Now.\n`,
    },
  ],
  ['Markdown', { 'a.md': `---\nrole: system\nuser: Now.\n---\n${system('{{question}}')}\n` }],
  ['Jinja', { 'a.j2': `system:\n${system('{{ question }}')}\n\nuser:\nNow.\n` }],
  ['Dotprompt', { 'a.prompt': `{{role "system"}}${system('{{question}}')}\n{{role "user"}}Now.\n` }],
  ['Prompty', { 'a.prompty': `---\nname: a\n---\nsystem:\n${system('{{question}}')}\n\nuser:\nNow.\n` }],
  [
    'a list of messages',
    {
      'a.json': JSON.stringify(
        [
          { role: 'system', content: system('{{question}}') },
          { role: 'user', content: 'Now.' },
        ],
        null,
        1,
      ),
    },
  ],
];

const EXPECTED = [
  'floating-model-alias',
  'undeclared-variable',
  'unused-variable',
  'user-text-in-instructions',
  'example-repeats-case',
  'secret',
  'email-address',
  'assertion-cannot-fail',
  'edge-cases-missing',
];

describe('the same is found in every format, at a line of its file', () => {
  test.each(FORMATS)('%s', async (_, files) => {
    const [path = ''] = Object.keys(files);
    const { findings } = await check({ ...files, [POLICY]: entry(path), 'a.suite.json': SUITE });
    const ids = new Set(findings.map(({ id }) => id));
    expect([...ids]).toEqual(expect.arrayContaining(EXPECTED));
    expect([...ids]).not.toContain('not-valid');
    const inPrompt = findings.filter(({ id }) =>
      ['undeclared-variable', 'user-text-in-instructions', 'example-repeats-case', 'secret'].includes(id),
    );
    for (const { path: where, line } of inPrompt) {
      expect(where).toBe(path);
      expect(files[path]?.split('\n')[(line ?? 0) - 1]).toContain('You help.');
    }
  });

  test('promptfoo', async () => {
    const messages = JSON.stringify([
      { role: 'system', content: system('{{question}}') },
      { role: 'user', content: 'Now.' },
    ]);
    const { findings } = await check({
      'promptfooconfig.yaml': `prompts:\n  - ${yamlText(messages)}\nproviders: ["${MODEL}"]\ntests: ${SUITE}\n`,
    });
    const ids = new Set(findings.map(({ id }) => id));
    expect([...ids]).toEqual(expect.arrayContaining(EXPECTED));
    expect([...ids]).not.toContain('not-valid');
  });
});

test.each([
  [
    'Dotprompt',
    'a.prompt',
    '{{role "system"}}You help.\n{{role "user"}}Q: {{question}}\n{{role "model"}}So:',
    [],
  ],
  [
    'Prompty',
    'a.prompty',
    '---\nname: a\n---\nsystem:\nYou help.\n\nuser:\nQ: {{question}}\n\nassistant:\nSo:\n',
    [],
  ],
  ['Dotprompt', 'a.prompt', 'Q: {{question}} Be brief.', ['undelimited-user-text']],
  [
    'Prompty',
    'a.prompty',
    '---\nname: a\n---\nuser:\nQ: {{question}} Be brief.\n',
    ['undelimited-user-text'],
  ],
])(
  'in %s, a text at the end of its own message needs no end, and another does (%s)',
  async (_, path, text, ids) => {
    const { findings } = await check({ [path]: text, [POLICY]: entry(path), 'a.suite.json': SUITE });
    const told = findings.map(({ id }) => id).filter((id) => id.includes('user-text') || id === 'not-valid');
    expect(told).toEqual(ids);
  },
);

test('a secret in a prompt that cannot be run is found too; a file that cannot be read is a mistake, and no more', async () => {
  const files = {
    [POLICY]: 'prompts: ["*.md"]\n',
    'a.md': `Use ${KEY}.\n`,
    'b.md': 'x',
  };
  const snapshot = snapshotOf(files);
  const { findings } = await check(files, {
    ...snapshot,
    read: async (path) => {
      if (path === 'b.md') throw new ConfigurationError('This is a binary file.', { place: { path } });
      return await snapshot.read(path);
    },
  });
  const told = findings.map(({ id, path, line }) => `${id} ${path}:${line}`);
  expect(told).toContain('secret a.md:1');
  expect(told.filter((one) => one.includes('b.md'))).toEqual(['not-valid b.md:null']);
});
