import type { Observed, Window } from '../../src/domain/observation.ts';
import type { Version } from '../../src/domain/registry.ts';
import type { Entry } from '../../src/registry/append.ts';
import { treeOf } from '../../src/registry/windows.ts';
import { openLogHistogram } from '../../src/stats/log-histogram.ts';
import type { Random } from '../../src/stats/random.ts';
import { timeOf } from './registry-log.ts';

const DAY_MS = 86_400_000;
const SEGMENTS = { standard: 0.6, premium: 0.25, enterprise: 0.15 };

type Behaviour = { resolved: number; error: number; latencyMs: number; usd: number; inEnterprise?: number };

/** What each version of a prompt is like, and how its calls are spread over versions on each day before the last. */
type Life = {
  prompt: string;
  calls: number;
  behaviours: Record<Version, Behaviour>;
  weights(daysAgo: number): Record<Version, number>;
};

export const LIVES: Life[] = [
  {
    prompt: 'support',
    calls: 1600,
    behaviours: {
      '1.0.0': { resolved: 0.84, error: 0.011, latencyMs: 1450, usd: 0.0034 },
      '1.1.0': { resolved: 0.89, error: 0.009, latencyMs: 1250, usd: 0.0029 },
      '1.2.0': { resolved: 0.9, error: 0.008, latencyMs: 900, usd: 0.0021, inEnterprise: 0.72 },
    },
    weights: (daysAgo) =>
      daysAgo >= 38
        ? { '1.0.0': 1 }
        : daysAgo >= 9
          ? { '1.1.0': 1 }
          : daysAgo >= 2
            ? { '1.1.0': 0.8, '1.2.0': 0.2 }
            : { '1.1.0': 1 },
  },
  {
    prompt: 'summarise-tickets',
    calls: 5200,
    behaviours: {
      '2.0.0': { resolved: 0.93, error: 0.004, latencyMs: 620, usd: 0.0008 },
      '2.1.0': { resolved: 0.952, error: 0.003, latencyMs: 640, usd: 0.0009 },
    },
    weights: (daysAgo) => (daysAgo >= 20 ? { '2.0.0': 1 } : { '2.1.0': 1 }),
  },
  {
    prompt: 'refund-decision',
    calls: 240,
    behaviours: { '1.0.0': { resolved: 0.97, error: 0.002, latencyMs: 2600, usd: 0.011 } },
    weights: () => ({ '1.0.0': 1 }),
  },
];

/** What production reported of all prompts on a day before the last of the log. */
export function observedOn(daysAgo: number, random: Random): Entry {
  const day = new Date(timeOf(0).getTime() - daysAgo * DAY_MS).toISOString().slice(0, 10);
  const prompts: Observed['prompts'] = {};
  let counted = 0;
  for (const life of LIVES) {
    const windows = windowsOn(life, { day, daysAgo, random });
    const calls = windows.reduce((sum, { metric, n }) => sum + (metric === 'calls' ? n : 0), 0);
    counted += calls;
    const part = {
      from: `${day}T00:00:00.000Z`,
      through: `${day}T09:59:00.000Z`,
      observations: calls,
      windows: treeOf(windows),
    };
    prompts[life.prompt] = { production: part };
  }
  const rows = { read: counted, counted, late: 0, repeated: 0, elsewhere: 0, forced: 0 };
  return { fact: { type: 'observed', prompts, rows: { ...rows, unknown: 0, ignored: 0, unreadable: 0 } } };
}

function windowsOn(
  { prompt, calls, behaviours, weights }: Life,
  { day, daysAgo, random }: { day: string; daysAgo: number; random: Random },
): Window[] {
  const isWeekend = [0, 6].includes(new Date(day).getUTCDay());
  const total = calls * (isWeekend ? 0.45 : 1) * (0.9 + 0.2 * random());
  return Object.entries(weights(daysAgo)).flatMap(([version, weight]) => {
    const behaviour = behaviours[version];
    if (!behaviour) return [];
    return Object.entries(SEGMENTS).flatMap(([segment, part]) => {
      const n = Math.max(1, Math.round(total * weight * part));
      const of = { environment: 'production', prompt, version, segment, day, serial: null };
      const resolved =
        segment === 'enterprise' && behaviour.inEnterprise && daysAgo < 6
          ? behaviour.inEnterprise
          : behaviour.resolved;
      return [
        { ...of, metric: 'calls', ...countsOf(n, () => 1) },
        { ...of, metric: 'resolved', ...countsOf(n, () => Number(random() < resolved)) },
        { ...of, metric: 'error', ...countsOf(n, () => Number(random() < behaviour.error)) },
        { ...of, metric: 'cost_usd', ...countsOf(n, () => behaviour.usd * (0.7 + 0.6 * random())) },
        { ...of, metric: 'latency_ms', ...countsOf(n, () => latency(behaviour.latencyMs, random), true) },
      ];
    });
  });
}

/** Log-normal about a median, by the sum of uniform numbers. */
function latency(median: number, random: Random): number {
  const normal = Array.from({ length: 6 }, random).reduce((sum, value) => sum + value - 0.5, 0) * Math.SQRT2;
  return median * Math.exp(0.45 * normal);
}

function countsOf(n: number, draw: () => number, isTime = false) {
  const histogram = openLogHistogram();
  let [sum, squares] = [0, 0];
  for (let index = 0; index < n; index += 1) {
    const value = draw();
    sum += value;
    squares += value * value;
    if (isTime) histogram.add(value);
  }
  const counts = { n, sum, squares, units: n, clusters: { counts: n, products: sum, sums: squares } };
  return isTime ? { ...counts, histogram: histogram.histogram() } : counts;
}
