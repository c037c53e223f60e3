import { describe, expect, test } from 'vitest';
import type { PromptResult, Result, SegmentResult } from '../../../src/domain/result.ts';
import { plainOf } from '../../../src/prose/text.ts';
import { certaintyTexts } from '../../../src/report/telling/certainty.ts';
import { frequency } from '../../../src/report/telling/chance.ts';
import { blockedResult, passingWith } from '../../kit/results.ts';

const said = (result: Result, change: Partial<PromptResult> = {}, named = false) => {
  const [prompt] = result.prompts;
  if (!prompt) throw new Error('a result with a prompt');
  return certaintyTexts({ ...prompt, ...change }, result, named).map((text) =>
    plainOf(text).replace(/\u00a0/g, ' '),
  );
};

test.each([
  [0.00002, 'less than once in 10,000'],
  [0.0005, 'once in 2,000'],
  [0.0062, 'once in 160'],
  [0.1, 'once in 10'],
  [0.36, 'in 36 of 100'],
])('a p of %s is told as %s', (p, told) => {
  expect(frequency(p).replace(/\u00a0/g, ' ')).toBe(told);
});

describe('the first sentence', () => {
  test('says how often chance alone does what blocks', () => {
    expect(said(blockedResult())[0]).toMatch(
      /^Chance alone shows some segment as bad as enterprise once in \d+ harmless edits \(adjusted p = 0\.\d+\)\.$/,
    );
  });

  test('says of a drop that does not block that nothing follows from it, and names the prompt among several', () => {
    const drop = (_: SegmentResult, index: number): Partial<SegmentResult> =>
      index === 0 ? { difference: -0.04, adjustedPValue: 0.36 } : { difference: 0.02 };
    const [first] = said(passingWith(drop), {}, true);
    expect(first).toContain(': Chance alone shows some segment as bad as ');
    expect(first).toContain(
      'in 36 of 100 harmless edits (adjusted p = 0.36): too often to be called worse, which',
    );
  });

  test('says nothing of a drop that the baseline, asked anew, does not confirm', () => {
    const unconfirmed = { difference: 0, pValue: 1 };
    const drop = {
      difference: -0.28,
      adjustedPValue: 0.00001,
      verdict: 'inconclusive',
      unconfirmed,
    } as const;
    expect(said(passingWith(() => drop, drop)).join(' ')).not.toContain('Chance alone');
    const one = passingWith(
      (_, index) => (index === 0 ? drop : { difference: -0.02, adjustedPValue: 0.4 }),
      drop,
    );
    expect(said(one)[0]).toContain('in 40 of 100 harmless edits');
  });

  test('is left out where nothing looks worse', () => {
    const better = passingWith(() => ({ difference: 0.02 }));
    const overall = better.prompts[0]?.overall ?? null;
    const whole = overall && { ...overall, difference: 0.02 };
    expect(said(better, { overall: whole })[0]).not.toContain('Chance');
  });
});

describe('what a suite can show', () => {
  const unsure = (change: Partial<SegmentResult>) =>
    said(
      passingWith(() => ({
        ...{ verdict: 'inconclusive', cases: 50, minimumDetectableEffect: 0.3, casesNeeded: 266 },
        ...change,
      })),
    ).find((text) => text.includes('show a drop'));

  test('is said of what was asked and of all cases of the suite', () => {
    expect(unsure({ detectableBySuite: 0.14 })).toContain(
      '50 cases show a drop of 30 points 4 times out of 5, and may miss a smaller one; all cases of the suite, one of 14 points. For 10 points it needs 266 cases.',
    );
    expect(unsure({ detectableBySuite: 0.3 })).not.toContain('all cases of the suite');
  });

  test('counts families where there are some', () => {
    expect(unsure({ families: 12 })).toContain('50 cases of 12 families show a drop of 30 points');
    expect(unsure({ families: 50 })).toContain('50 cases show a drop of 30 points');
    const overall = blockedResult().prompts[0]?.overall ?? null;
    const inFamilies = said(blockedResult(), { overall: overall && { ...overall, families: 47 } });
    expect(inFamilies.join(' ')).toContain('47 families of 150 cases being the units');
  });
});

describe('the level', () => {
  const two = blockedResult();
  const [prompt] = two.prompts;
  const several = (family: 'prompt' | 'pull-request'): Result => ({
    ...two,
    prompts: prompt ? [prompt, prompt, prompt] : [],
    policy: { ...two.policy, gate: { ...two.policy.gate, family } },
  });

  test('is said to be of each prompt, or of all together', () => {
    expect(said(several('prompt')).join(' ')).toContain('for each of 3 prompts by itself');
    expect(said(several('pull-request')).join(' ')).toContain('the α of 3 prompts together');
    expect(said(two).join(' ')).not.toContain('prompts');
  });

  test('is not that of the intervals, which stand by themselves', () => {
    expect(said(two).join(' ')).toContain(
      'Each interval is one of 95 % by itself, not adjusted for their number.',
    );
  });
});

test('figures over all cases that are those of the first look are said to be', () => {
  const result = blockedResult();
  const overall = result.prompts[0]?.overall ?? null;
  const ofFirstLook = overall && { ...overall, ofFirstLook: true as const };
  expect(said(result, { overall: ofFirstLook }).join(' ')).toContain(
    'those of the first look: only some segments',
  );
  expect(said(result).join(' ')).not.toContain('first look');
});
