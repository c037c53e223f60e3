import { ConfigurationError } from '../../../base/errors.ts';
import type { Command } from '../../command.ts';
import { BASE_OPTION, REASON_OPTION, SERIAL_ABOVE_OPTION, WRITING_OPTIONS } from '../options.ts';
import { PROMOTING_VARIABLES } from '../variables.ts';

const OPTIONS = {
  to: { type: 'string', value: 'ENV', help: 'the environment' },
  reason: { ...REASON_OPTION, help: 'overrides what is missing; kept in the log, with what was missing' },
  'serial-above': SERIAL_ABOVE_OPTION,
  base: BASE_OPTION,
  ...WRITING_OPTIONS,
} as const;

/** Promotes a version to an environment by hand. */
export const command: Command<typeof OPTIONS> = {
  name: 'promote',
  group: 'registry',
  summary: 'let a version serve in an environment; refuses without enough evidence',
  positionals: 'PROMPT[@VERSION]',
  options: OPTIONS,
  variables: { models: false, others: PROMOTING_VARIABLES },
  help: 'Without @VERSION, the version that main has. Where something is missing, says exactly what.',
  exitCodes: '0 it serves there, 1 refused, 2 something could not be decided',
  async run({ values, positionals }, terminal) {
    const [
      { promote },
      { renderPromote },
      { readReason, readSerial },
      { writingRequest },
      { isPublished, publicationJson },
      { printOutcome },
    ] = await Promise.all([
      import('./promote.ts'),
      import('./render.ts'),
      import('../lookup.ts'),
      import('../requests.ts'),
      import('../publish/report.ts'),
      import('../print.ts'),
    ]);
    const [argument, ...others] = positionals;
    if (argument === undefined || others.length > 0) {
      throw new ConfigurationError('`promote` takes one prompt.', {
        remedy: 'For example: promote support@1.4.0 --to production.',
      });
    }
    const outcome = await promote({
      ...writingRequest(values, terminal),
      base: values.base,
      argument,
      to: values.to,
      reason: readReason(values.reason, { isRequired: false }),
      serialAbove: readSerial(values['serial-above']),
    });
    printOutcome(terminal, {
      json: values.json,
      value: { schemaVersion: 1, ...outcome, publication: publicationJson(outcome.publication) },
      text: () => renderPromote(outcome, terminal.directory),
    });
    if (outcome.outcome === 'refused') return 1;
    return isPublished(outcome.publication) ? 0 : 2;
  },
};
