import type { PortfolioPlan } from '../../domain/portfolio-plan.ts';
import { inertTerminal } from '../../prose/inert.ts';
import { plainOf, strong, type Text } from '../../prose/text.ts';
import { portfolioTelling } from '../telling/portfolio.ts';
import { bullets, type Terminal, wrapText } from './layout.ts';

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
