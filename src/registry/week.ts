import type { DriftWindow } from '../domain/drift.ts';
import type { Counts, Metric, Window } from '../domain/observation.ts';
import { clusteredMean, welchOfMeans } from '../stats/clustered.ts';
import { holm } from '../stats/holm.ts';
import { addCounts, NO_COUNTS } from './windows.ts';

const DAY_MS = 86_400_000;
const WEEK_DAYS = 7;

/** With fewer units than this on either side, nothing is compared. */
const FEWEST_UNITS = 30;

/**
 * The latest week of what production reported of one version beside the days before it, in each segment and of each metric
 * that has a better direction: Welch's test of means whose variances are clustered by unit, one-sided for a change for the
 * worse, adjusted over all comparisons (Holm).
 * @param windows of one version in one environment
 * @param metrics those that the policy declares
 * @param alpha at which a change counts
 */
export function latestWeek(
  windows: readonly Window[],
  metrics: readonly Metric[],
  alpha: number,
): DriftWindow[] {
  const newest = windows.reduce((latest, { day }) => (day > latest ? day : latest), '');
  if (newest === '') return [];
  const first = new Date(Date.parse(newest) - (WEEK_DAYS - 1) * DAY_MS).toISOString().slice(0, 10);
  const segments = [...new Set(windows.map(({ segment }) => segment))].sort();
  const compared = metrics.flatMap(({ name: metric, better }) =>
    segments.flatMap((segment) => {
      const own = windows.filter((window) => window.metric === metric && window.segment === segment);
      const before = sumOf(own.filter(({ day }) => day < first));
      const now = sumOf(own.filter(({ day }) => day >= first));
      if (Math.min(before.units, now.units) < FEWEST_UNITS) return [];
      return [{ segment, metric, before: meanOf(before), now: meanOf(now), p: pWorse(before, now, better) }];
    }),
  );
  const adjusted = holm(compared.map(({ p }) => p));
  return compared.map((one, index) => {
    const p = adjusted[index] ?? 1;
    return { ...one, p, isWorse: p < alpha };
  });
}

function sumOf(windows: readonly Counts[]): Counts {
  return windows.reduce<Counts>((sum, counts) => addCounts(sum, counts), NO_COUNTS);
}

function meanOf({ n, sum }: Counts): DriftWindow['now'] {
  return { n, mean: sum / n };
}

function pWorse(before: Counts, now: Counts, better: Metric['better']): number {
  const { difference, pTwoSided } = welchOfMeans(clusteredMean(now), clusteredMean(before));
  const isWorse = better === 'higher' ? difference < 0 : difference > 0;
  return isWorse ? pTwoSided / 2 : 1 - pTwoSided / 2;
}
