import type { Evidence } from '../domain/evidence.ts';
import type { Policy } from '../domain/policy.ts';
import { policyOfSegment } from '../domain/policy-of.ts';
import type { Verdict } from '../domain/verdict.ts';
import { wilsonInterval } from '../stats/intervals.ts';
import { seededRandom } from '../stats/random.ts';
import { decide } from './decide.ts';
import { completePairs, type Pair } from './pairs.ts';
import { sampleSegments } from './sample.ts';
import { type SimulatedSegment, simulateRun } from './simulate.ts';

/** A measured share with its Wilson 95 % interval. */
export type Share = { rate: number; interval: [low: number, high: number] };

/** How many pull requests are simulated, of how many. */
export type SimulationProgress = (done: number, all: number) => void;

/** Properties of the suite and the gate, measured by comparing a prompt with itself. Rates are fractions. */
export type SelfCheck = {
  /** Complete pairs. */
  cases: number;
  /** Chance that two answers to one case differ in passing, the prompt being the same. */
  flipRate: number;
  /** Correlation of two answers to one case: 1 where a case always passes or always fails. */
  correlation: number;
  segments: SelfCheckedSegment[];
  falseAlarms: {
    replicates: number;
    /** Simulated blocks of a prompt that is the same in both arms. */
    unchanged: Share;
    /** Simulated blocks of a harmless edit: one that gives a fifth of the cases a new chance of passing. */
    harmlessEdit: Share;
    /** Cases asked on average, all segments together, when nothing is wrong. */
    meanCases: number;
  };
  /** The gate's verdict on the comparison itself: `block` here is a false alarm. */
  verdict: Verdict;
};

export type SelfCheckedSegment = {
  name: string;
  cases: number;
  rate: number;
  flipRate: number;
  /** Smallest drop these cases show with 80 % power; null if none. */
  minimumDetectableEffect: number | null;
  /** What it is held against, a fraction. */
  margin: number;
  /** Cases that would show a drop as large as the margin; null when not computable. */
  casesNeeded: number | null;
};

/** Share of cases whose chance of passing a harmless edit does not change. */
const LEFT_ALONE = 0.8;

/**
 * Measures the gate on the user's own suite, from evidence in which both arms are the same prompt: how often answers
 * flip, the correlation of the answers to one case, how often the gate would block a harmless pull request (by
 * simulation from these, through `decide` and its second look), and how many cases each segment needs.
 * The same evidence, policy and seed give the same report.
 * @param of.onProgress is told after each tenth of the simulated pull requests
 * @throws RangeError when no case was answered by both arms.
 */
export function selfcheck(
  evidence: Evidence,
  policy: Policy,
  { replicates, seed, onProgress }: { replicates: number; seed: number; onProgress?: SimulationProgress },
): SelfCheck {
  const pairs = completePairs(evidence.cases, 'passes');
  if (pairs.length === 0) throw new RangeError('no case was answered by both arms');
  const samples = sampleSegments(evidence, pairs);
  const verdict = decide(evidence, policy);
  const correlation = intraCaseCorrelation(samples.map((sample) => sample.pairs));
  const suite = samples.map(({ segment, pairs: own }) => ({
    name: segment.name,
    available: Math.max(segment.available, own.length),
    rate: (passRate(own) * own.length + 0.5) / (own.length + 1),
    correlation,
  }));
  // A case that is in several segments is asked once, and simulated in each.
  const places = samples.reduce((sum, sample) => sum + sample.pairs.length, 0);
  const told = (before: number) => (done: number) => onProgress?.(before + done, 2 * replicates);
  const unchanged = simulateHarmless(suite, policy, { replicates, seed, kept: 1, told: told(0) });
  const harmlessEdit = simulateHarmless(suite, policy, {
    ...{ replicates, seed, kept: LEFT_ALONE, told: told(replicates) },
  });
  return {
    cases: pairs.length,
    flipRate: flipRate(pairs),
    correlation,
    segments: samples.map(({ segment, pairs: own }, index) => ({
      name: segment.name,
      cases: own.length,
      rate: passRate(own),
      flipRate: flipRate(own),
      minimumDetectableEffect: verdict.segments[index]?.minimumDetectableEffect ?? null,
      margin: policyOfSegment(policy, segment.name).margin,
      casesNeeded: verdict.segments[index]?.casesNeeded ?? null,
    })),
    falseAlarms: {
      replicates,
      unchanged: unchanged.blocked,
      harmlessEdit: harmlessEdit.blocked,
      meanCases: places === 0 ? 0 : (harmlessEdit.meanCases * pairs.length) / places,
    },
    verdict,
  };
}

function simulateHarmless(
  suite: readonly Omit<SimulatedSegment, 'kept' | 'drop'>[],
  policy: Policy,
  of: { replicates: number; seed: number; kept: number; told: (done: number) => void },
): { blocked: Share; meanCases: number } {
  const { replicates, kept } = of;
  const random = seededRandom(of.seed);
  const step = Math.max(1, Math.ceil(replicates / 5));
  const segments = suite.map((segment) => ({ ...segment, kept, drop: 0 }));
  let blocked = 0;
  let cases = 0;
  for (let replicate = 0; replicate < replicates; replicate++) {
    const run = simulateRun(segments, policy, random);
    if (run.verdict.verdict === 'block') blocked += 1;
    cases += run.cases;
    if ((replicate + 1) % step === 0) of.told(replicate + 1);
  }
  return {
    blocked: {
      rate: replicates === 0 ? 0 : blocked / replicates,
      interval: wilsonInterval({ passes: blocked, n: replicates }, 0.95),
    },
    meanCases: replicates === 0 ? 0 : cases / replicates,
  };
}

/** All answers to a case, both arms being the same prompt. */
function answers({ baseline, candidate, trials }: Pair): { passes: number; n: number } {
  return { passes: baseline + candidate, n: 2 * trials };
}

function passRate(pairs: readonly Pair[]): number {
  if (pairs.length === 0) return 0;
  return pairs.reduce((sum, pair) => sum + answers(pair).passes / answers(pair).n, 0) / pairs.length;
}

/** Mean over cases of 2x(n − x)/(n(n − 1)): the chance that two of a case's answers differ. */
function flipRate(pairs: readonly Pair[]): number {
  if (pairs.length === 0) return 0;
  const flips = pairs.map((pair) => {
    const { passes, n } = answers(pair);
    return (2 * passes * (n - passes)) / (n * (n - 1));
  });
  return flips.reduce((sum, flip) => sum + flip, 0) / pairs.length;
}

/** Chance that answers to two different cases differ: the mean over all pairs of cases. */
function differenceRate(pairs: readonly Pair[]): number {
  const n = pairs.length;
  if (n < 2) return 0;
  const rates = pairs.map((pair) => answers(pair).passes / answers(pair).n);
  const sum = rates.reduce((total, rate) => total + rate, 0);
  const own = rates.reduce((total, rate) => total + rate * (1 - rate), 0);
  return (2 * (sum * (n - sum) - own)) / (n * (n - 1));
}

/** 1 − (answers to one case differ)/(answers to two cases of its segment differ), over all segments; within [0, 1]. */
function intraCaseCorrelation(segments: readonly (readonly Pair[])[]): number {
  let within = 0;
  let between = 0;
  for (const pairs of segments) {
    if (pairs.length < 2) continue;
    within += flipRate(pairs) * pairs.length;
    between += differenceRate(pairs) * pairs.length;
  }
  return between > 0 ? Math.min(1, Math.max(0, 1 - within / between)) : 1;
}
