import type { PortfolioPlan } from '../../domain/portfolio-plan.ts';
import { plainOf } from '../../prose/text.ts';
import { portfolioTelling } from '../telling/portfolio.ts';
import { html, type Markup, textMarkup } from './markup.ts';

/** The plan of a portfolio as a section of the page. */
export function portfolioSection(plan: PortfolioPlan, index: number): Markup {
  const { title, lead, bars, table, risks } = portfolioTelling(plan);
  const id = `portfolio-${index}`;
  const head = table.heads.map((name) => html`<th scope="col">${name}</th>`);
  const rows = table.rows.map(([name = [], ...cells]) => {
    const figures = cells.map((cell) => html`<td>${textMarkup(cell)}</td>`);
    return html`<tr><th scope="row">${textMarkup(name)}</th>${figures}</tr>`;
  });
  const items = (texts: typeof lead) => texts.map((text) => html`<li>${textMarkup(text)}</li>`);
  return html`<section class="run" aria-labelledby="${id}"><h2 id="${id}">${textMarkup(title)}</h2>
<ul>${items(lead)}</ul>
<div class="scroll" tabindex="0" role="region" aria-label="Who serves which share, now and after: ${plainOf(title)}"><pre>${bars.join('\n')}</pre></div>
<div class="scroll" tabindex="0" role="region" aria-label="Segments: ${plainOf(title)}"><table><thead><tr>${head}</tr></thead><tbody>${rows}</tbody></table></div>
<details><summary>What could go wrong, and what it rests on</summary><ul>${items(risks)}</ul></details></section>`;
}
