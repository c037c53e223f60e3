import { counted } from '../../prose/numbers.ts';

/** How many cases, or families of them, it takes to hold anything against a limit of tokens, money or latency. */
export const FEWEST_FOR_LIMIT = 30;

/** A ratio beside its limit, whatever it is of, and how it is judged. */
export type Held = {
  label: 'within' | 'exceeded' | 'paid-for' | 'unknown' | null;
  /** Candidate to baseline, with its 95 % interval; null where there is nothing to compare, `high` where it has no end. */
  ratio: { ratio: number; low: number; high: number | null } | null;
  /** Largest increase allowed, a fraction; null where it is off. */
  limit: number | null;
  /** The cases compared and the families of them, where these are too few to hold anything against a limit. */
  tooFew?: { cases: number; families?: number | undefined } | undefined;
};

/** Whether the ratio is above its limit, and that is not shown. */
export function isAboveUnshown({ label, ratio, limit }: Held): boolean {
  return label === 'unknown' && ratio !== null && limit !== null && ratio.ratio > 1 + limit + 1e-12;
}

/**
 * How a ratio is judged, the same words for tokens, money and latency, of a prompt and of a segment: `, within the limit`.
 * Empty where there is no limit or nothing to compare.
 */
export function limitJudgement(held: Held): string {
  const { label, ratio, limit, tooFew } = held;
  if (limit === null || label === null) return '';
  if (label === 'exceeded') return ', over the limit';
  if (label === 'paid-for') return ', paid for';
  if (label === 'within') return ', within the limit';
  if (tooFew) {
    return isAboveUnshown(held)
      ? `${aboveUnshownText(held)}: it takes ${FEWEST_FOR_LIMIT}`
      : `, not held against the limit: ${unitsText(tooFew)}, and it takes ${FEWEST_FOR_LIMIT}`;
  }
  if (!ratio) return '';
  if (isAboveUnshown(held))
    return ', above the limit but not surely: the interval reaches below it, so that it does not block';
  return isOpen(ratio.high)
    ? ', not shown to be within the limit: so few cases leave the interval open above'
    : ', not shown to be within the limit: the interval reaches above it';
}

/** The same behind a rise in the first line: `+12.0 % tokens, not surely above the limit`. */
export function aboveUnshownText({ tooFew }: Pick<Held, 'tooFew'>): string {
  if (!tooFew) return ', not surely above the limit';
  const { cases, families = cases } = tooFew;
  return `, above the limit, but ${unitsText(tooFew)} ${families === 1 ? 'is' : 'are'} too few to block`;
}

/** `80 cases`, or `10 families of cases`, which then are what counts. */
export function unitsText({ cases, families = cases }: NonNullable<Held['tooFew']>): string {
  return families < cases
    ? counted(families, 'family of cases', 'families of cases')
    : counted(cases, 'case');
}

/** Whether an interval has no upper end. */
export function isOpen(high: number | null): boolean {
  return high === null || high >= Number.MAX_VALUE;
}
