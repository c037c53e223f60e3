import { expect, test } from 'vitest';
import { fittingAssertions, statedAssertion } from '../../src/commands/registry/refine/fitting-assertions.ts';
import type { Assertion, Case } from '../../src/domain/suite.ts';

const assertion = (value: string, line: number): Assertion => {
  return { type: 'icontains', negated: false, value, place: { path: 'suite.yml', line, column: 3 } };
};

function caseOf(id: string, question: string, rest: Partial<Case>): Case {
  return {
    ...{ id, description: id, segments: ['all'], vars: { question }, assertions: [], threshold: null },
    ...{ critical: false, metadata: {}, place: { path: 'suite.yml' } },
    ...rest,
  };
}

const values = (found: ReturnType<ReturnType<typeof fittingAssertions>>) =>
  found?.assertions.map(({ value }) => value);

test('a new case gets what all cases of its segment share, wherever each states it', () => {
  const cases = [
    caseOf('a', 'x', { segments: ['pro'], assertions: [assertion('polite', 1), assertion('a', 2)] }),
    caseOf('b', 'y', { segments: ['pro'], assertions: [assertion('polite', 9)] }),
    caseOf('c', 'z', { segments: ['free'], assertions: [assertion('short', 12)] }),
  ];
  const ofOne = fittingAssertions(cases)({ vars: { question: 'q' }, segment: 'free' });
  expect(ofOne).toMatchObject({ assertions: [{ value: 'short' }], of: 'c' });
  expect(values(fittingAssertions(cases)({ vars: { question: 'q' }, segment: 'pro' }))).toEqual(['polite']);
});

test('where nothing is shared, those of the case with the most words in common, unless they depend on its variables', () => {
  const cases = [
    caseOf('bill', 'Why was I charged twice?', { assertions: [assertion('refund', 1)] }),
    caseOf('export', 'How do I export a table?', { assertions: [assertion('settings', 2)] }),
    caseOf('own', 'How do I export my table now?', { assertions: [assertion('you', 3)], usedVars: ['name'] }),
  ];
  const vars = { question: 'How do I export my table now, please?' };
  expect(fittingAssertions(cases)({ vars, segment: null })).toMatchObject({ of: 'export' });
  expect(fittingAssertions([caseOf('bare', 'x', {})])({ vars, segment: null })).toBeNull();
});

test('an assertion is written as the suite writes it', () => {
  const judged: Assertion = {
    ...{ ...assertion('is kind', 1), type: 'llm-rubric', negated: true, threshold: 0.7 },
    options: { provider: 'openai:gpt-4.1' },
  };
  expect(statedAssertion(judged)).toEqual({
    ...{ type: 'not-llm-rubric', value: 'is kind', threshold: 0.7, provider: 'openai:gpt-4.1' },
  });
});
