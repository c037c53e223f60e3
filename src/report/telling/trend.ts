const HEIGHTS = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/** Means of two versions over time, in columns of equal time; null where nothing came. */
export type Trend = { version: readonly (number | null)[]; control: readonly (number | null)[] };

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
  const lineOf = (label: string, means: readonly (number | null)[]) =>
    `  ${label.padEnd(width)}  ${means.map(bar).join('')}`.trimEnd();
  const hasControl = control.some((mean) => mean !== null);
  return [lineOf(versionLabel, version), ...(hasControl ? [lineOf(controlLabel, control)] : [])];
}
