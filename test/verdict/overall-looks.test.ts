import { describe, expect, test } from 'vitest';
import type { Evidence } from '../../src/domain/evidence.ts';
import { spendingAlpha } from '../../src/stats/spending.ts';
import { decide } from '../../src/verdict/decide.ts';
import { evidenceOf, policyOf, type SegmentSpec, segmentCases } from '../kit/evidence.ts';

/** Cases of 50 + 100 in two segments; `added` is the second look of the first one, null before it is taken. */
function suite(
  first: Partial<SegmentSpec>,
  added: Partial<SegmentSpec> | null,
  more: Partial<SegmentSpec> = {},
): Evidence {
  const plan = { cases: 50, looks: [50], extendTo: 150, available: 150, ...more };
  const evidence = evidenceOf({ name: 'a', ...plan, ...first }, { name: 'b', ...plan });
  if (!added) return evidence;
  const later = segmentCases({ name: 'a', cases: 100, ...added });
  return {
    segments: evidence.segments.map((one) => (one.name === 'a' ? { ...one, looks: [50, 150] } : one)),
    cases: [...evidence.cases, ...later.map((one) => ({ ...one, id: `+ ${one.id}`, look: 2 }))],
  };
}

const overall = (evidence: Evidence) => decide(evidence, policyOf()).overall;

/** Of 100 first cases and 200 that may come, a fifth is expected. */
const FRACTION = 100 / (100 + 0.2 * 200);

/** After it, 50 cases still stand for 150: as many cases as 150 alike tell as much, and of the first look 100 did. */
const CORRELATION = Math.sqrt(100 / 150);

test('the whole spends its part of alpha at the first look', () => {
  const { pValue, adjustedPValue } = overall(suite({ lost: 6, won: 1 }, null));
  expect(adjustedPValue).toBeCloseTo(pValue / FRACTION, 12);
});

test('a suite that cannot be extended is looked at once, and spends all', () => {
  const { pValue, adjustedPValue } = overall(suite({ lost: 6, won: 1 }, null, { extendTo: 50 }));
  expect(adjustedPValue).toBe(pValue);
});

describe('after a segment was extended', () => {
  test('what all answers show is spent over both looks', () => {
    const { pValue, adjustedPValue } = overall(suite({ lost: 4, won: 3 }, { lost: 6, won: 4 }));
    expect(pValue).toBeGreaterThan(0.05);
    expect(adjustedPValue).toBeCloseTo(spendingAlpha(pValue, FRACTION, CORRELATION), 10);
  });

  test('what the first look showed stands while all answers still show it', () => {
    const first = overall(suite({ lost: 7 }, null));
    const second = overall(suite({ lost: 7 }, { lost: 7, won: 5 }));
    expect(second.pValue).toBeLessThan(0.05);
    expect(spendingAlpha(second.pValue, FRACTION, CORRELATION)).toBeGreaterThan(first.adjustedPValue);
    expect(second.adjustedPValue).toBeCloseTo(first.adjustedPValue, 12);
  });

  test('it stands no longer where all answers do not show it', () => {
    const { pValue, adjustedPValue } = overall(suite({ lost: 7 }, { lost: 4, won: 6 }));
    expect(pValue).toBeGreaterThan(0.05);
    expect(adjustedPValue).toBeGreaterThan(pValue);
  });

  test('the looks tell as much of one another as the weights of their cases say', () => {
    const traffic = (evidence: Evidence): Evidence => ({
      ...evidence,
      segments: evidence.segments.map((one) => ({ ...one, traffic: one.name === 'a' ? 0.75 : 0.25 })),
    });
    const { pValue, adjustedPValue } = overall(traffic(suite({ lost: 4, won: 3 }, { lost: 6, won: 5 })));
    const [first, both] = [0.75 ** 2 / 50 + 0.25 ** 2 / 50, 0.75 ** 2 / 150 + 0.25 ** 2 / 50];
    expect(adjustedPValue).toBeCloseTo(spendingAlpha(pValue, FRACTION, Math.sqrt(both / first)), 10);
  });
});

describe('cases that were left out', () => {
  const leftOut = (lost: number, count: number): Evidence => ({
    ...evidenceOf(
      { name: 'a', cases: 20, lost, looks: [20 + count], extendTo: 20 + count },
      { name: 'b', cases: 50 },
    ),
    curtailed: Array.from({ length: count }, (_, index) => ({
      id: `left out ${index}`,
      segments: ['a'],
      look: 1,
      trials: 1,
      baseline: null,
    })),
  });

  test('speak against a drop of the whole as far as they can', () => {
    expect(decide(leftOut(6, 30), policyOf())).toMatchObject({ verdict: 'pass', overall: { spared: 30 } });
    const { reasons, overall: row } = decide(leftOut(20, 3), policyOf());
    expect(reasons).toContainEqual({ kind: 'overall-regression' });
    expect(row).toMatchObject({ spared: 3, cases: 70 });
  });

  test('take no improvement away', () => {
    const { segments, ...rest } = leftOut(0, 5);
    const won = segmentCases({ name: 'b', cases: 50, won: 20 });
    const { overall: row } = decide(
      { ...rest, segments, cases: [...rest.cases.slice(0, 20), ...won] },
      policyOf(),
    );
    expect(row).toMatchObject({ verdict: 'improved', spared: 5 });
  });

  test('are counted, were it only one', () => {
    expect(overall(leftOut(6, 1)).spared).toBe(1);
    expect(overall(leftOut(6, 0))).not.toHaveProperty('spared');
  });

  test('turn no drop into an improvement', () => {
    const row = overall(leftOut(6, 30));
    expect(row.difference).toBeCloseTo(-6 / 70, 12);
    expect(row.verdict).toBe('inconclusive');
    expect(row.adjustedPValue).toBeGreaterThan(0.99);
  });
});
