import type { CaseEvidence, SegmentEvidence } from '../domain/evidence.ts';
import type { Policy } from '../domain/policy.ts';
import { policyOfSegment } from '../domain/policy-of.ts';
import { binomialCdf } from '../stats/binomial.ts';
import { flipDistribution } from '../stats/flip-distribution.ts';
import { normalPValues } from '../stats/two-proportion.ts';
import { alphaOfPrompt, shareOfSegment, splitAlpha } from './alpha.ts';
import { rememberSecondLevels, type SecondLevel, type Stage, stageOf } from './looks.ts';
import { completePairs, type Pair } from './pairs.ts';
import { FEWEST_CASES } from './sizes.ts';
import { EXACT_BELOW } from './tests/proportions-z.ts';

/**
 * Which segments are decided: they will be a `regression` with any answers to their remaining cases, and so the gate's
 * verdict is `block`. Takes cases in any order.
 */
export type CurtailmentWatch = {
  /** Adds a case of the look that both arms answered in full; one with fewer answers counts as not yet answered. */
  add(answered: CaseEvidence): void;
  isDecided(segment: string): boolean;
  /** Whether the case need not be asked: every segment that waits for it is decided. */
  curtails(testCase: Pick<AwaitedCase, 'segments'>): boolean;
};

/** A case of the look being asked. */
export type AwaitedCase = {
  id: string;
  segments: readonly string[];
  /** As in `CaseEvidence`. */
  group?: string | undefined;
  baselineIsStored?: boolean | undefined;
  /** Passes of the baseline if its answers are known before it is asked; else null. */
  baseline: number | null;
};

/**
 * Watches a look while it is asked, to curtail it where that cannot change the decision (deterministic curtailment;
 * Jennison & Turnbull 2000, chapter 10). The decision is certain, not predicted, so that no false alarm is added. Only for a test that
 * `canCurtail`: the bounds are those of `proportions-z`.
 *
 * A segment is decided when it would be a regression even if each of its remaining cases passed all trials with the
 * candidate, and failed as many as is possible with the baseline: all, unless the baseline's answers are known. That is
 * the worst case: in the exact test, a case that is lost, unchanged or won by fewer trials never gives a larger p, and
 * Σ−D/√ΣD² is bounded by its smallest numerator over its largest denominator.
 *
 * The results of the other segments are not known yet, and matter only through the correction. In min-P as in Holm, the
 * adjusted p of a sequential p ≤ t is at most Σ P(p ≤ t) over the segments large enough to be judged; each of these is
 * at most t where there is one look or the second was not taken, and f·t + l2(t) where it was. So a segment is certain
 * to reject with a p up to the t at which that sum is the level. This t does not depend on any answer.
 *
 * Segments are never decided in which cases come in families, whose D is not bounded case by case, and those whose
 * baseline is stored, since a regression by it may not be confirmed.
 *
 * @param of.before cases answered at the look before, if there was one
 * @param of.asking cases of the look being asked
 * @param of.segments as they will be judged after it: `looks` counts it
 * @param of.waiting names of the segments that take the look
 */
export function watchCurtailment(of: {
  before: readonly CaseEvidence[];
  asking: readonly AwaitedCase[];
  segments: readonly SegmentEvidence[];
  waiting: ReadonlySet<string>;
  trials: number;
  policy: Pick<Policy, 'gate' | 'segments'>;
  /** How many prompts of the pull request are judged, where they share one α; 1 by default. */
  prompts?: number | undefined;
}): CurtailmentWatch {
  const { segments, waiting, trials } = of;
  const { gate } = of.policy;
  const secondLevel = rememberSecondLevels();
  const stages = segments.filter(({ looks }) => (looks.at(-1) ?? 0) >= FEWEST_CASES).map(stageOf);
  const levels = splitAlpha({
    alpha: alphaOfPrompt(gate, of.prompts ?? 1),
    segments: segments.length,
    judged: stages.length,
  });
  const t = certainAt(stages, levels.segments, secondLevel);
  const unbounded = new Set(
    [...of.before, ...of.asking]
      .filter(({ group, baselineIsStored }) => group !== undefined || baselineIsStored)
      .flatMap(({ segments: names }) => names),
  );
  const open = new Map<string, Tally>();
  for (const segment of segments) {
    if (!waiting.has(segment.name) || unbounded.has(segment.name)) continue;
    const nominal = nominalLevel(stageOf(segment), t, secondLevel);
    const noCases = () => new Array<number>(trials + 1).fill(0);
    open.set(segment.name, { ...EMPTY, magnitudes: noCases(), mayWin: noCases(), nominal });
  }
  const known = new Map<string, number>();
  const awaitCase = (id: string, names: readonly string[], cases: 1 | -1) => {
    const most = trials - (known.get(id) ?? 0);
    for (const name of names) {
      const tally = open.get(name);
      if (!tally) continue;
      tally.remaining += cases;
      tally.mayWin[most] = (tally.mayWin[most] ?? 0) + cases;
    }
  };
  for (const { id, segments: names, baseline } of of.asking) {
    if (baseline !== null) known.set(id, baseline);
    awaitCase(id, names, 1);
  }
  for (const pair of completePairs(of.before, 'passes')) {
    for (const name of pair.segments) count(open.get(name), pair);
  }
  for (const tally of open.values())
    tally.pause = trials === 1 ? 1 : Math.ceil(tally.remaining / EVALUATIONS);
  const decided = new Set<string>();
  const isDecided = (name: string): boolean => {
    const tally = open.get(name);
    if (decided.has(name) || !tally) return decided.has(name);
    if (tally.sinceEvaluation < tally.pause) return false;
    tally.sinceEvaluation = 0;
    if (isCertain(tally, trials, policyOfSegment(of.policy, name).minEffect)) decided.add(name);
    return decided.has(name);
  };
  return {
    add(answered) {
      const [pair] = completePairs([answered], 'passes');
      if (!pair || pair.trials < trials) return;
      awaitCase(pair.id, pair.segments, -1);
      for (const name of pair.segments) {
        const tally = open.get(name);
        if (!tally) continue;
        count(tally, pair);
        tally.sinceEvaluation += 1;
      }
    },
    isDecided,
    curtails: ({ segments: names }) => names.every((name) => !waiting.has(name) || isDecided(name)),
  };
}

/** Sums over a segment's pairs so far. Losses and wins in trials. */
type Tally = {
  pairs: number;
  lost: number;
  won: number;
  squares: number;
  discordant: number;
  /** Sum of (candidate − baseline)/trials. */
  rates: number;
  /** Cases by |D|. */
  magnitudes: number[];
  /** Cases still to come. */
  remaining: number;
  /** The number of those cases by the most trials that each may still win. */
  mayWin: number[];
  /** The nominal p at this look up to which the segment is certain to be a regression. */
  nominal: number;
  /** Cases added since the segment was last evaluated; never evaluated: Infinity. */
  sinceEvaluation: number;
  /** Cases from one evaluation to the next. */
  pause: number;
};

/** Most evaluations of a segment where one is slow, which is with several trials. */
const EVALUATIONS = 100;

const EMPTY = {
  pairs: 0,
  lost: 0,
  won: 0,
  squares: 0,
  discordant: 0,
  rates: 0,
  remaining: 0,
  sinceEvaluation: Number.POSITIVE_INFINITY,
  pause: 1,
};

function count(tally: Tally | undefined, { baseline, candidate, trials }: Pair): void {
  if (!tally) return;
  const change = candidate - baseline;
  tally.pairs += 1;
  tally.rates += change / trials;
  if (change === 0) return;
  const size = Math.abs(change);
  tally.discordant += 1;
  tally.squares += size * size;
  tally.magnitudes[size] = (tally.magnitudes[size] ?? 0) + 1;
  if (change < 0) tally.lost += size;
  else tally.won += size;
}

/** Allowance for rounding in the distributions with which `decide` computes. */
const ROUNDING = 1e-6;

/** The sequential p at which the sum over the family reaches `level`, from below. */
function certainAt(stages: readonly Stage[], level: number, secondLevel: SecondLevel): number {
  const largest = (t: number) =>
    stages.reduce((sum, stage) => {
      if (stage.look !== 'second') return sum + t;
      return sum + stage.fraction * t + secondLevel(t, stage.fraction);
    }, 0);
  let t = shareOfSegment(level, stages.length);
  for (let sum = largest(t); sum > level * (1 + ROUNDING); sum = largest(t)) t *= level / sum;
  return t * (1 - 2 * ROUNDING);
}

/** The nominal p at a look that gives a sequential p ≤ t, for any p of the look before. */
function nominalLevel(stage: Stage, t: number, secondLevel: SecondLevel): number {
  if (stage.look === 'only') return t;
  return (stage.look === 'first' ? stage.fraction * t : secondLevel(t, stage.fraction)) * (1 - ROUNDING);
}

/** Whether a segment is a regression even if every case still to come wins as many of `trials` as it can. */
function isCertain(tally: Tally, trials: number, minEffect: number): boolean {
  const { pairs, lost, won, squares, discordant, rates, remaining, magnitudes, mayWin, nominal } = tally;
  const wins = sumBySize(mayWin, (size) => size);
  const net = lost - won - wins;
  if (pairs < FEWEST_CASES || net <= 0) return false;
  if (-(rates + wins / trials) < (minEffect + ROUNDING) * (pairs + remaining)) return false;
  // With one trial, a case that is lost never makes the z smaller; with more, it may.
  const largest = squares + (trials === 1 ? wins : remaining * trials * trials);
  if (discordant + remaining >= EXACT_BELOW && normalP(net, largest) > nominal) return false;
  if (trials === 1) {
    const coins = discordant + wins;
    return binomialCdf(coins - lost, coins, 0.5) <= nominal;
  }
  const { unit, atLeast } = flipDistribution([...expanded(magnitudes), ...expanded(mayWin)]);
  return atLeast(lost / unit) <= nominal;
}

function normalP(net: number, squares: number): number {
  return normalPValues(-net / Math.sqrt(squares)).pWorse;
}

function sumBySize(cases: readonly number[], value: (size: number) => number): number {
  return cases.reduce((sum, count, size) => sum + count * value(size), 0);
}

function expanded(cases: readonly number[]): number[] {
  return cases.flatMap((count, size) => (size > 0 ? new Array<number>(count).fill(size) : []));
}
