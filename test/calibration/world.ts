import type { Policy } from '../../src/domain/policy.ts';
import type { SegmentVerdict } from '../../src/domain/verdict.ts';
import { binomialCdf } from '../../src/stats/binomial.ts';
import { holm } from '../../src/stats/holm.ts';
import { seededRandom } from '../../src/stats/random.ts';
import { twoProportionZ } from '../../src/stats/two-proportion.ts';
import { type SimulatedSegment, simulateRun } from '../../src/verdict/simulate.ts';
import { policyOf } from '../kit/evidence.ts';

/**
 * The simulated world: a case's pass probability is Beta with a mean of 0.70, 0.85 or 0.95 and an intra-case
 * correlation of 0.9 (temperature 0) or 0.5; an edit keeps a case's probability with a chance of 0.8 or 0.6, else
 * draws it anew; a drop breaks whole cases.
 */
export const rates = [0.7, 0.85, 0.95];
export const noises = [
  { correlation: 0.9, kept: 0.8 },
  { correlation: 0.9, kept: 0.6 },
  { correlation: 0.5, kept: 0.8 },
  { correlation: 0.5, kept: 0.6 },
];
export type Noise = (typeof noises)[number];

/** Five segments of `available` cases; drops in points, by segment. */
export function fiveSegments(
  available: number,
  rate: number,
  noise: Noise,
  drops: number[] = [],
): SimulatedSegment[] {
  return suiteOf([available, available, available, available, available], rate, noise, drops);
}

export function suiteOf(
  sizes: number[],
  rate: number,
  noise: Noise,
  drops: number[] = [],
): SimulatedSegment[] {
  return sizes.map((available, index) => ({
    name: `segment ${index}`,
    available,
    rate,
    ...noise,
    drop: (drops[index] ?? 0) / 100,
  }));
}

/** One look at all there is, or smoke and extend; nothing but quality decides. */
export function plan(
  cases: number,
  extendTo: number,
  gate: Partial<Policy['gate']> = {},
  trials = 1,
): Policy {
  return policyOf({ gate, cost: { maxTokenIncrease: null }, smoke: { cases, extendTo, trials } });
}

export type Measured = {
  replicates: number;
  /** Pull requests the gate blocks. */
  blocked: number;
  /** Those in which a segment that was made worse is named as a regression. */
  named: number;
  /** Cases asked of a segment, on average. */
  cases: number;
  /** Pull requests that other rules would block on the first look's cases. */
  others: Record<OtherRule, number>;
};

/** What people do instead, over the same segments. */
const otherRules = {
  'any segment lower': (rows: SegmentVerdict[]) => rows.some(({ difference }) => (difference ?? 0) < 0),
  'any segment over 5 points lower': (rows: SegmentVerdict[]) =>
    rows.some(({ difference }) => (difference ?? 0) < -0.05),
  'two-proportion z, Holm': (rows: SegmentVerdict[]) =>
    holm(rows.map(({ twoProportion }) => twoProportion?.pValue ?? 1)).some((p) => p <= 0.05),
  'paired, exact, Holm': (rows: SegmentVerdict[]) =>
    holm(rows.map(({ pValue }) => pValue)).some((p) => p <= 0.05),
  'each segment by itself': (rows: SegmentVerdict[]) => rows.some(({ pValue }) => pValue <= 0.05),
  'all cases in one': (rows: SegmentVerdict[]) => {
    const [candidate, baseline] = [rows.map((row) => row.candidate), rows.map((row) => row.baseline)].map(
      (arms) => ({
        passes: arms.reduce((sum, arm) => sum + (arm?.passes ?? 0), 0),
        n: arms.reduce((sum, arm) => sum + (arm?.n ?? 0), 0),
      }),
    );
    return candidate !== undefined && baseline !== undefined
      ? twoProportionZ(candidate, baseline).pWorse <= 0.05
      : false;
  },
};
export type OtherRule = keyof typeof otherRules;
export const otherRuleNames = Object.keys(otherRules).filter((name): name is OtherRule => name in otherRules);

function blocksByOthers(rows: SegmentVerdict[]): Record<OtherRule, number> {
  return countEach((name) => (otherRules[name](rows) ? 1 : 0));
}

function countEach(count: (name: OtherRule) => number): Record<OtherRule, number> {
  return {
    'any segment lower': count('any segment lower'),
    'any segment over 5 points lower': count('any segment over 5 points lower'),
    'two-proportion z, Holm': count('two-proportion z, Holm'),
    'paired, exact, Holm': count('paired, exact, Holm'),
    'each segment by itself': count('each segment by itself'),
    'all cases in one': count('all cases in one'),
  };
}

/** How many times the usual number of replicates is simulated: `CALIBRATION=10 npm run test:calibration`. */
const THOROUGHNESS = Number(process.env.CALIBRATION ?? 1);

export function replicatesOf(usual: number): number {
  return Math.max(1, Math.round(usual * THOROUGHNESS));
}

export function measure(suite: SimulatedSegment[], policy: Policy, usual: number, seed: number): Measured {
  const replicates = replicatesOf(usual);
  const random = seededRandom(seed);
  const worse = new Set(suite.filter(({ drop }) => drop > 0).map(({ name }) => name));
  let blocked = 0;
  let named = 0;
  let cases = 0;
  let others = countEach(() => 0);
  for (let replicate = 0; replicate < replicates; replicate++) {
    const run = simulateRun(suite, policy, random);
    if (run.verdict.verdict === 'block') blocked += 1;
    if (run.verdict.reasons.some((reason) => reason.kind === 'regression' && worse.has(reason.segment))) {
      named += 1;
    }
    cases += run.cases;
    const blocks = blocksByOthers(run.firstLook.segments);
    const before = others;
    others = countEach((name) => before[name] + blocks[name]);
  }
  return { replicates, blocked, named, cases: cases / replicates / suite.length, others };
}

/** Chance of at least so many blocks, were the true rate what is promised: small where the promise is broken. */
export function chanceOfSoMany(
  { blocked, replicates }: Pick<Measured, 'blocked' | 'replicates'>,
  promised = 0.05,
): number {
  return blocked === 0 ? 1 : 1 - binomialCdf(blocked - 1, replicates, promised);
}

/** The suite with so many cases, which a pull request adds, in each segment; `drop` is that of these cases. */
export function withAddedCases(suite: SimulatedSegment[], cases: number, drop = 0): SimulatedSegment[] {
  return suite.map((one) => ({ ...one, available: one.available + cases, added: { cases, drop } }));
}

/** The suite with segments that a pull request adds, of these sizes. */
export function withAddedSegments(
  suite: SimulatedSegment[],
  sizes: number[],
  rate: number,
  noise: Noise,
): SimulatedSegment[] {
  const added = suiteOf(sizes, rate, noise).map((one, index) => ({
    ...{ ...one, name: `new segment ${index}` },
    added: { cases: one.available, drop: 0 },
  }));
  return [...withAddedCases(suite, 0), ...added];
}

export function percent(part: number, whole: number): string {
  return `${((100 * part) / whole).toFixed(1)} %`;
}

/** Pools measurements of the same kind. */
export function pool(all: Measured[]): Measured {
  const sum = (of: (one: Measured) => number) => all.reduce((total, one) => total + of(one), 0);
  return {
    replicates: sum((one) => one.replicates),
    blocked: sum((one) => one.blocked),
    named: sum((one) => one.named),
    cases: sum((one) => one.cases) / all.length,
    others: countEach((name) => sum((one) => one.others[name])),
  };
}
