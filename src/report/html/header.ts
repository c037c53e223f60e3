import type { PromptResult, Result, SegmentResult } from '../../domain/result.ts';
import {
  counted,
  formatChange,
  formatCount,
  formatMoney,
  formatMoneyChange,
  formatPoints,
  formatPointsInterval,
  formatSetting,
  formatTraffic,
} from '../../prose/numbers.ts';
import { capitalised, clip, type Text } from '../../prose/text.ts';
import { findingText } from '../telling/headline.ts';
import { errorTexts, noticeTexts } from '../telling/messages.ts';
import { wasRun, worstFirst } from '../telling/order.ts';
import { VERDICTS } from '../telling/signs.ts';
import { html, type Markup, textMarkup } from './markup.ts';

/** The verdict, the first line of every report, and the figures behind it. */
export function pageHeader(result: Result): Markup {
  const { base, head, verdict } = result;
  const { sign, title } = VERDICTS[verdict];
  return html`<header class="page ${verdict}">
<p class="brand">Prompt Eval Gate</p>
<p class="state ${verdict}"><span aria-hidden="true">${sign.page}</span> ${title}</p>
<h1>${textMarkup(heading(result))}</h1>
<p class="muted"><code>${clip(base.ref)}</code> → <code>${clip(head.ref)}</code>${head.sha ? html` at <code>${head.sha.slice(0, 12)}</code>` : null}</p>
${messages(noticeTexts(result).map(textMarkup), 'notice', 'Notices')}
${messages(errorTexts(result, result.verdict === 'error' ? 1 : 0).map(textMarkup), 'problem', 'Problems')}
${tiles(result)}
</header>
`;
}

/** What was found; the badge above has the verdict. A heading begins with a capital. */
function heading(result: Result): Text {
  const [first = VERDICTS[result.verdict].title, ...rest] = findingText(result);
  return [typeof first === 'string' ? capitalised(first) : first, ...rest];
}

function messages(items: readonly Markup[][], kind: string, label: string): Markup | null {
  if (items.length === 0) return null;
  return html`<ul class="messages ${kind}" aria-label="${label}">${items.map((item) => html`<li>${item}</li>`)}</ul>`;
}

type Tile = { label: string; value: string; detail: string; tone: 'bad' | 'good' | 'plain' };

function tiles(result: Result): Markup | null {
  const run = worstFirst(result.prompts).filter(wasRun);
  const shown = [
    dropTile(run),
    segmentTile(run),
    caseTile(run),
    tokenTile(run),
    moneyTile(run, result),
  ].filter((tile) => tile !== null);
  if (shown.length === 0) return null;
  const items = shown.map(
    ({ label, value, detail, tone }) =>
      html`<div class="tile ${tone}"><dt>${label}</dt><dd class="value">${value}</dd><dd>${detail}</dd></div>`,
  );
  return html`<dl class="tiles">${items}</dl>`;
}

function dropTile(run: readonly PromptResult[]): Tile | null {
  const worst = run.flatMap(({ segments }) => segments).reduce(lower, null);
  if (!worst || worst.difference === null) return null;
  const interval = worst.interval ? `, 95\u00a0% CI ${formatPointsInterval(worst.interval, ' to ')}` : '';
  return {
    label: 'Largest drop',
    value: worst.difference < 0 ? `${formatPoints(worst.difference)} points` : 'none',
    detail: worst.difference < 0 ? `${clip(worst.name)}${interval}` : 'in any segment',
    tone: worst.verdict === 'regression' ? 'bad' : 'plain',
  };
}

function lower(worst: SegmentResult | null, segment: SegmentResult): SegmentResult | null {
  const isLower =
    (segment.difference ?? Number.POSITIVE_INFINITY) < (worst?.difference ?? Number.POSITIVE_INFINITY);
  return isLower ? segment : worst;
}

function segmentTile(run: readonly PromptResult[]): Tile | null {
  const segments = run.flatMap((prompt) => prompt.segments);
  if (segments.length === 0) return null;
  const count = (verdict: SegmentResult['verdict']) =>
    segments.filter((segment) => segment.verdict === verdict).length;
  const rest = [
    `${formatCount(count('improved'))} improved`,
    `${formatCount(count('pass'))} unchanged`,
    `${formatCount(count('inconclusive') + count('invalid'))} cannot be told`,
  ];
  const worse = count('regression');
  return {
    label: 'Segments',
    value: `${formatCount(worse)} of ${formatCount(segments.length)} worse`,
    detail: rest.join(', '),
    tone: worse > 0 ? 'bad' : 'good',
  };
}

function caseTile(run: readonly PromptResult[]): Tile | null {
  const compared = run.filter((prompt) => prompt.baseline !== null);
  if (compared.length === 0) return null;
  const sum = (of: (prompt: PromptResult) => number) =>
    compared.reduce((total, prompt) => total + of(prompt), 0);
  const failing = sum((prompt) => prompt.overall?.losses ?? 0);
  const passing = sum((prompt) => prompt.overall?.wins ?? 0);
  const cases = sum((prompt) => prompt.overall?.cases ?? 0);
  return {
    label: 'Cases',
    value: `${formatCount(failing)} newly fail`,
    detail: `${formatCount(passing)} newly pass, of ${counted(cases, 'case')}`,
    tone: 'plain',
  };
}

function tokenTile(run: readonly PromptResult[]): Tile | null {
  const costs = run.flatMap(({ cost }) => (cost?.comparison.ratio ? [cost] : []));
  const [first] = costs.sort((a, b) => (b.comparison.ratio?.ratio ?? 0) - (a.comparison.ratio?.ratio ?? 0));
  const { baseline, candidate, ratio } = first?.comparison ?? {};
  if (!first || !ratio || !candidate || !baseline) return null;
  const limit = first.limit === null ? '' : `, limit +${formatSetting(first.limit)}`;
  return {
    label: 'Tokens a call',
    value: formatChange(ratio.ratio),
    detail: `${formatCount(baseline.totalTokens)} → ${formatCount(candidate.totalTokens)}${limit}`,
    tone: first.label === 'exceeded' ? 'bad' : 'plain',
  };
}

function moneyTile(run: readonly PromptResult[], { policy }: Result): Tile | null {
  const costs = run.flatMap(({ cost }) => (cost && cost.monthlyUsd !== null ? [cost] : []));
  if (costs.length === 0) return null;
  const monthly = costs.reduce((sum, cost) => sum + (cost.monthlyUsd ?? 0), 0);
  const [only] = costs;
  const after = only?.comparison.candidate.usd ?? null;
  const before = only?.comparison.baseline?.usd ?? null;
  const call =
    costs.length === 1 && after !== null && before !== null
      ? `${formatMoney(before)} → ${formatMoney(after)} a call`
      : `${counted(costs.length, 'prompt')}`;
  const traffic = policy.cost.callsPerMonth ? `, ${formatTraffic(policy.cost.callsPerMonth)}` : '';
  return {
    label: 'Money a month',
    value: formatMoneyChange(monthly),
    detail: `${call}${traffic}`,
    tone: 'plain',
  };
}
