import { ConfigurationError } from '../base/errors.ts';
import type { Window } from '../domain/observation.ts';
import { type LogHistogramBuilder, openLogHistogram } from '../stats/log-histogram.ts';
import type { Resolved } from './resolve.ts';
import { type UnitSums, unitTable } from './units.ts';

/** A time, ms since 1970, first and last included. */
export type Span = { from: number; through: number };

/** What is known of a prompt in an environment before the run. */
export type Before = {
  /** The newest observation, ms since 1970; null: there is none. */
  through: number | null;
  /** Times that runs counted whose ids are not known here. */
  elsewhere: readonly Span[];
  /** Metrics that were counted. */
  metrics: readonly string[];
};

/** What a run counted of a prompt in an environment. */
export type CountedPart = Span & {
  prompt: string;
  environment: string;
  observations: number;
  windows: Window[];
};

/** A prompt in an environment while its rows are counted. */
export type Part = Span & {
  prompt: string;
  environment: string;
  observations: number;
  before: Before;
  metrics: Set<string>;
};

/** What a row is about, and what was counted of that. */
export type Target = { resolved: Resolved; part: Part; days: Map<number, Cell> };

/** One call or judgement that counts. */
export type Counting = {
  target: Target;
  /** ms since 1970. */
  time: number;
  /** Hash of the unit; null: it names none. */
  unit: number | null;
  values: readonly (readonly [metric: string, value: number])[];
};

export type Tallies = {
  targetOf(resolved: Resolved): Target;
  /** @throws ConfigurationError for one window too many */
  add(counting: Counting): void;
  finish(): CountedPart[];
};

/** Sums of one window; `alone`: over observations without a unit, each of which is one of its own. */
type Series = {
  index: number;
  n: number;
  sum: number;
  squares: number;
  alone: number;
  aloneSum: number;
  aloneSquares: number;
  /** Null: the metric is no time. */
  histogram: LogHistogramBuilder | null;
};

/** By metric. */
type Cell = Map<string, Series>;

const DAY_MS = 86_400_000;

export type TallyRequest = {
  before(prompt: string, environment: string): Before;
  /** Whether quantiles of a metric are wanted. */
  isTime(metric: string): boolean;
  mostWindows: number;
};

/** Sums up what counts, by window, in memory that does not grow with the number of rows. */
export function openTallies({ before, isTime, mostWindows }: TallyRequest): Tallies {
  const parts = new Map<string, Part>();
  const targets = new Map<string, Target>();
  const units = unitTable();
  let windows = 0;

  const partOf = ({ prompt, environment }: Resolved): Part => {
    const key = `${prompt} ${environment}`;
    const known = parts.get(key);
    if (known) return known;
    const earlier = before(prompt, environment);
    const added: Part = {
      ...{ from: Number.POSITIVE_INFINITY, through: Number.NEGATIVE_INFINITY },
      ...{ prompt, environment, observations: 0, before: earlier, metrics: new Set(earlier.metrics) },
    };
    parts.set(key, added);
    return added;
  };
  const cellOf = ({ days }: Target, day: number): Cell => {
    const known = days.get(day);
    if (known) return known;
    const added: Cell = new Map();
    days.set(day, added);
    return added;
  };
  const seriesOf = (cell: Cell, metric: string): Series => {
    const known = cell.get(metric);
    if (known) return known;
    if (windows >= mostWindows) {
      throw new ConfigurationError(`There are more than ${mostWindows} windows in one run.`, {
        remedy: 'Observe fewer days or prompts at once.',
      });
    }
    const added: Series = {
      ...{ index: windows, n: 0, sum: 0, squares: 0, alone: 0, aloneSum: 0, aloneSquares: 0 },
      histogram: isTime(metric) ? openLogHistogram() : null,
    };
    windows += 1;
    cell.set(metric, added);
    return added;
  };

  return {
    targetOf(resolved) {
      const { environment, prompt, version, segment, serial } = resolved;
      const key = `${environment}\0${prompt}\0${version}\0${segment}\0${serial}`;
      const known = targets.get(key);
      if (known) return known;
      const added: Target = { resolved, part: partOf(resolved), days: new Map() };
      targets.set(key, added);
      return added;
    },
    add({ target, time, unit, values }) {
      const { part } = target;
      part.observations += 1;
      if (time < part.from) part.from = time;
      if (time > part.through) part.through = time;
      const cell = cellOf(target, Math.floor(time / DAY_MS));
      for (const [metric, value] of values) {
        const series = seriesOf(cell, metric);
        series.n += 1;
        series.sum += value;
        series.squares += value * value;
        series.histogram?.add(value);
        if (unit !== null) units.add(unit, series.index, value);
        else {
          series.alone += 1;
          series.aloneSum += value;
          series.aloneSquares += value * value;
        }
      }
    },
    finish() {
      const sums = units.sums();
      const counted = [...parts.values()].filter(({ observations }) => observations > 0);
      return counted.map((part) => {
        const { prompt, environment, from, through, observations } = part;
        const own = [...targets.values()].filter((target) => target.part === part);
        const ofPart = own.flatMap(({ resolved, days }) =>
          [...days].flatMap(([day, cell]) =>
            [...cell].map(([metric, series]) =>
              windowOf(resolved, { day, metric, series }, sums[series.index]),
            ),
          ),
        );
        return { prompt, environment, from, through, observations, windows: ofPart };
      });
    },
  };
}

/** A window as the log has it: sums with 12 digits. */
function windowOf(
  { environment, prompt, version, segment, serial }: Resolved,
  { day, metric, series }: { day: number; metric: string; series: Series },
  units: UnitSums | undefined,
): Window {
  const { n, sum, squares, alone, aloneSum, aloneSquares, histogram } = series;
  return {
    ...{ environment, prompt, version, segment, metric, serial, n },
    day: new Date(day * DAY_MS).toISOString().slice(0, 10),
    sum: rounded(sum),
    squares: rounded(squares),
    // An estimate of many units is never more than there are observations.
    units: Math.max(1, Math.min(n, alone + (units?.units ?? 0))),
    clusters: {
      counts: rounded(alone + (units?.counts ?? 0)),
      products: rounded(aloneSum + (units?.products ?? 0)),
      sums: rounded(aloneSquares + (units?.sums ?? 0)),
    },
    ...(histogram && { histogram: histogram.histogram() }),
  };
}

function rounded(value: number): number {
  return Number(value.toPrecision(12));
}
