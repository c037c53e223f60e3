import { binomialCdf } from '../stats/binomial.ts';
import { flipDistribution } from '../stats/flip-distribution.ts';
import { normalPValues } from '../stats/two-proportion.ts';
import type { CaseEvidence, SegmentEvidence } from './evidence.ts';
import { rememberSecondLevels, type SecondLevel, type Stage, stageOf } from './looks.ts';
import type { Policy } from './policy.ts';
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
  spares(testCase: { segments: readonly string[] }): boolean;
};

/**
 * Watches a look being asked, to end it early where that cannot change the decision (deterministic curtailment): no
 * chance is taken, so that no false alarm is added. Only for `proportions-z`.
 *
 * A segment is settled when it would be a regression were each of its remaining cases newly passing in all trials. No
 * other answer speaks more against it: in the exact test a case that is lost, undecided or won by less never gives a
 * larger p, and of Σ−D/√ΣD² that completion has at once the smallest numerator and the largest denominator.
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
  asking: readonly { segments: readonly string[] }[];
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
    open.set(segment.name, { ...EMPTY, magnitudes: new Array<number>(trials + 1).fill(0), nominal });
  }
  for (const { segments: names } of of.asking) {
    for (const name of names) {
      const tally = open.get(name);
      if (tally) tally.remaining += 1;
    }
  }
  for (const pair of completePairs(of.before, false)) {
    for (const name of pair.segments) count(open.get(name), pair);
  }
  const settled = new Set<string>();
  const isOver = (name: string) => settled.has(name) || !open.has(name);
  return {
    add(answered) {
      const [pair] = completePairs([answered], false);
      if (!pair || pair.trials < trials) return;
      for (const name of pair.segments) {
        const tally = open.get(name);
        if (!tally || settled.has(name)) continue;
        tally.remaining -= 1;
        count(tally, pair);
        if (isCertain(tally, trials, gate.minEffect)) settled.add(name);
      }
    },
    isSettled: (name) => settled.has(name),
    spares: ({ segments: names }) => settled.size > 0 && names.every(isOver),
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
  /** The p to be undercut at this look. */
  nominal: number;
};

const EMPTY = { pairs: 0, lost: 0, won: 0, squares: 0, discordant: 0, rates: 0, remaining: 0 };

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

/** Whether a segment is a regression even if every case still to come newly passes in all `trials`. */
function isCertain(tally: Tally, trials: number, minEffect: number): boolean {
  const { pairs, lost, won, squares, discordant, rates, remaining, magnitudes, nominal } = tally;
  const net = lost - won - remaining * trials;
  if (pairs < FEWEST_CASES || net <= 0) return false;
  if (-(rates + remaining) < (minEffect + ROUNDING) * (pairs + remaining)) return false;
  const normal = normalPValues(-net / Math.sqrt(squares + remaining * trials * trials)).pWorse;
  if (discordant + remaining >= EXACT_BELOW && normal > nominal) return false;
  // Far from the mark there is no need to know how far.
  if (normal > 4 * nominal) return false;
  if (trials === 1) {
    const coins = discordant + remaining;
    return binomialCdf(coins - lost, coins, 0.5) <= nominal;
  }
  const coins = magnitudes.flatMap((cases, size) => new Array<number>(cases).fill(size));
  const { unit, atLeast } = flipDistribution([...coins, ...new Array<number>(remaining).fill(trials)]);
  return atLeast(lost / unit) <= nominal;
}
