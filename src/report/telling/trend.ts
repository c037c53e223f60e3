const HEIGHTS = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/** Means of two versions over time, in columns of equal time; null where nothing came. */
export type Trend = { version: readonly (number | null)[]; control: readonly (number | null)[] };

/** Stands for all columns of a time in which nothing came, where there are several. */
const GAP = '┆';
const LONG_GAP = 3;

/** Means over time as two rows of characters, on one scale from the least to the largest of both. */
export function trendLines(
  { version, control }: Trend,
  [versionLabel, controlLabel]: readonly [string, string],
): string[] {
  const known = [...version, ...control].filter((mean) => mean !== null);
  const least = Math.min(...known);
  const span = Math.max(...known) - least || 1;
  const bar = (mean: number | null) =>
    mean === null ? ' ' : (HEIGHTS[Math.min(7, Math.floor(((mean - least) / span) * 8))] ?? ' ');
  const width = Math.max(versionLabel.length, controlLabel.length);
  const gaps = version.map((mean, column) => mean === null && (control[column] ?? null) === null);
  const lineOf = (label: string, means: readonly (number | null)[]) => {
    const bars = means.flatMap((mean, column) => {
      if (!isLongGap(gaps, column)) return [bar(mean)];
      return gaps[column - 1] ? [] : [GAP];
    });
    return `  ${label.padEnd(width)}  ${bars.join('')}`.trimEnd();
  };
  const hasControl = control.some((mean) => mean !== null);
  return [lineOf(versionLabel, version), ...(hasControl ? [lineOf(controlLabel, control)] : [])];
}

/** Whether a column is of so many without anything, one after another. */
function isLongGap(gaps: readonly boolean[], column: number): boolean {
  if (!gaps[column]) return false;
  const from = gaps.lastIndexOf(false, column) + 1;
  const end = gaps.indexOf(false, column);
  return (end === -1 ? gaps.length : end) - from >= LONG_GAP;
}
