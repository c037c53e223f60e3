import type { EvidenceCase, EvidenceFile } from '../../src/domain/registry-files.ts';
import type { Random } from '../../src/stats/random.ts';

/**
 * A world of five segments and three versions over 26 weeks. The versions are on two models: an upgrade of the second
 * model makes `NEXT` worse in week 9. Enterprise triples from week 10 on. `LATE` arrives in week 14.
 */
export const WEEKS = 26;
export const CALLS_A_DAY = 2000;
export const CASES = 60;
const UPGRADE = 9;
const ARRIVAL = 14;
const DROP = 0.15;

export const FIRST = '1.0.0';
export const NEXT = '1.1.0';
export const LATE = '1.2.0';
export const SEGMENTS = ['standard', 'premium', 'enterprise', 'trial', 'partners'] as const;

export type Segment = (typeof SEGMENTS)[number];
export type Version = typeof FIRST | typeof NEXT | typeof LATE;
/** Shares (0–1) by segment and version. */
export type Shares = Record<Segment, Partial<Record<Version, number>>>;

/** What a function says of each segment. */
export function bySegment<T>(of: (segment: Segment) => T): Record<Segment, T> {
  return {
    standard: of('standard'),
    premium: of('premium'),
    enterprise: of('enterprise'),
    trial: of('trial'),
    partners: of('partners'),
  };
}

const SHARES: Record<Segment, number> = {
  ...{ standard: 0.4, premium: 0.2, enterprise: 0.15, trial: 0.15, partners: 0.1 },
};

/** Share of answers that are good. `NEXT` is better on the whole, and 10 points worse for enterprise. */
const QUALITY: Record<Version, Record<Segment, number>> = {
  [FIRST]: { standard: 0.8, premium: 0.82, enterprise: 0.84, trial: 0.78, partners: 0.8 },
  [NEXT]: { standard: 0.84, premium: 0.83, enterprise: 0.74, trial: 0.82, partners: 0.81 },
  [LATE]: { standard: 0.83, premium: 0.86, enterprise: 0.88, trial: 0.79, partners: 0.76 },
};

export function versionsIn(week: number): Version[] {
  return week < ARRIVAL ? [FIRST, NEXT] : [FIRST, NEXT, LATE];
}

export function qualityOf(version: Version, segment: Segment, week: number): number {
  return QUALITY[version][segment] - (version === NEXT && week >= UPGRADE ? DROP : 0);
}

/** Share of all calls that a segment has in a week. */
export function trafficOf(segment: Segment, week: number): number {
  const growth = week < 10 ? 1 : 1 + (2 * (week - 10)) / (WEEKS - 10);
  const enterprise = SHARES.enterprise * growth;
  const total = 1 - SHARES.enterprise + enterprise;
  return (segment === 'enterprise' ? enterprise : SHARES[segment]) / total;
}

/** Number of good answers of so many: exact when there are few, else by the normal distribution. */
export function drawGood(calls: number, quality: number, random: Random): number {
  const spread = Math.sqrt(calls * quality * (1 - quality));
  if (spread > 5) return Math.min(calls, Math.max(0, Math.round(calls * quality + spread * normal(random))));
  let good = 0;
  for (let call = 0; call < calls; call++) good += random() < quality ? 1 : 0;
  return good;
}

function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(random())) * Math.cos(2 * Math.PI * random());
}

/**
 * What a suite of 60 cases a segment shows of a version before it serves. Of a case, all versions have the same
 * difficulty in seven of ten answers.
 * @param difficulty of each case, 0–1
 */
export function evidenceOf(version: Version, difficulty: readonly number[], random: Random): EvidenceFile {
  const cases = SEGMENTS.flatMap((segment, place) =>
    Array.from({ length: CASES }, (_, index): [string, EvidenceCase] => {
      const order = place * CASES + index;
      const level = random() < 0.7 ? (difficulty[order] ?? 0) : random();
      const passes = level < QUALITY[version][segment] ? 1 : 0;
      return [
        `${order}`,
        {
          ...{ order, content: '', segments: [segment], critical: false, trials: 1, passes, errored: 0 },
          ...{ score: passes, inputTokens: 0, outputTokens: 0, cachedInputTokens: 0, costUsd: null },
        },
      ];
    }),
  );
  return {
    ...{ format: 1, prompt: 'support', version, digest: version, at: '', tool: '', judges: [], trials: 1 },
    ...{ suite: { digest: '', path: '', cases: cases.length }, traffic: {} },
    cases: Object.fromEntries(cases),
  };
}
