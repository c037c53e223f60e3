import type { Metric } from '../domain/observation.ts';
import { hash53 } from './hash.ts';
import { countedIds } from './ids.ts';
import type { RowReceiver } from './input.ts';
import { type Noted, noting } from './noting.ts';
import type { Reported, Source } from './reported.ts';
import { readReports, remembering } from './reports.ts';
import type { Resolved, Resolver } from './resolve.ts';
import { recentTime } from './time.ts';
import { readValue } from './values.ts';

/** One call, or one judgement of a call. */
export type Observation = {
  of: Resolved;
  /** ms since 1970. */
  at: number;
  /** Hash of the unit; null where it names none. */
  unit: string | null;
  /** Of the metrics that were asked for. */
  values: readonly (readonly [metric: string, value: number])[];
};

export type StreamCounts = {
  read: number;
  taken: number;
  /** Left out: their id came before. */
  repeated: number;
  /** Left out: the version was forced, so the weights did not choose it. */
  forced: number;
  /** Left out: of a prompt, a version or an environment that the registry does not know. */
  unknown: number;
  /** Left out: without a value that was asked for. */
  ignored: number;
  /** Left out: they cannot be read. */
  unreadable: number;
};

export type StreamReading = { rows: StreamCounts } & Pick<Noted, 'problems' | 'unknown'>;

/** A row that names what the registry knows, and whose time or value cannot be read. */
export type Misread = {
  of: Resolved;
  /** ms since 1970; now, where it is the time that cannot be read. */
  at: number;
};

export type StreamRequest = {
  /** Asked anew for each row: what the registry knows may change while a stream goes on. */
  resolve: () => Resolver;
  /** The metrics that are read; asked anew as well. */
  metrics: () => readonly Metric[];
  source: Source | null;
  now: () => number;
  /** Is given what cannot be read although it says what it is about. */
  misread?: (row: Misread) => void;
};

/** Hands on observations one by one, in the order of the rows, each id once. */
export function observationStream(
  request: StreamRequest,
  take: (observation: Observation) => void,
): RowReceiver & { told(): StreamReading } {
  const rows: StreamCounts = {
    ...{ read: 0, taken: 0, repeated: 0, forced: 0, unknown: 0, ignored: 0, unreadable: 0 },
  };
  const notes = noting();
  const ids = countedIds([]);
  const finders = new WeakMap<Resolver, ReturnType<typeof remembering<ReturnType<Resolver>>>>();
  const find = (reported: Reported) => {
    const resolve = request.resolve();
    const finder = finders.get(resolve) ?? remembering(resolve);
    finders.set(resolve, finder);
    return finder(reported);
  };
  const valuesOf = ({ metrics }: Reported): [string, number][] | { problem: string } => {
    const values: [string, number][] = [];
    for (const metric of request.metrics()) {
      const stated = Object.hasOwn(metrics, metric.name) ? metrics[metric.name] : undefined;
      if (stated === undefined || stated === null) continue;
      const value = readValue(stated, metric.name, metric);
      if (typeof value !== 'number') return value;
      values.push([metric.name, value]);
    }
    return values;
  };
  const outcomeOf = (
    reported: Reported,
    identity: () => string,
  ): Exclude<keyof StreamCounts, 'read' | 'unreadable'> | { problem: string } => {
    const now = request.now();
    const stated = recentTime(reported.at, now);
    const found = find(reported);
    const unread = (problem: { problem: string }, at: number) => {
      if (found.kind !== 'unknown' && !reported.isForced) request.misread?.({ of: found, at });
      return problem;
    };
    if (typeof stated !== 'number') return unread(stated, now);
    // A clock may be ahead by up to an hour: nothing is newer than now.
    const at = Math.min(stated, now);
    if (found.kind === 'unknown') {
      notes.unknown(found);
      return 'unknown';
    }
    const values = valuesOf(reported);
    if (!Array.isArray(values)) return unread(values, at);
    if (values.length === 0) return 'ignored';
    if (reported.isForced) return 'forced';
    const id = hash53(reported.id ?? identity());
    if (ids.has(id)) return 'repeated';
    ids.add(id);
    const unit = reported.unit === null ? null : hash53(reported.unit).toString(36);
    take({ of: found, at, unit, values });
    return 'taken';
  };
  return {
    ...readReports(request.source, { rows, notes, outcomeOf }),
    told() {
      const { problems, unknown } = notes.noted();
      return { rows: { ...rows }, problems, unknown };
    },
  };
}
