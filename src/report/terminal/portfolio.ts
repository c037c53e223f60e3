import type { PortfolioPlan } from '../../domain/portfolio-plan.ts';
import { inertTerminal } from '../../prose/inert.ts';
import { plainOf, strong, type Text } from '../../prose/text.ts';
import { portfolioTelling } from '../telling/portfolio.ts';
import { bullets, type Terminal, terminalOf, wrapText } from './layout.ts';

/** The same as a text without colours. */
export function renderPortfolio(plan: PortfolioPlan, width: number): string {
  return portfolioLines(plan, terminalOf({ width, color: false })).join('\n');
}

/** The plan of a portfolio: what changes, the limits, bars of exposure, then the figures. */
export function portfolioLines(plan: PortfolioPlan, terminal: Terminal): string[] {
  const { title, lead, bars, table, risks } = portfolioTelling(plan);
  const rows = table.rows.map((cells): Text => {
    const [name = [], ...rest] = cells;
    const figures = rest.flatMap((cell, index): Text => [...(index === 0 ? [': '] : [' · ']), ...cell]);
    return [...name, ...figures];
  });
  return [
    ...wrapText([strong(plainOf(title))], terminal),
    ...bullets(lead, terminal),
    '',
    ...bars.map((line) => inertTerminal(line)),
    '',
    ...bullets(rows, terminal),
    '',
    ...bullets(risks, terminal),
  ];
}
