import { ConfigurationError, GateFailure } from '../../base/errors.ts';
import { DEFAULT_POLICY_PATH } from '../../domain/policy.ts';
import { ASKING_OPTIONS } from '../asking-options.ts';
import type { Command } from '../command.ts';
import { letNewObjectsGrow } from '../new-objects.ts';

const OPTIONS = {
  config: {
    type: 'string',
    value: 'FILE',
    default: DEFAULT_POLICY_PATH,
    help: `policy, read from the working tree (default: ${DEFAULT_POLICY_PATH})`,
  },
  fresh: { type: 'boolean', help: 'ignore stored answers' },
  offline: { type: 'boolean', help: 'use stored answers only' },
  ...ASKING_OPTIONS,
} as const;

/** Asks the prompts of the working tree twice, to measure how noisy their suites are. */
export const command: Command<typeof OPTIONS> = {
  name: 'selfcheck',
  group: 'gate',
  summary: 'ask every prompt twice: how noisy are suites, how often would the gate block a harmless edit',
  positionals: '[PROMPT…]',
  options: OPTIONS,
  help: 'Without PROMPT every prompt is asked. Answers are kept: the next self-check asks only what is missing.',
  exitCodes: '0 the self-check was completed, 2 it could not be',
  async run({ values, positionals }, terminal) {
    if (values.fresh && values.offline) {
      throw new ConfigurationError('`--fresh` ignores stored answers, and `--offline` uses no others.', {
        remedy: 'Leave out one of the two.',
      });
    }
    const [{ selfCheckRepository }, { renderSelfCheck }, { terminalLog }, { agreement }] = await Promise.all([
      import('./selfcheck.ts'),
      import('./render.ts'),
      import('../terminal-log.ts'),
      import('../agreement.ts'),
    ]);
    // The simulation keeps nothing, and makes objects without end.
    letNewObjectsGrow();
    const progress = terminalLog(terminal.messages);
    const { checks, unanswered } = await selfCheckRepository({
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
    if (unanswered.length > 0) throw new GateFailure(unanswered.join(' '));
    return 0;
  },
};
