import { afterEach, expect, test } from 'vitest';
import { gate } from '../../src/commands/gate.ts';
import { annotations } from '../../src/report/markdown/annotations.ts';
import { renderComment } from '../../src/report/markdown/comment.ts';
import { startFaultServer } from '../kit/fault-server.ts';
import { buildRepository, type Files } from '../kit/repository.ts';

const POLICY = '.github/prompt-eval-gate.yml';
const PROMPT = 'a.prompt.yml';
const SUITE = 'a.suite.yml';

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

const RULES = Array.from(
  { length: 120 },
  (_, index) => `      Rule ${index}: name the page of the console.\n`,
);
const prompt = ({ first = 'You help.', rules = RULES, model = 'openai:gpt-5.4-2026-03-05' } = {}) =>
  `model: ${model}\nmessages:\n  - role: system\n    content: |\n      ${first}\n${rules.join('')}  - { role: user, content: "{{question}}" }\n`;

const suite = `tests:\n${Array.from(
  { length: 12 },
  (_, index) =>
    `  - { vars: { question: "Where is backup number ${index} kept now?", current_date: "2026-11-29" }, assert: [{ type: icontains, value: settings }] }\n`,
).join('')}`;

const policy = (more = '') =>
  `prompts: [{ path: ${PROMPT}, suite: ${SUITE} }]\ncost: { traffic: 100000/day }\n${more}`;
const BASE: Files = { [POLICY]: policy(), [PROMPT]: prompt(), [SUITE]: suite, 'README.md': 'Acme.\n' };

/** The gate on a pull request that makes this edit, and how many requests its model got. */
async function judge(edit: Files, base: Files = BASE) {
  const [server, repository] = await Promise.all([
    startFaultServer(() => ({ kind: 'answer', text: 'Open Settings.' })),
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
    configPath: POLICY,
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
  return { result, asked: server.seen.length };
}

const key = `ghp_${'a1B2c3D4e5'.repeat(4).slice(0, 36)}`;

test('what is found on lines that the pull request touches is annotated, and changes no verdict', async () => {
  const { result } = await judge({ [PROMPT]: prompt({ first: `You help. Token ${key}.` }) });
  expect(result.verdict).toBe('pass');
  expect(annotations(result)).toEqual([
    expect.objectContaining({ path: PROMPT, startLine: 5, level: 'warning', title: 'secret' }),
  ]);
  expect(JSON.stringify(annotations(result))).not.toContain(key.slice(0, 12));
});

test('what was there before is not the pull request’s, also where its line moved', async () => {
  const leaky = { ...BASE, [PROMPT]: prompt({ first: `You help. Token ${key}.` }) };
  const { result } = await judge(
    { [PROMPT]: `# ours\n${leaky[PROMPT]}`.replace('Rule 3:', 'Rule three:') },
    leaky,
  );
  expect(result.verdict).toBe('pass');
  expect(annotations(result)).toEqual([]);
});

test('what the base’s policy calls an error stops the run before a token is spent, with its place', async () => {
  const strict = { ...BASE, [POLICY]: policy('check: { findings: { secret: error } }\n') };
  const edit = { [PROMPT]: prompt({ first: `You help. Token ${key}.` }), [POLICY]: policy() };
  const { result, asked } = await judge(edit, strict);
  expect(result.verdict).toBe('error');
  expect(asked).toBe(0);
  expect(result.errors).toEqual([expect.objectContaining({ place: `${PROMPT}:5:23` })]);
  expect(result.errors[0]?.message).toContain('check.findings.secret');
});

test('a second secret and a second address count, though the file has one of each already', async () => {
  const strict = policy('check: { findings: { secret: error, email-address: error } }\n');
  const first = `You help. Token ${key}. Ask jane.doe@acme.io.`;
  const old = { ...BASE, [POLICY]: strict, [PROMPT]: prompt({ first }) };
  const more = RULES.with(7, `      Token ${key.replace('a1B2', 'c3D4')}, or ask john.roe@acme.io.\n`);
  const { result, asked } = await judge({ [PROMPT]: prompt({ first, rules: more }) }, old);
  expect(result.verdict).toBe('error');
  expect(asked).toBe(0);
  expect(result.errors.map(({ place }) => place)).toEqual([`${PROMPT}:13:13`, `${PROMPT}:13:62`]);
});

test('a secret in a data set of the suite counts as one in the suite', async () => {
  const table = (more = '') =>
    `question,__expected\n${Array.from({ length: 12 }, (_, index) => `Where is backup ${index} kept${more}?,icontains:settings\n`).join('')}`;
  const base = {
    ...BASE,
    [POLICY]: policy('check: { findings: { secret: error } }\n'),
    [SUITE]: 'tests: cases.csv\n',
    'cases.csv': table(),
  };
  const edit = { [PROMPT]: prompt({ first: 'You help us.' }), 'cases.csv': table(` ${key}`) };
  const { result, asked } = await judge(edit, base);
  expect(result.verdict).toBe('error');
  expect(asked).toBe(0);
  expect(result.errors[0]).toMatchObject({ place: 'cases.csv:2:24' });
  expect(result.errors[0]?.message).toContain('check.findings.secret');
});

test('the cost section says what a variable above the fixed text does to the cache, and what putting it lower saves', async () => {
  const { result } = await judge({ [PROMPT]: prompt({ first: 'Today is {{current_date}}.' }) });
  const cost = result.prompts[0]?.cost;
  expect(cost?.promptCache).toMatchObject({
    candidate: {
      endedBy: { variable: 'current_date', place: `${PROMPT}:5:16` },
      order: { variables: ['current_date'] },
    },
  });
  const { baselineTokens, candidate, usdPerDay } = cost?.promptCache ?? {};
  expect(baselineTokens).toBeGreaterThan(1024);
  expect(candidate?.tokens).toBeLessThan(10);
  expect(usdPerDay).toBeGreaterThan(0);
  expect(candidate?.order?.savedUsdPerDay).toBeGreaterThan(0);
  const comment = renderComment(result);
  expect(comment).toContain('the cacheable prefix shrinks from about');
  expect(comment).toMatch(
    /below the texts that never change, the cacheable prefix would be about .* tokens: −\$\d/,
  );
});
