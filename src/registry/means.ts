import type { Counts, ObservedState, Window } from '../domain/observation.ts';
import { addCounts, NO_COUNTS } from './windows.ts';

/** What one metric of one version in one segment amounts to. */
export type Mean = {
  version: string;
  segment: string;
  metric: string;
  /** Observations. */
  n: number;
  mean: number;
  units: number;
};

/** Windows of one prompt in one environment, summed up over days and serials. */
export function means(windows: readonly Window[]): Mean[] {
  const sums = new Map<string, { of: Window; counts: Counts }>();
  for (const window of windows) {
    const key = `${window.version}\0${window.segment}\0${window.metric}`;
    sums.set(key, { of: window, counts: addCounts(sums.get(key)?.counts ?? NO_COUNTS, window) });
  }
  return [...sums.values()].map(({ of, counts: { n, sum, units } }) => {
    const { version, segment, metric } = of;
    return { version, segment, metric, n, mean: sum / n, units };
  });
}

/** A version's metrics over all days and segments. */
export function totalMeans({ totals }: ObservedState, version: string): Omit<Mean, 'segment'>[] {
  const sums = new Map<string, Counts>();
  const segments = Object.hasOwn(totals, version) ? (totals[version] ?? {}) : {};
  for (const metrics of Object.values(segments)) {
    for (const [metric, counts] of Object.entries(metrics)) {
      sums.set(metric, addCounts(sums.get(metric) ?? NO_COUNTS, counts));
    }
  }
  return [...sums].map(([metric, { n, sum, units }]) => ({ version, metric, n, mean: sum / n, units }));
}
