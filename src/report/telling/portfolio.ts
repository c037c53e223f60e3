import type { Estimate, PortfolioPlan, SegmentPlan } from '../../domain/portfolio-plan.ts';
import { atMost } from '../../prose/at-most.ts';
import { counted, formatRate, UNKNOWN } from '../../prose/numbers.ts';
import { clip, code, enumerate, type Span, type Text, textOf } from '../../prose/text.ts';
import { exposureBars } from './portfolio-bars.ts';
import { heldTexts, trippedTexts } from './portfolio-holds.ts';
import { limitTexts, segmentSpans } from './portfolio-limits.ts';
import { portfolioRisks } from './portfolio-risks.ts';

/** One portfolio for reviewers: what changes, the limits, who serves what, and what could go wrong. */
export type PortfolioTelling = {
  title: Text;
  /** What changes, then the limits. */
  lead: Text[];
  /** Lines of a picture in characters. */
  bars: string[];
  table: { heads: string[]; rows: Text[][] };
  /** Folded. */
  risks: Text[];
};

const MOST_ROWS = 30;
const MOST_BARS = 20;
const MOST_FINDINGS = 10;

/** A plan as a reviewer's risk report. */
export function portfolioTelling(plan: PortfolioPlan): PortfolioTelling {
  const { prompt, environment, segments, metric } = plan;
  return {
    title: ['Portfolio of ', code(prompt), ' in ', code(environment)],
    lead: [...heldTexts(plan), ...changeTexts(plan), ...trippedTexts(plan), ...limitTexts(plan)],
    bars: atMost(exposureBars(plan), MOST_BARS + 2, (more) => `and ${counted(more, 'more segment')}`),
    table: {
      heads: ['segment', 'serves', `${metric ?? 'pass rate'}, 95 % CI`, 'a 15-point drop would cost'],
      rows: segments.slice(0, MOST_ROWS).map((segment) => segmentRow(segment, plan.safe)),
    },
    risks: portfolioRisks(plan),
  };
}

/** `1.4.0 rises from 10 % to 25 % for enterprise`, the largest first. */
function changeTexts({ segments, delisted }: PortfolioPlan): Text[] {
  const changes = [...segments, ...delisted]
    .flatMap(({ name, weights }) => weights.map((weight) => ({ name, ...weight })))
    .filter(({ before, after }) => after > before)
    .sort((a, b) => b.after - b.before - (a.after - a.before));
  const told = changes.map(
    ({ name, version, before, after }): Text => [
      ...[code(version), before === 0 ? ' comes to ' : ` rises from ${share(before)} to `],
      ...[`${share(after)} of `, ...segmentSpans(name), '.'],
    ],
  );
  const nothing: Text[] = changes.length === 0 ? [['No version serves more than it does now.']] : [];
  return [
    ...atMost(told, MOST_FINDINGS, (more): Text => [`${counted(more, 'more weight')} rise.`]),
    ...nothing,
    ...atMost(
      delisted.map(
        ({ name }): Text => ['⚠️ ', code(name), ' is listed no more: it is served like all others.'],
      ),
      MOST_FINDINGS,
      (more): Text => [`${counted(more, 'more segment')} listed no more.`],
    ),
  ];
}

function segmentRow({ name, weights, quality, noticed }: SegmentPlan, safe: string): Text[] {
  const serving = weights.filter(({ after }) => after > 0).sort((a, b) => b.after - a.after);
  const serves = enumerate(
    serving.map(({ version, after }): Span => `${clip(version, 20)} ${share(after)}`),
    3,
  );
  return [segmentSpans(name), serves, qualityText(quality), noticedText(noticed, safe)];
}

/** `91.0 → 91.4 % (89.1 … 93.6)` */
function qualityText({ before, after }: SegmentPlan['quality']): Text {
  if (after === null) return [UNKNOWN];
  const from = before === null || before.mean === after.mean ? '' : `${formatRate(before.mean)} → `;
  return [`${from}${estimateText(after)}`];
}

/** `91.4 % (89.1 … 93.6)` */
function estimateText({ mean, low, high }: Estimate): string {
  return `${formatRate(mean)} (${bare(low)} … ${bare(high)})`;
}

function bare(rate: number): string {
  return formatRate(rate).replace(/\s*%$/, '');
}

/** Why nobody would be told of a drop. */
const UNNOTICED: Record<NonNullable<SegmentPlan['noticed'][number]['why']>, string> = {
  'no-guard': 'no guard watches it, so nobody would be told',
  'no-control': 'no other version has 5 % here, so no guard can compare it',
  'not-observed': 'unknown, since nothing was reported yet of what its guards watch',
  margin: 'never noticed, since its guards allow so much (`worse-by`)',
};

/** `63 bad answers in 2 days by 1.4.0, then it is taken back`: of the version besides `safe` where it costs most. */
function noticedText(noticed: SegmentPlan['noticed'], safe: string): Text {
  const cost = ({ badAnswers }: (typeof noticed)[number]) => badAnswers ?? Number.POSITIVE_INFINITY;
  const others = noticed.filter(({ version }) => version !== safe);
  const worst = others.sort((a, b) => cost(b) - cost(a))[0];
  if (!worst) return [UNKNOWN];
  const { version, badAnswers, days, acts, why } = worst;
  if (badAnswers === null) return [code(version), ': ', ...textOf(UNNOTICED[why ?? 'no-guard'])];
  const time = days === null ? '' : ` in ${days < 1 ? 'a day' : counted(Math.round(days), 'day')}`;
  const then = acts ? 'then it is taken back' : 'then somebody is told';
  return [`${Math.round(badAnswers)} bad answers${time} by `, code(version), `, ${then}`];
}

function share(weight: number): string {
  return formatRate(weight);
}
