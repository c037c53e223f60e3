import type { PortfolioPlan } from '../../domain/portfolio-plan.ts';
import { inertFence } from '../../prose/inert.ts';
import { markdownOf } from '../../prose/text.ts';
import { portfolioTelling } from '../telling/portfolio.ts';
import { type Column, details, list, paragraphs, table } from './markup.ts';

/** A table of fewer rows says too little. */
const LEAST_ROWS = 3;

/**
 * The plan of a portfolio in GitHub's Markdown: what changes, bars of exposure, the figures, and folded what could go wrong.
 * @param rows most rows of the table
 */
export function portfolioBlock(plan: PortfolioPlan, rows: number): string {
  const { title, lead, bars, table: figures, risks } = portfolioTelling(plan);
  const columns = figures.heads.map((head): Column => ({ head, align: 'left' }));
  return paragraphs([
    `**${markdownOf(title)}**`,
    list(lead),
    inertFence(bars.join('\n')),
    table(columns, figures.rows.slice(0, Math.max(LEAST_ROWS, rows))),
    details(['What could go wrong, and what it rests on'], [list(risks)]),
  ]);
}
