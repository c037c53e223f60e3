import type { PromptResult } from '../../domain/result.ts';
import { formatCount, formatDuration } from '../../prose/numbers.ts';
import { clip } from '../../prose/text.ts';
import type { ArmValues, CaseOverview } from './case-overview.ts';
import { html, type Markup } from './markup.ts';

/** Bars of a distribution. */
const BARS = 40;
/** Share of all values that the scale shows; what is above is in the last bar. */
const SHOWN = 0.99;
const HEIGHT = 48;

/** The highest values that the plots of a page show, so that all have one scale. */
export type Scales = { tokens: number; latencyMs: number };

/** One scale for the distributions of all prompts. */
export function scalesOf(overviews: readonly CaseOverview[]): Scales {
  const highest = (of: (overview: CaseOverview) => ArmValues) =>
    overviews.reduce((high, overview) => {
      const { baseline, candidate } = of(overview);
      return Math.max(high, quantileOf(baseline, SHOWN) ?? 0, quantileOf(candidate, SHOWN) ?? 0);
    }, 0);
  return { tokens: highest(({ tokens }) => tokens), latencyMs: highest(({ latencyMs }) => latencyMs) };
}

/** How tokens and latency are spread over the cases of a prompt; nothing where they are not known. */
export function distributions(
  prompt: PromptResult,
  { tokens, latencyMs }: CaseOverview,
  scales: Scales,
): Markup | null {
  const of = `of ${clip(prompt.path)}`;
  const plots = [
    plotOf('Tokens a call', tokens, { of, high: scales.tokens, format: formatCount, note: null }),
    plotOf('Latency of a call', latencyMs, {
      of,
      high: scales.latencyMs,
      format: durationText,
      note: latencyNote(prompt, latencyMs),
    }),
  ].filter((plot) => plot !== null);
  if (plots.length === 0) return null;
  return html`<section class="part"><h3>Spread over the cases</h3><div class="spreads">${plots}</div></section>`;
}

/** Why the medians here are others than those that are held against the limit; null where they are of the same answers. */
function latencyNote({ latency }: PromptResult, { baseline, candidate }: ArmValues): string | null {
  if (!latency || (latency.pairs === baseline.length && latency.pairs === candidate.length)) return null;
  return 'Of all answers, also those that another run got. The change above is of cases that one run asked of both versions.';
}

function durationText(ms: number): string {
  return ms < 999.5 ? `${Math.round(ms)} ms` : formatDuration(ms);
}

function plotOf(
  title: string,
  { baseline, candidate }: ArmValues,
  {
    of,
    high,
    format,
    note,
  }: {
    /** Of which prompt, in words. */
    of: string;
    high: number;
    format: (value: number) => string;
    note: string | null;
  },
): Markup | null {
  if (candidate.length === 0 || high <= 0) return null;
  const arms = [
    ...(baseline.length > 0 ? [{ name: 'baseline', values: baseline }] : []),
    { name: 'candidate', values: candidate },
  ];
  const shares = arms.map(({ values }) => sharesOf(values, high));
  const most = Math.max(...shares.flat());
  const curves = arms.map(
    ({ name }, index) => html`<path class="spread ${name}" d="${pathOf(shares[index] ?? [], most)}"/>`,
  );
  const rows = arms.map(
    ({ name, values }) =>
      html`<tr><th scope="row"><span class="key ${name === 'baseline' ? 'before' : 'after'}">${name}</span></th><td class="number">${format(quantileOf(values, 0.5) ?? 0)}</td><td class="number">${format(quantileOf(values, 0.95) ?? 0)}</td><td class="number">${format(quantileOf(values, 1) ?? 0)}</td></tr>`,
  );
  return html`<figure class="spread"><figcaption>${title}</figcaption>
<svg class="spread" viewBox="0 0 ${BARS} ${HEIGHT}" preserveAspectRatio="none" aria-hidden="true" focusable="false">${curves}</svg>
<div class="ends muted" aria-hidden="true"><span>0</span><span>${format(high)} or more</span></div>
<div class="scroll" tabindex="0" role="region" aria-label="Figures: ${title} ${of}"><table><thead><tr><td></td><th scope="col" class="number">Median</th><th scope="col" class="number">95th percentile</th><th scope="col" class="number">Highest</th></tr></thead><tbody>${rows}</tbody></table></div>
${note === null ? null : html`<p class="muted">${note}</p>`}</figure>`;
}

/** The share of the values in each bar from 0 to `high`; what is above is in the last. */
function sharesOf(values: readonly number[], high: number): number[] {
  const shares = Array.from({ length: BARS }, () => 0);
  for (const value of values) {
    const bar = Math.min(BARS - 1, Math.max(0, Math.floor((value / high) * BARS)));
    shares[bar] = (shares[bar] ?? 0) + 1 / values.length;
  }
  return shares;
}

/** The outline of the bars. */
function pathOf(shares: readonly number[], most: number): string {
  const steps = shares.map((share, index) => {
    const y = Number((HEIGHT - (share / most) * (HEIGHT - 2)).toFixed(2));
    return `V${y}H${index + 1}`;
  });
  return `M0 ${HEIGHT}${steps.join('')}V${HEIGHT}z`;
}

/** The value below which that share of them lies (nearest rank); null where there are none. */
function quantileOf(values: readonly number[], share: number): number | null {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? null;
}
