import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, inject, test } from 'vitest';
import { startSilentModel } from '../kit/models.ts';
import { KEY, setStage } from '../kit/stage.ts';
import {
  BASE,
  CASES,
  CONFIG,
  CONFIG_FILE,
  type Files,
  HARMFUL_RULE,
  HARMLESS_RULE,
  PROMPT,
  promptFile,
  pullRequestEvent,
  SUITE,
  SUITE_FILE,
} from '../kit/support.ts';
import { gateInTerminal } from '../kit/terminal.ts';

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

/** Pull requests whose code is not run. */
const OTHERS = [
  { name: 'of a fork', event: { fork: true }, eventName: 'pull_request' },
  { name: 'of a fork that runs with secrets', event: { fork: true }, eventName: 'pull_request_target' },
  { name: 'under pull_request_target', event: {}, eventName: 'pull_request_target' },
];

describe('a suite with a script', () => {
  test('that throws is told to mend the script, with file, line and error, and not to run the job again', async () => {
    const throwing = {
      ...SCRIPTED,
      [CHECK]: 'export default (output) => {\n  return output.toLowercase().includes("settings");\n};\n',
    };
    const run = await judge(await pullRequest({ [PROMPT]: promptFile(HARMFUL_RULE) }, throwing));
    expect(run.outputs.verdict, run.log).toBe('error');
    const [first] = run.summary.split('\n');
    expect(first).toMatch(/`evals\/checks\/page\.mjs:2`: not a function/);
    expect(first).toContain('Mend the script');
    expect(first).not.toContain('Re-run');
    expect(run.result?.prompts[0]?.errors[0]?.kind).toBe('script');
  });

  test('judges a pull request of the repository itself', async () => {
    const run = await judge(await pullRequest({ [PROMPT]: promptFile(HARMFUL_RULE) }, SCRIPTED));
    expect(run.exitCode, run.log).toBe(1);
    const [, enterprise] = run.result?.prompts[0]?.segments ?? [];
    expect(enterprise).toMatchObject({ verdict: 'regression', losses: CASES });
    expect(run.result?.prompts[0]?.newlyFailing[0]?.candidate.failures[0]?.reason).toBe(
      'expected the answer to pass “checks/page.mjs”; the script says: “for enterprise”',
    );
  });

  test('judges the cases of the head as there and those of the base as there, and a change of it is reported', async () => {
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
    const overall = run.result?.prompts[0]?.overall;
    expect(overall).toMatchObject({ losses: 0, candidate: { passes: (overall?.cases ?? 0) / 2 } });
  });

  test.for(OTHERS)('judges a pull request $name too', async ({ event, eventName }) => {
    const edit = {
      [PROMPT]: promptFile(HARMFUL_RULE),
      'evals/checks/words.mjs': `export const words = [typeof process === 'undefined' ? 'Settings' : 'nothing'];\n`,
    };
    const checkout = await pullRequest(edit, SCRIPTED);
    const { payload } = pullRequestEvent(checkout, stage.number, event);
    const run = await judge(checkout, { event: { name: eventName, payload } });
    const [, enterprise] = run.result?.prompts[0]?.segments ?? [];
    expect(enterprise, run.log).toMatchObject({ verdict: 'regression', losses: 2 * CASES });
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
    expect(run.result?.prompts[0]?.errors[0]?.message).toContain('unexpected token');
  });
});

describe('a script that the policy runs in Node', () => {
  const IN_NODE = `${CONFIG_FILE}scripts: { runtime: node }\n`;
  const NODE_CHECK = `import { EOL } from 'node:os';
export default (output) => ({ pass: output.includes('Settings'), reason: 'ends with ' + JSON.stringify(EOL) });
`;
  const BY_NODE: Files = { ...SCRIPTED, [CHECK]: NODE_CHECK };

  test('judges a pull request of the repository itself', async () => {
    const checkout = await pullRequest(
      { [PROMPT]: promptFile(HARMFUL_RULE) },
      { ...BY_NODE, [CONFIG]: IN_NODE },
    );
    const run = await judge(checkout);
    expect(run.result?.prompts[0]?.newlyFailing[0]?.candidate.failures[0]?.reason, run.log).toContain(
      'the script says: “ends with "\\n"”',
    );
  });

  test.for(OTHERS)(
    'is not run for a pull request $name, and no model is asked',
    async ({ event, eventName }) => {
      const edit = { [PROMPT]: promptFile(HARMLESS_RULE), [CHECK]: 'throw new Error("run");\n' };
      const checkout = await pullRequest(edit, { ...BY_NODE, [CONFIG]: IN_NODE });
      const { payload } = pullRequestEvent(checkout, stage.number, event);
      const run = await judge(checkout, { event: { name: eventName, payload } });
      expect(run.outputs.verdict).toBe('error');
      expect(run.result?.errors[0]?.message).toContain('never done for a fork');
      expect(run.log).not.toContain('cannot be used');
      expect(stage.models.calls()).toBe(0);
    },
  );

  test('is not run by a policy that the pull request brings', async () => {
    const { [CONFIG]: _, ...base } = BY_NODE;
    const edit = { [PROMPT]: promptFile(HARMLESS_RULE), [CONFIG]: IN_NODE };
    const run = await judge(await pullRequest(edit, base));
    expect(run.outputs.verdict).toBe('error');
    // The defaults decide, and by them scripts run where there is no Node.
    expect(run.result?.errors[0]?.message).toContain('Cannot import "node:os"');
    expect(stage.models.calls()).toBe(0);
  });

  test('is run in a terminal only when it is asked for', async () => {
    const checkout = await pullRequest({}, { ...BY_NODE, [CONFIG]: IN_NODE });
    const { repository } = checkout;
    await repository.git('branch', '--force', 'main', checkout.base);
    await repository.write({ [PROMPT]: promptFile(HARMFUL_RULE) });
    const how = {
      directory: repository.root,
      environment: { OPENAI_API_KEY: KEY, ...stage.models.environment },
    };
    const refused = await gateInTerminal([], how);
    expect(refused.exitCode).toBe(2);
    expect(refused.result.errors[0]?.message).toContain('in a terminal without `--scripts`');
    expect(stage.models.calls()).toBe(0);
    expect((await gateInTerminal(['--scripts'], how)).exitCode).toBe(1);
  });
});

test('a signal does not open the inspector of the gate', async () => {
  const silent = await startSilentModel();
  const { repository, base } = await pullRequest({});
  await repository.git('branch', '--force', 'main', base);
  await repository.write({ [PROMPT]: promptFile(HARMFUL_RULE) });
  const child = spawn(process.execPath, [join(inject('dist'), 'cli.js'), 'gate', '--base', 'main'], {
    cwd: repository.root,
    env: { PATH: process.env.PATH, HOME: repository.root, OPENAI_API_KEY: KEY, ...silent.environment },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const said = text(child.stderr);
  await silent.asked;
  child.kill('SIGUSR1');
  await new Promise((resolve) => setTimeout(resolve, 500));
  child.kill('SIGINT');
  await once(child, 'close');
  silent.stop();
  expect(await said).not.toContain('Debugger listening');
});
