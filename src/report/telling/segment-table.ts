import type { PromptResult, SegmentResult } from '../../domain/result.ts';
import {
  formatChange,
  formatCount,
  formatMoney,
  formatP,
  formatPoints,
  formatPointsInterval,
  formatRate,
  formatZ,
  UNKNOWN,
} from '../../prose/numbers.ts';
import { clip, code, strong, type Text } from '../../prose/text.ts';
import { type Column, table } from '../markdown/markup.ts';
import { segmentsWorstFirst } from './order.ts';
import { overallLabel, type RowLabel, rowLabel } from './row-label.ts';

const COLUMNS: readonly Column[] = [
  { head: '', align: 'left' },
  { head: 'segment', align: 'left' },
  { head: 'baseline', align: 'right' },
  { head: 'candidate', align: 'right' },
  { head: 'change, 95\u00a0% CI', align: 'left' },
  { head: 'lost / won', align: 'right' },
  { head: 'z', align: 'right' },
  { head: 'adjusted p', align: 'right' },
];

/** Longest name of a segment in a report; the result JSON has it whole. */
export const NAME_LENGTH = 60;

/** The comment's table of one prompt, at most `rows` segments and the overall line. */
export function segmentTable(prompt: PromptResult, rows: number): string {
  return table(COLUMNS, promptRows(prompt, rows));
}

/** One table for several prompts, each row naming its prompt. */
export function promptsTable(prompts: readonly PromptResult[], rows: number): string {
  const [sign, ...others] = COLUMNS;
  if (!sign) return '';
  const named = prompts.flatMap((prompt) =>
    promptRows(prompt, rows).map(([verdict = [], ...cells]): Text[] => [
      verdict,
      [code(prompt.path)],
      ...cells,
    ]),
  );
  return table([sign, { head: 'prompt', align: 'left' }, ...others], named);
}

function promptRows(prompt: PromptResult, rows: number): Text[][] {
  const segments = segmentsWorstFirst(prompt.segments).slice(0, rows);
  const shown = segments.map((segment) => row(segment, labelText(rowLabel(segment, prompt))));
  return prompt.overall
    ? [...shown, row(prompt.overall, labelText(overallLabel(prompt.overall, prompt)), true)]
    : shown;
}

function labelText(label: RowLabel | null): Text {
  return label ? [`${label.sign.emoji} ${label.words}`] : [];
}

function row(segment: SegmentResult, verdict: Text, isOverall = false): Text[] {
  const name = isOverall ? [strong('overall')] : [clip(segment.name, NAME_LENGTH)];
  const missing = segment.missing > 0 ? [` (${formatCount(segment.missing)} missing)`] : [];
  return [verdict, [...name, ...missing], ...measures(segment).map((measure): Text => [measure])];
}

/** Baseline, candidate, change with interval, lost / won, z, adjusted p: the same cells in every rendering. */
export function measures(segment: SegmentResult): [string, string, string, string, string, string] {
  const compared = segment.baseline !== null;
  return [
    segment.baseline ? formatRate(segment.baseline.rate) : UNKNOWN,
    formatRate(segment.candidate.rate),
    changeWithInterval(segment),
    compared ? `${formatCount(segment.losses)} / ${formatCount(segment.wins)}` : UNKNOWN,
    compared ? formatZ(segment.z) : UNKNOWN,
    compared || segment.method !== 'none' ? formatP(segment.adjustedPValue) : UNKNOWN,
  ];
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
  { head: 'money a call', align: 'right' },
];

/** What each segment costs, arm against arm. */
export function costTable(prompt: PromptResult, rows: number): string {
  const segments = [
    ...segmentsWorstFirst(prompt.segments).slice(0, rows),
    ...(prompt.overall ? [prompt.overall] : []),
  ];
  return table(
    COST_COLUMNS,
    segments.map((segment): Text[] => [
      segment === prompt.overall ? [strong('overall')] : [clip(segment.name, NAME_LENGTH)],
      ...costMeasures(segment).map((measure): Text => [measure]),
    ]),
  );
}

/** Tokens, their change, input, output, cached, money: means a call, `baseline → candidate`. */
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
    candidate.usd === null ? UNKNOWN : arms((arm) => (arm.usd === null ? UNKNOWN : formatMoney(arm.usd))),
  ];
}
