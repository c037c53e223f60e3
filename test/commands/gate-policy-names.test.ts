import { afterEach, expect, test } from 'vitest';
import { gate } from '../../src/commands/gate.ts';
import { type SeenRequest, startFaultServer } from '../kit/fault-server.ts';
import { buildRepository, type Files } from '../kit/repository.ts';

const POLICY = '.github/prompt-eval-gate.yml';

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

const suite = (tiers = ['standard', 'enterprise']) =>
  `tests:\n${tiers
    .flatMap((tier) =>
      Array.from(
        { length: 10 },
        (_, index) =>
          `  - { id: ${tier}-${index}, vars: { tier: ${tier}, question: "number ${index}." }, assert: [{ type: icontains, value: settings }] }\n`,
      ),
    )
    .join('')}`;
const entry = (rules: string, path = 'a.md') =>
  `  - { path: ${path}, model: "openai:gpt-4.1-2025-04-14", suite: suite.yml, segment-by: vars.tier${rules} }\n`;
const policy = (...entries: string[]) => `prompts:\n${entries.join('')}`;
const PROMPT = 'You help.\nTier {{tier}}: {{question}}\n';
const BASE: Files = { [POLICY]: policy(entry('')), 'a.md': PROMPT, 'suite.yml': suite() };

async function judge(edit: Files, base: Files = BASE) {
  const asked: SeenRequest[] = [];
  const [server, repository] = await Promise.all([
    startFaultServer((request) => {
      asked.push(request);
      return { kind: 'answer', text: 'Open Settings.' };
    }),
    buildRepository(base),
  ]);
  cleanUps.push(server.close, repository.dispose);
  await repository.branch('edit');
  await repository.write(edit);
  await repository.commit('edit');
  const none = { apiKey: undefined, baseUrl: undefined };
  const result = await gate({
    directory: repository.root,
    base: 'main',
    head: { kind: 'revision', ref: 'edit' },
    configPath: POLICY,
    credentials: { providers: { openai: { apiKey: 'key', baseUrl: server.openai }, anthropic: none } },
    offline: false,
    version: '0.0.0',
    log: () => {},
  });
  return { result, asked };
}

const WRONG = ', segments: { enterprize: { margin: 3 } }';
const RIGHT = ', segments: { enterprise: { margin: 3 } }';
const entryWith = (rules: string, more = ''): Files => ({ [POLICY]: `${policy(entry(rules))}${more}` });
const NAMED = 'names the segment "enterprize", which no case is in. Did you mean "enterprise"?';

test.each<[string, Files, Files, Record<string, unknown>]>([
  [
    'a segment with rules of its own',
    entryWith(WRONG),
    BASE,
    { message: expect.stringContaining(NAMED), place: `${POLICY}:2:108` },
  ],
  [
    'a share of traffic',
    entryWith(', traffic: { standard: 50%, enterprize: 50% }'),
    BASE,
    { message: expect.stringContaining(NAMED), place: `${POLICY}:2:122` },
  ],
  [
    'what groups cases',
    entryWith(', group-by: vars.teir'),
    BASE,
    { message: expect.stringContaining('Did you mean "tier"?'), place: `${POLICY}:2:106` },
  ],
  [
    'a segment of a prompt that it adds',
    { 'b.md': PROMPT, [POLICY]: policy(entry(''), entry(WRONG, 'b.md')) },
    BASE,
    { message: expect.stringContaining(NAMED), place: `${POLICY}:3:108` },
  ],
  [
    'a segment in the first policy',
    entryWith(WRONG),
    { 'a.md': PROMPT, 'suite.yml': suite() },
    { message: expect.stringContaining(NAMED), place: `${POLICY}:2:108` },
  ],
  [
    'a segment where it repairs a policy that is no YAML',
    entryWith(WRONG),
    { ...BASE, [POLICY]: 'prompts: [' },
    { message: expect.stringContaining(NAMED), place: `${POLICY}:2:108` },
  ],
  [
    'a segment that it renames in the suite only',
    { 'suite.yml': suite(['standard', 'large']) },
    { ...BASE, ...entryWith(RIGHT) },
    { message: expect.stringContaining('names the segment "enterprise"') },
  ],
  [
    'a segment that its own `segment-by` does away with',
    { [POLICY]: policy(entry(RIGHT).replace('vars.tier', 'vars.question')) },
    { ...BASE, ...entryWith(RIGHT) },
    { message: expect.stringContaining('names the segment "enterprise"') },
  ],
  [
    'a segment, of a suite that nobody can read',
    entryWith(RIGHT),
    { ...BASE, 'suite.yml': 'tests: [' },
    { place: expect.stringContaining('suite.yml') },
  ],
  [
    'a prompt',
    { [POLICY]: policy(entry('', 'aa.md')) },
    BASE,
    { message: expect.stringContaining('There is no prompt "aa.md". Did you mean "a.md"?') },
  ],
])('a pull request that misspells in the policy %s gets an error', async (_, edit, base, error) => {
  const { result, asked } = await judge(edit, base);
  expect(result).toMatchObject({ verdict: 'error', errors: [error] });
  expect(asked).toEqual([]);
});

test('a name that was wrong before is told, and does not stop a pull request that asks nothing of that prompt', async () => {
  const { result } = await judge(entryWith(WRONG, 'gate: { alpha: 0.01 }\n'), {
    ...BASE,
    ...entryWith(WRONG),
  });
  expect(result).toMatchObject({ verdict: 'pass', errors: [] });
  expect(result.notices).toMatchObject([
    { code: 'policy-edited' },
    {
      code: 'name-without-cases',
      gravity: 'alarm',
      place: `${POLICY}:2:108`,
      problem: expect.stringContaining(NAMED),
    },
  ]);
});

test.each<[string, Files]>([
  ['the policy is not edited', {}],
  ['another rule is', entryWith(WRONG, 'gate: { alpha: 0.01 }\n')],
])('it is an error for the prompt that is asked by it, where %s', async (_, edit) => {
  const { result, asked } = await judge(
    { 'a.md': `${PROMPT}Be kind.\n`, ...edit },
    { ...BASE, ...entryWith(WRONG) },
  );
  expect(result).toMatchObject({ verdict: 'error', errors: [{ message: expect.stringContaining(NAMED) }] });
  expect(asked).toEqual([]);
});

test('a pull request can repair it, by itself or with the prompt', async () => {
  const base = { ...BASE, ...entryWith(WRONG) };
  const alone = await judge(entryWith(RIGHT), base);
  expect(alone.result).toMatchObject({ verdict: 'pass', errors: [] });
  const together = await judge({ 'a.md': `${PROMPT}Be kind.\n`, ...entryWith(RIGHT) }, base);
  expect(together.result).toMatchObject({ verdict: 'pass', errors: [], prompts: [{ verdict: 'pass' }] });
  expect(JSON.stringify(together.result.notices)).not.toContain('name-without-cases');
});

test('a segment can be renamed in the suite and in the policy at once; the cases of the base still count', async () => {
  const edit = {
    'a.md': `${PROMPT}Be kind.\n`,
    'suite.yml': suite(['standard', 'large']),
    ...entryWith(', segments: { large: { margin: 3 } }'),
  };
  const { result } = await judge(edit, { ...BASE, ...entryWith(RIGHT) });
  expect(result.errors).toEqual([]);
  const [prompt] = result.prompts;
  expect(prompt?.segments.map(({ name }) => name)).toContain('enterprise');
  expect(JSON.stringify(prompt?.notices)).toContain('enterprise: 10 of 10 cases removed');
});

test('an edit of a policy that names nothing of cases reads no suite', async () => {
  const broken = { ...BASE, 'suite.yml': 'tests: [' };
  const { result } = await judge(entryWith('', 'gate: { alpha: 0.01 }\n'), broken);
  expect(result).toMatchObject({ verdict: 'pass', errors: [] });
});
