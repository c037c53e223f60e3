import { casesFor } from '../../src/commands/check/segments.ts';
import { shareOfSegment, splitAlpha } from '../../src/verdict/alpha.ts';
import { TESTS } from '../../src/verdict/tests/table.ts';

const ALPHA = 0.05;
const POWER = 0.8;
/** The share of cases that differ by chance between two harmless versions. */
const DISCORDANCES = [0.05, 0.15];
const CASES = [10, 20, 30, 50, 75, 100, 150, 300, 500];
const SEGMENTS = [1, 3, 5, 10];
const DROPS = [0.05, 0.1, 0.15, 0.2, 0.3];

const { detectableDrop } = TESTS['proportions-z'];
const round = (value: number) => `${Math.round(value)}`;

function levelFor(segments: number): number {
  const levels = splitAlpha({ alpha: ALPHA, segments, judged: segments });
  return shareOfSegment(levels.segments, segments);
}

/** The smallest drop, in points, that so many cases of a segment show 4 times out of 5, by the number of segments. */
function dropsTable(discordance: number): string {
  return table(
    ['cases in the segment', ...SEGMENTS.map((count) => `${count} segment${count === 1 ? '' : 's'}`)],
    CASES.map((cases) => [
      `${cases}`,
      ...SEGMENTS.map((segments) => {
        const drop = detectableDrop({ cases, discordance, alpha: levelFor(segments), power: POWER });
        return drop < 1 ? round(drop * 100) : 'none';
      }),
    ]),
  );
}

/** How many cases of a segment show a drop 4 times out of 5, by the number of segments. */
function sizesTable(discordance: number): string {
  return table(
    ['drop', ...SEGMENTS.map((count) => `${count} segment${count === 1 ? '' : 's'}`)],
    DROPS.map((drop) => [
      `${round(drop * 100)} points`,
      ...SEGMENTS.map((segments) =>
        round(casesFor(drop, { discordance, alpha: levelFor(segments), power: POWER, detectableDrop })),
      ),
    ]),
  );
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |\n`;
  return line(head) + line(head.map(() => '---:')) + rows.map(line).join('');
}

/** The page with its tables computed anew: each stands between `<!-- table NAME -->` and `<!-- end -->`. */
export function withCasesTables(page: string): string {
  const tables: Readonly<Record<string, string>> = Object.fromEntries(
    DISCORDANCES.flatMap((discordance) => [
      [`cases-${round(discordance * 100)}`, sizesTable(discordance)],
      [`drops-${round(discordance * 100)}`, dropsTable(discordance)],
    ]),
  );
  return page.replaceAll(
    /(<!-- table ([\w-]+) -->\n)[\s\S]*?(<!-- end -->)/g,
    (_, begin: string, name: string, end: string) => `${begin}\n${tables[name]}\n${end}`,
  );
}
