import { expect, test } from 'vitest';
import { type CheckProgress, checkSnapshot } from '../../src/commands/check/check.ts';
import { checkLine } from '../../src/commands/check/progress.ts';
import { renderCheck } from '../../src/commands/check/render.ts';
import { snapshotOf } from '../kit/snapshot.ts';

const NOBODY = { apiKey: undefined, baseUrl: undefined };

const rows = (count: number) =>
  Array.from({ length: count }, (_, index) => `  - { input: question ${index}, expected: yes }\n`).join('');

const promptWith = (count: number, evaluator: string) => `model: openai/gpt-4.1-mini-2025-04-14
messages: [{ role: user, content: "{{input}}" }]
testData:
${rows(count)}evaluators:
  - { name: agrees, ${evaluator} }
`;

async function checked(
  files: Record<string, string>,
  how: { onProgress?: (now: CheckProgress) => void } = {},
): Promise<string> {
  const found = await checkSnapshot(snapshotOf(files), {
    configPath: '.github/prompt-eval-gate.yml',
    credentials: { providers: { openai: NOBODY, anthropic: NOBODY } },
    ...how,
  });
  return renderCheck(found);
}

test('progress begins before a file is read, and names its stages as a bar', async () => {
  const lines: string[] = [];
  const onProgress = (now: CheckProgress) => lines.push(checkLine(now));
  const files = {
    'a.prompt.yml': promptWith(12, 'string: { contains: "{{expected}}" }'),
    'b.prompt.yml': 'x: [',
  };
  await checked(files, { onProgress });
  expect(lines).toEqual([
    `${'░'.repeat(20)} 0 of 2 files: reading a.prompt.yml`,
    `${'░'.repeat(20)} 0 of 2 files: reading the suite of a.prompt.yml`,
    `${'█'.repeat(7)}${'░'.repeat(13)} 0 of 2 files: checking 12 cases of a.prompt.yml`,
    `${'█'.repeat(9)}${'░'.repeat(11)} 0 of 2 files: what 12 cases of a.prompt.yml can show`,
    `${'█'.repeat(10)}${'░'.repeat(10)} 1 of 2 files: reading b.prompt.yml`,
  ]);
});

test('a segment that no run could judge is said to be too small, not to show a drop', async () => {
  const few = await checked({ 'a.prompt.yml': promptWith(9, 'string: { contains: "{{expected}}" }') });
  expect(few).toContain('all: 9 cases; too few to be judged, which takes 10');
  const enough = await checked({ 'a.prompt.yml': promptWith(10, 'string: { contains: "{{expected}}" }') });
  expect(enough).toMatch(/all: 10 cases; 10 asked show a drop of \d+ points/);
});

test("GitHub's built-in evaluators name no judge, so no choice is overruled", async () => {
  const text = await checked({ 'a.prompt.yml': promptWith(10, 'uses: github/similarity') });
  expect(text).toContain('judged by anthropic:claude-haiku');
  expect(text).not.toContain('The suite names');
});

test('of many mistakes of one kind the first are listed, and the number of the others', async () => {
  const suite = Array.from({ length: 30 }, (_, index) =>
    JSON.stringify({ vars: { input: `hi ${index}` }, assert: [{ type: 'python', value: 'True' }] }),
  ).join('\n');
  const bare = 'model: openai/gpt-4.1-mini-2025-04-14\nmessages: [{ role: user, content: "{{input}}" }]\n';
  const text = await checked({ 'a.prompt.yml': bare, 'a.suite.jsonl': suite });
  expect(text.match(/runs code/g)).toHaveLength(3);
  expect(text).toContain('… and 27 more mistakes of the same kind');
});

test('a prompt without a model is checked to the end, with all its mistakes at once', async () => {
  const files = {
    '.github/prompt-eval-gate.yml': 'prompts: ["prompts/*.md"]\n',
    'prompts/a.md': 'Answer {{input}}.\n',
    'prompts/a.suite.yml': '- { vars: { inptu: x }, assert: [{ type: contians, value: x }] }\n',
    'prompts/b.md': '---\nmodel: nobody:x\ntemplate: jinja\n---\nAnswer {{ input }}.\n',
    'prompts/b.suite.yml': '- { vars: { input: x }, assert: [{ type: python, value: x }] }\n',
  };
  const text = await checked(files);
  for (const told of [
    'names no model',
    'No case has the variable `input`',
    '`contians` is no known assertion',
  ])
    expect(text).toContain(told);
  expect(text).toMatch(/✗ prompts\/b\.md\n.*nobody:x.*\n.*`python` runs code/);
});

test('a file that only a glob catches is told with how to leave it out, a prompt by its name is not', async () => {
  const files = {
    '.github/prompt-eval-gate.yml': 'prompts: ["prompts/**"]\n',
    'prompts/README.md': '# Our prompts\n',
    'prompts/run.py': 'import os\n',
    'prompts/a.prompt.yml': 'messages: [{ role: user, content: Hi }]\n',
  };
  const text = await checked(files);
  expect(text).toContain(
    'If it is no prompt, leave it out with "!prompts/README.md" under `prompts:` in the config.',
  );
  expect(text).toContain('leave it out with "!prompts/run.py"');
  expect(text).not.toContain('If it is no prompt, leave it out with "!prompts/a.prompt.yml"');
});

test('a parameter at the top of a front matter is told where it belongs', async () => {
  const text = await checked({
    '.github/prompt-eval-gate.yml': 'prompts: [{ path: a.md }]\n',
    'a.md': '---\nmodel: openai:gpt-4.1-mini\ntemperature: 0\n---\nHi\n',
  });
  expect(text).toContain(
    'a.md:3:1: `temperature` is a parameter of the model; here it stands at the top. Write it under `parameters:`.',
  );
});

test.each([
  ['a mistake in its syntax', 'export default (answer) => {'],
  ['a module that is not there', "import './gone.mjs'; export default () => true;"],
  ['no check in it', 'export const check = () => true;'],
])('a script with %s is a mistake before anything is asked', async (_, script) => {
  const files = {
    'a.prompt.yml': 'model: openai/gpt-4.1-mini-2025-04-14\nmessages: [{ role: user, content: Hi }]\n',
    'a.suite.yml': 'tests:\n  - assert: [{ type: script, value: "file://checks/tone.mjs" }]\n',
    'checks/tone.mjs': script,
  };
  const text = await checked(files);
  expect(text).toContain('The script checks/tone.mjs cannot be used:');
  expect(text).toContain('a.suite.yml:2:');
  expect(await checked({ ...files, 'checks/tone.mjs': 'export default () => true;' })).not.toContain(
    'cannot be used',
  );
});

test('as many cases as a drop of the margin is said to need do show a drop of the margin', async () => {
  const check = async (cases: number, discordance: number) => {
    const prompt = promptWith(cases, 'string: { contains: "{{expected}}" }');
    const policy = `smoke: { cases: ${cases}, extend-to: ${cases} }`;
    const found = await checkSnapshot(
      snapshotOf({ 'a.prompt.yml': prompt, '.github/prompt-eval-gate.yml': policy }),
      {
        configPath: '.github/prompt-eval-gate.yml',
        credentials: { providers: { openai: NOBODY, anthropic: NOBODY } },
        discordance,
      },
    );
    const [segment] = found.prompts[0]?.found?.segments ?? [];
    return { needed: segment?.casesNeeded ?? 0, shown: segment?.looks[0]?.minimumDetectableEffect ?? 1 };
  };
  for (const discordance of [0.05, 0.15, 0.3]) {
    const { needed } = await check(10, discordance);
    expect((await check(needed, discordance)).shown).toBeLessThanOrEqual(0.1001);
    expect((await check(Math.floor(0.95 * needed), discordance)).shown).toBeGreaterThan(0.1);
  }
});

test('a prompt that the policy spells out and that is not there is noted; one that is misspelt is a mistake', async () => {
  const policy = '.github/prompt-eval-gate.yml';
  const files = { 'a.prompt.yml': promptWith(10, 'string: { contains: "{{expected}}" }') };
  const naming = (path: string) => ({
    ...files,
    [policy]: `prompts:\n  - "*.prompt.yml"\n  - path: ${path}\n`,
  });
  const text = await checked(naming('deleted.md'));
  expect(text).toContain(`note: ${policy}:3:11 names deleted.md, which is not there.`);
  expect(text).toContain('✓ a.prompt.yml');
  await expect(checked(naming('a.promt.yml'))).rejects.toThrow(
    `${policy}:3:11: There is no prompt "a.promt.yml". Did you mean "a.prompt.yml"?`,
  );
});

test('prompts without a name of their own are listed where the policy keeps a registry', async () => {
  const files = { 'a/x.prompt.yml': promptWith(10, 'string: { contains: "{{expected}}" }') };
  const two = { ...files, 'b/x.prompt.yml': files['a/x.prompt.yml'] };
  const policy = { '.github/prompt-eval-gate.yml': 'registry: {}\n' };
  expect(await checked(two)).not.toContain('names in the registry');
  expect(await checked({ ...files, ...policy })).not.toContain('names in the registry');
  expect(await checked({ ...two, ...policy })).toContain(
    '✗ names in the registry\n    b/x.prompt.yml:1: Two prompts are called "x", this one and a/x.prompt.yml',
  );
});

const PORTFOLIO = '.github/prompt-portfolios/support.yml';
const POLICY = '.github/prompt-eval-gate.yml';
const portfolio = (environment: string, safe: string) => `owner: "@acme/ai"
environment: ${environment}
unit: user_id
segment-by: tier
safe: ${safe}
weights: { "*": { 1.0.0: 90%, 1.1.0: 10% } }
`;

test('a portfolio is checked with the rest: its mistakes with their places, and whether its owner is asked', async () => {
  const prompt = promptWith(10, 'string: { contains: "{{expected}}" }');
  const registry = 'registry: { environments: { production: { promote: by-hand, evidence: {} } } }\n';
  const broken = await checked({
    'a.prompt.yml': prompt,
    [POLICY]: registry,
    [PORTFOLIO]: portfolio('prodction', '1.0.1'),
  });
  expect(broken).toContain(`✗ ${PORTFOLIO}`);
  expect(broken).toContain(`${PORTFOLIO}:2:14`);
  expect(broken).toContain('Did you mean "production"?');
  expect(broken).toContain(`${PORTFOLIO}:5:1`);

  const good = { 'a.prompt.yml': prompt, [POLICY]: registry, [PORTFOLIO]: portfolio('production', '1.0.0') };
  const unasked = await checked(good);
  expect(unasked).toContain(`✓ ${PORTFOLIO}`);
  expect(unasked).toContain('note: CODEOWNERS does not ask @acme/ai about this file');
  expect(unasked).toContain('its versions were not looked up');
  const asked = await checked({ ...good, '.github/CODEOWNERS': '/.github/prompt-portfolios/ @acme/ai\n' });
  expect(asked).not.toContain('CODEOWNERS');
});

test('a guard on a metric that the policy does not declare is a mistake, counted with the notices at the end', async () => {
  const registry = `registry:
  environments: { production: { promote: by-hand, evidence: {} } }
  metrics: { resolved: binary }
`;
  const files = (metric: string) => ({
    'a.prompt.yml': promptWith(10, 'string: { contains: "{{expected}}" }'),
    [POLICY]: registry,
    [PORTFOLIO]: `${portfolio('production', '1.0.0')}guards:
  - { metric: ${metric}, worse-by: 0, alpha: 0.01, action: rollback }
`,
  });
  const text = await checked(files('resolvd'));
  expect(text).toMatch(new RegExp(`${PORTFOLIO}:8:\\d+: .*found "resolvd"\\. Did you mean "resolved"\\?`));
  expect(text).toMatch(/^Found: 1 error, \d+ notice/m);
  expect(await checked(files('resolved'))).toContain(`✓ ${PORTFOLIO}`);
});

test('without `registry:` in the policy a portfolio has no environment to be for', async () => {
  const text = await checked({
    'a.prompt.yml': promptWith(10, 'string: { contains: "{{expected}}" }'),
    [PORTFOLIO]: portfolio('production', '1.0.0'),
  });
  expect(text).toContain('`environment`: expected an environment of the policy (the policy has none)');
});

test('variants of one question show no more than one case, and are said to be families', async () => {
  const suite = (size: number) =>
    Array.from({ length: 60 }, (_, index) => {
      const group = size > 1 ? `, group: g${Math.floor(index / size)}` : '';
      return `- { vars: { question: "${index} of ${'abcdefghij'[index % 10]}" }${group}, assert: [{ type: contains, value: x }] }\n`;
    }).join('');
  const prompt =
    'model: openai/gpt-4.1-mini-2025-04-14\nmessages: [{ role: user, content: "{{question}}" }]\n';
  const check = (size: number) => checked({ 'a.prompt.yml': prompt, 'a.suite.yml': suite(size) });
  const dropOf = (text: string) => Number(/60 asked[^;]* show a drop of (\d+) points/.exec(text)?.[1]);
  const [single, triple] = [await check(1), await check(3)];
  expect(triple).toContain('60 asked (20 families) show a drop of');
  expect(dropOf(triple)).toBeGreaterThan(1.3 * dropOf(single));
  expect(await check(10)).toContain(
    'all: 60 cases; too few to be judged, which takes 10 families, and it has 6',
  );
});

test('what the whole suite could show stands beside what the looks ask of it', async () => {
  const prompt = promptWith(500, 'string: { contains: "{{expected}}" }');
  expect(await checked({ 'a.prompt.yml': prompt })).toMatch(
    /50 asked show a drop of [\d.]+ points, 150 asked show a drop of [\d.]+ points, 500 asked show a drop of [\d.]+ points/,
  );
});
