import { DEFAULT_POLICY_PATH } from '../../domain/policy.ts';
import type { Command } from '../command.ts';

const OPTIONS = {
  config: {
    type: 'string',
    value: 'FILE',
    default: DEFAULT_POLICY_PATH,
    help: `policy, read from the working tree (default: ${DEFAULT_POLICY_PATH})`,
  },
  fresh: { type: 'boolean', help: 'ask anew, whatever is stored' },
  offline: { type: 'boolean', help: 'only what is stored' },
  yes: {
    type: 'boolean',
    help: 'send keys to hosts that only the policy of this repository names, without asking',
  },
  scripts: { type: 'boolean', help: 'run scripts in Node where the policy says `runtime: node`' },
} as const;

/** Asks the prompts of the working tree twice, to measure how noisy their suites are. */
export const command: Command<typeof OPTIONS> = {
  name: 'selfcheck',
  summary: 'ask the prompts twice: how noisy are the suites, how often would the gate cry wolf',
  positionals: 'PROMPT',
  options: OPTIONS,
  help: 'Without PROMPT every prompt is asked. Answers are kept: the next self-check asks only what is missing.',
  async run({ values, positionals }, terminal) {
    const [{ selfCheckRepository }, { renderSelfCheck }, { terminalLog }, { agreement }] = await Promise.all([
      import('./selfcheck.ts'),
      import('./render.ts'),
      import('../terminal-log.ts'),
      import('../agreement.ts'),
    ]);
    const progress = terminalLog(terminal.messages);
    const checks = await selfCheckRepository({
      directory: terminal.directory,
      configPath: values.config,
      paths: [...positionals],
      credentials: terminal.credentials,
      fresh: values.fresh,
      offline: values.offline,
      runsNodeScripts: values.scripts,
      log: progress.log,
      signal: terminal.interruption(),
      agree: agreement(terminal, { yes: values.yes, log: progress.log }),
    });
    progress.end();
    terminal.output.write(renderSelfCheck(checks));
    return 0;
  },
};
