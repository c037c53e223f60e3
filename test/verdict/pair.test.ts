import { describe, expect, test } from 'vitest';
import type { Outcome } from '../../src/domain/outcome.ts';
import type { Case } from '../../src/domain/suite.ts';
import { evidenceCollector } from '../../src/verdict/pair.ts';

function testCase(id: string): Case {
  return {
    id,
    description: null,
    segments: ['all'],
    vars: {},
    assertions: [],
    threshold: null,
    critical: false,
    metadata: {},
    place: { path: 'suite.yml' },
  };
}

function outcome(
  caseId: string,
  arm: Outcome['arm'],
  status: Outcome['status'],
  {
    index = 0,
    costUsd = 0.001,
    uncachedUsd,
  }: { index?: number; costUsd?: number | null; uncachedUsd?: number } = {},
): Outcome {
  const trial = { prompt: 'p', caseId, arm, index, key: `${caseId} ${arm} ${index}`, fromStore: false };
  if (status === 'errored') {
    return {
      ...trial,
      status,
      failure: { kind: 'server', message: 'The provider failed.', transient: true, fatal: false },
    };
  }
  return {
    ...trial,
    status,
    failures: [],
    score: status === 'passed' ? 1 : 0.5,
    usage: { inputTokens: 100, outputTokens: 10, cachedInputTokens: 50 },
    costUsd,
    uncachedUsd,
    latencyMs: 200 + 100 * index,
  };
}

const segments = [{ name: 'all', available: 4, looks: [4], extendTo: 4, traffic: null }];
const cases = ['a', 'b', 'c', 'd'].map(testCase);

test('outcomes of both arms are paired by case, in any order of arrival', () => {
  const collector = evidenceCollector({ cases, hasBaseline: true });
  collector.add(outcome('b', 'candidate', 'failed'));
  collector.add(outcome('a', 'candidate', 'passed'));
  collector.add(outcome('b', 'baseline', 'passed'));
  collector.add(outcome('a', 'baseline', 'passed'));
  const evidence = collector.evidence({ segments });
  expect(evidence.cases.map(({ id }) => id)).toEqual(['a', 'b']);
  expect(evidence.cases[1]).toEqual({
    id: 'b',
    segments: ['all'],
    critical: false,
    look: 1,
    baseline: {
      trials: 1,
      passes: 1,
      errored: 0,
      score: 1,
      inputTokens: 100,
      outputTokens: 10,
      cachedInputTokens: 50,
      costUsd: 0.001,
      latencyMs: 200,
    },
    candidate: expect.objectContaining({ trials: 1, passes: 0, score: 0.5 }),
  });
  expect(evidence.segments).toBe(segments);
});

test('an errored trial takes its twin out of both arms, and is no failure', () => {
  const collector = evidenceCollector({ cases, hasBaseline: true });
  for (const index of [0, 1, 2]) {
    collector.add(outcome('a', 'baseline', 'passed', { index }));
    collector.add(outcome('a', 'candidate', index === 1 ? 'errored' : 'passed', { index }));
  }
  collector.add(outcome('b', 'baseline', 'errored'));
  collector.add(outcome('b', 'candidate', 'failed'));
  collector.add(outcome('c', 'baseline', 'passed'));
  const [a, b, c] = collector.evidence({ segments }).cases;
  expect(a?.baseline).toMatchObject({ trials: 2, passes: 2, errored: 0, inputTokens: 200, latencyMs: 300 });
  expect(a?.candidate).toMatchObject({ trials: 2, passes: 2, errored: 1 });
  expect(b?.baseline).toMatchObject({ trials: 0, errored: 1 });
  expect(b?.candidate).toMatchObject({ trials: 0, passes: 0 });
  expect(c?.baseline).toMatchObject({ trials: 0 });
});

test("without a baseline there are only the candidate's outcomes", () => {
  const collector = evidenceCollector({ cases, hasBaseline: false });
  collector.add(outcome('a', 'candidate', 'passed'));
  expect(collector.evidence({ segments }).cases[0]).toMatchObject({
    baseline: null,
    candidate: { trials: 1 },
  });
});

test('money is unknown as soon as one price is', () => {
  const collector = evidenceCollector({ cases, hasBaseline: false });
  collector.add(outcome('a', 'candidate', 'passed'));
  collector.add(outcome('a', 'candidate', 'passed', { index: 1, costUsd: null }));
  expect(collector.evidence({ segments }).cases[0]?.candidate.costUsd).toBeNull();
});

test('money without the cache of the provider is added up where it differs', () => {
  const collector = evidenceCollector({ cases, hasBaseline: false });
  collector.add(outcome('a', 'candidate', 'passed', { costUsd: 1 }));
  collector.add(outcome('a', 'candidate', 'passed', { index: 1, costUsd: 1, uncachedUsd: 4 }));
  collector.add(outcome('b', 'candidate', 'passed', { costUsd: 1 }));
  const [partly, not] = collector.evidence({ segments }).cases;
  expect(partly?.candidate).toMatchObject({ costUsd: 2, uncachedUsd: 5 });
  expect(not?.candidate.uncachedUsd).toBeUndefined();
});

test('cases first heard of after the evidence was taken belong to the second look', () => {
  const collector = evidenceCollector({ cases, hasBaseline: false });
  collector.add(outcome('b', 'candidate', 'passed'));
  collector.evidence({ segments });
  collector.add(outcome('a', 'candidate', 'passed'));
  collector.add(outcome('b', 'candidate', 'passed', { index: 1 }));
  const looks = collector.evidence({ segments }).cases.map(({ id, look }) => [id, look]);
  expect(looks).toEqual([
    ['a', 2],
    ['b', 1],
  ]);
});

test('the same trial reported twice counts once, and an unknown case is refused', () => {
  const collector = evidenceCollector({ cases, hasBaseline: false });
  collector.add(outcome('a', 'candidate', 'errored'));
  collector.add(outcome('a', 'candidate', 'passed'));
  expect(collector.evidence({ segments }).cases[0]?.candidate).toMatchObject({ trials: 1, errored: 0 });
  expect(() => collector.add(outcome('z', 'candidate', 'passed'))).toThrow('unknown case: z');
});

describe('answers of one call', () => {
  const keyed = (caseId: string, keys: { baseline: string; candidate: string }) => [
    { ...outcome(caseId, 'baseline', 'passed'), key: keys.baseline },
    { ...outcome(caseId, 'candidate', 'passed'), key: keys.candidate },
  ];
  const paired = (...outcomes: Outcome[]) => {
    const collector = evidenceCollector({ cases, hasBaseline: true });
    for (const one of outcomes) collector.add(one);
    return collector.evidence({ segments }).cases;
  };

  test('in both arms are marked', () => {
    const [same, own] = paired(
      ...keyed('a', { baseline: 'x', candidate: 'x' }),
      ...keyed('b', { baseline: 'y', candidate: 'z' }),
    );
    expect(same).toMatchObject({ isOneCall: true });
    expect(own).not.toHaveProperty('isOneCall');
    expect(same).not.toHaveProperty('sharedCalls');
  });

  test('to several cases, in either arm, are named after the first of these', () => {
    const found = paired(
      ...keyed('a', { baseline: 'x', candidate: '1' }),
      ...keyed('b', { baseline: 'x', candidate: '2' }),
      ...keyed('c', { baseline: 'y', candidate: '2' }),
      ...keyed('d', { baseline: 'z', candidate: '3' }),
    );
    expect(found.map(({ sharedCalls }) => sharedCalls)).toEqual(['a', 'a', 'a', undefined]);
  });
});
