import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { gateWithCases } from '../../src/commands/gate.ts';
import { redactedCases } from '../../src/commands/redacted-cases.ts';
import { caseOutcomeSchema } from '../../src/domain/case-result.ts';
import { resultSchema } from '../../src/domain/result.ts';
import { writeReports } from '../../src/report/files.ts';
import { headline } from '../../src/report/telling/headline.ts';
import { type SeenRequest, startFaultServer } from '../kit/fault-server.ts';
import { buildRepository, type Files } from '../kit/repository.ts';

const POLICY = '.github/prompt-eval-gate.yml';
const PROMPT = 'prompts/support.j2';
const RULES = 'prompts/rules.md';
const SUITE = 'evals/support.yml';
const CASES = 30;
const SECRET = 'sk-a-key-of-the-provider';

/** The last case is asked for a word that no version ever answers. */
const suite = `tests:\n${Array.from(
  { length: CASES },
  (_, index) =>
    `  - { id: c${index}, vars: { question: "number ${index}" }, assert: [{ type: icontains, value: ${index === CASES - 1 ? 'nowhere' : 'settings'} }] }\n`,
).join('')}`;

const BASE: Files = {
  [POLICY]: `prompts:\n  - { path: ${PROMPT}, model: "openai:gpt-4.1-2025-04-14", suite: ${SUITE} }\n`,
  [PROMPT]: `You help the customers of a hosting company.\n{% include "rules.md" %}\n{{question}}\n`,
  [RULES]: 'Name the page.\n',
  [SUITE]: suite,
};

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

/** Escalates the first 15 questions where a rule says so; quotes the key in the last one. */
function answer({ body }: SeenRequest): string {
  const text = JSON.stringify(body.messages);
  const number = Number(/number (\d+)/.exec(text)?.[1]);
  if (number === CASES - 1) return `I was told the key ${SECRET}.`;
  return text.includes('Escalate') && number < 15 ? 'A colleague calls.' : 'Open Settings.';
}

/** The gate on a pull request, by default one that changes only what the prompt includes. */
async function judge(edits: Files = { [RULES]: 'Name the page. Escalate.\n' }) {
  const [server, repository] = await Promise.all([
    startFaultServer((request) => ({ kind: 'answer', text: answer(request) })),
    buildRepository(BASE),
  ]);
  cleanUps.push(server.close, repository.dispose);
  await repository.branch('edit');
  await repository.write(edits);
  await repository.commit('edit');
  const { result, cases } = await gateWithCases({
    directory: repository.root,
    base: 'main',
    head: { kind: 'revision', ref: 'edit' },
    configPath: POLICY,
    credentials: {
      providers: {
        openai: { apiKey: SECRET, baseUrl: server.openai },
        anthropic: { apiKey: undefined, baseUrl: undefined },
      },
    },
    offline: false,
    version: '0.0.0',
    log: () => {},
  });
  return { result, cases: cases ?? { outcomesOf: () => [], recordsOf: () => [] } };
}

test('every case that was asked is known after the run, with both answers and all messages', async () => {
  const { cases } = await judge();
  const records = [...cases.recordsOf(PROMPT)];
  expect(records).toHaveLength(CASES);
  const standings = records.map(({ standing }) => standing);
  expect(standings.filter((standing) => standing === 'newly-failing')).toHaveLength(15);
  expect(standings.filter((standing) => standing === 'passing')).toHaveLength(14);
  expect(standings.at(-1)).toBe('failing');
  const passing = records.find(({ standing }) => standing === 'passing');
  expect(passing).toMatchObject({
    baseline: { passes: 1, trials: 1, failures: [] },
    texts: { baseline: { answer: 'Open Settings.' }, candidate: { answer: 'Open Settings.' } },
  });
  const sent = (arm: 'baseline' | 'candidate') => JSON.stringify(passing?.texts[arm]?.messages);
  expect(sent('candidate')).toContain('Escalate.');
  expect(sent('baseline')).not.toContain('Escalate.');
  expect([...cases.recordsOf('prompts/another.md')]).toEqual([]);
});

test('what fails is clustered: what newly fails, and what failed before too', async () => {
  const { result } = await judge();
  expect(result.prompts[0]?.clusters).toMatchObject({
    newlyFailing: [{ size: 15, alike: true, failures: [{ type: 'icontains' }] }],
    failing: [{ size: 1, members: [`c${CASES - 1}`] }],
  });
});

test('files have every case, and no secret that an answer repeats', async () => {
  const { result, cases } = await judge();
  const folder = await mkdtemp(join(tmpdir(), 'gate-cases-'));
  cleanUps.push(() => rm(folder, { recursive: true, force: true }));
  const [json, html] = [join(folder, 'result.json'), join(folder, 'report.html')];
  await writeReports(result, { json, html }, { cases: redactedCases(cases, [SECRET]) });
  const read = resultSchema.parse(JSON.parse(await readFile(json, 'utf8')));
  expect(read.prompts[0]?.cases).toHaveLength(CASES);
  expect(read.prompts[0]?.cases?.every((one) => caseOutcomeSchema.safeParse(one).success)).toBe(true);
  const { cases: _, ...prompt } = read.prompts[0] ?? {};
  expect(prompt).toEqual(result.prompts[0]);
  const page = await readFile(html, 'utf8');
  expect(page).toContain('number 28');
  expect(page).toContain('I was told the key ***.');
  expect(page).not.toContain(SECRET);
});

test('a file that the prompt includes is named in the first line, and has its diff', async () => {
  const { result } = await judge();
  expect(headline(result)).toContain(`gets worse through ${RULES}`);
  expect(result.prompts[0]?.includeDiffs).toEqual([
    { path: RULES, diff: expect.stringContaining('+Name the page. Escalate.') },
  ]);
});

const files = async (edits: Files) => (await judge(edits)).result.fileDiffs;
const oneCase = (id: string) =>
  `  - { id: ${id}, vars: { question: "number 3" }, assert: [{ type: icontains, value: settings }] }\n`;

test('the suite and the policy that a pull request changes have their diffs, the policy first', async () => {
  const edits = {
    [RULES]: 'Name it.\n',
    [SUITE]: suite + oneCase('new'),
    [POLICY]: `${BASE[POLICY]}# more\n`,
  };
  const counts = { added: 1, removed: 0 };
  expect(await files(edits)).toEqual([
    { path: POLICY, role: 'policy', ...counts, diff: expect.stringContaining('\n+# more\n') },
    { path: SUITE, role: 'suite', ...counts, diff: expect.stringContaining('\n+  - { id: new,') },
  ]);
});

test('a policy that alone is changed, or a suite, has its diff where nothing is asked', async () => {
  expect(await files({ [POLICY]: `${BASE[POLICY]}# more\n` })).toMatchObject([{ path: POLICY, added: 1 }]);
  expect(await files({ [SUITE]: suite + oneCase('new') })).toMatchObject([{ path: SUITE, added: 1 }]);
  expect(await files({})).toBeUndefined();
});

test('a suite that changes altogether has a diff of bounded length, with what is left out counted', async () => {
  const more = Array.from({ length: 3000 }, (_, index) => oneCase(`n${index}`)).join('');
  const [diff] = (await files({ [SUITE]: suite + more })) ?? [];
  expect(diff).toMatchObject({ added: 3000, removed: 0 });
  const lines = diff?.diff.trimEnd().split('\n') ?? [];
  expect(lines).toHaveLength(2000);
  expect(diff?.linesLeftOut).toBe(2 + 1 + 3 + 3000 - 2000);
});

test('a script that judges has its diff', async () => {
  const judged = suite.replaceAll(/\{ type: icontains, value: \w+ \}/g, '{ type: script, value: judge.mjs }');
  const script = (text: string) => `export default ({ answer }) => answer.includes('${text}');\n`;
  const scriptPath = 'evals/judge.mjs';
  const [ofSuite, ofScript] =
    (await files({ [RULES]: 'Name it.\n', [SUITE]: judged, [scriptPath]: script('Settings') })) ?? [];
  expect(ofSuite).toMatchObject({ path: SUITE, added: CASES, removed: CASES });
  expect(ofScript).toMatchObject({ path: scriptPath, role: 'script', added: 1, removed: 0 });
});
