import { expect, test } from 'vitest';
import type { Verdict } from '../../src/domain/verdict.ts';
import { exactMinP } from '../../src/stats/min-p.ts';
import { decide } from '../../src/verdict/decide.ts';
import { arm, evidenceOf, policyOf, segmentCases } from '../kit/evidence.ts';

const tiers = evidenceOf(
  { name: 'enterprise', cases: 50, lost: 8 },
  { name: 'premium', cases: 50, lost: 1, won: 2 },
  { name: 'standard', cases: 50, lost: 5, won: 3 },
);

function labels(verdict: Verdict): Record<string, string> {
  return Object.fromEntries(verdict.segments.map(({ name, verdict: label }) => [name, label]));
}

test('a segment that pays for the others blocks, and is named', () => {
  const verdict = decide(tiers, policyOf());
  expect(verdict.verdict).toBe('block');
  expect(verdict.reasons[0]).toEqual({ kind: 'regression', segment: 'enterprise' });
  expect(labels(verdict)).toEqual({ enterprise: 'regression', premium: 'pass', standard: 'inconclusive' });
});

test('the row shows the exact p, the p adjusted over segments, and the classic beside it', () => {
  const [enterprise] = decide(tiers, policyOf()).segments;
  const pairsOf = (lost: number, won: number) => [
    ...Array.from({ length: lost }, () => ({ baseline: 1, candidate: 0, trials: 1 })),
    ...Array.from({ length: won }, () => ({ baseline: 0, candidate: 1, trials: 1 })),
  ];
  expect(enterprise).toMatchObject({
    cases: 50,
    missing: 0,
    losses: 8,
    wins: 0,
    difference: -0.16,
    method: 'sign-flip',
    pValue: 1 / 256,
    adjustedPValue: exactMinP([pairsOf(8, 0), pairsOf(1, 2), pairsOf(5, 3)])[0],
    baseline: { passes: 50, n: 50, rate: 1 },
    candidate: { passes: 42, n: 50, rate: 0.84 },
  });
  expect(enterprise?.z).toBeCloseTo(-Math.sqrt(8), 12);
  expect(enterprise?.twoProportion?.z).toBeCloseTo(-2.9488, 4);
  expect(enterprise?.twoProportion?.fisher).toBeCloseTo(0.00288, 4);
});

test('from 25 discordant pairs on the normal p is shown', () => {
  const verdict = decide(evidenceOf({ name: 'a', cases: 200, lost: 20, won: 5 }), policyOf());
  expect(verdict.segments[0]).toMatchObject({ method: 'paired-z', z: -3 });
  const few = decide(evidenceOf({ name: 'a', cases: 200, lost: 19, won: 5 }), policyOf());
  expect(few.segments[0]?.method).toBe('sign-flip');
});

test('the mirror of a regression is an improvement, and never blocks', () => {
  const verdict = decide(
    evidenceOf({ name: 'a', cases: 50, won: 9 }, { name: 'b', cases: 50 }, { name: 'c', cases: 50 }),
    policyOf(),
  );
  expect(labels(verdict)).toEqual({ a: 'improved', b: 'pass', c: 'pass' });
  expect(verdict).toMatchObject({ verdict: 'pass', reasons: [], extend: [] });
});

test('many small drops, none of them provable, block as a whole', () => {
  const names = ['a', 'b', 'c', 'd', 'e'];
  const verdict = decide(
    evidenceOf(...names.map((name) => ({ name, cases: 50, lost: 4, won: 1 }))),
    policyOf(),
  );
  expect(verdict.segments.every(({ verdict: label }) => label !== 'regression')).toBe(true);
  expect(verdict).toMatchObject({ verdict: 'block', reasons: [{ kind: 'overall-regression' }] });
});

test('one segment that is the whole suite takes all of alpha, and is told once', () => {
  const verdict = decide(evidenceOf({ name: 'all', cases: 50, lost: 5 }), policyOf());
  expect(verdict.levels).toEqual({ segments: 0.05, overall: 0 });
  expect(verdict.reasons).toEqual([{ kind: 'regression', segment: 'all' }]);
  expect(verdict.overall).toEqual({ ...verdict.segments[0], name: 'overall' });
});

test('twenty quiet segments cost the loud one nothing', () => {
  const quiet = Array.from({ length: 19 }, (_, index) => ({ name: `quiet ${index}`, cases: 50, lost: 1 }));
  const verdict = decide(evidenceOf({ name: 'loud', cases: 50, lost: 6 }, ...quiet), policyOf());
  expect(verdict.segments[0]).toMatchObject({ verdict: 'regression', adjustedPValue: 1 / 64 });
  const holm = decide(
    evidenceOf({ name: 'loud', cases: 50, lost: 6 }, ...quiet),
    policyOf({ gate: { correction: 'holm' } }),
  );
  expect(holm.segments[0]).toMatchObject({ verdict: 'inconclusive', adjustedPValue: 20 / 64 });
});

test('the unpaired classic gates when the policy says so, and sees less', () => {
  const evidence = evidenceOf(
    { name: 'a', cases: 50, lost: 8, failing: 10 },
    { name: 'b', cases: 50 },
    { name: 'c', cases: 50 },
  );
  expect(decide(evidence, policyOf()).segments[0]?.verdict).toBe('regression');
  const classic = decide(evidence, policyOf({ gate: { test: 'two-proportion-z' } })).segments[0];
  expect(classic).toMatchObject({ method: 'two-proportion-z', verdict: 'inconclusive' });
  expect(classic?.pValue).toBe(classic?.twoProportion?.pValue);
});

test('a drop smaller than min-effect does not block, however sure', () => {
  const evidence = evidenceOf({ name: 'a', cases: 400, lost: 12 });
  expect(decide(evidence, policyOf()).verdict).toBe('block');
  expect(decide(evidence, policyOf({ gate: { minEffect: 0.03 } })).verdict).toBe('block');
  expect(decide(evidence, policyOf({ gate: { minEffect: 0.031 } })).verdict).toBe('pass');
});

test('doubt passes by default and says what it could have seen; it blocks when the owner wants proof', () => {
  const evidence = evidenceOf({ name: 'a', cases: 50, lost: 5, won: 3 }, { name: 'b', cases: 200 });
  const verdict = decide(evidence, policyOf());
  expect(verdict.verdict).toBe('pass');
  const [a] = verdict.segments;
  expect(a?.minimumDetectableEffect).toBeGreaterThan(0.2);
  expect(a?.casesNeeded).toBeGreaterThan(100);
  expect(decide(evidence, policyOf({ gate: { onInconclusive: 'block' } }))).toMatchObject({
    verdict: 'block',
    reasons: [{ kind: 'inconclusive', segment: 'a' }],
  });
});

test('a segment too small to judge is invalid but no error; the whole still counts its cases', () => {
  const small = decide(
    evidenceOf({ name: 'tiny', cases: 9, lost: 1 }, { name: 'big', cases: 50 }),
    policyOf(),
  );
  expect(labels(small)).toEqual({ tiny: 'invalid', big: 'pass' });
  expect(small.verdict).toBe('pass');
  const ruined = decide(evidenceOf({ name: 'tiny', cases: 8, lost: 8 }), policyOf());
  expect(labels(ruined)).toEqual({ tiny: 'invalid' });
  expect(ruined).toMatchObject({ verdict: 'block', reasons: [{ kind: 'overall-regression' }] });
  expect(decide(evidenceOf({ name: 'tiny', cases: 6 }), policyOf()).verdict).toBe('pass');
});

test('too many answers missing: the segment is invalid and the gate cannot decide', () => {
  const evidence = evidenceOf({ name: 'a', cases: 50, missing: 6 }, { name: 'b', cases: 50 });
  const verdict = decide(evidence, policyOf());
  expect(verdict).toMatchObject({
    verdict: 'error',
    reasons: [{ kind: 'invalid', segment: 'a' }],
    extend: [],
  });
  expect(verdict.segments[0]).toMatchObject({ verdict: 'invalid', cases: 44, missing: 6 });
  expect(decide(evidence, policyOf({ gate: { maxMissing: 0.12 } })).verdict).toBe('pass');
});

test('cases that were asked and never heard of are missing too', () => {
  const evidence = evidenceOf({ name: 'a', cases: 30, looks: [50], extendTo: 50 });
  expect(decide(evidence, policyOf())).toMatchObject({
    verdict: 'error',
    segments: [{ cases: 30, missing: 20, verdict: 'invalid' }],
  });
});

test('what is shown blocks even where another segment could not be decided', () => {
  const verdict = decide(
    evidenceOf({ name: 'a', cases: 50, lost: 12 }, { name: 'b', cases: 50, missing: 30 }),
    policyOf(),
  );
  expect(verdict.verdict).toBe('block');
  expect(verdict.reasons).toContainEqual({ kind: 'regression', segment: 'a' });
  expect(verdict.reasons.at(-1)).toEqual({ kind: 'invalid', segment: 'b' });
});

test('no evidence is an error, never a pass', () => {
  expect(decide({ segments: [], cases: [] }, policyOf()).verdict).toBe('error');
  expect(decide(evidenceOf({ name: 'a', cases: 50, missing: 50 }), policyOf()).verdict).toBe('error');
  const unheard = { ...evidenceOf({ name: 'a', cases: 50 }), cases: [] };
  expect(decide(unheard, policyOf()).verdict).toBe('error');
});

test('a critical case that always passed and now always fails blocks by itself', () => {
  const cases = segmentCases({ name: 'a', cases: 50, lost: 1 }).map((one, index) => ({
    ...one,
    critical: index < 2,
  }));
  const evidence = { ...evidenceOf({ name: 'a', cases: 50 }), cases };
  expect(decide(evidence, policyOf())).toMatchObject({
    verdict: 'block',
    reasons: [{ kind: 'critical-case', caseId: 'a 0' }],
    critical: ['a 0'],
    severe: [],
  });
});

test('a case is severe when three trials or more turned from always to never', () => {
  const three = evidenceOf({ name: 'a', cases: 50, lost: 2, trials: 3 });
  expect(decide(three, policyOf()).severe).toEqual(['a 0', 'a 1']);
  const flaky = three.cases.map((one, index) =>
    index === 0 ? { ...one, candidate: arm(1, { trials: 3 }) } : one,
  );
  expect(decide({ ...three, cases: flaky }, policyOf()).severe).toEqual(['a 1']);
  expect(decide(evidenceOf({ name: 'a', cases: 50, lost: 2, trials: 2 }), policyOf()).severe).toEqual([]);
});

test('with more trials the case stays the unit: five trials of five lost cases prove no more than one', () => {
  const once = decide(evidenceOf({ name: 'a', cases: 50, lost: 4 }), policyOf()).segments[0];
  const often = decide(evidenceOf({ name: 'a', cases: 50, lost: 4, trials: 5 }), policyOf()).segments[0];
  expect(often?.pValue).toBe(once?.pValue);
  expect(often?.interval).toEqual(once?.interval);
  expect(often?.twoProportion).toEqual(once?.twoProportion);
  expect(often?.candidate).toMatchObject({ passes: 230, n: 250, interval: once?.candidate.interval });
});

test('segments that share cases are added up, not multiplied: they are not independent evidence', () => {
  const apart = evidenceOf({ name: 'a', cases: 50, lost: 7 }, { name: 'b', cases: 50, lost: 7 });
  const shared = {
    segments: apart.segments,
    cases: segmentCases({ name: 'a', cases: 50, lost: 7 }).map((one) => ({ ...one, segments: ['a', 'b'] })),
  };
  expect(decide(apart, policyOf()).segments[0]?.adjustedPValue).toBeCloseTo(1 - (1 - 1 / 128) ** 2, 12);
  expect(decide(shared, policyOf()).segments[0]?.adjustedPValue).toBeCloseTo(2 / 128, 12);
  expect(decide(shared, policyOf()).overall).toMatchObject({ cases: 50, losses: 7 });
});

test('scores between 0 and 1 are judged by the paired t-test, with the same verdicts', () => {
  const byScore = policyOf({ gate: { test: 'paired-t' } });
  const base = evidenceOf({ name: 'judged', cases: 50 }, { name: 'other', cases: 50 });
  const scored = (drop: number) => ({
    ...base,
    cases: base.cases.map((one, index) => ({
      ...one,
      baseline: arm(1, { score: 0.8 + 0.01 * (index % 7) }),
      candidate: arm(1, {
        score: 0.8 + 0.01 * ((index + 3) % 7) - (one.segments[0] === 'judged' ? drop : 0),
      }),
    })),
  });
  const worse = decide(scored(0.15), byScore);
  expect(worse.reasons[0]).toEqual({ kind: 'regression', segment: 'judged' });
  expect(worse.segments[0]).toMatchObject({ method: 'paired-t', candidate: { passes: 50 } });
  expect(worse.segments[0]?.difference).toBeCloseTo(-0.15, 2);
  expect(worse.segments[1]?.verdict).toBe('pass');
  expect(decide(scored(-0.1), byScore).segments[0]?.verdict).toBe('improved');
});

test('a critical case that did not pass before is not lost', () => {
  const failing = evidenceOf({ name: 'a', cases: 50, failing: 2, trials: 3 });
  const cases = failing.cases.map((one) => ({ ...one, critical: true }));
  const now = (passes: number) =>
    cases.map((one, index) => (index === 0 ? { ...one, baseline: arm(passes, { trials: 3 }) } : one));
  expect(decide({ ...failing, cases }, policyOf())).toMatchObject({
    verdict: 'pass',
    critical: [],
    severe: [],
  });
  expect(decide({ ...failing, cases: now(2) }, policyOf()).critical).toEqual([]);
  expect(decide({ ...failing, cases: now(3) }, policyOf()).critical).toEqual(['a 0']);
});

test('a critical case that nobody answered is missing, not lost', () => {
  const answered = evidenceOf({ name: 'a', cases: 50, missing: 1 });
  const evidence = { ...answered, cases: answered.cases.map((one) => ({ ...one, critical: true })) };
  expect(decide(evidence, policyOf())).toMatchObject({ verdict: 'pass', reasons: [], critical: [] });
});

test('the surest regression is named first; of two as sure, the larger drop', () => {
  const surest = evidenceOf({ name: 'a', cases: 50, lost: 9 }, { name: 'b', cases: 50, lost: 14 });
  const largest = evidenceOf({ name: 'a', cases: 60, lost: 9 }, { name: 'b', cases: 50, lost: 9 });
  for (const evidence of [surest, largest]) {
    const named = decide(evidence, policyOf()).reasons.filter(({ kind }) => kind === 'regression');
    expect(named).toMatchObject([{ segment: 'b' }, { segment: 'a' }]);
  }
});

test('where doubt blocks, so does a segment too small to be judged', () => {
  const evidence = evidenceOf({ name: 'tiny', cases: 8 }, { name: 'big', cases: 200 });
  expect(decide(evidence, policyOf({ gate: { onInconclusive: 'block' } }))).toMatchObject({
    verdict: 'block',
    reasons: [{ kind: 'invalid', segment: 'tiny' }],
  });
});

test('segments too small to be judged leave all of alpha to the whole; one of ten cases takes its half', () => {
  const of = (...cases: number[]) =>
    decide(evidenceOf(...cases.map((count, at) => ({ name: `s${at}`, cases: count }))), policyOf()).levels;
  expect(of(9, 9)).toEqual({ segments: 0, overall: 0.05 });
  expect(of(9, 10)).toEqual({ segments: 0.025, overall: 0.025 });
});
