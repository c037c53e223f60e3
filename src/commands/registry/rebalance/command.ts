import type { Command } from '../../command.ts';
import { WRITING_OPTIONS } from '../options.ts';
import { PROMOTING_VARIABLES } from '../variables.ts';

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
  variables: { models: false, others: PROMOTING_VARIABLES },
  help: 'Without PROMPT, the portfolios that are due. --dry-run prints the plan of all of them as a risk report.',
  exitCodes: '0 done or not due, 1 limits leave no room, 2 something could not be decided',
  async run({ values, positionals }, terminal) {
    const [
      { rebalancePortfolios },
      { exitCodeOf, renderRebalance },
      { signingKeys },
      report,
      { printOutcome },
    ] = await Promise.all([
      import('./rebalance.ts'),
      import('./render.ts'),
      import('../keys.ts'),
      import('../publish/report.ts'),
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
      value: { schemaVersion: 1, ...outcome, publication: report.publicationJson(outcome.publication) },
      text: () => renderRebalance(outcome, { directory: terminal.directory, width: 100 }),
    });
    return exitCodeOf(outcome);
  },
};
