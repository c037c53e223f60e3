import { expect, test } from 'vitest';
import type { CaseEvidence } from '../../src/domain/evidence.ts';
import { decide } from '../../src/verdict/decide.ts';
import { arm, evidenceOf, policyOf, segmentCases } from '../kit/evidence.ts';

/** A suite whose critical case gave these answers. */
function decideWith(answers: Partial<CaseEvidence>) {
  const evidence = evidenceOf({ name: 'a', cases: 60 });
  const cases = segmentCases({ name: 'a', cases: 60 }).map((one, index) =>
    index === 0 ? { ...one, critical: true, ...answers } : one,
  );
  return decide({ ...evidence, cases }, policyOf());
}

const lost = { baseline: arm(1), candidate: arm(0) };
const again = (baseline: number, candidate: number, trials = 2) => ({
  baseline: arm(baseline, { trials: 2 }),
  candidate: arm(candidate, { trials }),
});

test('a critical case that is lost once is to be asked again, and counts as lost until it is', () => {
  const verdict = decideWith(lost);
  expect(verdict).toMatchObject({ verdict: 'block', askAgain: ['a 0'], critical: ['a 0'] });
});

test('it blocks where the baseline passes again, twice, and the candidate fails', () => {
  const verdict = decideWith({ ...lost, again: again(2, 0) });
  expect(verdict).toMatchObject({ verdict: 'block', askAgain: [], critical: ['a 0'] });
});

test.each([
  ['the candidate passes one of the further trials', again(2, 1)],
  ['the baseline fails one of them', again(1, 0)],
])('it does not where %s', (_name, further) => {
  const verdict = decideWith({ ...lost, again: further });
  expect(verdict).toMatchObject({ verdict: 'pass', reasons: [], askAgain: [], critical: [] });
});

test('where the further trials bring no answers, the gate cannot tell', () => {
  const verdict = decideWith({ ...lost, again: again(2, 0, 1) });
  expect(verdict.verdict).toBe('error');
  expect(verdict.reasons).toEqual([{ kind: 'critical-case-unanswered', caseId: 'a 0' }]);
});

test('three trials say it at once', () => {
  const verdict = decideWith({ baseline: arm(3, { trials: 3 }), candidate: arm(0, { trials: 3 }) });
  expect(verdict).toMatchObject({ verdict: 'block', askAgain: [], critical: ['a 0'], severe: ['a 0'] });
});
