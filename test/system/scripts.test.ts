import { describe, expect, test } from 'vitest';
import { setStage } from '../kit/stage.ts';
import {
  BASE,
  CASES,
  type Files,
  HARMFUL_RULE,
  HARMLESS_RULE,
  PROMPT,
  promptFile,
  pullRequestEvent,
  SUITE,
  SUITE_FILE,
} from '../kit/support.ts';

const stage = setStage();
const { pullRequest, judge } = stage;

const CHECK = 'evals/checks/page.mjs';
const CHECK_FILE = `import { words } from './words.mjs';
export default (output, { vars }) => ({
  pass: words.some((word) => output.includes(word)),
  reason: 'for ' + vars.customer_tier,
});
`;

/** A repository whose suite is checked by a script of its own. */
const SCRIPTED: Files = {
  ...BASE,
  [SUITE]: SUITE_FILE.replaceAll(
    '{ type: icontains, value: settings }',
    '{ type: script, value: "file://checks/page.mjs" }',
  ),
  [CHECK]: CHECK_FILE,
  'evals/checks/words.mjs': "export const words = ['Settings'];\n",
};

describe('a suite with a script', () => {
  test('judges a pull request of the repository itself', async () => {
    const run = await judge(await pullRequest({ [PROMPT]: promptFile(HARMFUL_RULE) }, SCRIPTED));
    expect(run.exitCode, run.log).toBe(1);
    const [, enterprise] = run.result?.prompts[0]?.segments ?? [];
    expect(enterprise).toMatchObject({ verdict: 'regression', losses: CASES });
    expect(run.result?.prompts[0]?.newlyFailing[0]?.candidate.failures[0]?.reason).toBe(
      'expected the answer to pass “checks/page.mjs”; the script says: “for enterprise”',
    );
  });

  test('is read at the head, and a change of it is told', async () => {
    const checkout = await pullRequest(
      {
        [PROMPT]: promptFile(HARMLESS_RULE),
        'evals/checks/words.mjs': "export const words = ['nothing'];\n",
      },
      SCRIPTED,
    );
    const run = await judge(checkout);
    expect(run.result?.prompts[0]?.notices).toContainEqual({
      code: 'judging-scripts-changed',
      paths: ['evals/checks/words.mjs'],
      gravity: 'alarm',
      text: 'This pull request changes scripts that judge its answers: evals/checks/words.mjs.',
    });
    expect(run.result?.prompts[0]?.overall).toMatchObject({ candidate: { passes: 0 }, losses: 0 });
  });

  test.for([
    { name: 'of a fork', event: { fork: true }, eventName: 'pull_request' },
    { name: 'of a fork that runs with secrets', event: { fork: true }, eventName: 'pull_request_target' },
    { name: 'under pull_request_target', event: {}, eventName: 'pull_request_target' },
  ])('is not run for a pull request $name, and no model is asked', async ({ event, eventName }) => {
    const edit = { [PROMPT]: promptFile(HARMLESS_RULE), [CHECK]: 'throw new Error("run");\n' };
    const checkout = await pullRequest(edit, SCRIPTED);
    const { payload } = pullRequestEvent(checkout, stage.number, event);
    const run = await judge(checkout, { event: { name: eventName, payload } });
    expect(run.outputs.verdict).toBe('error');
    expect(run.result?.errors[0]?.message).toContain('never done for a fork');
    expect(run.log).not.toContain('cannot be used');
    expect(stage.models.calls()).toBe(0);
  });

  test('that does not load is an error before any model is asked', async () => {
    const edit = { [PROMPT]: promptFile(HARMLESS_RULE), [CHECK]: 'export default (\n' };
    const run = await judge(await pullRequest(edit, SCRIPTED));
    expect(run.exitCode).toBe(1);
    expect(run.result?.errors[0]).toMatchObject({
      message: expect.stringContaining('evals/checks/page.mjs cannot be used'),
      place: expect.stringMatching(/^evals\/support\.yml:\d+:\d+$/),
    });
    expect(stage.models.calls()).toBe(0);
  });

  test('that breaks on an answer decides nothing about it', async () => {
    const edit = {
      [PROMPT]: promptFile(HARMLESS_RULE),
      [CHECK]: 'export default (output) => JSON.parse(output);\n',
    };
    const run = await judge(await pullRequest(edit, SCRIPTED));
    expect(run.outputs.verdict).toBe('error');
    expect(run.result?.prompts[0]?.errors[0]?.message).toContain('is not valid JSON');
  });
});
