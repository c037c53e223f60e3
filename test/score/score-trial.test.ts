import { describe, expect, it } from 'vitest';
import type { Json } from '../../src/base/json.ts';
import type { Usage } from '../../src/domain/answer.ts';
import type { TrialResult } from '../../src/domain/trial.ts';
import { scoreTrial } from '../../src/score/score-trial.ts';
import { answerOf, assertionOf, caseOf } from '../kit/scoring.ts';

function answered(text: string, body: { [key: string]: Json } = {}): TrialResult {
  const { costUsd: _, ...answer } = answerOf(text, { toolCalls: [{ name: 'look_up', arguments: '{}' }] });
  return {
    trial: {
      prompt: 'prompts/support.md',
      caseId: 'escalates',
      arm: 'candidate',
      index: 0,
      request: { target: { provider: 'openai', model: 'm', baseUrl: 'https://api.openai.com/v1' }, body },
      scope: '',
    },
    key: 'k',
    status: 'answered',
    answer,
    fromStore: true,
  };
}

describe('scoreTrial', () => {
  const testCase = caseOf([assertionOf('contains', { value: 'specialist' })]);

  it('makes an answer a passed or a failed outcome, with its price', async () => {
    expect(await scoreTrial(answered('a specialist'), testCase, () => 0.5)).toMatchObject({
      caseId: 'escalates',
      arm: 'candidate',
      status: 'passed',
      costUsd: 0.5,
      fromStore: true,
    });
    const failed = await scoreTrial(answered('nobody'), testCase, () => null);
    expect(failed).toMatchObject({ status: 'failed', score: 0, costUsd: null });
  });

  it('says what an answer would have cost without the cache of the provider, where that had a part', async () => {
    const price = (_: unknown, { inputTokens, cachedInputTokens }: Usage) =>
      inputTokens - cachedInputTokens / 2;
    const asked = async (cachedInputTokens: number) => {
      const trial = answered('a specialist');
      if (trial.status !== 'answered') throw new Error('not answered');
      const usage = { ...trial.answer.usage, inputTokens: 1000, cachedInputTokens };
      return await scoreTrial({ ...trial, answer: { ...trial.answer, usage } }, testCase, price);
    };
    expect(await asked(800)).toMatchObject({ costUsd: 600, uncachedUsd: 1000 });
    expect(await asked(0)).toMatchObject({ costUsd: 1000, uncachedUsd: undefined });
  });

  it('an answer that cannot be judged is errored, not failed', async () => {
    const costly = caseOf([assertionOf('cost', { threshold: 1 })]);
    const outcome = await scoreTrial(answered('x'), costly, () => null);
    expect(outcome.status).toBe('errored');
    expect(outcome).toHaveProperty('failure.message', expect.stringContaining('no price is known'));
  });

  it('an answer that only calls tools is judged by its calls as JSON', async () => {
    const named = caseOf([assertionOf('contains', { value: '"name":"look_up"' }), assertionOf('is-json')]);
    expect((await scoreTrial(answered(''), named, () => 0)).status).toBe('passed');
    expect((await scoreTrial(answered('Yes.'), named, () => 0)).status).toBe('failed');
    const refusal = caseOf([assertionOf('is-refusal')]);
    expect((await scoreTrial(answered(''), refusal, () => 0)).status).toBe('failed');
  });

  it('tool calls are judged by the tools that the request declared', async () => {
    const calls = caseOf([assertionOf('is-valid-openai-tools-call')]);
    const tools = [{ type: 'function', function: { name: 'look_up' } }];
    expect((await scoreTrial(answered('', { tools }), calls, () => 0)).status).toBe('passed');
    expect((await scoreTrial(answered('', {}), calls, () => 0)).status).toBe('failed');
  });
});
