import { expect, test } from 'vitest';
import type { ModelTarget } from '../../src/domain/answer.ts';
import { modelNotices } from '../../src/result/model-notices.ts';
import { decide } from '../../src/verdict/decide.ts';
import { arm, evidenceOf, policyOf } from '../kit/evidence.ts';

const target = (model: string, provider = 'openai'): ModelTarget => ({
  provider,
  model,
  baseUrl: 'https://api.example.com/v1',
});

function noticesOf(
  [from, to]: [ModelTarget, ModelTarget],
  { price, limit = 0.1 }: { price: number | null; limit?: number | null },
) {
  const evidence = evidenceOf({ name: 'a', cases: 20 });
  const cases = evidence.cases.map((one) => ({ ...one, candidate: arm(1, { costUsd: price }) }));
  const verdict = decide({ ...evidence, cases }, policyOf({ cost: { maxCostIncrease: limit } }));
  return modelNotices({ plan: { baseline: { target: from }, candidate: { target: to } }, verdict });
}

test('another model, or the same of another provider, is told with the price of 1,000 calls', () => {
  const [changed] = noticesOf([target('small'), target('large')], { price: 0.01 });
  expect(changed).toMatchObject({ code: 'model-changed', from: 'openai:small', to: 'openai:large' });
  expect(changed).toHaveProperty('pricePer1000', [expect.closeTo(2, 9), expect.closeTo(10, 9)]);
  expect(noticesOf([target('small'), target('small', 'azure')], { price: 0.002 })).toHaveLength(1);
  expect(noticesOf([target('small'), target('small')], { price: 0.002 })).toEqual([]);
});

test('a price that is not known is told, unless money is not judged', () => {
  const models: [ModelTarget, ModelTarget] = [target('small'), target('own')];
  expect(noticesOf(models, { price: null })).toEqual([
    { code: 'model-changed', from: 'openai:small', to: 'openai:own', pricePer1000: null },
    { code: 'price-not-known', models: ['openai:own'] },
  ]);
  expect(noticesOf(models, { price: null, limit: null }).map(({ code }) => code)).toEqual(['model-changed']);
});
