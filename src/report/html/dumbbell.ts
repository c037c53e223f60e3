import type { PromptResult, Result, SegmentResult } from '../../domain/result.ts';
import { formatCount } from '../../prose/numbers.ts';
import { type Cost, costLabelOf, costRules, isUnpriced } from '../telling/cost-rules.ts';
import { costText } from '../telling/cost-text.ts';
import { segmentsWorstFirst } from '../telling/order.ts';
import { segmentLimits } from '../telling/segment-limits.ts';
import { costMeasures } from '../telling/segment-table.ts';
import { COSTS, NOT_HELD, UNPRICED } from '../telling/signs.ts';
import { html, type Markup, textMarkup } from './markup.ts';

/** The range of the tokens of all prompts of a page, so that their plots have one scale. */
export function tokenRange(prompts: readonly PromptResult[]): Range {
  const rows = prompts.flatMap(({ segments, overall }) => (overall ? [...segments, overall] : segments));
  const tokens = rows.flatMap(({ cost }) => [cost.candidate.totalTokens, cost.baseline?.totalTokens ?? 0]);
  return rangeOf(tokens.filter((count) => count > 0));
}

/** The prompt's cost: a sentence, and a dumbbell per segment from the baseline's tokens to the candidate's. */
export function costSection(
  prompt: PromptResult,
  { policy, range }: { policy: Result['policy']; range: Range },
): Markup {
  const text = costText(prompt, policy);
  if (!text || !prompt.cost) return html``;
  return html`<section class="part"><h3>Cost ${badge(prompt, prompt.cost)}</h3>
<p>${textMarkup(text)}</p>
${prompt.cost.comparison.baseline ? dumbbells(prompt, range) : null}</section>`;
}

function badge(prompt: PromptResult, cost: Cost): Markup | null {
  const rules = costRules(cost, prompt.overall);
  const label = costLabelOf(prompt) ?? cost.label;
  const isLimited = rules.some((rule) => rule.label !== null) || segmentLimits(prompt, 'cost').length > 0;
  if (!cost.comparison.baseline || !isLimited) return null;
  const { sign, likeVerdict, words } = COSTS[label].page;
  const isUnknown = label === 'unknown';
  const isOnlyUnpriced =
    isUnknown && isUnpriced(cost) && rules.every((rule) => rule.label !== 'unknown' || rule.ratio === null);
  const told = isOnlyUnpriced ? UNPRICED : isUnknown && cost.tooFew ? NOT_HELD : words;
  return html`<span class="${likeVerdict === null ? 'badge' : `badge ${likeVerdict}`}"><span aria-hidden="true">${sign.page}</span> ${told}</span>`;
}

function dumbbells(prompt: PromptResult, range: Range): Markup {
  const segments = segmentsWorstFirst(prompt.segments);
  const all = prompt.overall ? [...segments, prompt.overall] : segments;
  const rows = all.map((segment) => row(segment, range, segment === prompt.overall));
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Tokens of ${prompt.path}">
<table class="dumbbell" role="table">
<thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">Segment</th><th role="columnheader" scope="col" class="plot"><span class="legend"><span class="key before">baseline</span><span class="key after">candidate</span></span></th><th role="columnheader" scope="col" class="number">Tokens a call</th>
<th role="columnheader" scope="col">Change, 95&nbsp;% CI</th><th role="columnheader" scope="col" class="number">Input</th><th role="columnheader" scope="col" class="number">Output</th><th role="columnheader" scope="col" class="number">Cached</th><th role="columnheader" scope="col" class="number">Money per 1,000 calls</th></tr></thead>
<tbody role="rowgroup">${rows}</tbody>
<tfoot aria-hidden="true"><tr><td></td><td class="plot">${axis(range)}</td><td colspan="6">tokens a call</td></tr></tfoot>
</table></div>`;
}

/** What a plot of tokens shows, from its left end to its right. */
export type Range = { low: number; high: number };

function row(segment: SegmentResult, range: Range, isOverall: boolean): Markup {
  const { baseline, candidate } = segment.cost;
  const [tokens, change, input, output, cached, money] = costMeasures(segment);
  const labels = ['tokens', 'change', 'input', 'output', 'cached', 'money'];
  const cells = [tokens, change, input, output, cached, money].map(
    (value = '', index) =>
      html`<td role="cell" class="${index === 1 ? 'change' : 'number'}" data-label="${labels[index] ?? ''}">${value}</td>`,
  );
  const after = percent(candidate.totalTokens, range);
  const before = baseline && percent(baseline.totalTokens, range);
  return html`<tr role="row" class="${isOverall ? 'overall' : 'segment'}"><th role="rowheader" scope="row"><span class="segment-name">${segment.name}</span></th>
<td role="cell" class="plot" aria-hidden="true"><svg class="row" focusable="false"><line class="grid" x1="0" x2="100%" y1="50%" y2="50%"/>
${before ? html`<line class="bar" x1="${before}" x2="${after}" y1="50%" y2="50%"/><circle class="before" cx="${before}" cy="50%" r="5"/>` : null}<circle class="after" cx="${after}" cy="50%" r="5"/></svg></td>
${cells}</tr>
`;
}

/** A range around all values, with a margin, so that no end is on the edge. */
function rangeOf(values: readonly number[]): Range {
  const least = values.reduce((low, value) => Math.min(low, value), Number.POSITIVE_INFINITY);
  const most = values.reduce((high, value) => Math.max(high, value), 0);
  if (!Number.isFinite(least)) return { low: 0, high: 1 };
  const margin = Math.max((most - least) * 0.15, most * 0.02, 1);
  return { low: Math.max(0, least - margin), high: most + margin };
}

function axis({ low, high }: Range): Markup {
  return html`<svg class="axis" focusable="false"><text x="0" y="14" text-anchor="start">${formatCount(low)}</text><text x="100%" y="14" text-anchor="end">${formatCount(high)}</text></svg>`;
}

function percent(value: number, { low, high }: Range): string {
  return `${Number((((value - low) / (high - low)) * 100).toFixed(3))}%`;
}
