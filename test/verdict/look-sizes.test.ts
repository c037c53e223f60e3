import { describe, expect, test } from 'vitest';
import {
  placeFlips,
  rememberSecondLevels,
  type Stage,
  sequentialP,
  stageOf,
} from '../../src/verdict/looks.ts';
import type { Pair } from '../../src/verdict/pairs.ts';
import { arm } from '../kit/evidence.ts';

/** Cases by how many trials more the baseline passed (lost, above 0) or the candidate (won, below 0). */
function pairsOf(changes: readonly number[], look: number, trials: number): Pair[] {
  return changes.map((lost, index) => {
    const [baseline, candidate] = [Math.max(0, lost), Math.max(0, -lost)];
    const rates = { baselineRate: baseline / trials, candidateRate: candidate / trials };
    const arms = { baseline: arm(baseline, { trials }), candidate: arm(candidate, { trials }) };
    return { id: `${look} ${index}`, segments: ['a'], look, trials, baseline, candidate, ...rates, arms };
  });
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/** What is lost, net, in every way in which the signs of changes could have fallen. */
function netLosses(changes: readonly number[]): number[] {
  return changes.reduce<number[]>(
    (before, change) => before.flatMap((lost) => [lost + change, lost - change]),
    [0],
  );
}

/** The share of ways that lose at least as much, for each way. */
function pValues(ways: readonly number[]): number[] {
  const p = new Map<number, number>();
  for (const lost of ways) {
    if (!p.has(lost)) p.set(lost, ways.filter((other) => other >= lost).length / ways.length);
  }
  return ways.map((lost) => p.get(lost) ?? 1);
}

const levels = [0.005, 0.02, 0.05, 0.1, 0.15, 0.3, 0.5, 0.9];

describe('the chance that a segment gets a sequential p of at most t, were nothing changed', () => {
  const secondLevel = rememberSecondLevels();
  const suites: [string, number[], number[], number][] = [
    ['one trial', [1, 1, 1, 1, -1, 1], [1, 1, -1, 1, 1], 1],
    ['most in the second look', [1, 1, 1, -1], [1, 1, 1, 1, -1, -1, 1], 1],
    ['trials of which one is never lost alone', [2, 2, 2, -2, 2], [2, 4, 2, -2], 4],
    ['several trials', [3, 1, 2, -1, 1], [2, 1, -3, 1, 1], 3],
  ];

  test.each(suites)('after both looks: %s', (_name, first, added, trials) => {
    const stage: Stage = { look: 'second', fraction: 0.4 };
    const all = [...pairsOf(first, 1, trials), ...pairsOf(added, 2, trials)];
    const placed = placeFlips(stage, { first: all.slice(0, first.length), all }, secondLevel);
    const later = 2 ** added.length;
    const p1 = pValues(netLosses(first)).flatMap((p) => Array<number>(later).fill(p));
    const ways = pValues(netLosses([...first, ...added])).map((p2, at) => ({ p1: p1[at] ?? 1, p2 }));
    for (const t of levels) {
      const chance =
        ways.filter(({ p1, p2 }) => p1 <= t * stage.fraction || p2 <= secondLevel(t, stage.fraction)).length /
        ways.length;
      expect(placed.sizeAt(t), `t = ${t}`).toBeCloseTo(chance, 12);
    }
    expect(placed.sizeAt(1)).toBe(1);
  });

  test.each(suites)(
    'after the first, with the most that a second may add: %s',
    (_name, first, _added, trials) => {
      const stage: Stage = { look: 'first', fraction: 0.4 };
      const pairs = pairsOf(first, 1, trials);
      const placed = placeFlips(stage, { first: pairs, all: pairs }, secondLevel);
      const ways = pValues(netLosses(first));
      const chanceOf = (level: number) => ways.filter((p) => p <= level).length / ways.length;
      for (const t of levels) {
        const most = chanceOf(t * stage.fraction) + secondLevel(t, stage.fraction);
        expect(placed.sizeAt(t), `t = ${t}`).toBeCloseTo(Math.min(t, most), 12);
      }
      expect(placed.sizeAt(1)).toBe(1);
    },
  );

  test.each(suites)('where there is one look: %s', (_name, first, _added, trials) => {
    const pairs = pairsOf(first, 1, trials);
    const placed = placeFlips({ look: 'only' }, { first: pairs, all: pairs }, secondLevel);
    const ways = pValues(netLosses(first));
    for (const t of [...levels, 1]) {
      expect(placed.sizeAt(t), `t = ${t}`).toBeCloseTo(ways.filter((p) => p <= t).length / ways.length, 12);
    }
    const asLost = netLosses(first).filter((lost) => lost >= sum(first)).length / ways.length;
    expect(placed.p).toBeCloseTo(asLost, 12);
    expect(placed.asking).toBe(placed.p);
  });
});

test('the state of a segment between its looks', () => {
  const stage = (looks: number[], extendTo: number) =>
    stageOf({ name: 'a', available: 150, traffic: null, looks, extendTo });
  expect(stage([50], 150)).toEqual({ look: 'first', fraction: 1 / 3 });
  expect(stage([50, 150], 150)).toEqual({ look: 'second', fraction: 1 / 3 });
  expect(stage([1], 4)).toEqual({ look: 'first', fraction: 1 / 4 });
  for (const looks of [[50], [0], []]) expect(stage(looks, 50 * looks.length)).toEqual({ look: 'only' });
});

test('a first look that shows nothing has p = 1', () => {
  expect(sequentialP({ look: 'first', fraction: 0.4 }, { first: 0.9, last: 0.9 })).toBe(1);
  expect(sequentialP({ look: 'first', fraction: 0.4 }, { first: 0.1, last: 0.1 })).toBeCloseTo(0.25, 12);
});
