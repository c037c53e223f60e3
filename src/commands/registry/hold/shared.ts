import { ConfigurationError } from '../../../base/errors.ts';
import { inertTerminal } from '../../../prose/inert.ts';
import type { ExitCode, Invocation, Terminal } from '../../command.ts';
import { readReason } from '../lookup.ts';
import type { WRITING_OPTIONS } from '../options.ts';
import { printOutcome } from '../print.ts';
import { isPublished, publicationJson, publicationLines } from '../publish/report.ts';
import { writingRequest } from '../requests.ts';
import type { HoldReport, HoldRequest } from './hold.ts';

type Values = Invocation<typeof WRITING_OPTIONS>['values'] & { reason?: string | undefined };

/** What `hold`, `release` and `archive` are given alike. */
export function holdRequest(
  { values, positionals }: { values: Values; positionals: readonly string[] },
  terminal: Terminal,
  command: string,
): Omit<HoldRequest, 'env'> {
  const [argument, ...others] = positionals;
  if (argument === undefined || others.length > 0) {
    throw new ConfigurationError(`\`${command}\` takes one prompt.`, {
      remedy: `For example: ${command} support@1.4.0.`,
    });
  }
  return {
    ...writingRequest(values, terminal),
    argument,
    reason: readReason(values.reason, { isRequired: command === 'hold' }),
  };
}

/** Prints an outcome; `done` and `already` say what happened, for people. */
export function printHold(
  outcome: HoldReport,
  { done, already, json }: { done: string; already: string; json: boolean },
  terminal: Terminal,
): ExitCode {
  const { prompt, version, environment, dryRun } = outcome;
  const what = version === null ? prompt : `${prompt} ${version}`;
  const where = environment === null ? '' : ` in ${environment}`;
  const said = outcome.kind === 'nothing' ? already : done;
  const line = `${dryRun ? 'Dry run, nothing was written: ' : ''}${what} ${said}${where}.`;
  const { publication, notes } = outcome;
  const told = [line, ...publicationLines(publication, terminal.directory)];
  const lines = publication.placesUnknown === null ? [...told, ...notes] : told;
  printOutcome(terminal, {
    json,
    value: { schemaVersion: 1, ...outcome, publication: publicationJson(publication) },
    text: () => `${lines.map(inertTerminal).join('\n')}\n`,
  });
  return isPublished(publication) ? 0 : 2;
}
