import { describe, expect, test } from 'vitest';
import { decide } from '../../src/verdict/decide.ts';
import { evidenceOf, policyOf } from '../kit/evidence.ts';

describe('a segment of which the baseline passes fewer cases than the margin', () => {
  const dead = { name: 'de', cases: 50, failing: 50 };

  test('is no pass: no loss larger than the margin could be seen', () => {
    const { verdict, segments, overall } = decide(evidenceOf(dead, { ...dead, name: 'en' }), policyOf());
    expect(segments.map((row) => [row.verdict, row.nothingToLose])).toEqual([
      ['inconclusive', true],
      ['inconclusive', true],
    ]);
    expect([overall.verdict, overall.nothingToLose]).toEqual(['inconclusive', true]);
    expect(verdict).toBe('pass');
  });

  test('takes nothing from one beside it that passes', () => {
    const { segments, overall } = decide(evidenceOf(dead, { name: 'en', cases: 50 }), policyOf());
    expect(segments[1]).toMatchObject({ name: 'en', verdict: 'pass' });
    expect(segments[1]).not.toHaveProperty('nothingToLose');
    expect(overall).not.toHaveProperty('nothingToLose');
  });

  test('blocks where the policy blocks on what is not shown', () => {
    const strict = policyOf({ gate: { onInconclusive: 'block' } });
    expect(decide(evidenceOf(dead), strict)).toMatchObject({
      verdict: 'block',
      reasons: [{ kind: 'inconclusive', segment: 'de' }],
    });
  });

  test('still improves where the candidate passes', () => {
    const { segments } = decide(evidenceOf({ name: 'de', cases: 50, won: 30, failing: 20 }), policyOf());
    expect(segments[0]?.verdict).toBe('improved');
  });

  test('counts from the margin on: as many passes as it allows to lose can be lost', () => {
    const of = (failing: number) =>
      decide(evidenceOf({ name: 'de', cases: 100, failing }), policyOf()).segments[0]?.nothingToLose;
    expect(of(91)).toBe(true);
    expect(of(90)).toBeUndefined();
  });
});
