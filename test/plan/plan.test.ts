import { expect, test } from 'vitest';
import { defaultConfig } from '../../src/config/schema.ts';
import { armPlanner } from '../../src/plan/arms.ts';
import { type PromptPlan, planPrompt } from '../../src/plan/plan.ts';
import { snapshotOf } from '../kit/snapshot.ts';

const NO_KEYS = {
  providers: {
    openai: { apiKey: undefined, baseUrl: undefined },
    anthropic: { apiKey: undefined, baseUrl: undefined },
  },
};

const PATH = 'support.prompt.yml';
const TOOL = '{ type: function, function: { name: escalate, parameters: { type: object } } }';

/** A prompt file that carries one case; `lines` are added to its model parameters. */
function promptFile({ lines = '', says = 'Help.' }: { lines?: string; says?: string }): string {
  return `model: openai/gpt-4.1-mini-2025-04-14
modelParameters:
  temperature: 0
${lines}
messages:
  - { role: system, content: "${says}" }
  - { role: user, content: "{{question}}" }
`;
}

const suiteOf = (assertion: string) => `tests:
  - vars: { question: hello }
    assert: [${assertion}]
`;

function plan(files: { baseline: string; candidate: string; suite: string }): Promise<PromptPlan> {
  const suite = { 'support.suite.yml': files.suite };
  const source = { path: PATH, part: undefined, entry: undefined, models: {} };
  const base = snapshotOf({ [PATH]: files.baseline, ...suite });
  const candidate = snapshotOf({ [PATH]: files.candidate, ...suite });
  const context = { config: defaultConfig(), credentials: NO_KEYS, base };
  return planPrompt(
    {
      name: PATH,
      baseline: { ...source, snapshot: base },
      candidate: { ...source, snapshot: candidate },
    },
    { ...context, planArm: armPlanner(context) },
  );
}

test('assertions about tool calls are held against the tools that the prompt declares', async () => {
  const suite = suiteOf('{ type: is-valid-openai-tools-call }');
  const bare = promptFile({});
  const tooled = promptFile({ lines: `  tools: [${TOOL}]` });
  await expect(plan({ baseline: bare, candidate: bare, suite })).rejects.toThrow('declares `tools`');
  await expect(plan({ baseline: tooled, candidate: tooled, suite })).resolves.toBeDefined();
  await expect(plan({ baseline: bare, candidate: tooled, suite })).resolves.toBeDefined();
});

test('a variable that only the old version takes is told as such', async () => {
  const baseline = promptFile({ says: 'Help {{name}}.' });
  const suite = suiteOf('{ type: contains, value: x }');
  await expect(plan({ baseline, candidate: promptFile({}), suite })).rejects.toThrow(
    'At the base: No case has the variable `name`. Both versions answer the same cases: leave in them what the old one needs until this is merged.',
  );
});

test('a prompt that could not be run at the base can be repaired: it is measured as a new one', async () => {
  const suite = suiteOf('{ type: contains, value: x }');
  const candidate = promptFile({});
  for (const baseline of [
    'messages: [',
    candidate.replace(/model: .*/, ''),
    candidate.replace('openai/', 'x/'),
  ]) {
    const planned = await plan({ baseline, candidate, suite });
    expect(planned.baseline).toBeNull();
    expect(planned.notices[0]).toMatchObject({
      code: 'baseline-unusable',
      place: expect.stringContaining('support.prompt.yml'),
    });
    await expect(plan({ baseline: candidate, candidate: baseline, suite })).rejects.toThrow();
  }
});

test('a parameter that the model’s API has not is refused before anything is asked', async () => {
  const suite = suiteOf('{ type: contains, value: x }');
  const file = promptFile({ lines: '  seed: 7' }).replace('openai/', 'openai:responses:');
  await expect(plan({ baseline: file, candidate: file, suite })).rejects.toThrow(
    "support.prompt.yml:1:8: OpenAI's Responses API, by which gpt-4.1-mini-2025-04-14 is asked, has no `seed`.",
  );
  const { candidate } = await plan({
    baseline: file,
    candidate: file.replace('seed', 'top_p').replace('7', '1'),
    suite,
  });
  expect(candidate.target.api).toBe('responses');
});

test('a suite that the pull request leaves alone is read at the head only', async () => {
  const suite = suiteOf('{ type: contains, value: x }');
  const planned = await plan({ baseline: promptFile({}), candidate: promptFile({ says: 'Serve.' }), suite });
  expect(planned.suites.baseline).toBe(planned.suites.candidate);
});
