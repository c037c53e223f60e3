import type { CaseEvidence, SegmentEvidence } from '../domain/evidence.ts';
import type { Policy } from '../domain/policy.ts';
import { binomialCdf } from '../stats/binomial.ts';
import { flipDistribution } from '../stats/flip-distribution.ts';
import { normalPValues } from '../stats/two-proportion.ts';
import { rememberSecondLevels, type SecondLevel, type Stage, stageOf } from './looks.ts';
import { EXACT_BELOW } from './quality-test.ts';
import { completePairs, type Pair } from './sample.ts';
import { FEWEST_CASES } from './segments.ts';

/**
 * Which segments are settled: they will be a `regression` whatever their cases still say, and with that the gate's
 * verdict is `block`. Takes cases in any order.
 */
export type SettlingWatch = {
  /** A case of the look that was answered in full by both arms; with less, it counts as still to come. */
  add(answered: CaseEvidence): void;
  isSettled(segment: string): boolean;
  /** Whether nothing that the case could say matters: every segment that waits for it is settled. */
  spares(testCase: Pick<AwaitedCase, 'segments'>): boolean;
};

/** A case of the look being asked. */
export type AwaitedCase = {
  id: string;
  segments: readonly string[];
  /** Passes of the baseline, where its answers are known before it is asked; else null. */
  baseline: number | null;
};

/**
 * Watches a look being asked, to end it early where that cannot change the decision (deterministic curtailment): no
 * chance is taken, so that no false alarm is added. Only for `proportions-z`.
 *
 * A segment is settled when it would be a regression were each of its remaining cases to pass now in all trials, having
 * failed in as many as can be: in all, unless the baseline's answers are known. No other answer speaks more against it:
 * in the exact test a case that is lost, undecided or won by less never gives a larger p, and Σ−D/√ΣD² is held against
 * its smallest numerator over its largest denominator.
 *
 * How the other segments come out is not known yet, but matters only through the correction. Adjusted p-values at a
 * sequential p ≤ t are, in min-P as in Holm, at most Σ P(p ≤ t) over the segments large enough to be judged, and that
 * is at most t where there is one look or the second was not taken, f·t + l2(t) where it was. So the p to be undercut
 * is the t at which that sum is the level. It does not depend on any answer.
 *
 * @param of.before cases answered at the look before, if there was one
 * @param of.asking cases of the look being asked
 * @param of.segments as they will be judged after it: `looks` counts it
 * @param of.waiting names of the segments that take the look
 */
export function watchSettling(of: {
  before: readonly CaseEvidence[];
  asking: readonly AwaitedCase[];
  segments: readonly SegmentEvidence[];
  waiting: ReadonlySet<string>;
  trials: number;
  policy: Pick<Policy, 'gate'>;
}): SettlingWatch {
  const { segments, waiting, trials } = of;
  const { gate } = of.policy;
  const secondLevel = rememberSecondLevels();
  const stages = segments.filter(({ looks }) => (looks.at(-1) ?? 0) >= FEWEST_CASES).map(stageOf);
  const level = segments.length === 1 ? gate.alpha : gate.alpha / 2;
  const t = certainAt(stages, level, secondLevel);
  const open = new Map<string, Tally>();
  for (const segment of segments) {
    if (!waiting.has(segment.name)) continue;
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
  for (const pair of completePairs(of.before, false)) {
    for (const name of pair.segments) count(open.get(name), pair);
  }
  for (const tally of open.values())
    tally.pause = trials === 1 ? 1 : Math.ceil(tally.remaining / EVALUATIONS);
  const settled = new Set<string>();
  const isSettled = (name: string): boolean => {
    const tally = open.get(name);
    if (settled.has(name) || !tally) return settled.has(name);
    if (tally.unseen < tally.pause) return false;
    tally.unseen = 0;
    if (isCertain(tally, trials, gate.minEffect)) settled.add(name);
    return settled.has(name);
  };
  return {
    add(answered) {
      const [pair] = completePairs([answered], false);
      if (!pair || pair.trials < trials) return;
      awaitCase(pair.id, pair.segments, -1);
      for (const name of pair.segments) {
        const tally = open.get(name);
        if (!tally) continue;
        count(tally, pair);
        tally.unseen += 1;
      }
    },
    isSettled,
    spares: ({ segments: names }) => names.every((name) => !open.has(name) || isSettled(name)),
  };
}

/** What is known of a segment's pairs. Losses and wins in trials. */
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
  /** Of those, by how many trials each may still win at most. */
  mayWin: number[];
  /** The p to be undercut at this look. */
  nominal: number;
  /** Cases added since it was last looked at; never looked at: Infinity. */
  unseen: number;
  /** Cases from one time of looking at it to the next. */
  pause: number;
};

/** Times at most that a segment is looked at where that takes long. */
const EVALUATIONS = 100;

const EMPTY = {
  pairs: 0,
  lost: 0,
  won: 0,
  squares: 0,
  discordant: 0,
  rates: 0,
  remaining: 0,
  unseen: Number.POSITIVE_INFINITY,
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

/** Room for the rounding of the distributions that decide in the end. */
const ROUNDING = 1e-6;

/** The sequential p at which the sum over the family reaches `level`, from below. */
function certainAt(stages: readonly Stage[], level: number, secondLevel: SecondLevel): number {
  const largest = (t: number) =>
    stages.reduce((sum, stage) => {
      if (stage.look !== 'second') return sum + t;
      return sum + stage.fraction * t + secondLevel(t, stage.fraction);
    }, 0);
  let t = level / Math.max(1, stages.length);
  for (let sum = largest(t); sum > level * (1 + ROUNDING); sum = largest(t)) t *= level / sum;
  return t * (1 - 2 * ROUNDING);
}

/** The p at a look that gives a sequential p ≤ t, whatever the look before gave. */
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
