import type { Command } from '../../command.ts';
import { BASE_OPTION, WRITING_OPTIONS } from '../options.ts';
import { GITHUB_VARIABLES, PROMOTING_VARIABLES } from '../variables.ts';

const OPTIONS = {
  base: BASE_OPTION,
  ...WRITING_OPTIONS,
} as const;

/** Gives the versions of portfolios new weights. */
export const command: Command<typeof OPTIONS> = {
  name: 'rebalance',
  group: 'registry',
  summary: 'new weights for portfolios, by what was observed and within their limits',
  positionals: '[PROMPT…]',
  options: OPTIONS,
  variables: { models: false, others: { ...PROMOTING_VARIABLES, ...GITHUB_VARIABLES } },
  help: 'Without PROMPT, the portfolios that are due. --dry-run prints the plan of all of them as a risk report.\nWhere a portfolio asks for it, the change is pushed as a branch, and a pull request is opened or brought up to date.',
  exitCodes:
    '0 done or not due, 1 limits leave no room, 2 something was not decided, or no pull request made',
  async run({ values, positionals }, terminal) {
    const [
      { rebalancePortfolios },
      { exitCodeOf, rebalanceJson, renderRebalance },
      { writingRequest },
      { printOutcome },
    ] = await Promise.all([
      import('./rebalance.ts'),
      import('./render.ts'),
      import('../requests.ts'),
      import('../print.ts'),
    ]);
    const outcome = await rebalancePortfolios({
      ...writingRequest(values, terminal),
      base: values.base,
      prompts: positionals,
    });
    printOutcome(terminal, {
      json: values.json,
      value: rebalanceJson(outcome),
      text: () => renderRebalance(outcome, { directory: terminal.directory, width: 100 }),
    });
    return exitCodeOf(outcome);
  },
};
