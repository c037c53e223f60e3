import { expect, test } from 'vitest';
import type { Evidence } from '../../src/domain/evidence.ts';
import { decide } from '../../src/verdict/decide.ts';
import { evidenceOf, policyOf } from '../kit/evidence.ts';

/** Cases of 500–1,490 ms with the old prompt, and so many times that with the new one. */
function slower(cases: number, factor: (index: number) => number): Evidence {
  const evidence = evidenceOf({ name: 'a', cases });
  return {
    ...evidence,
    cases: evidence.cases.map((one, index) => {
      const latencyMs = 500 + 10 * (index % 100);
      return {
        ...one,
        baseline: one.baseline && { ...one.baseline, latencyMs },
        candidate: { ...one.candidate, latencyMs: latencyMs * factor(index) },
      };
    }),
  };
}

const limit = policyOf({ latency: { p50: 0.2, p95: null } });

test('the ratio of medians, of 95th percentiles and of means is reported, and without a limit blocks nothing', () => {
  const { verdict, latency } = decide(
    slower(100, () => 2),
    policyOf(),
  );
  expect(verdict).toBe('pass');
  expect(latency).toMatchObject({ label: 'within', pairs: 100 });
  expect(latency?.mean?.ratio).toBeCloseTo(2, 12);
  for (const quantile of [latency?.p50, latency?.p95]) {
    expect(quantile?.ratio).toBeCloseTo(2, 12);
    expect(quantile?.low).toBeLessThan(2);
    expect(quantile?.high).toBeGreaterThan(2);
  }
});

test('a median that is shown to be slower than its limit blocks', () => {
  const verdict = decide(
    slower(100, () => 2),
    limit,
  );
  expect(verdict).toMatchObject({ verdict: 'block', reasons: [{ kind: 'latency' }] });
});

test('one that may be noise, or of fewer than 30 cases, does not', () => {
  const maybe = decide(
    slower(100, () => 1.25),
    limit,
  );
  expect(maybe).toMatchObject({ verdict: 'pass', latency: { label: 'unknown' } });
  const few = decide(
    slower(29, () => 20),
    limit,
  );
  expect(few).toMatchObject({ verdict: 'pass', latency: { label: 'unknown' } });
});

test('so few cases are not within a limit either', () => {
  const few = slower(29, () => 1);
  expect(decide(few, limit).latency).toMatchObject({ label: 'unknown', p50: { label: 'unknown' } });
  expect(decide(few, policyOf()).latency).toMatchObject({ label: 'within' });
  expect(decide(few, limit).tooFewLatencies).toEqual({ cases: 29, families: 29, apart: 0, oneCall: 0 });
});

test('slow answers now and then move the 95th percentile and not the median', () => {
  const tail = slower(200, (index) => (index % 8 === 0 ? 20 : 1));
  const verdict = decide(tail, policyOf({ latency: { p50: 0.2, p95: 0.2 } }));
  expect(verdict.latency).toMatchObject({ p50: { label: 'within' }, p95: { label: 'exceeded' } });
});

test('answers of an earlier run are not compared', () => {
  const evidence = slower(100, () => 2);
  const cases = evidence.cases.map((one) => ({ ...one, baselineIsStored: true }));
  expect(decide({ ...evidence, cases }, limit)).toMatchObject({ verdict: 'pass', latency: null });
});

test('that too few latencies were measured for a limit is said of a compared prompt whose policy has one', () => {
  const all = slower(100, () => 2);
  const stored: Evidence = {
    ...all,
    cases: all.cases.map((one, index) => ({ ...one, ...(index >= 7 && { baselineIsStored: true }) })),
  };
  expect(decide(stored, limit).tooFewLatencies).toEqual({ cases: 7, families: 7, apart: 93, oneCall: 0 });
  expect(decide(all, limit).tooFewLatencies).toBeNull();
  expect(decide(stored, policyOf()).tooFewLatencies).toBeNull();
  const added = { ...stored, cases: stored.cases.map((one) => ({ ...one, baseline: null })) };
  expect(decide(added, limit).tooFewLatencies).toBeNull();
});

test('what is not shown to be within its limit is not called so', () => {
  const noisy = slower(100, (index) => (index % 2 === 0 ? 0.7 : 1.3));
  const { latency } = decide(noisy, policyOf({ latency: { p50: 0.05, p95: 2 } }));
  expect(latency?.p50.ratio).toBeLessThan(1.05);
  expect(latency?.p50.high).toBeGreaterThan(1.05);
  expect(latency).toMatchObject({ label: 'unknown', p50: { label: 'unknown' }, p95: { label: 'within' } });
  const open = decide(
    slower(50, () => 1),
    policyOf({ latency: { p50: null, p95: 0.5 } }),
  );
  expect(open.latency?.p95).toMatchObject({ ratio: 1, high: null, label: 'unknown' });
});

test('a case that one call answered in both arms is no pair of latencies', () => {
  const all = slower(120, (index) => (index < 40 ? 2 : 1));
  const evidence: Evidence = {
    ...all,
    cases: all.cases.map((one, index) => ({ ...one, ...(index >= 40 && { isOneCall: true }) })),
  };
  expect(decide(evidence, limit)).toMatchObject({
    verdict: 'block',
    latency: { pairs: 40, oneCall: 80, label: 'exceeded' },
    tooFewLatencies: null,
  });
  const few = {
    ...evidence,
    cases: evidence.cases.map((one, index) => ({ ...one, ...(index >= 20 && { isOneCall: true }) })),
  };
  expect(decide(few, limit)).toMatchObject({
    verdict: 'pass',
    latency: { pairs: 20, oneCall: 100, label: 'unknown', tooFew: true },
    tooFewLatencies: { cases: 20, families: 20, apart: 0, oneCall: 100 },
  });
  expect(decide(few, limit).cost).toMatchObject({ label: 'within' });
});

test('cases that share a call are one measurement', () => {
  const all = slower(60, () => 2);
  const cases = all.cases.map((one, index) => ({ ...one, sharedCalls: `a ${index % 20}` }));
  expect(decide({ ...all, cases }, limit)).toMatchObject({
    verdict: 'pass',
    tooFewLatencies: { cases: 20, oneCall: 40 },
  });
});

test('latencies of few families are too few, and say of how many cases', () => {
  const all = slower(80, () => 2);
  const cases = all.cases.map((one, index) => ({ ...one, group: `g${index % 10}` }));
  expect(decide({ ...all, cases }, limit).latency).toMatchObject({
    ...{ pairs: 80, families: 10, tooFew: true, label: 'unknown' },
  });
});
