import { describe, expect, test } from 'vitest';
import type { Evidence } from '../../src/domain/evidence.ts';
import { spendingAlpha } from '../../src/stats/spending.ts';
import { decide } from '../../src/verdict/decide.ts';
import { evidenceOf, policyOf, type SegmentSpec, segmentCases } from '../kit/evidence.ts';

type Added = Partial<SegmentSpec> | null;

/** Cases of 50 + 100 in two segments; `added` are the second looks, null where one is not taken. */
function suite(
  first: Partial<SegmentSpec>,
  added: { a: Added; b: Added },
  more: Partial<SegmentSpec> = {},
): Evidence {
  const plan = { cases: 50, looks: [50], extendTo: 150, available: 150, ...more };
  const evidence = evidenceOf({ name: 'a', ...plan, ...first }, { name: 'b', ...plan });
  const names = (['a', 'b'] as const).filter((name) => added[name] !== null);
  const later = names.flatMap((name) => segmentCases({ name, cases: 100, ...added[name] }));
  return {
    segments: evidence.segments.map((one) =>
      names.some((name) => name === one.name) ? { ...one, looks: [50, 150] } : one,
    ),
    cases: [...evidence.cases, ...later.map((one) => ({ ...one, id: `+ ${one.id}`, look: 2 }))],
  };
}

const NOTHING: { a: Added; b: Added } = { a: null, b: null };

const overall = (evidence: Evidence) => decide(evidence, policyOf()).overall;

/** 100 first cases of 300. */
const FRACTION = 1 / 3;

test('the whole spends its part of alpha at the first look', () => {
  const { pValue, adjustedPValue } = overall(suite({ lost: 6, won: 1 }, NOTHING));
  expect(adjustedPValue).toBeCloseTo(pValue / FRACTION, 12);
});

test('so it does for an improvement', () => {
  const { pBetter, adjustedPBetter } = overall(suite({ lost: 1, won: 6 }, NOTHING));
  expect(adjustedPBetter).toBeCloseTo(pBetter / FRACTION, 12);
});

test('a suite that cannot be extended is looked at once, and spends all', () => {
  const { pValue, adjustedPValue } = overall(suite({ lost: 6, won: 1 }, NOTHING, { extendTo: 50 }));
  expect(adjustedPValue).toBe(pValue);
});

test('where only one segment was extended, the whole stays that of the first look', () => {
  const before = overall(suite({ lost: 4, won: 1 }, NOTHING));
  const after = overall(suite({ lost: 4, won: 1 }, { a: { won: 30 }, b: null }));
  expect(after).toEqual({ ...before, ofFirstLook: true });
});

describe('after all segments were extended', () => {
  test('what all answers show is spent over both looks', () => {
    const row = overall(suite({ lost: 4, won: 3 }, { a: { lost: 6, won: 4 }, b: {} }));
    expect(row.pValue).toBeGreaterThan(0.05);
    expect(row).toMatchObject({ cases: 300 });
    expect(row).not.toHaveProperty('ofFirstLook');
    expect(row.adjustedPValue).toBeCloseTo(spendingAlpha(row.pValue, FRACTION), 10);
  });

  test('the finding of the first look is kept while all answers still show it', () => {
    const first = overall(suite({ lost: 7 }, NOTHING));
    const second = overall(suite({ lost: 7 }, { a: { lost: 7, won: 5 }, b: {} }));
    expect(second.pValue).toBeLessThan(0.05);
    expect(spendingAlpha(second.pValue, FRACTION)).toBeGreaterThan(first.adjustedPValue);
    expect(second.adjustedPValue).toBeCloseTo(first.adjustedPValue, 12);
  });

  test('it is dropped if all answers do not show it', () => {
    const { pValue, adjustedPValue } = overall(suite({ lost: 7 }, { a: { lost: 4, won: 6 }, b: {} }));
    expect(pValue).toBeGreaterThan(0.05);
    expect(adjustedPValue).toBeGreaterThan(pValue);
  });

  test('the looks tell as much of one another as the weights of their cases say', () => {
    const traffic = (evidence: Evidence): Evidence => ({
      ...evidence,
      segments: evidence.segments.map((one) => ({ ...one, traffic: one.name === 'a' ? 0.75 : 0.25 })),
    });
    const { pValue, adjustedPValue } = overall(
      traffic(suite({ lost: 4, won: 3 }, { a: { lost: 6, won: 5 }, b: { cases: 50 } })),
    );
    const [first, both] = [0.75 ** 2 / 50 + 0.25 ** 2 / 50, 0.75 ** 2 / 150 + 0.25 ** 2 / 100];
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
