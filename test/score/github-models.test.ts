import { describe, expect, test } from 'vitest';
import type { Json } from '../../src/base/json.ts';
import { buildRequest } from '../../src/model/request.ts';
import { readPrompt } from '../../src/prompt/read.ts';
import { renderMessages } from '../../src/prompt/render.ts';
import type { JudgeRequest } from '../../src/score/judge/ask.ts';
import { scoreTrial } from '../../src/score/score-trial.ts';
import { readSuite } from '../../src/suite/read.ts';
import { answerOf } from '../kit/scoring.ts';
import { snapshotOf } from '../kit/snapshot.ts';

const TARGETS = {
  openai: { provider: 'openai', model: 'gpt-4.1', baseUrl: 'https://api.openai.com/v1' },
  responses: { provider: 'openai', model: 'gpt-5', api: 'responses', baseUrl: 'https://api.openai.com/v1' },
  anthropic: { provider: 'anthropic', model: 'claude-sonnet-4-5', baseUrl: 'https://api.anthropic.com' },
};

/** Scores an answer to the first row of a prompt with these evaluators; `asked` are the judge's questions. */
async function score(
  evaluators: Json,
  answer: string,
  {
    row = {},
    target = TARGETS.openai,
  }: { row?: Record<string, Json>; target?: (typeof TARGETS)[keyof typeof TARGETS] } = {},
) {
  const file = {
    model: 'openai/gpt-4.1',
    messages: [
      { role: 'system', content: 'Be kind.' },
      { role: 'user', content: 'Is {{city}} big?' },
    ],
    testData: [{ city: 'Rome', ...row }],
    evaluators,
  };
  const snapshot = snapshotOf({ 'a.prompt.yml': JSON.stringify(file) });
  const prompt = await readPrompt({ snapshot, path: 'a.prompt.yml' });
  const { cases } = await readSuite({ snapshot, prompt });
  const [testCase] = cases;
  if (testCase === undefined) throw new Error('no case');
  const asked: JudgeRequest[] = [];
  const { costUsd: _, ...given } = answerOf(answer);
  const outcome = await scoreTrial(
    {
      trial: {
        prompt: 'a.prompt.yml',
        caseId: testCase.id,
        arm: 'candidate',
        index: 0,
        request: buildRequest(target, renderMessages(prompt, testCase.vars), prompt.parameters),
        scope: '',
      },
      key: 'k',
      status: 'answered',
      answer: given,
      fromStore: true,
    },
    testCase,
    () => 0,
    {
      ask: async (request) => {
        asked.push(request);
        return { ok: true, text: '5' };
      },
    },
  );
  return { passed: outcome.status === 'passed', question: asked[0]?.messages.at(-1)?.content };
}

describe('an evaluator of GitHub Models', () => {
  test.each([
    [{ equals: 'YES' }, true],
    [{ equals: 'yes' }, false],
    [{ contains: 'yes' }, true],
    [{ contains: 'yes\n' }, false],
    [{ startsWith: 'ye' }, true],
    [{ endsWith: 'ES' }, true],
    [{ equals: 'YES', startsWith: 'Y' }, true],
  ])('sees the answer without white space around it: %j', async (string, passed) => {
    expect(await score([{ name: 'is', string }], ' YES\n\n')).toMatchObject({ passed });
  });

  test('shows the judge the answer without white space around it', async () => {
    const llm = { prompt: 'Good? {{completion}}', choices: [{ choice: '5', score: 1 }] };
    const { question } = await score([{ name: 'is', llm }], '\n Big. \n');
    expect(question).toMatch(/^Good\? \n<<<answer \w{32}\nBig\.\nanswer \w{32}>>>\n$/);
  });

  test.each(Object.entries(TARGETS))(
    'that is built in judges the last user message where the row has no `input`: %s',
    async (_, target) => {
      for (const name of ['similarity', 'coherence', 'relevance', 'groundedness']) {
        const uses = [{ name, uses: `github/${name}` }];
        const { passed, question } = await score(uses, 'Yes.', { target, row: { expected: 'It is.' } });
        expect(passed).toBe(true);
        expect(question).toMatch(/Question: \n<<<question (\w{32})\nIs Rome big\?\nquestion \1>>>\n/);
      }
    },
  );

  test('that is built in judges the `input` of the row, where there is one', async () => {
    const uses = [{ name: 'is', uses: 'github/relevance' }];
    const { question } = await score(uses, 'Yes.', { row: { input: 'Is it?' } });
    expect(question).toContain('Question: Is it?\n');
    expect(question).not.toContain('Rome');
  });

  test('that is built in does not take the question for the answer', async () => {
    const uses = [{ name: 'is', uses: 'github/coherence' }];
    const { question } = await score(uses, 'Yes.', { row: { city: '{{completion}}' } });
    expect(question).toContain('Is {{completion}} big?');
    expect(question?.match(/Yes\./g)).toHaveLength(1);
  });
});
