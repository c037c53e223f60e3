import type { PromptResult, Result, SegmentResult } from '../../domain/result.ts';
import {
  counted,
  formatChange,
  formatCount,
  formatMoneyChange,
  formatMoneyPerThousand,
  formatPoints,
  formatPointsInterval,
  formatSetting,
  formatTraffic,
} from '../../prose/numbers.ts';
import { clip } from '../../prose/text.ts';
import { type Cost, costLabels } from '../telling/cost-rules.ts';
import { wasRun, worstFirst } from '../telling/order.ts';
import { rulesOf } from '../telling/rules.ts';
import { isCompared } from '../telling/uncompared.ts';
import { html, type Markup } from './markup.ts';

type Tile = {
  label: string;
  value: string;
  detail: string;
  tone: 'bad' | 'good' | 'plain';
  /** Path of the prompt that the figure is of, where there are others. */
  of?: string | null;
};

/** The figures behind the first line, large: null where nothing was run. */
export function tiles(result: Result): Markup | null {
  const run = worstFirst(result.prompts).filter(wasRun);
  const shown = [
    dropTile(run),
    segmentTile(run),
    newTile(run),
    caseTile(run),
    tokenTile(run),
    moneyTile(run, result),
  ].filter((tile) => tile !== null);
  if (shown.length === 0) return null;
  const items = shown.map(
    ({ label, value, detail, tone, of = null }) =>
      html`<div class="tile ${tone}"><dt>${label}</dt><dd class="value">${value}</dd><dd>${detail}</dd>${of === null ? null : html`<dd>${pathMarkup(of)}</dd>`}</div>`,
  );
  return html`<dl class="tiles">${items}</dl>`;
}

function dropTile(run: readonly PromptResult[]): Tile | null {
  const tested = run.flatMap(({ segments }) => segments).filter(({ chosen }) => !chosen);
  const worst = tested.reduce(lower, null);
  const prompt = run.find(({ segments }) => segments.some((segment) => segment === worst));
  if (!worst || !prompt || worst.difference === null) return null;
  const interval = worst.interval ? `, 95\u00a0% CI ${formatPointsInterval(worst.interval, ' to ')}` : '';
  return {
    label: 'Largest drop',
    value: worst.difference < 0 ? `${formatPoints(worst.difference)} points` : 'none',
    detail: worst.difference < 0 ? `${clip(worst.name)}${interval}` : 'in any segment',
    of: worst.difference < 0 ? named(prompt, run) : null,
    tone: worst.verdict === 'regression' ? 'bad' : 'plain',
  };
}

/** The path of a prompt where there are others. */
function named({ path }: PromptResult, run: readonly PromptResult[]): string | null {
  return run.length > 1 ? clip(path) : null;
}

/** A path whose lines end behind a folder. */
function pathMarkup(path: string): Markup[] {
  return path.split('/').map((part, index) => (index === 0 ? html`${part}` : html`/<wbr>${part}`));
}

function lower(worst: SegmentResult | null, segment: SegmentResult): SegmentResult | null {
  const isLower =
    (segment.difference ?? Number.POSITIVE_INFINITY) < (worst?.difference ?? Number.POSITIVE_INFINITY);
  return isLower ? segment : worst;
}

function segmentTile(run: readonly PromptResult[]): Tile | null {
  const compared = run.filter(isCompared);
  const segments = compared.flatMap((prompt) => prompt.segments).filter(({ chosen }) => !chosen);
  if (segments.length === 0) return null;
  const count = (verdict: SegmentResult['verdict']) =>
    segments.filter((segment) => segment.verdict === verdict).length;
  const wholes = compared.filter(
    ({ overall, segments: own }) => own.length > 1 && overall?.verdict === 'improved',
  ).length;
  const whole = compared.length === 1 ? 'overall' : `${counted(wholes, 'prompt')} overall`;
  const rest = [
    `${formatCount(count('improved'))} improved${wholes > 0 ? `, ${whole} improved` : ''}`,
    `${formatCount(count('pass'))} no worse`,
    `${formatCount(count('inconclusive') + count('invalid'))} cannot be told`,
  ];
  const worse = count('regression');
  return {
    label: 'Segments',
    value: `${formatCount(worse)} of ${formatCount(segments.length)} worse`,
    detail: rest.join(', '),
    tone: worse > 0 ? 'bad' : count('pass') + count('improved') > 0 ? 'good' : 'plain',
  };
}

/** Passed cases of prompts that have nothing to be compared with. */
function newTile(run: readonly PromptResult[]): Tile | null {
  const uncompared = run.filter((prompt) => !isCompared(prompt));
  if (uncompared.length === 0) return null;
  const sum = (of: 'passes' | 'n') =>
    uncompared.reduce((total, { overall }) => total + (overall?.candidate[of] ?? 0), 0);
  return {
    label: 'New',
    value: `passes ${formatCount(sum('passes'))} of ${formatCount(sum('n'))}`,
    detail: `${counted(uncompared.length, 'prompt')} with nothing to be compared with`,
    tone: 'plain',
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
  const costs = run.flatMap((prompt) =>
    prompt.cost?.comparison.ratio ? [{ prompt, cost: prompt.cost, ...prompt.cost.comparison }] : [],
  );
  const isAbove = ({ cost }: { cost: Cost }) => costLabels(cost).tokens === 'exceeded';
  const [first] = costs.sort(
    (a, b) => Number(isAbove(b)) - Number(isAbove(a)) || (b.ratio?.ratio ?? 0) - (a.ratio?.ratio ?? 0),
  );
  const { prompt, cost, baseline, candidate, ratio } = first ?? {};
  if (!first || !prompt || !cost || !ratio || !candidate || !baseline) return null;
  return {
    label: 'Tokens a call',
    value: formatChange(ratio.ratio),
    of: named(prompt, run),
    detail: `${formatCount(baseline.totalTokens)} → ${formatCount(candidate.totalTokens)}${limitText(cost.limit)}`,
    tone: isAbove(first) ? 'bad' : 'plain',
  };
}

/**
 * Money a month where the traffic is known; else the largest rise of a call, where it is judged. Where what an edit takes
 * from the provider's cache is what counts, a month at the full price would not show it: then the rise of a call with it.
 */
function moneyTile(run: readonly PromptResult[], { policy }: Result): Tile | null {
  const priced = run.flatMap((prompt) => (prompt.cost ? [{ prompt, ...prompt.cost }] : []));
  const tone = priced.some((cost) => costLabels(cost).money === 'exceeded') ? 'bad' : 'plain';
  const costs = priced.filter((cost) => cost.monthlyUsd !== null);
  const [only] = costs;
  const [shrunk] = priced
    .filter(({ withCache }) => withCache)
    .sort((a, b) => (b.withCache?.ratio ?? 0) - (a.withCache?.ratio ?? 0));
  if (shrunk?.withCache)
    return {
      label: 'Money a call',
      value: formatChange(shrunk.withCache.ratio),
      of: named(shrunk.prompt, run),
      detail: `with what the edit takes from the provider's cache${limitText(shrunk.moneyLimit)}`,
      tone,
    };
  if (!only) {
    const [dearest] = priced.filter(moneyRatio).sort((a, b) => moneyRatio(b) - moneyRatio(a));
    return dearest
      ? {
          label: 'Money a call',
          value: formatChange(moneyRatio(dearest)),
          detail: callText(dearest),
          of: named(dearest.prompt, run),
          tone,
        }
      : null;
  }
  const monthly = costs.reduce((sum, cost) => sum + (cost.monthlyUsd ?? 0), 0);
  const call = costs.length === 1 ? callText(only) : `${counted(costs.length, 'prompt')} together`;
  const of = costs.length === 1 ? named(only.prompt, run) : null;
  const calls = trafficOf(run, policy);
  const traffic = calls === null ? '' : `, ${formatTraffic(calls)}`;
  return { label: 'Money a month', value: formatMoneyChange(monthly), detail: `${call}${traffic}`, of, tone };
}

function limitText(limit: number | null | undefined): string {
  return typeof limit === 'number' ? `, limit +${formatSetting(limit)}` : '';
}

/** Calls a month of the prompts whose money a month is known; null where theirs differ. */
function trafficOf(run: readonly PromptResult[], policy: Result['policy']): number | null {
  const known = run.filter(({ cost }) => cost !== null && cost.monthlyUsd !== null);
  const [calls, ...others] = new Set(
    known.map((prompt) => rulesOf(prompt, policy).cost.callsPerMonth ?? null),
  );
  return others.length === 0 ? (calls ?? null) : null;
}

function moneyRatio({ comparison }: Cost): number {
  return comparison.moneyRatio?.ratio ?? 0;
}

function callText({ comparison: { baseline, candidate } }: Cost): string {
  const arms = [baseline, candidate]
    .flatMap((arm) => (arm && arm.usd !== null ? [formatMoneyPerThousand(arm.usd)] : []))
    .join(' → ');
  return `${arms} per 1,000 calls`;
}
