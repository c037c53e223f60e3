import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { checkSnapshot } from '../../src/commands/check/check.ts';
import { renderCheck } from '../../src/commands/check/render.ts';
import { readyCases } from '../../src/commands/check/render-findings.ts';
import { allTold } from '../../src/commands/check/told.ts';
import { runCommandLine } from '../../src/commands/command-line.ts';
import { COMMANDS } from '../../src/commands/table.ts';
import { credentialsFrom } from '../../src/model/credentials.ts';
import { buildRepository } from '../kit/repository.ts';
import { snapshotOf } from '../kit/snapshot.ts';
import { testTerminal } from './test-terminal.ts';

const POLICY = '.github/prompt-eval-gate.yml';
const SECRET = `ghp_${'a1B2c3D4e5'.repeat(4).slice(0, 36)}`;

const check = async (files: Record<string, string>) =>
  checkSnapshot(snapshotOf(files), {
    configPath: POLICY,
    credentials: credentialsFrom({}),
    today: '2026-11-29',
  });

const told = async (files: Record<string, string>) => allTold(await check(files));

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

async function run(files: Record<string, string>, words: readonly string[], folder = '') {
  const repository = await buildRepository(files);
  cleanUps.push(repository.dispose);
  const directory = join(repository.root, folder);
  const terminal = testTerminal({ directory, credentials: credentialsFrom({}) });
  const exitCode = await runCommandLine([...words], { commands: COMMANDS, terminal });
  return { exitCode, root: repository.root, ...terminal.written };
}

const rows = Array.from({ length: 12 }, (_, index) => `  - { question: why is number ${index} not here }\n`);
const GITHUB = `model: openai/gpt-5.4-mini-2026-03-17
messages:
  - role: system
    content: 'Be {{tone}}. You answer: {{question}}. Never say ${SECRET}.'
  - role: user
    content: Now.
testData:
${rows.join('')}evaluators:
  - { name: good, string: { contains: page } }
  - { name: x, string: {} }
`;

test('an evaluator, a variable, a secret and instructions are told at once', async () => {
  const found = await told({ 'a.prompt.yml': GITHUB });
  const messages = found.map(({ id, message }) => `${id}: ${message}`);
  expect(messages).toEqual(
    expect.arrayContaining([
      expect.stringContaining('not-valid: The evaluator "x" checks nothing.'),
      expect.stringMatching(/^not-valid: .*tone/),
      expect.stringContaining('secret: '),
      expect.stringContaining('user-text-in-instructions: '),
    ]),
  );
});

const SUITE = (cases: string) => ({
  [POLICY]:
    'prompts: [{ path: a.md, suite: a.yml, segment-by: vars.seg, model: "openai:gpt-5.4-mini-2026-03-17", traffic: { nobody: 100% } }]\n',
  'a.md': 'Answer: {{question}}\n',
  'a.yml': `tests:\n${cases}`,
});

test('mistakes of several kinds in one suite are told at once', async () => {
  const found = await told(
    SUITE(`  - { vars: { question: one, seg: a }, assert: [{ type: icontians, value: x }] }
  - { vars: { question: two }, assert: [{ type: icontains, value: x }] }
  - { vars: { question: three, seg: a }, assrt: [], assert: [{ type: regex, value: '(' }] }
  - { vars: { question: file://gone.txt, seg: a }, assert: [{ type: icontains, value: x }] }
  - { id: twice, vars: { question: five, seg: a }, assert: [{ type: icontains, value: x }] }
  - { id: twice, vars: { question: six, seg: a }, assert: [{ type: icontains, value: x }] }
`),
  );
  const errors = found.filter(({ severity }) => severity === 'error');
  expect(errors.map(({ place }) => place?.line).sort()).toEqual([2, 3, 4, 4, 5, 7]);
  expect(errors.every(({ place }) => place?.path === 'a.yml')).toBe(true);
});

test('a mistake that is in every case of a large suite is told of the first', async () => {
  const many = Array.from(
    { length: 500 },
    (_, index) => `  - { vars: { question: q${index} }, assert: [{ type: icontains, value: x }] }\n`,
  );
  const errors = (await told(SUITE(many.join('')))).filter(({ severity }) => severity === 'error');
  expect(errors.length).toBeGreaterThan(1);
  expect(errors.length).toBeLessThan(30);
});

test('--cases says what it could not look at', async () => {
  expect(readyCases(await check({ 'a.prompt.yml': 'messages: [' }))).toBe(
    '# a.prompt.yml cannot be run: see `check`. What its suite lacks is told as far as it can be read.\n',
  );
  expect(readyCases(await check({ 'a.txt': 'x' }))).toBe('# No prompt was found.\n');
});

test('an error that stands in the policy is not told beside "valid", and the model has its line there', async () => {
  const files = SUITE('  - { vars: { question: one, seg: a }, assert: [{ type: icontains, value: x }] }\n');
  const text = renderCheck(await check(files));
  expect(text).toContain(`Policy: ${POLICY}, 1 mistake.`);
  const retired = {
    ...files,
    [POLICY]: 'prompts:\n  - path: a.md\n    suite: a.yml\n    model: "anthropic:claude-3-opus-20240229"\n',
  };
  expect(renderCheck(await check(retired))).toContain(`Policy: ${POLICY}, valid.`);
  expect(await told(retired)).toContainEqual(
    expect.objectContaining({ id: 'retired-model', place: { path: POLICY, line: 4, column: 12 } }),
  );
  const listed = {
    ...retired,
    [POLICY]:
      'prompts:\n  - path: a.md\n    suite: a.yml\n    models:\n      - openai:gpt-5.4-mini-2026-03-17\n      - anthropic:claude-3-opus-20240229\n',
  };
  expect(await told(listed)).toContainEqual(
    expect.objectContaining({ id: 'retired-model', place: { path: POLICY, line: 6, column: 9 } }),
  );
});

const TWO = {
  'prompts/support.prompt.yml': GITHUB.replace(', string: {} }', ', string: { equals: yes } }').replace(
    'Be {{tone}}. ',
    '',
  ),
  'prompts/other.prompt.yml': 'messages: [',
};

test('check and policy explain take a prompt by its path, by that from where one is, and by its name', async () => {
  for (const [word, folder] of [
    ['prompts/support.prompt.yml', ''],
    ['./support.prompt.yml', 'prompts'],
    ['support', ''],
  ] as const) {
    const checked = await run(TWO, ['check', word], folder);
    expect(checked.output).toContain('✓ prompts/support.prompt.yml');
    expect(checked.output).not.toContain('other.prompt');
    expect(checked.exitCode).toBe(0);
    const explained = await run(TWO, ['policy', 'explain', word], folder);
    expect(explained.output).toContain('prompts/support.prompt.yml\n');
  }
  const unknown = await run(TWO, ['check', 'suport', 'nothing-like-it']);
  expect(unknown.messages).toContain('The policy watches no prompt suport. Did you mean "support"?');
  expect(unknown.messages).toContain('nothing-like-it');
  expect(unknown.exitCode).toBe(2);
});

test('--sarif says where it wrote', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sarif-'));
  const { messages } = await run(TWO, ['check', '--sarif', join(folder, 'x.sarif')]);
  expect(messages).toContain(`Wrote ${join(folder, 'x.sarif')}.`);
  expect(JSON.parse(await readFile(join(folder, 'x.sarif'), 'utf8')).version).toBe('2.1.0');
});

test('the estimate says where the length of answers is assumed', async () => {
  const text = renderCheck(await check(TWO));
  expect(text).toMatch(/a run asks 24 answers at first: about .* out, their length assumed, about \$/);
});

const QUESTIONS = Array.from(
  { length: 12 },
  (_, index) => `why is the number ${index} of my invoice not there`,
);
const MODEL = 'openai:gpt-5.4-mini-2026-03-17';
const entry = (suite: string) =>
  `prompts: [{ path: a.md, suite: ${suite}, model: "${MODEL}", variables: { question: { type: string, max-length: 300 } } }]\n`;
const CASE = (question: string) => ({
  vars: { question, tier: 'pro' },
  assert: [{ type: 'icontains', value: 'page' }],
});
const PROMPT = '<q>{{question}}</q> Answer for {{tier}}.\n';

/** A suite of each form, and how what is printed is pasted into it. */
const SUITES: Record<
  string,
  { files: Record<string, string>; paste: (text: string, ready: string) => string }
> = {
  'a.suite.yml': {
    files: {
      [POLICY]: entry('a.suite.yml'),
      'a.md': PROMPT,
      'a.suite.yml': `tests:\n${QUESTIONS.map((one) => `    - ${JSON.stringify(CASE(one))}\n`).join('')}`,
    },
    paste: (text, ready) => text + ready,
  },
  'a.suite.json': {
    files: {
      [POLICY]: entry('a.suite.json'),
      'a.md': PROMPT,
      'a.suite.json': `[\n${QUESTIONS.map((one) => JSON.stringify(CASE(one))).join(',\n')}\n]`,
    },
    paste: (text, ready) => text.replace(/\n\]$/, `,\n${ready}]`),
  },
  'a.suite.jsonl': {
    files: {
      [POLICY]: entry('a.suite.jsonl'),
      'a.md': PROMPT,
      'a.suite.jsonl': QUESTIONS.map((one) => `${JSON.stringify(CASE(one))}\n`).join(''),
    },
    paste: (text, ready) => text + ready,
  },
  'a.suite.csv': {
    files: {
      [POLICY]: entry('a.suite.csv'),
      'a.md': PROMPT,
      'a.suite.csv': `tier,__description,question,__expected1,__expected2\n${QUESTIONS.map((one, index) => `pro,"n, ${index}",${one},icontains:page,icontains:invoice\n`).join('')}`,
    },
    paste: (text, ready) => text + ready,
  },
  'a.prompt.yml': {
    files: {
      [POLICY]: `prompts: [{ path: a.prompt.yml, variables: { question: { type: string, max-length: 300 } } }]\n`,
      'a.prompt.yml': `model: openai/gpt-5.4-mini-2026-03-17\nmessages: [{ role: user, content: '<q>{{question}}</q> Answer for {{tier}}.' }]\nevaluators:\n  - { name: good, string: { contains: page } }\ntestData:\n${QUESTIONS.map((one) => `  - question: ${one}\n    tier: pro\n`).join('')}`,
    },
    paste: (text, ready) => text + ready,
  },
  'evals/evals.json': {
    files: {
      [POLICY]: `prompts: [{ path: SKILL.md, model: "${MODEL}" }]\n`,
      'SKILL.md': '---\nname: helper\ndescription: Helps with invoices.\n---\nHelp with invoices.\n',
      'evals/evals.json': `{"skill_name": "helper", "evals": [\n${QUESTIONS.map((one, id) => JSON.stringify({ id, prompt: one, expectations: ['Names the page.'] })).join(',\n')}\n]}`,
    },
    paste: (text, ready) => text.replace(/\n\]\}$/, `,\n${ready}]}`),
  },
};

test.each(Object.keys(SUITES))('the cases that %s lacks are valid where they are pasted', async (path) => {
  const { files = {}, paste = () => '' } = SUITES[path] ?? {};
  const before = await check(files);
  expect(before.prompts.flatMap(({ errors }) => errors.map(({ message }) => message))).toEqual([]);
  const printed = readyCases(before);
  const ready = printed.replaceAll(/^#.*\n/gm, '');
  expect(ready.trim().split('\n').length).toBeGreaterThanOrEqual(2);
  const after = await check({ ...files, [path]: paste(files[path] ?? '', ready) });
  expect(after.prompts.flatMap(({ errors }) => errors.map(({ message }) => message))).toEqual([]);
  expect(allTold(after).filter(({ id }) => id === 'edge-cases-missing')).toEqual([]);
  const added = (after.prompts[0]?.found?.cases ?? 0) - (before.prompts[0]?.found?.cases ?? 0);
  expect(added).toBe(path === 'evals/evals.json' ? 2 : 4);
  expect(printed.includes("the judge's key is needed")).toBe(path !== 'evals/evals.json');
});
