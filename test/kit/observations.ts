import type { Metric } from '../../src/domain/observation.ts';
import type { RegistryState } from '../../src/domain/registry-state.ts';
import { type Counted, type Counter, counter } from '../../src/observe/count.ts';
import { countedIds } from '../../src/observe/ids.ts';
import type { Source } from '../../src/observe/reported.ts';
import { resolver } from '../../src/observe/resolve.ts';
import { readRows } from '../../src/observe/rows.ts';
import type { Before } from '../../src/observe/tallies.ts';
import { MAX_METRICS, MAX_WINDOWS } from '../../src/registry/windows.ts';
import { EMPTY, promote, register, write } from './registry-log.ts';

/** Support 1.0.0 served production from serial 1, 1.1.0 from serial 2. */
export const servingState: RegistryState = write(EMPTY, 0, [
  register('1.0.0'),
  promote('1.0.0', 1),
  register('1.1.0'),
  promote('1.1.0', 2),
]).state;

/** The time at which rows are read, and one an hour before. */
export const NOW = Date.parse('2026-11-29T12:00:00.000Z');
export const EARLIER = '2026-11-29T11:00:00.000Z';

export type Counting = {
  metrics?: readonly Metric[] | null;
  segments?: readonly string[];
  source?: Source | null;
  env?: string;
  before?: Before;
  earlierIds?: readonly Float64Array[];
};

/** A counter of rows about {@link servingState}. */
export function counterOf(counting: Counting = {}): Counter {
  const { metrics = null, segments = ['standard', 'enterprise'], source = null, env } = counting;
  const nothing = { through: null, elsewhere: [], metrics: [] };
  return counter({
    resolve: resolver(servingState, { option: env, segmentsOf: () => new Set(segments) }),
    metrics,
    before: () => counting.before ?? nothing,
    ids: countedIds(counting.earlierIds ?? []),
    source,
    now: NOW,
    most: { windows: MAX_WINDOWS, metrics: MAX_METRICS },
  });
}

/** What counting a file of this content gives. */
export async function countText(text: string, counting: Counting & { name?: string } = {}): Promise<Counted> {
  const { name = 'observations.jsonl' } = counting;
  const rows = counterOf(counting);
  async function* bytes() {
    yield Buffer.from(text);
  }
  await readRows({ name, open: bytes }, name.endsWith('.csv'), rows);
  return rows.finish();
}

/** A row as the runtime records it. */
export function recorded(id: string, rest: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    ...{ id, at: EARLIER, environment: 'production', prompt: 'support', version: '1.1.0' },
    ...{ serial: 2, segment: 'standard', unit: `unit of ${id}`, propensity: 1 },
    metrics: { resolved: true },
    ...rest,
  };
}

export function jsonLines(rows: readonly unknown[]): string {
  return rows.map((row) => `${typeof row === 'string' ? row : JSON.stringify(row)}\n`).join('');
}

/** What the runtime's `attributes()` says of 1.1.0 in production. */
export const ATTRIBUTES = {
  'gen_ai.prompt.name': 'support',
  'gen_ai.prompt.version': '1.1.0',
  'feature_flag.key': 'support',
  'feature_flag.result.variant': '1.1.0',
  'feature_flag.set.id': 'production',
  'feature_flag.version': '2',
  'feature_flag.context.id': 'abc',
  'prompt_eval_gate.segment': 'enterprise',
};
