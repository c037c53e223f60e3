import { CALLS, isTimeName, METRIC_NAME, type Metric, type RowCounts } from '../domain/observation.ts';
import { hash53 } from './hash.ts';
import type { CountedIds } from './ids.ts';
import type { RowReceiver } from './input.ts';
import { type Noted, noting } from './noting.ts';
import type { Reported, Source } from './reported.ts';
import { readReports, remembering } from './reports.ts';
import type { Resolver, Unknown } from './resolve.ts';
import { type Before, type CountedPart, openTallies, type Part, type Target } from './tallies.ts';
import { recentTime } from './time.ts';
import { readValue } from './values.ts';

export type CountRequest = {
  resolve: Resolver;
  /** Null: whatever is reported is counted. */
  metrics: readonly Metric[] | null;
  before(prompt: string, environment: string): Before;
  ids: CountedIds;
  /** The source of all files; null: each file's first row tells. */
  source: Source | null;
  /** ms since 1970. */
  now: number;
  /** The most windows, and metrics of one prompt. */
  most: { windows: number; metrics: number };
};

export type Counted = { rows: RowCounts; parts: CountedPart[] } & Noted;

export type Counter = RowReceiver & {
  /**
   * Counts a judgement of an answer that was found here, which no row reports.
   * @returns whether it counts; otherwise it was counted before, or lies in a time that another clone counted
   */
  judgement(reported: Reported): boolean;
  /** What became of the rows so far. */
  told(): Omit<Counted, 'parts'>;
  finish(): Counted;
};

/** What becomes of a report: the count that it belongs to, or what is wrong with it. */
type Outcome = Exclude<keyof RowCounts, 'read' | 'late' | 'unreadable'> | { problem: string };

type Found = { kind: 'known'; target: Target; isOther: boolean } | Unknown;

/** Counts rows, one after the other, in memory that does not grow with their number. */
export function counter(request: CountRequest): Counter {
  const { ids, now, most } = request;
  const declared =
    request.metrics === null ? null : new Map(request.metrics.map((metric) => [metric.name, metric]));
  const rows: RowCounts = {
    ...{ read: 0, counted: 0, late: 0, repeated: 0, elsewhere: 0 },
    ...{ forced: 0, unknown: 0, ignored: 0, unreadable: 0 },
  };
  const notes = noting();
  const tallies = openTallies({
    before: request.before,
    isTime: (name) => (declared ? declared.get(name)?.kind === 'duration' : isTimeName(name)),
    mostWindows: most.windows,
  });
  const find = remembering((reported): Found => {
    const resolved = request.resolve(reported);
    if (resolved.kind === 'unknown') return resolved;
    return { kind: 'known', target: tallies.targetOf(resolved), isOther: resolved.isOther };
  });

  const takes = (name: string, { metrics: known }: Part): boolean => {
    if (declared !== null) return declared.has(name);
    // Calls are counted by themselves.
    if (name === CALLS) return false;
    if (known.has(name)) return true;
    if (!METRIC_NAME.test(name) || known.size >= most.metrics) return false;
    known.add(name);
    return true;
  };
  const valuesOf = ({ metrics, isCall }: Reported, part: Part): [string, number][] | { problem: string } => {
    const values: [string, number][] = [];
    for (const name of Object.keys(metrics)) {
      const stated = metrics[name];
      if (stated === undefined || stated === null) continue;
      if (!takes(name, part)) {
        notes.undeclared(name);
        continue;
      }
      const value = readValue(stated, name, declared?.get(name));
      if (typeof value !== 'number') return value;
      values.push([name, value]);
    }
    if (isCall) values.push([CALLS, 1]);
    return values;
  };
  /** @param identity what identifies a report without an id */
  const count = (reported: Reported, identity: () => string, told: { late: number }): Outcome => {
    const time = recentTime(reported.at, now);
    if (typeof time !== 'number') return time;
    const found = find(reported);
    if (found.kind === 'unknown') {
      notes.unknown(found);
      return 'unknown';
    }
    const { target, isOther } = found;
    const { part } = target;
    const values = valuesOf(reported, part);
    if (!Array.isArray(values)) return values;
    if (values.length === 0) return 'ignored';
    if (reported.isForced) return 'forced';
    const id = hash53(reported.id ?? identity());
    if (ids.has(id)) return 'repeated';
    const { through, elsewhere } = part.before;
    if (elsewhere.some((span) => time >= span.from && time <= span.through)) return 'elsewhere';
    const unit = reported.unit === null ? null : hash53(reported.unit);
    tallies.add({ target, time, unit, values });
    ids.add(id);
    if (through !== null && time < through) told.late += 1;
    if (isOther) notes.otherSegment(part.prompt, reported.segment ?? '');
    return 'counted';
  };
  const told = () => ({ rows: { ...rows }, ...notes.noted() });
  return {
    ...readReports(request.source, {
      rows,
      notes,
      outcomeOf: (reported, identity) => count(reported, identity, rows),
    }),
    judgement: (reported) => count(reported, () => '', { late: 0 }) === 'counted',
    told,
    finish: () => ({ ...told(), parts: tallies.finish() }),
  };
}
