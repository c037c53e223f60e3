import { ConfigurationError } from '../../../base/errors.ts';
import type { Command } from '../../command.ts';
import { REASON_OPTION, SERIAL_ABOVE_OPTION, WRITING_OPTIONS } from '../options.ts';
import { SERVING_VARIABLES } from '../variables.ts';

const OPTIONS = {
  env: { type: 'string', value: 'ENV', help: 'the environment' },
  version: {
    type: 'string',
    value: 'BAD',
    help: 'the version to take back (default: the one whose weight was raised last)',
  },
  to: {
    type: 'string',
    value: 'GOOD',
    help: 'the version that everybody gets, which has to have served there (default: what served before)',
  },
  reason: REASON_OPTION,
  'serial-above': SERIAL_ABOVE_OPTION,
  ...WRITING_OPTIONS,
} as const;

/** Takes a version back, in seconds. */
export const command: Command<typeof OPTIONS> = {
  name: 'rollback',
  group: 'registry',
  summary: 'take a version back; what served before serves again',
  positionals: 'PROMPT[@BAD]',
  options: OPTIONS,
  variables: { models: false, others: SERVING_VARIABLES },
  help: `Asks for no evidence and reads nothing of main. The version that is taken back is held until \`release\`. Where the
remote does not answer, the rollback is noted here, and recorded by the next command that writes. Where
applications report to a Redis what they serve, it waits until all have it, 10 seconds at most.`,
  exitCodes:
    '0 done, recorded and published, 1 nothing to go back to, 2 done in part (it says what), or not decided',
  async run({ values, positionals }, terminal) {
    const [
      { rollback },
      { renderRollback, rollbackExitCode, rollbackJson },
      { readPromptArgument, readReason, readSerial },
      { writingRequest },
      { printOutcome },
    ] = await Promise.all([
      import('./rollback.ts'),
      import('./render.ts'),
      import('../lookup.ts'),
      import('../requests.ts'),
      import('../print.ts'),
    ]);
    const [argument, ...others] = positionals;
    if (argument === undefined || others.length > 0) {
      throw new ConfigurationError('`rollback` takes one prompt.', {
        remedy: 'For example: rollback support --env production --reason "wrong refund limits".',
      });
    }
    const named = readPromptArgument(argument);
    const outcome = await rollback({
      ...writingRequest(values, terminal),
      prompt: named.prompt,
      env: values.env,
      version: values.version ?? named.version ?? undefined,
      to: values.to,
      reason: readReason(values.reason, { isRequired: true }) ?? '',
      serialAbove: readSerial(values['serial-above']),
    });
    printOutcome(terminal, {
      json: values.json,
      value: rollbackJson(outcome),
      text: () => renderRollback(outcome, terminal.directory),
    });
    return rollbackExitCode(outcome);
  },
};
