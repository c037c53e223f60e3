import { join } from 'node:path';
import { expect, test } from 'vitest';
import { demoPlan, demoSnapshot } from '../../scripts/record-demo.ts';
import type { ModelTarget } from '../../src/domain/answer.ts';
import { estimateRun } from '../../src/model/estimate.ts';
import { priceOf } from '../../src/model/prices.ts';
import { buildRequest } from '../../src/model/request.ts';
import { estimatePlan } from '../../src/plan/estimate.ts';
import { trialsOf } from '../../src/plan/trials.ts';
import { openStore, trialKey } from '../../src/run/store.ts';

const target: ModelTarget = {
  provider: 'openai',
  model: 'gpt-4.1-mini-2025-04-14',
  baseUrl: 'http://localhost',
};

/** How often the larger of two amounts contains the smaller one. */
const apart = (a: number, b: number) => Math.max(a, b) / Math.min(a, b);

test("the demo's candidate costs what is estimated from the baseline's stored answers", async () => {
  const plan = await demoPlan({
    baseline: demoSnapshot('base'),
    candidate: demoSnapshot('base', 'pull-request'),
  });
  const answers = await openStore(join(import.meta.dirname, '../../fixtures/demo/answers'), {
    readOnly: true,
  });
  const scope = () => '';
  const trials = [...trialsOf(plan, plan.suite.cases, scope)];
  const ofBaseline = new Set(trials.filter(({ arm }) => arm === 'baseline').map(trialKey));
  const store = { ...answers, has: (key: string) => ofBaseline.has(key) };
  const estimate = await estimatePlan({ plan, cases: plan.suite.cases, earlier: { store, scope } });
  const asked = trials.filter(({ arm }) => arm === 'candidate');
  const costs = asked.map((trial) => {
    const usage = answers.get(trialKey(trial))?.usage;
    return (usage && priceOf(trial.request.target, usage)) ?? Number.NaN;
  });
  await answers.close();
  expect(estimate).toMatchObject({ stored: asked.length, assumed: 0, answers: { calls: asked.length } });
  expect(
    apart(
      estimate.answers.usd ?? 0,
      costs.reduce((sum, usd) => sum + usd, 0),
    ),
  ).toBeLessThan(1.5);
});

/*
 * Published outputs of three example suites of promptfoo (gpt-3.5-vs-4, llama-gpt-comparison, simple-cli), counted with
 * the tokenizer o200k_base: of each case the characters and tokens of the question, and the tokens of two answers. In the
 * first two another model gave the second answer, in the third another prompt did.
 */
test.each([
  [
    'riddles and facts',
    [
      [222, 52, 115, 115],
      [338, 82, 91, 115],
      [50, 13, 5, 5],
      [16, 5, 38, 38],
      [737, 153, 85, 16],
    ],
  ],
  [
    'talk and code',
    [
      [11, 2, 9, 9],
      [22, 4, 85, 79],
      [41, 9, 41, 31],
      [25, 6, 76, 54],
      [44, 10, 123, 76],
      [144, 28, 130, 131],
    ],
  ],
  [
    'translations',
    [
      [52, 8, 4, 5],
      [51, 8, 4, 4],
      [52, 8, 7, 12],
      [51, 8, 12, 22],
    ],
  ],
] satisfies [string, [number, number, number, number][]][])(
  'of %s: the second answers cost what is estimated from the first ones',
  (_, cases) => {
    const requests = cases.map(([characters]) =>
      buildRequest(target, [{ role: 'user', content: 'x'.repeat(characters) }], { temperature: 0 }),
    );
    const length = cases.reduce((sum, [, , first]) => sum + first, 0) / cases.length;
    const spent = cases.reduce((sum, [, inputTokens, , outputTokens]) => {
      return sum + (priceOf(target, { inputTokens, outputTokens, cachedInputTokens: 0 }) ?? Number.NaN);
    }, 0);
    expect(apart(estimateRun(requests, () => length).usd ?? 0, spent)).toBeLessThan(1.5);
  },
);
