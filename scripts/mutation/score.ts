import { describeChange, type Mutant } from './mutants.ts';

/** What became of the mutants of a file. `tried` counts the equivalent ones too. */
export type Row = {
  file: string;
  tried: number;
  equivalent: number;
  killed: number;
  timedOut: number;
  survivors: Mutant[];
};

const GOAL_OF_ALL = 0.9;
const GOAL_OF_FILE = 0.8;

/** Noticed mutants among those that can be noticed; one that makes the tests hang is noticed. */
function share(rows: readonly Row[]): number {
  const noticed = rows.reduce((sum, { killed, timedOut }) => sum + killed + timedOut, 0);
  const missed = rows.reduce((sum, { survivors }) => sum + survivors.length, 0);
  return noticed + missed === 0 ? 1 : noticed / (noticed + missed);
}

export function scoreOf(rows: readonly Row[]): string {
  return `${(100 * share(rows)).toFixed(1)} %`;
}

export function isGoodEnough(rows: readonly Row[]): boolean {
  return share(rows) >= GOAL_OF_ALL && rows.every((row) => share([row]) >= GOAL_OF_FILE);
}

/** The score of each file and of all, and below it the survivors. */
export function table(rows: readonly Row[]): string {
  const header = ['file', 'tried', 'equivalent', 'killed', 'timed out', 'survived', 'score'];
  const body = rows.map((row) => cellsOf(row.file, [row]));
  const lines = [header, ...body, cellsOf('all', rows)];
  const widths = header.map((_, column) => Math.max(...lines.map((cells) => cells[column]?.length ?? 0)));
  const written = lines.map((cells) =>
    cells
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  '),
  );
  return [...written, '', ...rows.flatMap(survivorsOf)].join('\n');
}

function cellsOf(name: string, rows: readonly Row[]): string[] {
  const total = (of: (row: Row) => number) => String(rows.reduce((sum, row) => sum + of(row), 0));
  return [
    name,
    total(({ tried }) => tried),
    total(({ equivalent }) => equivalent),
    total(({ killed }) => killed),
    total(({ timedOut }) => timedOut),
    total(({ survivors }) => survivors.length),
    scoreOf(rows),
  ];
}

function survivorsOf({ file, survivors }: Row): string[] {
  return [...survivors]
    .sort((a, b) => a.start - b.start)
    .map((mutant) => `${file}:${mutant.line}: ${describeChange(mutant)}`);
}
