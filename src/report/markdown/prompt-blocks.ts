import type { PromptResult, Result } from '../../domain/result.ts';
import { inertFence } from '../../prose/inert.ts';
import { counted } from '../../prose/numbers.ts';
import { code, markdownOf, type Text } from '../../prose/text.ts';
import { certaintyTable, certaintyTexts } from '../telling/certainty.ts';
import { costLabelOf } from '../telling/cost-rules.ts';
import { costText } from '../telling/cost-text.ts';
import { latencyLabelOf, limitsLatency } from '../telling/latency-rules.ts';
import { latencyText } from '../telling/latency-text.ts';
import { missingAnswersTitle } from '../telling/missing.ts';
import { passRateRows, passRatesTitle } from '../telling/pass-rates.ts';
import { forestPlot, type PlotScale, plotScale } from '../telling/plot.ts';
import { COSTS } from '../telling/signs.ts';
import { details, list, table } from './markup.ts';

/** Lines of a plot; the table has all segments. */
const MOST_PLOTTED = 40;

/** Sentences about certainty that are of no segment: of chance, of the looks, of the test. */
export const SENTENCES_BESIDE = 3;

/** Columns that a phone shows without scrolling. */
const PLOT_WIDTH = 40;

/** The scale of the plots of these prompts, in one comment. */
export function plotScaleOf(prompts: readonly PromptResult[]): PlotScale {
  return plotScale(prompts, PLOT_WIDTH);
}

/** The plot of the first `rows` segments and of all together. */
export function plotBlock(prompt: PromptResult, { rows, scale }: { rows: number; scale: PlotScale }): string {
  const lines = forestPlot(prompt, { scale, most: Math.min(rows, MOST_PLOTTED) });
  return lines.length > 1 ? inertFence(lines.join('\n')) : '';
}

/** The cost of a prompt, which is `named` where those of several stand together. */
export function costBlock(prompt: PromptResult, result: Result, named = false): string {
  const text = costText(prompt, result.policy);
  if (!text || !prompt.cost) return '';
  const whose = named ? ` of ${markdownOf([code(prompt.path)])}` : '';
  return `**Cost**${whose} ${COSTS[costLabelOf(prompt) ?? 'unknown'].sign.emoji} ${markdownOf(text)}`;
}

/** Told where the policy limits it, or there is room. */
export function latencyBlock(
  prompt: PromptResult,
  { full = false, named = false }: { full?: boolean | undefined; named?: boolean },
): string {
  const text = latencyText(prompt);
  if (!text || !(full || limitsLatency(prompt))) return '';
  const whose = named ? ` of ${markdownOf([code(prompt.path)])}` : '';
  return `**Latency**${whose} ${COSTS[latencyLabelOf(prompt)].sign.emoji} ${markdownOf(text)}`;
}

/** How the segments passed on main, over the last versions; empty without a registry. */
export function passRatesSection(prompt: PromptResult, rows: number): string {
  const rates = prompt.becomes?.passRates;
  if (!rates) return '';
  const columns = ['segment', 'versions', 'from', 'to', 'this change'].map(
    (head, index) => ({ head, align: index < 2 ? 'left' : 'right' }) as const,
  );
  const shown = passRateRows(prompt).slice(-rows - 1);
  const cells = shown.map(({ name, line, first, last, candidate }) => [
    name,
    ...[line, first, last, candidate].map((cell): Text => [cell]),
  ]);
  return details(passRatesTitle(rates), [table(columns, cells)]);
}

/** How sure the findings are, in sentences and as a table of at most so many segments. */
export function certaintySection(prompt: PromptResult, result: Result, most: number): string {
  const texts = certaintyTexts(prompt, result);
  if (texts.length === 0) return '';
  const { heads, rows } = certaintyTable(prompt);
  const columns = heads.map((head, index) => ({ head, align: index === 0 ? 'left' : 'right' }) as const);
  const shown = [...rows.slice(0, Math.min(most, rows.length - 1)), ...rows.slice(-1)];
  return details(
    ['How sure is this?'],
    [list(texts.slice(0, most + SENTENCES_BESIDE)), table(columns, shown)],
  );
}

/** Why answers did not come. */
export function errorSection(prompt: PromptResult): string {
  if (prompt.errors.length === 0) return '';
  const kinds = new Map<string, { count: number; message: string }>();
  for (const { kind, message } of prompt.errors) {
    kinds.set(kind, { count: (kinds.get(kind)?.count ?? 0) + 1, message });
  }
  const texts = [...kinds].slice(0, 10).map(([kind, { count, message }]): Text => {
    return [code(kind), `, ${counted(count, 'time')}: `, message.slice(0, 300)];
  });
  return details([missingAnswersTitle(prompt.errors)], [list(texts)]);
}
