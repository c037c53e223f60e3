import { afterAll, beforeAll, expect, test } from 'vitest';
import { runCommandLine } from '../../src/commands/command-line.ts';
import { COMMANDS } from '../../src/commands/table.ts';
import { credentialsFrom } from '../../src/model/credentials.ts';
import { type AskedModel, startModels } from '../kit/models.ts';
import { buildRepository, type TestRepository } from '../kit/repository.ts';
import {
  answerByRule,
  BASE,
  CONFIG,
  CONFIG_FILE,
  GOOD_RULE,
  HARMFUL_RULE,
  HARMLESS_RULE,
  PROMPT,
  promptFile,
  SUITE,
  SUITE_FILE,
} from '../kit/support.ts';
import { testTerminal } from './test-terminal.ts';

const OTHER = 'prompts/other.prompt.yml';
const PARTIAL = "partial run (1 prompt, 40 cases), not the gate's verdict";

let models: AskedModel;
beforeAll(async () => {
  models = await startModels(answerByRule);
});
afterAll(() => models.stop());

async function repositoryWith(policy = ''): Promise<TestRepository> {
  const repository = await buildRepository({
    ...BASE,
    [CONFIG]: `${CONFIG_FILE}  - prompts/*.prompt.yml\n${policy}`,
    [OTHER]: promptFile('Be brief.'),
    'prompts/other.suite.yml':
      'tests: [{ vars: { customer_tier: all, user_message: "q" }, assert: [{ type: icontains, value: settings }] }]\n',
  });
  await repository.write({ [PROMPT]: promptFile(HARMFUL_RULE), [OTHER]: promptFile('Be short.') });
  return repository;
}

/** `gate --watch` as it runs: `until` waits for what it says from where the last wait ended. */
function watching(
  { root: directory }: TestRepository,
  words: readonly string[] = ['--any-cost'],
  ask?: (question: string) => Promise<string>,
) {
  const stop = new AbortController();
  let said = '';
  let from = 0;
  let wake = () => {};
  const hear = (text: string) => {
    said += text.replace(/\u00a0/g, ' ');
    wake();
  };
  const terminal = testTerminal({
    directory,
    credentials: credentialsFrom({ ...models.environment, OPENAI_API_KEY: 'sk-test' }),
    output: { write: hear },
    messages: { write: hear },
    interruption: () => stop.signal,
    ask,
  });
  const ended = runCommandLine(['gate', '--base', 'main', '--watch', ...words], {
    commands: COMMANDS,
    terminal,
  });
  return {
    ended,
    stop: () => stop.abort(),
    async until(words: string): Promise<string> {
      while (!said.includes(words, from)) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      const end = said.indexOf(words, from) + words.length;
      const part = said.slice(from, end).replace(/\s+/g, ' ');
      from = end;
      return part;
    },
  };
}

test('a save runs the prompts that it concerns again, and asks only what is new', async () => {
  await using repository = await repositoryWith();
  const watch = watching(repository);
  const first = await watch.until('Waiting for a file');
  expect(first).toContain('gets worse for enterprise');
  expect(first).toContain('newly failing: enterprise 1; ');

  const before = models.calls();
  await repository.write({ [PROMPT]: promptFile(HARMLESS_RULE) });
  const second = await watch.until('Waiting for a file');
  expect(second).toContain(`Saved: ${PROMPT}.`);
  expect(second).toContain(PARTIAL);
  expect(second).not.toContain('gets worse');
  expect(models.calls() - before).toBe(40);

  await repository.write({ [SUITE]: SUITE_FILE.replace('value: settings', 'value: backups') });
  expect(await watch.until('Waiting for a file')).toContain(`Saved: ${SUITE}.`);
  expect(models.calls() - before).toBe(40);

  await repository.write({ [SUITE]: SUITE_FILE, [PROMPT]: promptFile(GOOD_RULE) });
  expect(await watch.until('Waiting for a file')).toContain('nothing in this part differs from the base');
  watch.stop();
  expect(await watch.ended).toBe(0);
});

test('a prompt that comes while the gate watches is judged, in a new folder too; any other file is not', async () => {
  await using repository = await repositoryWith();
  await repository.write({ [CONFIG]: `${CONFIG_FILE}  - prompts/**/*.prompt.yml\n` });
  const watch = watching(repository);
  await watch.until('Waiting for a file');
  await repository.write({ 'notes/plan.txt': 'Mail Ann.\n' });
  const suite =
    'tests: [{ vars: { customer_tier: all, user_message: "q" }, assert: [{ type: icontains, value: settings }] }]\n';
  await repository.write({ 'prompts/more/new.suite.yml': suite });
  await repository.write({ 'prompts/more/new.prompt.yml': promptFile('Be new.') });
  const second = await watch.until('Waiting for a file');
  expect(second).toContain('Saved: prompts/more/new.prompt.yml.');
  expect(second).toContain("partial run (1 prompt, 1 case), not the gate's verdict");
  expect(second).not.toContain('notes');

  await repository.write({ 'prompts/more/new.prompt.yml': promptFile('Be newer.') });
  expect(await watch.until('Waiting for a file')).toContain('Saved: prompts/more/new.prompt.yml.');
  watch.stop();
  expect(await watch.ended).toBe(0);
});

test('a save that concerns every changed prompt leaves nothing out, and is judged as the gate would', async () => {
  await using repository = await repositoryWith();
  await repository.write({ [OTHER]: promptFile('Be brief.') });
  const watch = watching(repository);
  expect(await watch.until('Waiting for a file')).toContain('merge blocked');
  await repository.write({ [PROMPT]: promptFile(`${HARMFUL_RULE} `) });
  const second = await watch.until('Waiting for a file');
  expect(second).toContain('merge blocked');
  expect(second).not.toContain('partial run');
  watch.stop();
  expect(await watch.ended).toBe(0);
});

test('a mistake in what is saved is shown, and the watch goes on', async () => {
  await using repository = await repositoryWith();
  const watch = watching(repository, ['--any-cost', PROMPT]);
  await watch.until('Waiting for a file');
  await repository.write({ [PROMPT]: `${promptFile(HARMFUL_RULE)}mesages: []\n` });
  expect(await watch.until('Waiting for a file')).toContain('Did you mean "messages"');
  await repository.write({ [PROMPT]: promptFile(HARMFUL_RULE) });
  expect(await watch.until('Waiting for a file')).toContain('gets worse for enterprise');
  watch.stop();
  expect(await watch.ended).toBe(0);
});

test.each([[[PROMPT]], [[]]])(
  'a suite that is broken and restored is judged again with the prompt, with %j named',
  async (named) => {
    await using repository = await repositoryWith();
    const watch = watching(repository, ['--any-cost', ...named]);
    await watch.until('Waiting for a file');
    await repository.write({ [SUITE]: `${SUITE_FILE}   bad: [` });
    expect(await watch.until('Waiting for a file')).toContain('could not decide');
    await repository.write({ [SUITE]: SUITE_FILE });
    const restored = await watch.until('Waiting for a file');
    expect(restored).toContain('gets worse for enterprise');
    expect(restored).not.toContain('could not decide');
    watch.stop();
    expect(await watch.ended).toBe(0);
  },
);

test('without a limit of cost the person is asked once, and without consent nothing is', async () => {
  await using repository = await repositoryWith();
  const before = models.calls();
  const questions: string[] = [];
  const refused = watching(repository, [], async (question) => {
    questions.push(question);
    return 'n';
  });
  expect(await refused.ended).toBe(2);
  expect(models.calls()).toBe(before);
  const agreed = watching(repository, [], async (question) => {
    questions.push(question);
    return 'y';
  });
  await agreed.until('Waiting for a file');
  await repository.write({ [PROMPT]: promptFile('Name a page.') });
  await agreed.until('Waiting for a file');
  agreed.stop();
  await agreed.ended;
  expect(questions).toHaveLength(2);
});

test('all runs together spend no more than max-run-cost', async () => {
  await using repository = await repositoryWith('cost: { max-run-cost: 0.0005 }\n');
  const watch = watching(repository, []);
  await watch.until('nothing is watched any more');
  expect(await watch.ended).toBe(2);
});

test.each([
  [['--head', 'HEAD'], '--head'],
  [['--shard', '1/2', '--outcomes', 'x'], '--shard'],
  [['--json', '-'], 'the file `-`'],
  [['--scripts'], '--scripts'],
])('`--watch` with %j is refused', async (words, named) => {
  await using repository = await repositoryWith();
  const watch = watching(repository, words);
  expect(await watch.until(named)).toContain('`--watch` does not go with');
  expect(await watch.ended).toBe(2);
});
