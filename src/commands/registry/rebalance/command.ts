import type { Command } from '../../command.ts';
import { WRITING_OPTIONS } from '../options.ts';
import { GITHUB_VARIABLES, PROMOTING_VARIABLES } from '../variables.ts';

const OPTIONS = {
  base: { type: 'string', value: 'REF', help: "the main branch (default: the remote's)" },
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
      { signingKeys },
      { printOutcome },
    ] = await Promise.all([
      import('./rebalance.ts'),
      import('./render.ts'),
      import('../keys.ts'),
      import('../print.ts'),
    ]);
    const outcome = await rebalancePortfolios({
      directory: terminal.directory,
      configPath: values.config,
      remote: values.remote,
      base: values.base,
      prompts: positionals,
      dryRun: values['dry-run'],
      environment: terminal.environment,
      keys: signingKeys(terminal.environment),
      runsPrograms: values.programs,
    });
    printOutcome(terminal, {
      json: values.json,
      value: rebalanceJson(outcome),
      text: () => renderRebalance(outcome, { directory: terminal.directory, width: 100 }),
    });
    return exitCodeOf(outcome);
  },
};
