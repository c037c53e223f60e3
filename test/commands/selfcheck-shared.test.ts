import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { runCommandLine } from '../../src/commands/command-line.ts';
import { COMMANDS } from '../../src/commands/table.ts';
import { credentialsFrom } from '../../src/model/credentials.ts';
import { type AskedModel, startModels } from '../kit/models.ts';
import { buildRepository, type TestRepository } from '../kit/repository.ts';
import { BASE, CONFIG, CONFIG_FILE, GOOD_RULE, HARMLESS_RULE, PROMPT, promptFile } from '../kit/support.ts';
import { testTerminal } from './test-terminal.ts';

/** Answers to all cases by one arm. */
const ARM = 40;

let models: AskedModel;
let draws = 0;
beforeAll(async () => {
  models = await startModels(() => `Open Settings, draw ${draws++}.`);
});
afterAll(() => models.stop());
beforeEach(() => models.reset());

async function repositoryWith(temperature: number): Promise<TestRepository> {
  const at = (rule: string) => promptFile(rule).replace('temperature: 0', `temperature: ${temperature}`);
  const repository = await buildRepository({ ...BASE, [PROMPT]: at(GOOD_RULE) });
  await repository.branch('edit');
  await repository.write({ [PROMPT]: at(HARMLESS_RULE) });
  return repository;
}

async function callsOf(words: readonly string[], { root: directory }: TestRepository): Promise<number> {
  const before = models.calls();
  const credentials = credentialsFrom({ ...models.environment, OPENAI_API_KEY: 'sk-test' });
  const terminal = testTerminal({ directory, credentials });
  const exitCode = await runCommandLine(words, { commands: COMMANDS, terminal });
  expect(exitCode, terminal.written.messages).toBe(0);
  return models.calls() - before;
}

test.each([0, 1])(
  'at temperature %d, selfcheck and gate each take what the other has asked of the candidate',
  async (temperature) => {
    await using repository = await repositoryWith(temperature);
    expect(await callsOf(['selfcheck'], repository)).toBe(2 * ARM);
    expect(await callsOf(['gate', '--base', 'main'], repository)).toBe(ARM);
    await using other = await repositoryWith(temperature);
    expect(await callsOf(['gate', '--base', 'main'], other)).toBe(2 * ARM);
    expect(await callsOf(['selfcheck'], other)).toBe(ARM);
  },
);

test('the two samples of a self-check share no answer, whatever the gate has asked', async () => {
  await using repository = await repositoryWith(1);
  await callsOf(['gate', '--base', 'main'], repository);
  const asked = new Set(models.requests().map(({ body }) => JSON.stringify(body)));
  models.clear();
  await callsOf(['selfcheck'], repository);
  // The second sample asks each question of the gate's candidate once more.
  const again = models.requests().map(({ body }) => JSON.stringify(body));
  expect(again).toHaveLength(ARM);
  expect(again.every((body) => asked.has(body))).toBe(true);
});

test('a fresh self-check takes nothing of the gate', async () => {
  await using repository = await repositoryWith(1);
  await callsOf(['gate', '--base', 'main'], repository);
  expect(await callsOf(['selfcheck', '--fresh'], repository)).toBe(2 * ARM);
});

const OTHER = 'prompts/other.prompt.yml';

async function withOther(edit: (file: string) => string): Promise<TestRepository> {
  const suite =
    'tests: [{ vars: { customer_tier: all, user_message: "q" }, assert: [{ type: icontains, value: settings }] }]\n';
  return await buildRepository({
    ...BASE,
    [CONFIG]: `${CONFIG_FILE}  - prompts/*.prompt.yml\n`,
    [PROMPT]: promptFile(GOOD_RULE),
    [OTHER]: edit(promptFile('Be brief.')),
    'prompts/other.suite.yml': suite,
  });
}

async function selfCheck({ root: directory }: TestRepository) {
  const credentials = credentialsFrom({ ...models.environment, OPENAI_API_KEY: 'sk-test' });
  const terminal = testTerminal({ directory, credentials });
  const exitCode = await runCommandLine(['selfcheck'], { commands: COMMANDS, terminal });
  return { exitCode, ...terminal.written };
}

test('a key that one of several prompts lacks is named before anything is asked', async () => {
  await using repository = await withOther((file) =>
    file.replace(/^model: .*/m, 'model: anthropic:claude-haiku-4-5'),
  );
  const { exitCode, messages } = await selfCheck(repository);
  expect(messages).toContain('ANTHROPIC_API_KEY');
  expect([exitCode, models.calls()]).toEqual([2, 0]);
});

test('a prompt that gets no answer costs no other its findings', async () => {
  models.refuse((user) => user.includes('all'));
  await using repository = await withOther((file) => file);
  const { exitCode, output, messages } = await selfCheck(repository);
  expect(output).toContain(`${PROMPT}: the same prompt asked twice`);
  expect(messages).toContain(`No case of ${OTHER} was answered.`);
  expect(exitCode).toBe(2);
});
