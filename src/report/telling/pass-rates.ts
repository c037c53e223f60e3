import type { PassRates } from '../../domain/registry-plan.ts';
import type { PromptResult } from '../../domain/result.ts';
import { formatRate, UNKNOWN } from '../../prose/numbers.ts';
import { strong, type Text } from '../../prose/text.ts';
import { segmentName } from './segment-table.ts';

/** Pass rates over the last versions on main, and what this change would make of them. */
export type RateRow = {
  name: Text;
  /** A character a version, the oldest first. */
  line: string;
  /** Pass rates of the oldest and of the newest version, and of the candidate. */
  first: string;
  last: string;
  candidate: string;
};

const LEVELS = [...'▁▂▃▄▅▆▇█'];

/** The least difference, a fraction, that a line shows from its lowest to its highest level. */
const LEAST_RANGE = 0.2;

/** `Pass rate of the last 6 versions on main`. */
export function passRatesTitle({ versions }: PassRates): Text {
  return [`Pass rate of the last ${versions.length} versions on main`];
}

/** A row for each segment that is judged now, and one for all; all lines of a prompt have one scale. */
export function passRateRows({ becomes, segments, overall }: PromptResult): RateRow[] {
  const rates = becomes?.passRates;
  if (!rates) return [];
  const known = [...rates.segments.flatMap((of) => of.rates), ...rates.overall].filter(
    (rate) => rate !== null,
  );
  const high = Math.max(LEAST_RANGE, ...known);
  const low = Math.min(high - LEAST_RANGE, ...known);
  const rowOf = (name: Text, of: readonly (number | null)[], candidate: number | undefined): RateRow => ({
    name,
    line: sparkline(of, { low, high }),
    first: rateText(of.find((rate) => rate !== null)),
    last: rateText(of.findLast((rate) => rate !== null)),
    candidate: rateText(candidate),
  });
  const rows = segments.flatMap((segment) => {
    const past = rates.segments.find((of) => of.segment === segment.name);
    return past ? [rowOf([segmentName(segment)], past.rates, segment.candidate.rate)] : [];
  });
  return segments.length === 1 && rows.length === 1
    ? rows
    : [...rows, rowOf([strong('overall')], rates.overall, overall?.candidate.rate)];
}

function rateText(rate: number | null | undefined): string {
  return typeof rate === 'number' ? formatRate(rate) : UNKNOWN;
}

/** `▆▇▇▅`: a level for each value between the ends; `·` for none. */
function sparkline(values: readonly (number | null)[], { low, high }: { low: number; high: number }): string {
  return values
    .map((value) =>
      value === null ? '·' : LEVELS[Math.round(((value - low) / (high - low)) * (LEVELS.length - 1))],
    )
    .join('');
}
