import { expect, test } from 'vitest';
import type { Metric } from '../../src/domain/observation.ts';
import { histogramQuantile } from '../../src/stats/log-histogram.ts';
import { countText, jsonLines, recorded } from '../kit/observations.ts';

/** Of 100 calls, 90 take 300 ms and 10 take 4 s. */
const rows = jsonLines(
  Array.from({ length: 100 }, (_, index) =>
    recorded(`call ${index}`, { metrics: { latency_ms: index < 90 ? 300 : 4000, cost_usd: 0.002 } }),
  ),
);

const declared: Metric[] = [
  { name: 'latency_ms', kind: 'duration', better: 'lower' },
  { name: 'cost_usd', kind: 'money', better: 'lower' },
];

test.each([
  ['declared', declared],
  ['known by its name', null],
])('a time that is %s is counted with its quantiles, and nothing else is', async (_how, metrics) => {
  const { parts } = await countText(rows, { metrics });
  const windows = new Map(parts[0]?.windows.map((window) => [window.metric, window]));
  const histogram = windows.get('latency_ms')?.histogram;
  if (!histogram) throw new Error('no histogram');
  expect(Math.abs(histogramQuantile(histogram, 0.5) / 300 - 1)).toBeLessThan(0.021);
  expect(Math.abs(histogramQuantile(histogram, 0.95) / 4000 - 1)).toBeLessThan(0.021);
  expect(windows.get('cost_usd')).not.toHaveProperty('histogram');
  expect(windows.get('calls')).not.toHaveProperty('histogram');
});
