import type { Command } from '../../command.ts';
import { WRITING_OPTIONS } from '../options.ts';
import { PROMOTING_VARIABLES } from '../variables.ts';

const OPTIONS = {
  base: { type: 'string', value: 'REF', help: "the main branch (default: the remote's)" },
  ...WRITING_OPTIONS,
  adopt: {
    type: 'boolean',
    help: 'once, at the start: what main has serves from now on in every environment that serves nothing',
  },
  history: {
    type: 'boolean',
    help: "once, before anything is recorded: register the versions of main's whole history",
  },
  yes: {
    type: 'boolean',
    help: 'send keys to hosts that only the policy of this repository names, without asking',
  },
  scripts: { type: 'boolean', help: 'run scripts in Node where the policy says `runtime: node`' },
} as const;

/** Records what main has: new versions, their evidence, and the promotions that the policy asks for. */
export const command: Command<typeof OPTIONS> = {
  name: 'record',
  group: 'registry',
  summary: 'register what is new on main, evaluate it, promote what the policy promotes',
  options: OPTIONS,
  variables: { models: true, others: PROMOTING_VARIABLES },
  help: `Goes on from the commit of main that was recorded last. New versions are registered first; evidence and promotions
follow, and what cannot be done now (no key, no money left) is done by any later run.`,
  exitCodes: '0 done, 1 a due promotion was refused, 2 something could not be decided',
  async run({ values }, terminal) {
    const [
      { record },
      { recordJson, renderRecord, exitCodeOf },
      { terminalLog },
      { agreement },
      { signingKeys },
      { printOutcome },
    ] = await Promise.all([
      import('./record.ts'),
      import('./render.ts'),
      import('../../terminal-log.ts'),
      import('../../agreement.ts'),
      import('../keys.ts'),
      import('../print.ts'),
    ]);
    const progress = terminalLog(terminal.messages);
    const outcome = await record({
      directory: terminal.directory,
      configPath: values.config,
      remote: values.remote,
      base: values.base,
      adopt: values.adopt,
      wholeHistory: values.history,
      dryRun: values['dry-run'],
      environment: terminal.environment,
      keys: signingKeys(terminal.environment),
      runsPrograms: values.programs,
      runsNodeScripts: values.scripts,
      credentials: terminal.credentials,
      log: progress.log,
      signal: terminal.interruption(),
      agree: agreement(terminal, { yes: values.yes, log: progress.log }),
      restoreAnswers: terminal.restoreAnswers,
    });
    progress.end();
    printOutcome(terminal, {
      json: values.json,
      value: recordJson(outcome),
      text: () => renderRecord(outcome, terminal.directory),
    });
    return exitCodeOf(outcome);
  },
};
