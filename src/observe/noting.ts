import type { RowPlace } from './input.ts';
import type { Unknown } from './resolve.ts';

/** What people have to know about rows that were not counted as they stand; the texts are others'. */
export type Noted = {
  /** The first rows that could not be read. */
  problems: { place: RowPlace; problem: string }[];
  unknown: { what: Unknown['what']; name: string; rows: number }[];
  /** Segments that are not declared, counted as `*`. */
  otherSegments: { prompt: string; segment: string; rows: number }[];
  /** Metrics that are not declared, or are too many. */
  undeclared: { metric: string; rows: number }[];
};

export type Noting = {
  problem(problem: string, place: RowPlace): void;
  unknown(unknown: Unknown): void;
  otherSegment(prompt: string, segment: string): void;
  undeclared(metric: string): void;
  noted(): Noted;
};

const MOST_PROBLEMS = 10;
const MOST_NAMES = 100;
const MOST_TOLD = 10;
const LONGEST_NAME = 100;

/** Collects them, a bounded number of each. */
export function noting(): Noting {
  const problems: Noted['problems'] = [];
  const unknown = tally<{ what: Unknown['what']; name: string }>();
  const segments = tally<{ prompt: string; segment: string }>();
  const metrics = tally<{ metric: string }>();
  return {
    problem(problem, place) {
      if (problems.length < MOST_PROBLEMS) problems.push({ place, problem });
    },
    unknown: ({ what, name }) => unknown.add(`${what} ${name}`, () => ({ what, name: short(name) })),
    otherSegment: (prompt, segment) =>
      segments.add(`${prompt} ${segment}`, () => ({ prompt, segment: short(segment) })),
    undeclared: (metric) => metrics.add(metric, () => ({ metric: short(metric) })),
    noted: () => ({
      problems,
      unknown: unknown.most(),
      otherSegments: segments.most(),
      undeclared: metrics.most(),
    }),
  };
}

function short(name: string): string {
  return name.length <= LONGEST_NAME ? name : `${name.slice(0, LONGEST_NAME)}…`;
}

function tally<T extends object>() {
  const counts = new Map<string, T & { rows: number }>();
  return {
    add(key: string, of: () => T): void {
      const known = counts.get(key);
      if (known) known.rows += 1;
      else if (counts.size < MOST_NAMES) counts.set(key, { ...of(), rows: 1 });
    },
    /** The most frequent first. */
    most: () => [...counts.values()].sort((a, b) => b.rows - a.rows).slice(0, MOST_TOLD),
  };
}
