import { rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runCommandLine } from '../../src/commands/command-line.ts';
import { COMMANDS } from '../../src/commands/table.ts';
import { type Result, resultSchema } from '../../src/domain/result.ts';
import { credentialsFrom } from '../../src/model/credentials.ts';
import { type AskedModel, startModels } from '../kit/models.ts';
import { buildRepository, type TestRepository } from '../kit/repository.ts';
import { answerByRule, BASE, CONFIG, CONFIG_FILE, HARMFUL_RULE, PROMPT, promptFile } from '../kit/support.ts';
import { testTerminal } from './test-terminal.ts';

const OTHER = 'prompts/other.prompt.yml';
const OTHER_SUITE =
  'tests: [{ vars: { customer_tier: all, user_message: "q" }, assert: [{ type: icontains, value: settings }] }]\n';

let models: AskedModel;
let repository: TestRepository;

beforeAll(async () => {
  models = await startModels(answerByRule);
  repository = await buildRepository({
    ...BASE,
    [CONFIG]: `${CONFIG_FILE}  - prompts/*.prompt.yml\n`,
    [OTHER]: promptFile('Be brief.'),
    'prompts/other.suite.yml': OTHER_SUITE,
    'prompts/still.prompt.yml': promptFile('Be still.'),
    'prompts/still.suite.yml': OTHER_SUITE,
  });
  await repository.write({ [PROMPT]: promptFile(HARMFUL_RULE), [OTHER]: promptFile('Be very brief.') });
});

afterAll(async () => {
  await models.stop();
  await repository.dispose();
});

type Ended = { exitCode: number; result: Result; output: string; messages: string; asked: number };

async function gate(words: readonly string[], directory = repository.root): Promise<Ended> {
  const file = join(repository.root, '.git/result.json');
  await rm(file, { force: true });
  const credentials = credentialsFrom({ ...models.environment, OPENAI_API_KEY: 'sk-test' });
  const terminal = testTerminal({ directory, credentials });
  const all = ['gate', '--base', 'main', '--json', '-', ...words];
  const exitCode = await runCommandLine(all, { commands: COMMANDS, terminal });
  const { output, messages } = terminal.written;
  const result = output === '' ? undefined : resultSchema.parse(JSON.parse(output));
  if (!result) throw new Error(messages);
  const text = messages.replace(/\u00a0/g, ' ').replace(/\s+/g, ' ');
  return { exitCode, result, output, messages: text, asked: result.usage.calls };
}

test('a prompt by its path is asked alone, and the result is none of the gate', async () => {
  const { exitCode, result, messages } = await gate([OTHER]);
  expect(result.prompts.map(({ path }) => path)).toEqual([OTHER]);
  expect(result.verdict).toBe('partial');
  expect(result.partial).toMatchObject({ prompts: [OTHER], finding: 'pass', casesAsked: 1 });
  expect(messages).toContain("partial run (1 prompt, 1 case), not the gate's verdict");
  expect(exitCode).toBe(0);
});

test('a path may be meant from the folder that the command runs in', async () => {
  const { result } = await gate(['other.prompt.yml'], join(repository.root, 'prompts'));
  expect(result.prompts.map(({ path }) => path)).toEqual([OTHER]);
});

test('a segment is asked with the cases of the whole run, whose answers then serve both', async () => {
  const part = await gate(['--segment', 'enterprise']);
  expect(part.result.prompts.map(({ path, segments }) => [path, segments.map(({ name }) => name)])).toEqual([
    [PROMPT, ['enterprise']],
  ]);
  expect(part.result.partial).toMatchObject({ finding: 'block', casesAsked: 20, casesLeftOut: 21 });
  expect(part.exitCode).toBe(1);
  expect(part.messages).toContain(
    "partial run (segment enterprise, 20 of 41 cases), not the gate's verdict: prompts/support.prompt.yml gets worse",
  );
  expect(part.messages).not.toContain('merge blocked');
  expect(part.messages).toContain('gate --base main --segment enterprise repeats it');
  const whole = await gate([]);
  expect(whole.result.verdict).toBe('block');
  expect(whole.result.partial).toBeUndefined();
  expect(whole.result.usage.fromStore).toBeGreaterThanOrEqual(part.asked);
});

test('what failed in the last whole run is asked again by itself, after the edit too', async () => {
  await gate([]);
  // A part in between, in which nothing fails, is not what failed last.
  await gate(['--case', 'standard 1']);
  const again = await gate(['--failing']);
  expect(again.result.partial).toMatchObject({ failing: true, casesAsked: 20, finding: 'block' });
  expect(again.messages).toContain('20 of 20 cases newly fail');
  expect([again.exitCode, again.asked]).toEqual([1, 0]);
  // They were chosen because they failed: nothing that a test says of them would be true.
  expect(again.messages).toContain('These cases were chosen because they failed');
  expect(again.messages).toContain('Nothing was asked anew');
  expect(again.messages).not.toMatch(/regression|adjusted p|95 % CI|Chance alone|tokens a call/);
  expect(again.result.prompts[0]).toMatchObject({ reasons: [], cost: null, levels: null });
  expect(again.result.prompts[0]?.segments[0]).toMatchObject({ chosen: true, interval: null, pValue: 1 });

  await repository.write({ [PROMPT]: promptFile('Name the page, please.') });
  const mended = await gate(['--failing']);
  expect(mended.messages).toContain('of 20 cases none newly fails');
  expect(mended.messages).toContain('These cases were chosen because they failed');
  expect(mended.messages).not.toContain('Nothing was asked anew');
  expect([mended.exitCode, mended.asked]).toEqual([0, 20]);
  await repository.write({ [PROMPT]: promptFile(HARMFUL_RULE) });
});

test('a single case counts by itself', async () => {
  const { exitCode, result, messages } = await gate(['--case', 'enterprise 3', '--case', 'standard 1']);
  expect(result.partial).toMatchObject({ cases: ['enterprise 3', 'standard 1'], finding: 'block' });
  expect(messages).toContain('1 of 2 cases newly fails');
  expect(messages).toContain('enterprise 3 ·');
  expect(messages).toContain('contain');
  expect(messages).not.toContain('nothing could be told');
  expect(exitCode).toBe(1);
});

test('that single cases show nothing of their segment blocks nothing, where the policy blocks on doubt', async () => {
  const strict = await buildRepository({
    ...BASE,
    [CONFIG]: `${CONFIG_FILE}gate: { on-inconclusive: block, margin: { segment: 1 } }\n`,
  });
  try {
    await strict.write({ [PROMPT]: promptFile(HARMFUL_RULE) });
    const kept = await gate(['--case', 'standard 1'], strict.root);
    expect(kept.result).toMatchObject({
      verdict: 'partial',
      partial: { finding: 'pass' },
      prompts: [{ verdict: 'pass', reasons: [] }],
    });
    expect(kept.messages).toContain('of 1 case none newly fails');
    expect(kept.exitCode).toBe(0);
    const lost = await gate(['--case', 'standard 1', '--case', 'enterprise 3'], strict.root);
    expect([lost.result.partial?.finding, lost.exitCode]).toEqual(['block', 1]);
    // A segment that is asked as a whole is in doubt as it would be in the whole run.
    const segment = await gate(['--segment', 'standard'], strict.root);
    expect([segment.result.partial?.finding, segment.exitCode]).toEqual(['block', 1]);
  } finally {
    await strict.dispose();
  }
});

test.each([
  [
    ['prompts/suport.prompt.yml'],
    `prompts/suport.prompt.yml is not a prompt of this repository. Did you mean "${PROMPT}"?`,
  ],
  [
    ['prompts/still.prompt.yml'],
    'prompts/still.prompt.yml is as it is at main: there is nothing to compare.',
  ],
  [['--segment', 'enterprize'], 'No changed prompt has a segment enterprize. Did you mean "enterprise"?'],
  [['--case', 'standard 99'], 'No changed prompt has a case standard 99. Did you mean "standard 9"?'],
])('%j means nothing here, which is said before anything is asked', async (words, says) => {
  const { exitCode, result, asked, messages } = await gate(words);
  expect(result.errors.map(({ message }) => message)).toEqual([expect.stringContaining(says)]);
  expect(result.verdict).toBe('error');
  expect(messages).toContain("partial run, not the gate's verdict");
  expect([exitCode, asked]).toEqual([2, 0]);
});

test('a mistake in a prompt that is not asked for stops nothing', async () => {
  await repository.write({ 'prompts/still.prompt.yml': 'mesages: []\n' });
  expect((await gate([OTHER])).exitCode).toBe(0);
  await repository.write({ 'prompts/still.prompt.yml': promptFile('Be still.') });
});

test('a result that is kept replaces no file of somebody else', async () => {
  const kept = join(repository.root, '.git/prompt-eval-gate/last-result.json');
  const file = join(repository.root, 'README.md');
  await rm(kept, { force: true });
  await symlink(file, kept);
  const { exitCode, messages } = await gate([]);
  expect(messages).toContain('The result is not kept');
  expect(exitCode).toBe(1);
  await rm(kept);
});
