import type { PortfolioPlan } from '../../domain/portfolio-plan.ts';
import { code, markdownOf, textOf } from '../../prose/text.ts';
import { list, paragraphs } from './markup.ts';
import { portfolioBlock } from './portfolio.ts';

/** GitHub takes 65,536 characters. */
const MOST_CHARACTERS = 60_000;
/** Rows of the table, the first number that fits. */
const ROWS = [50, 10, 3];

/**
 * The text of a pull request that changes the weights of a portfolio, in GitHub's Markdown.
 * @param of.because sentences
 */
export function renderProposal({
  plan,
  because,
}: {
  plan: PortfolioPlan;
  because: readonly string[];
}): string {
  const intro = [
    markdownOf([
      'New weights of ',
      code(plan.prompt),
      ' in ',
      code(plan.environment),
      '. They are set when this is merged, by the next `record`.',
    ]),
    list(because.map(textOf)),
  ];
  const end =
    'Each rebalance replaces this branch, so commits on it are lost: to decide otherwise, change the file on main.';
  const texts = ROWS.map((rows) => paragraphs([...intro, portfolioBlock(plan, rows), end]));
  return texts.find((text) => text.length <= MOST_CHARACTERS) ?? paragraphs([...intro, end]);
}
