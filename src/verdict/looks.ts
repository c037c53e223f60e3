import type { SegmentEvidence } from '../domain/evidence.ts';
import { attainableUpTo, criticalSum, type FlipDistribution } from '../stats/flip-distribution.ts';
import { type FlipObservation, flipPValues, observeFlips } from '../stats/sign-flip.ts';
import { spendingAlpha, spendingLevels } from '../stats/spending.ts';
import type { Pair } from './sample.ts';

/**
 * How two looks become one p-value. Nominal level α at the first look and at the second are l1(α) = α·f and l2(α)
 * (Kim–DeMets γ = 1, f the share of cases seen first). The sequential p is the smallest α that would have rejected at
 * a look taken so far: p1/f after the first, min(p1/f, l2⁻¹(p2)) after the second (Liu & Anderson 2008). It is a
 * p-value like any other, so min-P and Holm take it as they take a single look's; a segment once rejected stays so.
 */
export type Stage = { look: 'only' } | { look: 'first' | 'second'; fraction: number };

/** Where a segment stands between its looks. */
export function stageOf({ looks, extendTo }: SegmentEvidence): Stage {
  const [first] = looks;
  const last = Math.max(extendTo, looks.at(-1) ?? 0);
  if (first === undefined || first === 0 || last <= first) return { look: 'only' };
  return { look: looks.length > 1 ? 'second' : 'first', fraction: first / last };
}

/** The sequential p of nominal p-values at the first look and, where it was taken, the second. */
export function sequentialP(stage: Stage, p: { first: number; last: number }): number {
  if (stage.look === 'only') return p.last;
  const first = Math.min(1, p.first / stage.fraction);
  return stage.look === 'first' ? first : Math.min(first, spendingAlpha(p.last, stage.fraction));
}

/** Nominal level of the second look, remembered: the same segments ask for the same levels over and over. */
export type SecondLevel = (alpha: number, fraction: number) => number;

export function rememberSecondLevels(): SecondLevel {
  const known = new Map<string, number>();
  return (alpha, fraction) => {
    const key = `${alpha} ${fraction}`;
    const level = known.get(key) ?? spendingLevels(alpha, [fraction, 1])[1] ?? alpha;
    known.set(key, level);
    return level;
  };
}

/**
 * A segment's place in the family: its sequential p, and the chance of one ≤ t were nothing changed. `asking` is the
 * first look's own p, by which it asks for a second.
 */
export type Placed = { p: number; asking: number; sizeAt(t: number): number };

/**
 * The exact sign-flip test over the looks taken. `extendAt` is the p up to which a first look asks for a second:
 * a segment above it never gets one.
 *
 * The chance of a sequential p ≤ t, given the magnitudes |D|: at a single look, the largest attainable p ≤ t. After
 * the second look, P(p1 ≤ l1(t)) + P(l1(t) < p1 ≤ extendAt, p2 ≤ l2(t)), added up over both looks' distributions.
 * Where the second look is not taken, its magnitudes are unknown, but p2 ≤ l2(t) happens at most with l2(t), not more
 * often than a second look is asked for, and with the first look never more than t, which is what spending is for.
 */
export function placeFlips(
  stage: Stage,
  pairs: { first: readonly Pair[]; all: readonly Pair[] },
  extendAt: number,
  secondLevel: SecondLevel,
): Placed {
  const first = observeFlips(pairs.first);
  const p1 = flipPValues(first).pWorse;
  if (stage.look === 'only') {
    return { p: p1, asking: p1, sizeAt: (t) => attainableUpTo(first.distribution, t) };
  }
  const { fraction } = stage;
  if (stage.look === 'first') {
    const asksAgain = attainableUpTo(first.distribution, extendAt);
    return {
      p: sequentialP(stage, { first: p1, last: p1 }),
      asking: p1,
      sizeAt(t) {
        if (t >= 1) return 1;
        const early = attainableUpTo(first.distribution, t * fraction);
        return Math.min(t, early + Math.min(secondLevel(t, fraction), Math.max(0, asksAgain - early)));
      },
    };
  }
  const all = observeFlips(pairs.all);
  const added = observeFlips(pairs.all.filter(({ look }) => look > 1));
  return {
    p: sequentialP(stage, { first: p1, last: flipPValues(all).pWorse }),
    asking: p1,
    sizeAt(t) {
      if (t >= 1) return 1;
      return eitherLook({ first, added, all }, extendAt, t * fraction, secondLevel(t, fraction));
    },
  };
}

/** P(p1 ≤ level1) + P(level1 < p1 ≤ extendAt and p2 ≤ level2). */
function eitherLook(
  looks: { first: FlipObservation; added: FlipObservation; all: FlipObservation },
  extendAt: number,
  level1: number,
  level2: number,
): number {
  const first = looks.first.distribution;
  const stop = criticalSum(first, level1);
  const last = looks.all.distribution;
  const needed = criticalSum(last, level2) * last.unit;
  let chance = first.atLeast(stop);
  if (needed > last.total * last.unit) return chance;
  for (let s = criticalSum(first, extendAt); s < stop; s++) {
    chance += first.mass(s) * atLeastOf(looks.added.distribution, needed - s * first.unit);
  }
  return Math.min(1, chance);
}

function atLeastOf(distribution: FlipDistribution, sum: number): number {
  return distribution.atLeast(Math.ceil(sum / distribution.unit));
}
