import stringWidth from 'string-width';
import type { PortfolioPlan } from '../../domain/portfolio-plan.ts';
import { clip } from '../../prose/text.ts';

/** Columns of one bar; with names and gaps, all lines fit on a phone. */
const BAR = 14;
const NAME = 12;
/** The fills of versions, in the order in which they are first met: never colour alone. */
const FILLS = ['█', '░', '▓', '▒', '▞', '▚', '▖', '▘'];

/**
 * Who serves which share of each segment, before and after, as bars: a legend, a heading, then a line a segment.
 * Every version that has a share has a column at least.
 */
export function exposureBars({ segments, safe }: PortfolioPlan): string[] {
  const versions = [...new Set(segments.flatMap(({ weights }) => weights.map(({ version }) => version)))];
  const ordered = [safe, ...versions.filter((version) => version !== safe)].filter((version) =>
    segments.some(({ weights }) =>
      weights.some((one) => one.version === version && one.before + one.after > 0),
    ),
  );
  const fillOf = (version: string) => FILLS[ordered.indexOf(version)] ?? '?';
  const legend = ordered.map(
    (version) => `${fillOf(version)} ${clip(version, 20)}${version === safe ? ' (safe)' : ''}`,
  );
  const names = segments.map(({ name }) => clip(name === '*' ? 'all others' : name, NAME));
  const width = Math.max(...names.map((name) => stringWidth(name)), 'segment'.length);
  const line = (name: string, before: string, after: string) =>
    `${name}${' '.repeat(Math.max(0, width - stringWidth(name)))}  ${before.padEnd(BAR)}  ${after}`.trimEnd();
  return [
    legend.join('   '),
    line('segment', 'now', 'after'),
    ...segments.map(({ weights }, index) =>
      line(
        names[index] ?? '',
        bar(weights.map(({ version, before }) => ({ fill: fillOf(version), share: before }))),
        bar(weights.map(({ version, after }) => ({ fill: fillOf(version), share: after }))),
      ),
    ),
  ];
}

/** Columns by largest remainder, one at least for every share that is not zero. */
function bar(shares: readonly { fill: string; share: number }[]): string {
  const served = shares.filter(({ share }) => share > 0);
  if (served.length === 0) return '';
  const sizes = served.map(({ share }) => Math.max(1, Math.floor(share * BAR)));
  let free = BAR - sizes.reduce((sum, size) => sum + size, 0);
  const byRest = served
    .map(({ share }, index) => ({ index, rest: share * BAR - (sizes[index] ?? 0) }))
    .sort((a, b) => b.rest - a.rest);
  for (const { index } of byRest) {
    if (free <= 0) break;
    sizes[index] = (sizes[index] ?? 0) + 1;
    free -= 1;
  }
  while (free < 0) {
    const largest = sizes.indexOf(Math.max(...sizes));
    sizes[largest] = (sizes[largest] ?? 0) - 1;
    free += 1;
  }
  return served.map(({ fill }, index) => fill.repeat(sizes[index] ?? 0)).join('');
}
