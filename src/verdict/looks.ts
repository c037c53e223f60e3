import type { SegmentEvidence } from '../domain/evidence.ts';
import { attainableUpTo, criticalSum, type FlipDistribution } from '../stats/flip-distribution.ts';
import { type FlipObservation, flipPValues, observeFlips } from '../stats/sign-flip.ts';
import { spendingAlpha, spendingLevels } from '../stats/spending.ts';
import type { Pair } from './sample.ts';

/**
 * The looks of a segment, for one p-value over both. The nominal levels of the first and the second look at α are
 * l1(α) = α·f and l2(α) (spending function of Kim & DeMets 1987 with γ = 1; f is the share of the cases in the first
 * look). The sequential p is the smallest α that would have rejected at a look taken so far: p1/f after the first,
 * min(p1/f, l2⁻¹(p2)) after the second (Liu & Anderson 2008). It is a valid p-value, so that min-P and Holm adjust it
 * as they adjust that of a single look; a segment once rejected stays rejected.
 */
export type Stage = { look: 'only' } | { look: 'first' | 'second'; fraction: number };

/** Which of its looks a segment has taken. */
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

/** The nominal level l2 of the second look, at `alpha` and with the share `fraction` of cases in the first. */
export type SecondLevel = (alpha: number, fraction: number) => number;

/** Computes second levels, each once: every segment of a family needs the same ones. */
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
 * A segment's place in the family: its sequential p, and the probability of one ≤ t under the null (`sizeAt`). `asking`
 * is the nominal p of the first look, by which a second is asked for.
 */
export type Placed = { p: number; asking: number; sizeAt(t: number): number };

/**
 * The exact sign-flip test over the looks taken. `extendAt` is the p up to which a first look asks for a second:
 * a segment above it never gets one.
 *
 * The probability of a sequential p ≤ t, given the magnitudes |D|: at a single look, the largest attainable p ≤ t.
 * After the second look, P(p1 ≤ l1(t)) + P(l1(t) < p1 ≤ extendAt, p2 ≤ l2(t)), summed over the distributions of both
 * looks. Where the second look is not taken, its magnitudes are unknown, but p2 ≤ l2(t) has at most probability l2(t)
 * and at most that of a second look; together with the first look it is at most t, which is what spending ensures.
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

/**
 * The probability, at a single look, that all pairs have a p ≤ t and a part of them has not: the sum over the part's
 * sign flips of what the others then need.
 */
export function flipsBeyondPart(all: readonly Pair[], part: readonly Pair[]): (t: number) => number {
  const ids = new Set(part.map(({ id }) => id));
  const others = observeFlips(all.filter(({ id }) => !ids.has(id))).distribution;
  const [whole, own] = [all, part].map((pairs) => observeFlips(pairs).distribution);
  if (!whole || !own) return () => 0;
  return (t) => {
    const needed = criticalSum(whole, t) * whole.unit;
    if (needed > whole.total * whole.unit) return 0;
    const stop = criticalSum(own, t);
    let chance = 0;
    for (let s = 0; s < stop && s <= own.total; s++) {
      chance += own.mass(s) * atLeastOf(others, needed - s * own.unit);
    }
    return Math.min(1, chance);
  };
}

function atLeastOf(distribution: FlipDistribution, sum: number): number {
  return distribution.atLeast(Math.ceil(sum / distribution.unit));
}
