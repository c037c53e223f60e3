import type { PromptResult, SegmentResult } from '../../domain/result.ts';
import { formatCount, formatPRelation } from '../../prose/numbers.ts';
import type { Text } from '../../prose/text.ts';
import { segmentName } from './segment-table.ts';

/** At or below this p a chance is told as `once in 20`, above it as `in 36 of 100`. */
const RARE = 0.1;
/** Below this p, it is told as less than its inverse. */
const RAREST = 0.0001;

/** `once in 160`, `in 36 of 100`: how often something of probability p happens. */
export function frequency(p: number): string {
  if (p < RAREST) return `less than once in ${formatCount(1 / RAREST)}`;
  if (p <= RARE) return `once in ${formatCount(Number((1 / p).toPrecision(2)))}`;
  return `in ${formatCount(Math.round(p * 100))} of 100`;
}

/**
 * For everybody: how often a harmless edit would look as bad as the worst that this prompt shows, or that nothing looks
 * worse; empty where too little was tested to say so. A drop that the baseline, asked anew, did not confirm is not counted: chance is not
 * what made it.
 * @param isPart whether only a part was asked, so that nothing is said of the segments that were left out
 */
export function chanceText(prompt: PromptResult, isPart = false): Text {
  const rows = [
    ...prompt.segments,
    ...(prompt.overall && prompt.segments.length > 1 ? [prompt.overall] : []),
  ];
  const worst = rows
    .filter(
      ({ verdict, difference, unconfirmed }) =>
        verdict !== 'invalid' && !unconfirmed && (difference ?? 0) < 0,
    )
    .reduce<SegmentResult | null>((least, row) => (!least || isWorse(row, least) ? row : least), null);
  if (!worst)
    return rows.every(isNoWorse)
      ? [`No segment${isPart ? ' of this part' : ''} passes fewer cases than before.`]
      : [];
  const p = worst.adjustedPValue;
  const isWhole = worst === prompt.overall;
  const what: Text = isWhole
    ? ['all cases together this bad']
    : prompt.segments.length > 1
      ? ['some segment as bad as ', segmentName(worst)]
      : ['cases this bad'];
  const said: Text = [
    'Chance alone shows ',
    ...what,
    ` ${frequency(p)} harmless edits (adjusted p\u00a0${formatPRelation(p)})`,
  ];
  return worst.verdict === 'regression'
    ? [...said, '.']
    : [...said, ': too often to be called worse, which does not show that it is not.'];
}

function isNoWorse({ verdict, difference, nothingToLose }: SegmentResult): boolean {
  return verdict !== 'invalid' && !nothingToLose && difference !== null && difference >= 0;
}

/** Regressions first, then by the adjusted p. */
function isWorse(one: SegmentResult, other: SegmentResult): boolean {
  const rank = (row: SegmentResult) => (row.verdict === 'regression' ? 0 : 1);
  return (
    rank(one) - rank(other) < 0 || (rank(one) === rank(other) && one.adjustedPValue < other.adjustedPValue)
  );
}
