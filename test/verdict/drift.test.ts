import { describe, expect, test } from 'vitest';
import type { Evidence } from '../../src/domain/evidence.ts';
import { judgeDrift, type SegmentThen } from '../../src/verdict/drift.ts';
import { arm, policyOf } from '../kit/evidence.ts';

/** So many cases of one segment, of which these numbers passed then and pass today. */
function evidence(cases: number, then: number, today: number): Evidence {
  return {
    segments: [{ name: 'all', available: cases, looks: [cases], extendTo: cases, traffic: null }],
    cases: Array.from({ length: cases }, (_, index) => ({
      ...{ id: `${index}`, segments: ['all'], critical: false },
      ...{ baseline: arm(index < then ? 1 : 0), candidate: arm(index < today ? 1 : 0) },
    })),
  };
}

const NOTHING: Evidence = { segments: [], cases: [] };

const decided = (
  whole: Evidence,
  byJudge = NOTHING,
  byModel = NOTHING,
  segmentsThen: readonly SegmentThen[] = [],
) => judgeDrift({ whole, byJudge, byModel, segmentsThen }, policyOf());

describe('the cause', () => {
  test.each([
    ['model', evidence(60, 55, 55), evidence(60, 55, 30)],
    ['judge', evidence(60, 55, 30), evidence(60, 30, 30)],
    ['judge, of the larger drop', evidence(60, 55, 20), evidence(60, 40, 30)],
    ['model, of the larger drop', evidence(60, 55, 45), evidence(60, 45, 20)],
    ['unknown, where neither is shown', evidence(60, 55, 53), evidence(60, 53, 51)],
    ['unknown, where no answer of then is left', NOTHING, NOTHING],
  ])('is %s', (cause, byJudge, byModel) => {
    const { verdict, cause: found } = decided(evidence(60, 55, 30), byJudge, byModel);
    expect(verdict).toBe('drifted');
    expect(cause.startsWith(found ?? 'nothing')).toBe(true);
  });

  test('is nothing where the whole is as it was, whatever a part says', () => {
    expect(decided(evidence(60, 55, 55), evidence(60, 55, 30), evidence(60, 30, 55))).toMatchObject({
      ...{ verdict: 'clean', cause: null, because: [] },
      overall: { before: 55 / 60, now: 55 / 60, change: 0 },
      ...{ judge: -25 / 60, model: 25 / 60 },
    });
  });
});

test('more tokens than the policy allows are drift of the model', () => {
  const longer = evidence(60, 55, 55);
  for (const one of longer.cases) one.candidate = { ...one.candidate, outputTokens: 900 };
  expect(decided(longer, evidence(60, 55, 55), longer)).toMatchObject({
    ...{ verdict: 'drifted', cause: 'model', because: ['cost'] },
  });
});

test.each([
  ['no case in common', NOTHING, 'no-shared-cases'],
  ['too few cases', evidence(2, 2, 2), 'too-few-answers'],
])('%s is undecided', (_what, whole, because) => {
  expect(decided(whole)).toMatchObject({ verdict: 'undecided', cause: null, because: [because] });
});

test('what got better is clean', () => {
  expect(decided(evidence(60, 30, 55))).toMatchObject({
    verdict: 'clean',
    segments: [{ verdict: 'improved' }],
  });
});

describe('a segment of then of which too few cases are asked as they were', () => {
  const then = (cases: number) => [
    { name: 'all', cases: 60, families: 60 },
    { name: 'enterprise', cases, families: cases },
  ];
  const asBefore = evidence(60, 55, 55);

  test('is not known, however well the others answer', () => {
    expect(decided(asBefore, NOTHING, NOTHING, then(40))).toMatchObject({
      ...{ verdict: 'undecided', cause: null, because: ['segment-not-compared'] },
      segments: [{ segment: 'all' }, { segment: 'enterprise', cases: 0, verdict: 'invalid', casesThen: 40 }],
    });
  });

  test('hides no drift of another one', () => {
    expect(decided(evidence(60, 55, 30), NOTHING, NOTHING, then(40))).toMatchObject({ verdict: 'drifted' });
  });

  test('hides nothing where it was too small to be judged then already', () => {
    expect(decided(asBefore, NOTHING, NOTHING, then(9))).toMatchObject({ verdict: 'clean' });
  });
});

test('a segment of which more than a tenth is not compared is undecided, and so is a critical case that is gone', () => {
  const whole = evidence(40, 38, 38);
  const look = (more: { cases?: number; criticalGone?: string[] }) => {
    const { cases = 40, criticalGone = [] } = more;
    const segmentsThen = [{ name: 'all', cases, families: cases }];
    return judgeDrift(
      { whole, byJudge: NOTHING, byModel: NOTHING, segmentsThen, casesThen: cases, criticalGone },
      policyOf(),
    );
  };
  expect(look({})).toMatchObject({ verdict: 'clean' });
  expect(look({}).overall).not.toHaveProperty('casesThen');
  expect(look({ cases: 44 })).toMatchObject({ verdict: 'clean', overall: { cases: 40, casesThen: 44 } });
  const lost = { verdict: 'undecided', because: ['segment-not-compared'] };
  expect(look({ cases: 50 })).toMatchObject({ ...lost, segments: [{ segment: 'all', casesThen: 50 }] });
  expect(look({ criticalGone: ['a', 'b', 'c', 'd'] })).toMatchObject({
    ...lost,
    critical: { first: ['a', 'b', 'c'], count: 4 },
  });
});
