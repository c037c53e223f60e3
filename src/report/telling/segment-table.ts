import type { PromptResult, SegmentResult } from '../../domain/result.ts';
import {
  formatChange,
  formatCount,
  formatMoneyPerThousand,
  formatP,
  formatPoints,
  formatPointsInterval,
  formatRate,
  formatZ,
  UNKNOWN,
} from '../../prose/numbers.ts';
import { shortName, shortNames } from '../../prose/short-name.ts';
import { code, type Span, strong, type Text } from '../../prose/text.ts';
import { type Column, table } from '../markdown/markup.ts';
import { segmentsWorstFirst } from './order.ts';
import { overallLabel, type RowLabel, rowLabel } from './row-label.ts';

/** What a phone shows without scrolling comes first; z is told once, under "How sure is this?". */
const COLUMNS: readonly Column[] = [
  { head: 'segment', align: 'left' },
  { head: 'change,\u00a095\u00a0%\u00a0CI', align: 'left' },
  { head: 'verdict', align: 'left' },
  { head: 'baseline', align: 'right' },
  { head: 'candidate', align: 'right' },
  { head: 'lost\u00a0/\u00a0won', align: 'right' },
  { head: 'adjusted\u00a0p', align: 'right' },
];

/** Longest name of a segment in a comment; the page has it whole. */
export const NAME_LENGTH = 30;

/** The comment's table of one prompt, at most `rows` segments and the overall line. */
export function segmentTable(prompt: PromptResult, rows: number): string {
  return table(COLUMNS, promptRows(prompt, rows));
}

/** One table for several prompts: the rows of each stand below one that names it, which a phone shows too. */
export function promptsTable(prompts: readonly PromptResult[], rows: number): string {
  const named = prompts.flatMap((prompt): Text[][] => [
    COLUMNS.map((_, index): Text => (index === 0 ? [code(prompt.path)] : [])),
    ...promptRows(prompt, rows),
  ]);
  return table(COLUMNS, named);
}

function promptRows(prompt: PromptResult, rows: number): Text[][] {
  const segments = segmentsWorstFirst(prompt.segments).slice(0, rows);
  const names = shortNames(
    segments.map(({ name }) => name),
    NAME_LENGTH,
  );
  const shown = segments.map((segment) =>
    row(segment, rowLabel(segment, prompt), { code: names.get(segment.name) ?? segment.name }),
  );
  const { overall } = prompt;
  return overall ? [...shown, row(overall, overallLabel(overall, prompt), strong('overall'))] : shown;
}

/** A segment's name, which is an identifier: as code, and cut. */
export function segmentName({ name }: { name: string }): Span {
  return { code: shortName(name, NAME_LENGTH) };
}

function row(segment: SegmentResult, label: RowLabel | null, name: Span): Text[] {
  const [baseline, candidate, change, lostWon, , p] = measures(segment);
  const missing = segment.missing > 0 ? ` (${formatCount(segment.missing)} missing)` : '';
  const cells = [change, label?.words ?? '', baseline, candidate, lostWon, p];
  return [
    [label ? `${label.sign.emoji}\u00a0` : '', name, unbroken(missing)],
    ...cells.map((cell): Text => [unbroken(cell)]),
  ];
}

/** In one line, however narrow its column. */
function unbroken(text: string): string {
  return text.replaceAll(' ', '\u00a0');
}

/** Baseline, candidate, change with interval, lost / won, z, adjusted p: the same cells in every rendering. */
export function measures(segment: SegmentResult): [string, string, string, string, string, string] {
  const { baseline, candidate, cases, losses, wins, z, adjustedPValue } = segment;
  const compared = baseline !== null && cases > 0;
  const tested = isTested(segment);
  return [
    baseline && baseline.n > 0 ? formatRate(baseline.rate) : UNKNOWN,
    candidate.n > 0 ? formatRate(candidate.rate) : UNKNOWN,
    changeWithInterval(segment),
    compared ? `${formatCount(losses)} / ${formatCount(wins)}` : UNKNOWN,
    compared && tested ? formatZ(z) : UNKNOWN,
    tested ? formatP(adjustedPValue) : UNKNOWN,
  ];
}

/** Whether a row has a p: some case was answered, and the cases were not chosen one by one. */
export function isTested({ baseline, candidate, cases, method, chosen }: SegmentResult): boolean {
  if (chosen) return false;
  return baseline === null ? candidate.n > 0 && method !== 'none' : cases > 0;
}

function changeWithInterval({ difference, interval }: SegmentResult): string {
  if (difference === null) return UNKNOWN;
  return `${formatPoints(difference)}${interval ? ` (${formatPointsInterval(interval)})` : ''}`;
}

const COST_COLUMNS: readonly Column[] = [
  { head: 'segment', align: 'left' },
  { head: 'tokens a call', align: 'right' },
  { head: 'change, 95\u00a0% CI', align: 'left' },
  { head: 'input', align: 'right' },
  { head: 'output', align: 'right' },
  { head: 'cached', align: 'right' },
  { head: 'money per 1,000 calls', align: 'right' },
];

/** The cost of each segment, arm against arm. */
export function costTable(prompt: PromptResult, rows: number): string {
  const segments = [
    ...segmentsWorstFirst(prompt.segments).slice(0, rows),
    ...(prompt.overall ? [prompt.overall] : []),
  ];
  return table(
    COST_COLUMNS,
    segments.map((segment): Text[] => [
      [segment === prompt.overall ? strong('overall') : segmentName(segment)],
      ...costMeasures(segment).map((measure): Text => [unbroken(measure)]),
    ]),
  );
}

/** Tokens, their change, input, output, cached: means per call; money per 1,000 calls; each `baseline → candidate`. */
export function costMeasures({ cost }: SegmentResult): string[] {
  const { baseline, candidate, ratio } = cost;
  const arms = (of: (arm: typeof candidate) => string) =>
    `${baseline ? `${of(baseline)} → ` : ''}${of(candidate)}`;
  const interval =
    ratio && Number.isFinite(ratio.high)
      ? ` (${formatChange(ratio.low, false)} … ${formatChange(ratio.high, false)})`
      : '';
  return [
    arms((arm) => formatCount(arm.totalTokens)),
    ratio ? `${formatChange(ratio.ratio)}${interval}` : UNKNOWN,
    arms((arm) => formatCount(arm.inputTokens)),
    arms((arm) => formatCount(arm.outputTokens)),
    arms((arm) => formatCount(arm.cachedInputTokens)),
    candidate.usd === null
      ? UNKNOWN
      : arms((arm) => (arm.usd === null ? UNKNOWN : formatMoneyPerThousand(arm.usd))),
  ];
}
