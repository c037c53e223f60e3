import { seededRandom } from '../../src/stats/random.ts';
import { CHOOSERS, type Chooser, type Count, type Setting } from './policies.ts';
import {
  bySegment,
  CALLS_A_DAY,
  CASES,
  drawGood,
  evidenceOf,
  FIRST,
  LATE,
  NEXT,
  qualityOf,
  SEGMENTS,
  type Shares,
  trafficOf,
  type Version,
  versionsIn,
  WEEKS,
} from './world.ts';

/** What one way of choosing did in one world. Shares and rates from 0 to 1. */
export type Played = {
  /** Good answers of 1,000 that the best version of each segment and week would have given besides. */
  regret: number;
  /** The lowest share of good answers that a segment had in a week. */
  worst: number;
  /** The most that a segment had less in a week than its best version would have given it. */
  gap: number;
  /** Bad answers of 1,000. */
  bad: number;
};

/** One way of choosing in one world. Figures are expectations over the answers, so that only choices scatter. */
export function play(chooser: Chooser, seed: number): Played {
  const random = seededRandom(seed);
  const sums = { regret: 0, bad: 0, worst: 1, gap: 0 };
  for (let week = 0; week < WEEKS; week++) {
    const given = new Map(SEGMENTS.map((segment) => [segment, 0]));
    for (let day = 0; day < 7; day++) {
      const shares = chooser.shares(week, day);
      for (const segment of SEGMENTS) {
        given.set(segment, (given.get(segment) ?? 0) + qualityIn(shares, segment, week) / 7);
      }
      chooser.see({ week, day, counts: countsOf(shares, week, random) });
    }
    for (const segment of SEGMENTS) {
      const quality = given.get(segment) ?? 0;
      const best = Math.max(...versionsIn(week).map((version) => qualityOf(version, segment, week)));
      const traffic = trafficOf(segment, week) / WEEKS;
      sums.regret += 1000 * traffic * (best - quality);
      sums.bad += 1000 * traffic * (1 - quality);
      sums.worst = Math.min(sums.worst, quality);
      sums.gap = Math.max(sums.gap, best - quality);
    }
  }
  return sums;
}

function qualityIn(shares: Shares, segment: (typeof SEGMENTS)[number], week: number): number {
  return ([FIRST, NEXT, LATE] as const).reduce(
    (sum, version) => sum + (shares[segment][version] ?? 0) * qualityOf(version, segment, week),
    0,
  );
}

function countsOf(shares: Shares, week: number, random: () => number) {
  const of = (segment: (typeof SEGMENTS)[number]): Partial<Record<Version, Count>> => {
    const calls = Math.round(CALLS_A_DAY * trafficOf(segment, week));
    const counts: Partial<Record<Version, Count>> = {};
    for (const version of [FIRST, NEXT, LATE] as const) {
      const own = Math.round(calls * (shares[segment][version] ?? 0));
      if (own > 0) {
        counts[version] = { calls: own, good: drawGood(own, qualityOf(version, segment, week), random) };
      }
    }
    return counts;
  };
  return bySegment(of);
}

/** All ways of choosing in so many worlds, by name. The same worlds for all; the same every time. */
export function simulate(worlds: number): Record<string, Played[]> {
  const settings = Array.from({ length: worlds }, (_, world): Setting => {
    const random = seededRandom(1000 + world);
    const difficulty = Array.from({ length: SEGMENTS.length * CASES }, () => random());
    const of = (version: Version) => evidenceOf(version, difficulty, random);
    return { evidence: { [FIRST]: of(FIRST), [NEXT]: of(NEXT), [LATE]: of(LATE) }, seed: 7919 * (world + 1) };
  });
  return Object.fromEntries(
    Object.entries(CHOOSERS).map(([name, begin]) => [
      name,
      settings.map((setting) => play(begin(setting), setting.seed)),
    ]),
  );
}

/** A Markdown table of means; of the worst week also that of the worst world in twenty. */
export function tableOf(results: Record<string, Played[]>): string {
  const rows = Object.entries(results).map(([name, played]) => {
    const mean = (key: keyof Played) => played.reduce((sum, one) => sum + one[key] / played.length, 0);
    const worst = played.map((one) => one.worst).sort((a, b) => a - b)[Math.floor(played.length / 20)] ?? 0;
    const figures = [
      mean('bad').toFixed(1),
      mean('regret').toFixed(1),
      `${(100 * mean('worst')).toFixed(1)} %`,
      `${(100 * worst).toFixed(1)} %`,
      (100 * mean('gap')).toFixed(1),
    ];
    return `| ${name} | ${figures.join(' | ')} |`;
  });
  return [
    '| | bad answers of 1,000 | regret of 1,000 | worst segment-week | in the worst world of twenty | most points below the best |',
    '| --- | --- | --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}
