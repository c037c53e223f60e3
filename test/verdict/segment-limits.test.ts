import { expect, test } from 'vitest';
import type { Evidence } from '../../src/domain/evidence.ts';
import type { Policy, SegmentPolicy } from '../../src/domain/policy.ts';
import { decide } from '../../src/verdict/decide.ts';
import { evidenceOf, policyOf, withoutBaseline } from '../kit/evidence.ts';

const NONE: NonNullable<SegmentPolicy['limits']> = { tokens: null, money: null, p50: null, p95: null };
const USUAL: SegmentPolicy = { margin: 0.1, minEffect: 0, onInconclusive: 'pass', minPassRate: null };
/** No limit for the whole prompt, and these in the segment `b`. */
const limited = (limits: Partial<typeof NONE>, cost: Partial<Policy['cost']> = {}): Policy => ({
  ...policyOf({ cost: { maxTokenIncrease: null, maxCostIncrease: null, ...cost } }),
  segments: { b: { ...USUAL, limits: { ...NONE, ...limits } } },
});
const rise = (size: number) => (index: number) => size + (index % 2 === 0 ? 0.02 : -0.02);
const costly = (cases: number, size: number, more = {}) =>
  evidenceOf({ name: 'a', cases: 100 }, { name: 'b', cases, tokens: rise(size), ...more });
const limitsOf = (evidence: Evidence, policy: Policy) =>
  decide(evidence, policy).segments.find(({ name }) => name === 'b')?.limits;

test('tokens that rise above a limit of their segment block, where the whole prompt has none', () => {
  const verdict = decide(costly(40, 1.3), limited({ tokens: 0.1 }));
  expect(verdict).toMatchObject({ verdict: 'block', reasons: [{ kind: 'cost', segment: 'b' }] });
  expect(verdict.segments.map(({ limits }) => limits?.length)).toEqual([undefined, 1]);
  const [limit] = verdict.segments[1]?.limits ?? [];
  expect(limit).toMatchObject({ of: 'tokens', limit: 0.1, cases: 40, label: 'exceeded' });
  expect(limit?.ratio?.ratio).toBeCloseTo(1.3, 10);
  expect(decide(costly(40, 1.3), limited({}))).toMatchObject({ verdict: 'pass' });
});

test('the limit of the whole prompt holds beside it', () => {
  const all = evidenceOf({ name: 'a', cases: 100, tokens: () => 1.3 }, { name: 'b', cases: 40 });
  const policy = limited({ tokens: 0.5 }, { maxTokenIncrease: 0.1 });
  expect(decide(all, policy).reasons).toEqual([{ kind: 'cost' }]);
  expect(limitsOf(all, policy)).toMatchObject([{ of: 'tokens', label: 'within' }]);
});

test('what may be noise, and what fewer than 30 cases show, does not block and is not within the limit', () => {
  const noisy = evidenceOf({
    ...{ name: 'b', cases: 40 },
    tokens: (index: number) => (index % 2 === 0 ? 1.7 : 0.6),
  });
  expect(limitsOf(noisy, limited({ tokens: 0.1 }))).toMatchObject([{ label: 'unknown', cases: 40 }]);
  const few = limitsOf(costly(29, 1.3), limited({ tokens: 0.1, money: 0.1 }));
  expect(few).toMatchObject([
    { of: 'tokens', label: 'unknown', tooFew: true },
    { of: 'money', label: 'unknown', tooFew: true },
  ]);
  expect(limitsOf(costly(29, 1), limited({ tokens: 0.1 }))).toMatchObject([{ label: 'unknown' }]);
});

test('only what improves in the segment itself pays for it', () => {
  const policy = limited({ tokens: 0.1 });
  const itself = costly(50, 1.3, { won: 12 });
  expect(limitsOf(itself, policy)).toMatchObject([{ label: 'paid-for' }]);
  const another = evidenceOf({ name: 'a', cases: 100, won: 20 }, { name: 'b', cases: 50, tokens: rise(1.3) });
  expect(decide(another, policy).reasons).toEqual([{ kind: 'cost', segment: 'b' }]);
  expect(decide(itself, limited({ tokens: 0.1 }, { unlessImproved: false })).reasons).toEqual([
    { kind: 'cost', segment: 'b' },
  ]);
});

test('short answers to cases that the pull request adds do not make up for the others', () => {
  const evidence = costly(80, 1);
  let seen = 0;
  const cases = evidence.cases.map((one) => {
    if (!one.segments.includes('b')) return one;
    seen += 1;
    const isAdded = seen > 40;
    const tokens = isAdded ? 0.5 : 1.3;
    const { candidate } = one;
    return {
      ...one,
      ...(isAdded && { isAdded }),
      candidate: {
        ...candidate,
        inputTokens: candidate.inputTokens * tokens,
        outputTokens: candidate.outputTokens * tokens,
      },
    };
  });
  const verdict = decide({ ...evidence, cases }, limited({ tokens: 0.1 }));
  expect(verdict.reasons).toEqual([{ kind: 'cost', segment: 'b' }]);
  expect(verdict.segments[1]?.limits).toMatchObject([{ label: 'exceeded', casesOf: 'base', cases: 40 }]);
});

test('latency has limits by segment too, of cases that one run asked of both versions', () => {
  const evidence = costly(60, 1);
  const slow = (stored: boolean): Evidence => ({
    ...evidence,
    cases: evidence.cases.map((one) =>
      one.segments.includes('b')
        ? { ...one, candidate: { ...one.candidate, latencyMs: 900 }, ...(stored && { isAskedApart: true }) }
        : one,
    ),
  });
  const policy = limited({ p50: 0.2 });
  expect(decide(slow(false), policy)).toMatchObject({
    verdict: 'block',
    reasons: [{ kind: 'latency', segment: 'b' }],
  });
  expect(limitsOf(slow(true), policy)).toMatchObject([
    { of: 'p50', label: 'unknown', ratio: null, cases: 0, tooFew: true },
  ]);
});

test('a new prompt has nothing to be held against', () => {
  expect(limitsOf(withoutBaseline(costly(40, 1.3)), limited({ tokens: 0.1 }))).toBeUndefined();
});
