import type { Evidence, SegmentEvidence } from '../domain/evidence.ts';
import { attainableUpTo, criticalSum, type FlipDistribution } from '../stats/flip-distribution.ts';
import { type FlipObservation, flipPValues, observeFlips } from '../stats/sign-flip.ts';
import { spendingAlpha, spendingLevels } from '../stats/spending.ts';
import { pairByFamily, shareFamily } from './families.ts';
import type { Pair } from './pairs.ts';

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
 * The cases by which the whole is judged, and its looks. Where only some segments were extended, it is judged by the first
 * look: the extended ones looked bad, so that with their new cases they fall back towards what they are, while the others
 * keep their good luck, and the whole would seem better than it is.
 */
export function partThatCounts(all: Evidence): { stage: Stage; ofFirstLook: boolean; evidence: Evidence } {
  const { segments } = all;
  const first = segments.reduce((sum, { looks }) => sum + (looks[0] ?? 0), 0);
  const last = segments.reduce((sum, { looks, extendTo }) => sum + Math.max(extendTo, looks.at(-1) ?? 0), 0);
  const whole = { ofFirstLook: false, evidence: all };
  if (first === 0 || last <= first) return { stage: { look: 'only' }, ...whole };
  const fraction = first / last;
  const stages = new Set(segments.map((segment) => stageOf(segment).look));
  if (!stages.has('first')) return { stage: { look: 'second', fraction }, ...whole };
  const stage: Stage = { look: 'first', fraction };
  return stages.has('second')
    ? { stage, ofFirstLook: true, evidence: firstLookOf(all) }
    : { stage, ...whole };
}

/** The evidence as it was after the first look. */
function firstLookOf({ segments, cases, curtailed = [] }: Evidence): Evidence {
  const isFirst = ({ look = 1 }: { look?: number }) => look === 1;
  return {
    segments: segments.map((segment) => ({
      ...segment,
      looks: segment.looks.slice(0, 1),
      ...(segment.ofBase && { ofBase: { ...segment.ofBase, looks: segment.ofBase.looks.slice(0, 1) } }),
    })),
    cases: cases.filter(isFirst),
    curtailed: curtailed.filter(isFirst),
  };
}

/** The nominal level of the last look taken, at `alpha` over all looks. */
export function levelAtLook(stage: Stage, alpha: number, secondLevel: SecondLevel): number {
  if (stage.look === 'only') return alpha;
  return stage.look === 'first' ? alpha * stage.fraction : secondLevel(alpha, stage.fraction);
}

/**
 * A segment's place in the family: its sequential p, and the probability of one ≤ t under the null (`sizeAt`). `asking`
 * is the nominal p of the first look, by which a second is asked for.
 */
export type Placed = { p: number; asking: number; sizeAt(t: number): number };

/**
 * The exact sign-flip test over the looks taken, of families.
 *
 * The probability of a sequential p ≤ t, given the magnitudes |D|: at a single look, the largest attainable p ≤ t.
 * After the second look, P(p1 ≤ l1(t)) + P(p1 > l1(t), p2 ≤ l2(t)), summed over the distributions of both looks: any
 * first look may get a second, since all do where the whole asks for it. Where the second look is not taken, its
 * magnitudes are unknown, but p2 ≤ l2(t) has at most probability l2(t), and together with the first look it is at most
 * t, which is what spending ensures. That bound too where a family has cases in both looks, which then are no
 * independent coins.
 */
export function placeFlips(
  stage: Stage,
  pairs: { first: readonly Pair[]; all: readonly Pair[] },
  secondLevel: SecondLevel,
): Placed {
  const observe = (some: readonly Pair[]) => observeFlips(pairByFamily(some));
  const first = observe(pairs.first);
  const p1 = flipPValues(first).pWorse;
  if (stage.look === 'only') {
    return { p: p1, asking: p1, sizeAt: (t) => attainableUpTo(first.distribution, t) };
  }
  const { fraction } = stage;
  const bounded = (t: number) => {
    if (t >= 1) return 1;
    return Math.min(t, attainableUpTo(first.distribution, t * fraction) + secondLevel(t, fraction));
  };
  if (stage.look === 'first') {
    return { p: sequentialP(stage, { first: p1, last: p1 }), asking: p1, sizeAt: bounded };
  }
  const all = observe(pairs.all);
  const later = pairs.all.filter(({ look }) => look > 1);
  const p = sequentialP(stage, { first: p1, last: flipPValues(all).pWorse });
  if (shareFamily(later, pairs.first)) return { p, asking: p1, sizeAt: bounded };
  const added = observe(later);
  return {
    p,
    asking: p1,
    sizeAt: (t) => (t >= 1 ? 1 : eitherLook({ first, added, all }, t * fraction, secondLevel(t, fraction))),
  };
}

/** P(p1 ≤ level1) + P(p1 > level1 and p2 ≤ level2). */
function eitherLook(
  looks: { first: FlipObservation; added: FlipObservation; all: FlipObservation },
  level1: number,
  level2: number,
): number {
  const first = looks.first.distribution;
  const stop = criticalSum(first, level1);
  const last = looks.all.distribution;
  const needed = criticalSum(last, level2) * last.unit;
  let chance = first.atLeast(stop);
  if (needed > last.total * last.unit) return chance;
  const added = looks.added.distribution;
  const fewest = Math.max(0, Math.ceil((needed - added.total * added.unit) / first.unit));
  for (let s = fewest; s < stop && s <= first.total; s++) {
    chance += first.mass(s) * atLeastOf(added, needed - s * first.unit);
  }
  return Math.min(1, chance);
}

/**
 * The probability, at a single look, that all pairs have a p ≤ t and a part of them has not: the sum over the part's
 * sign flips of what the others then need. Null where a family has cases in the part and outside.
 */
export function flipsBeyondPart(all: readonly Pair[], part: readonly Pair[]): ((t: number) => number) | null {
  const ids = new Set(part.map(({ id }) => id));
  const outside = all.filter(({ id }) => !ids.has(id));
  if (shareFamily(outside, part)) return null;
  const others = observeFlips(pairByFamily(outside)).distribution;
  const [whole, own] = [all, part].map((pairs) => observeFlips(pairByFamily(pairs)).distribution);
  if (!whole || !own) return null;
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
