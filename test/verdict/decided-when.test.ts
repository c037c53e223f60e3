import { describe, expect, test } from 'vitest';
import type { CaseEvidence, SegmentEvidence } from '../../src/domain/evidence.ts';
import type { Policy } from '../../src/domain/policy.ts';
import { spendingLevels } from '../../src/stats/spending.ts';
import { watchCurtailment } from '../../src/verdict/curtailment.ts';
import { decide } from '../../src/verdict/decide.ts';
import { changedCase } from '../kit/curtailment.ts';
import { policyOf } from '../kit/evidence.ts';

const noCost = { cost: { maxTokenIncrease: null } };

function segmentOf(size: number, changes: Partial<SegmentEvidence> = {}): SegmentEvidence {
  return { name: 'a', available: size, looks: [size], extendTo: size, traffic: null, ...changes };
}

/** Cases of segment a by their changes, in trials. */
function casesOf(
  changes: readonly number[],
  options: { trials?: number; look?: number; always?: number } = {},
) {
  const { trials = 1, look = 1, always = 0 } = options;
  return changes.map((change, at) => changedCase(`${look} ${at}`, ['a'], change, { trials, look, always }));
}

type Watched = {
  cases: readonly CaseEvidence[];
  segments: SegmentEvidence[];
  before?: readonly CaseEvidence[];
  trials?: number;
  baselines?: ReadonlyMap<string, number>;
  gate?: Partial<Policy['gate']>;
};

/** After how many of its cases segment a is decided; null where it never is. */
function decidedAfter({
  cases,
  segments,
  before = [],
  trials = 1,
  baselines,
  gate = {},
}: Watched): number | null {
  const watch = watchCurtailment({
    before,
    asking: cases.map(({ id, segments: own }) => ({
      id,
      segments: own,
      baseline: baselines?.get(id) ?? null,
    })),
    segments,
    waiting: new Set(['a']),
    trials,
    policy: policyOf({ gate, ...noCost }),
  });
  for (const [at, one] of cases.entries()) {
    if (watch.isDecided('a')) return at;
    watch.add(one);
  }
  return watch.isDecided('a') ? cases.length : null;
}

/** The fewest answers after which a is a regression at `alpha` by itself, even if all other cases newly pass. */
function certainAfter(
  { cases, before = [], trials = 1, baselines, gate = {} }: Watched,
  alpha = 0.05,
): number | null {
  const size = before.length + cases.length;
  for (let answered = 0; answered <= cases.length; answered += 1) {
    const won = cases.slice(answered).map(({ id }) => {
      const known = baselines?.get(id) ?? 0;
      return { ...changedCase(id, ['a'], trials - known, { trials, look: 1, always: known }) };
    });
    const all = [...before, ...cases.slice(0, answered), ...won].map((one) => ({ ...one, look: 1 }));
    const policy = policyOf({ gate: { ...gate, alpha }, ...noCost });
    const verdict = decide({ segments: [segmentOf(size)], cases: all }, policy);
    if (verdict.segments[0]?.verdict === 'regression') return answered;
  }
  return null;
}

const lost = (count: number, trials = 1) => Array<number>(count).fill(-trials);
const same = (count: number) => Array<number>(count).fill(0);
const won = (count: number) => Array<number>(count).fill(1);

describe('the only segment is decided as soon as no other answers could clear it', () => {
  const suites: [string, number[]][] = [
    ['all lost', lost(30)],
    ['few changed', [...lost(12), ...same(28)]],
    ['some won', [...won(3), ...lost(20), ...same(10)]],
    ['few cases', lost(14)],
    ['too many changed for a table', [...lost(40), ...won(4), ...same(30)]],
    ['hardly', [...same(8), ...lost(9), ...same(3)]],
    ['never', [...lost(3), ...same(30)]],
  ];

  test.each(suites)('%s', (_name, changes) => {
    const watched = { cases: casesOf(changes), segments: [segmentOf(changes.length)] };
    expect(decidedAfter(watched)).toBe(certainAfter(watched));
  });

  test('not before ten cases were answered', () => {
    const watched = { cases: casesOf(lost(11)), segments: [segmentOf(11)] };
    expect(decidedAfter(watched)).toBe(10);
  });

  test('with several trials a case', () => {
    const watched = {
      cases: casesOf([...lost(6, 3), -2, -1, -2, 1, ...lost(8, 3), 0, 0], { trials: 3 }),
      segments: [segmentOf(20)],
      trials: 3,
    };
    expect(decidedAfter(watched)).toBe(certainAfter(watched));
  });

  test('with trials of which most cases lose only some', () => {
    for (const single of [10, 14, 20]) {
      const changes = [...lost(single), ...lost(5, 2), 1, 1, ...same(3)];
      const watched = {
        cases: casesOf(changes, { trials: 2 }),
        segments: [segmentOf(changes.length)],
        trials: 2,
      };
      expect(decidedAfter(watched), String(single)).toBe(certainAfter(watched));
    }
  });

  test.each([1, 3])(
    'where so little is allowed that the normal p is the larger one, with %i trials',
    (trials) => {
      const watched = {
        cases: casesOf([...lost(58, trials), ...same(6)], { trials }),
        segments: [segmentOf(64)],
        trials,
        gate: { alpha: 1e-7 },
      };
      expect(decidedAfter(watched)).toBe(certainAfter(watched, 1e-7));
      expect(decidedAfter(watched)).not.toBeNull();
    },
  );

  test('with a least drop that counts', () => {
    const watched = {
      cases: casesOf([...lost(30), ...same(10)]),
      segments: [segmentOf(40)],
      gate: { minEffect: 0.54 },
    };
    expect(decidedAfter(watched)).toBe(certainAfter(watched));
    expect(decidedAfter(watched)).toBeGreaterThan(decidedAfter({ ...watched, gate: {} }) ?? 40);
  });

  test('sooner where the baseline’s answers are known: those cases can win less', () => {
    const cases = casesOf([...lost(16), ...same(14)], { always: 0 });
    const passing = casesOf(same(14), { always: 1 }).map((one, at) => ({ ...one, id: `1 ${16 + at}` }));
    const watched = {
      cases: [...cases.slice(0, 16), ...passing],
      segments: [segmentOf(30)],
      baselines: new Map(passing.map(({ id }) => [id, 1])),
    };
    expect(decidedAfter(watched)).toBe(certainAfter(watched));
    expect(decidedAfter(watched)).toBeLessThan(decidedAfter({ ...watched, baselines: new Map() }) ?? 30);
  });
});

describe('the level that must be undercut', () => {
  const cases = casesOf([...lost(25), ...same(15)]);
  const others = (count: number, size = 30) =>
    Array.from({ length: count }, (_, index) => segmentOf(size, { name: `other ${index}` }));

  test.each([1, 3, 9])('is half of alpha, divided among the segments: %i others', (count) => {
    const watched = { cases, segments: [segmentOf(40), ...others(count)] };
    expect(decidedAfter(watched)).toBe(certainAfter(watched, 0.05 / 2 / (count + 1)));
  });

  test('is not divided among segments too small to be judged', () => {
    const watched = { cases, segments: [segmentOf(40), ...others(9, 9)] };
    expect(decidedAfter(watched)).toBe(certainAfter(watched, 0.05 / 2));
    const largeEnough = { cases, segments: [segmentOf(40), ...others(9, 10)] };
    expect(decidedAfter(largeEnough)).toBe(certainAfter(largeEnough, 0.05 / 2 / 10));
  });

  test('is its part at a first look that may be followed by another', () => {
    const watched = { cases, segments: [segmentOf(40, { extendTo: 120, available: 120 })] };
    expect(decidedAfter(watched)).toBe(certainAfter(watched, 0.05 / 3));
  });

  test('leaves room, at a second look, for what was spent at the first', () => {
    const first = casesOf([...lost(6), ...won(1), ...same(13)]);
    const second = casesOf([...lost(22), ...same(18)], { look: 2 });
    const watched = {
      before: first,
      cases: second,
      segments: [segmentOf(60, { looks: [20, 60] })],
    };
    const levelAt = (t: number) => spendingLevels(t, [1 / 3, 1])[1] ?? t;
    let [low, high] = [0, 0.05];
    for (let step = 0; step < 50; step += 1) {
      const middle = (low + high) / 2;
      if (middle / 3 + levelAt(middle) > 0.05) high = middle;
      else low = middle;
    }
    expect(decidedAfter(watched)).toBe(certainAfter(watched, levelAt(low)));
  });
});

test('a segment that does not wait for the look is never decided, and no case is kept for it', () => {
  const cases = casesOf(lost(20));
  const watch = watchCurtailment({
    before: [],
    asking: cases.map(({ id }) => ({ id, segments: ['a', 'b'], baseline: null })),
    segments: [segmentOf(20), segmentOf(20, { name: 'b' })],
    waiting: new Set(['a']),
    trials: 1,
    policy: policyOf(noCost),
  });
  for (const one of cases) watch.add({ ...one, segments: ['a', 'b'] });
  expect([watch.isDecided('a'), watch.isDecided('b'), watch.isDecided('none')]).toEqual([true, false, false]);
  expect(watch.curtails({ segments: ['a', 'b'] })).toBe(true);
});

test('a case that was answered in part counts as one still to come', () => {
  const cases = casesOf(lost(20, 3), { trials: 3 });
  const halves = cases.map((one) => changedCase(one.id, ['a'], -1, { trials: 1, look: 1 }));
  const watched = { segments: [segmentOf(20)], trials: 3 };
  expect(decidedAfter({ ...watched, cases })).not.toBeNull();
  expect(decidedAfter({ ...watched, cases: halves })).toBeNull();
});
