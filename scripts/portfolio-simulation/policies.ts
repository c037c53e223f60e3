import type { Window } from '../../src/domain/observation.ts';
import type { Portfolio, Weights } from '../../src/domain/portfolio.ts';
import type { Allocation } from '../../src/domain/registry.ts';
import type { EvidenceFile } from '../../src/domain/registry-files.ts';
import { posteriorsOf } from '../../src/portfolio/quality.ts';
import { allocationBy } from '../../src/portfolio/reassigned.ts';
import { rebalance } from '../../src/portfolio/rebalance.ts';
import { firstDay, samplesOf } from '../../src/portfolio/samples.ts';
import { shareOfBest } from '../../src/stats/beta-binomial.ts';
import {
  detectorValue,
  detectorWithDifference,
  type EDetector,
  type EProcess,
  eValue,
  FRESH_E_DETECTOR,
  FRESH_E_PROCESS,
  withDifference,
} from '../../src/stats/e-process.ts';
import { type Random, seededRandom } from '../../src/stats/random.ts';
import { twoProportionZ } from '../../src/stats/two-proportion.ts';
import {
  bySegment,
  FIRST,
  LATE,
  NEXT,
  SEGMENTS,
  type Segment,
  type Shares,
  type Version,
  versionsIn,
} from './world.ts';

/** What a way of choosing sees at the end of a day: counts of that day. */
export type Day = { week: number; day: number; counts: Record<Segment, Partial<Record<Version, Count>>> };
export type Count = { calls: number; good: number };

/** A way of choosing, of which each world begins a new one. */
export type Chooser = {
  /** Shares of the next day; asked before each. */
  shares: (week: number, day: number) => Shares;
  see: (day: Day) => void;
};

export type Setting = { evidence: Record<Version, EvidenceFile>; seed: number };

export const CHOOSERS: Record<string, (setting: Setting) => Chooser> = {
  'one best prompt, promoted by hand': byHand,
  '50/50 until significant': halves,
  'pure Thompson': pureThompson,
  'ours, limits of the example': (setting) => ours(setting, { floor: 3000, concentration: 6000, step: 1000 }),
  'ours, wider limits': (setting) => ours(setting, { floor: 500, concentration: 9500, step: 2500 }),
};

function everybody(version: Version): Shares {
  return bySegment<Shares[Segment]>(() => ({ [version]: 1 }));
}

function totals(days: readonly Day[], version: Version): Count {
  const own = days.flatMap(({ counts }) => SEGMENTS.map((segment) => counts[segment][version]));
  return {
    calls: own.reduce((sum, count) => sum + (count?.calls ?? 0), 0),
    good: own.reduce((sum, count) => sum + (count?.good ?? 0), 0),
  };
}

const rate = ({ calls, good }: Count) => (calls === 0 ? 0 : good / calls);

/**
 * A new version is promoted in the week after it arrived if it passes more of the suite than what serves. Somebody looks
 * at the dashboard once a week: when the week is 3 points below the mean of the four before it, the promotion is taken back.
 */
function byHand({ evidence }: Setting): Chooser {
  const passed = (version: Version) =>
    Object.values(evidence[version].cases).filter(({ passes }) => passes > 0).length;
  let serves: Version = FIRST;
  let before: Version = FIRST;
  const days: Day[] = [];
  return {
    shares: (week, day) => {
      if (day === 0) {
        const arrived = week === 1 ? NEXT : week === 15 ? LATE : null;
        const weekly = (ago: number) => days.slice(days.length - 7 * ago).slice(0, 7);
        const rates = [1, 2, 3, 4, 5].map((ago) => rate(totals(weekly(ago), serves)));
        const [last = 0, ...earlier] = rates;
        const usual = earlier.reduce((sum, one) => sum + one, 0) / 4;
        if (arrived !== null && passed(arrived) > passed(serves)) [before, serves] = [serves, arrived];
        else if (earlier.every((one) => one > 0) && last < usual - 0.03) serves = before;
      }
      return everybody(serves);
    },
    see: (day) => days.push(day),
  };
}

/** Every new version against what serves, half and half over all segments, until p < 0.05 at a look once a week. */
function halves(): Chooser {
  let serves: Version = FIRST;
  let rival: Version | null = null;
  let days: Day[] = [];
  return {
    shares: (week, day) => {
      if (day === 0 && (week === 0 || week === 14)) {
        rival = week === 0 ? NEXT : LATE;
        days = [];
      } else if (day === 0 && rival !== null) {
        const [a, b] = [totals(days, rival), totals(days, serves)];
        const test = twoProportionZ({ passes: a.good, n: a.calls }, { passes: b.good, n: b.calls });
        if (test.pTwoSided < 0.05) {
          if (test.difference > 0) serves = rival;
          rival = null;
        }
      }
      const challenger = rival;
      return challenger === null
        ? everybody(serves)
        : bySegment<Shares[Segment]>(() => ({ [serves]: 0.5, [challenger]: 0.5 }));
    },
    see: (day) => days.push(day),
  };
}

/** Each segment by itself, once a week, from all that was ever observed; no limit, no guard. */
function pureThompson({ seed }: Setting): Chooser {
  const seen = new Map<string, Count>();
  const random = seededRandom(seed);
  let shares: Shares = everybody(FIRST);
  return {
    shares: (week, day) => {
      if (day === 0) {
        const versions = versionsIn(week);
        shares = bySegment<Shares[Segment]>((segment) => {
          const rates = versions.map((version) => {
            const { calls, good } = seen.get(`${segment} ${version}`) ?? { calls: 0, good: 0 };
            return { alpha: 1 + good, beta: 1 + calls - good };
          });
          const best = shareOfBest(rates, 1000, random);
          return Object.fromEntries(versions.map((version, index) => [version, best[index] ?? 0]));
        });
      }
      return shares;
    },
    see: ({ counts }) => {
      for (const segment of SEGMENTS) {
        for (const version of [FIRST, NEXT, LATE] as const) {
          const { calls = 0, good = 0 } = counts[segment][version] ?? {};
          const before = seen.get(`${segment} ${version}`) ?? { calls: 0, good: 0 };
          seen.set(`${segment} ${version}`, { calls: before.calls + calls, good: before.good + good });
        }
      }
    },
  };
}

const START = Date.parse('2026-01-05T00:00:00Z');
const DAY_MS = 86_400_000;
const WINDOW_MS = 28 * DAY_MS;

/**
 * A portfolio as the product has it: Thompson on a window of 28 days with evidence as prior, projected on limits, once a
 * week; and a guard in each segment, looked at once a day, that takes a version back everywhere. The owner releases it
 * at the next rebalance but for the segment in which it tripped, which no longer lists it.
 */
function ours(
  { evidence, seed }: Setting,
  limits: { floor: number; concentration: number; step: number },
): Chooser {
  const windows: Window[] = [];
  const observations: Record<string, Record<string, number>> = {};
  const guard = guardsOf(seededRandom(seed + 1));
  const held = new Set<Version>();
  const unlisted = new Set<string>();
  let allocation: Allocation = {};
  let weights: Weights = slotsBy(() => ({ [FIRST]: 10_000 }));
  return {
    shares: (week, day) => {
      const now = START + (7 * week + day) * DAY_MS;
      if (day === 0) {
        held.clear();
        const versions = versionsIn(week);
        const listed = slotsBy((segment) =>
          Object.fromEntries(
            versions
              .filter((version) => !unlisted.has(`${segment} ${version}`))
              .map((version) => [version, weights[segment]?.[version] ?? 0]),
          ),
        );
        const portfolio = portfolioBy(listed, limits);
        const known = Object.fromEntries(versions.map((version) => [version, evidence[version]]));
        const samples = samplesOf(windows, listed, { metric: 'resolved', from: firstDay(now, WINDOW_MS) });
        const posteriors = posteriorsOf({
          ...{ weights: listed, versions, safe: FIRST, samples, better: 'higher', evidence: known },
        });
        const facts = { allocation, held: [], observations, verdicts: null };
        const request = { portfolio, facts, posteriors, windows: [], served: [], isFrozen: false };
        weights = rebalance({ ...request, seed: seed + week, now }).weights;
      }
      allocation = allocationBy(allocation, weights, { [FIRST]: FIRST, [NEXT]: NEXT, [LATE]: LATE });
      return bySegment<Shares[Segment]>((segment) =>
        Object.fromEntries(
          Object.entries(weights[segment] ?? {}).map(([version, slots]) => [version, slots / 10_000]),
        ),
      );
    },
    see: (today) => {
      record(today, windows, observations);
      for (const version of [NEXT, LATE] as const) {
        const segment = held.has(version) ? null : guard(today, version);
        if (segment === null) continue;
        held.add(version);
        unlisted.add(`${segment} ${version}`);
        const kept = weights;
        weights = slotsBy((name) => {
          const { [version]: lost = 0, ...others } = kept[name] ?? {};
          return { ...others, [FIRST]: (others[FIRST] ?? 0) + lost };
        });
      }
    },
  };
}

function slotsBy(of: (segment: Segment) => Record<string, number>): Record<string, Record<string, number>> {
  // Every segment is listed, so nobody is in `*`.
  return {
    '*': { [FIRST]: 10_000 },
    ...Object.fromEntries(SEGMENTS.map((segment) => [segment, of(segment)])),
  };
}

function portfolioBy(
  weights: Weights,
  limits: { floor: number; concentration: number; step: number },
): Portfolio {
  return {
    ...{ prompt: 'support', owner: '', environment: 'production', unit: 'user', segmentBy: 'tier' },
    ...{ safe: FIRST, weights, guards: [], experiment: null },
    allocator: {
      ...{ kind: 'thompson', metric: 'resolved', better: 'higher', prior: 'evidence' },
      windowMs: WINDOW_MS,
    },
    limits: {
      floor: { [FIRST]: limits.floor },
      newVersionCap: [
        { until: 500, max: 1000 },
        { until: 5000, max: 2500 },
      ],
      ...{ concentration: limits.concentration, step: limits.step, overlap: null },
    },
    rebalance: { everyMs: 7 * DAY_MS, apply: 'within-limits' },
  };
}

function record(
  { week, day, counts }: Day,
  windows: Window[],
  observations: Record<string, Record<string, number>>,
): void {
  const date = new Date(START + (7 * week + day) * DAY_MS).toISOString().slice(0, 10);
  for (const segment of SEGMENTS) {
    for (const [version, { calls: n, good: sum }] of Object.entries(counts[segment])) {
      const clusters = { counts: n, products: sum, sums: sum };
      const labels = { environment: 'production', prompt: 'support', version, segment, metric: 'resolved' };
      windows.push({ ...labels, day: date, serial: 1, n, sum, squares: sum, units: n, clusters });
      const own = observations[segment] ?? {};
      observations[segment] = { ...own, [version]: (own[version] ?? 0) + n };
    }
  }
}

const ALPHA = 0.01;
/** Pairs between false alarms in steady state. */
const STEADY = 200_000;
/** From so many pairs on, a version is not new. */
const NEW_PAIRS = 2000;

/**
 * The guards of OPERATIONS.md on pairs of one answer of the candidate and one of `safe`: a mixture of bets while a version
 * is new, then the Shiryaev–Roberts detector. Returns the first segment in which a version trips on a day, else null.
 */
function guardsOf(random: Random): (day: Day, version: Version) => Segment | null {
  const states = new Map<string, { pairs: number; process: EProcess; detector: EDetector }>();
  return ({ counts }, version) => {
    const tripped = SEGMENTS.find((segment) => {
      const [own, control] = [counts[segment][version], counts[segment][FIRST]];
      if (!own || !control) return false;
      const key = `${segment} ${version}`;
      const before = { pairs: 0, process: FRESH_E_PROCESS, detector: FRESH_E_DETECTOR };
      const state = states.get(key) ?? before;
      states.set(key, state);
      for (let pair = 0; pair < Math.min(own.calls, control.calls); pair++) {
        const [a, b] = [random() < rate(own) ? 1 : 0, random() < rate(control) ? 1 : 0];
        state.pairs += 1;
        state.detector = detectorWithDifference(state.detector, b - a, 0);
        if (state.pairs > NEW_PAIRS) {
          if (detectorValue(state.detector) >= STEADY) return true;
          continue;
        }
        state.process = withDifference(state.process, b - a, 0);
        if (eValue(state.process) >= 1 / ALPHA) return true;
      }
      return false;
    });
    return tripped ?? null;
  };
}
