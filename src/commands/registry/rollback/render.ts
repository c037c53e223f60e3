import type { RollbackJson } from '../../../domain/registry-json.ts';
import { inertTerminal } from '../../../prose/inert.ts';
import type { ExitCode } from '../../command.ts';
import type { PublishReport } from '../publish/publish.ts';
import {
  failuresText,
  isPublished,
  placesReached,
  publicationJson,
  publicationLines,
  remedyOf,
} from '../publish/report.ts';
import type { RollbackOutcome } from './rollback.ts';

/** The published shape. */
export function rollbackJson(outcome: RollbackOutcome): RollbackJson {
  const { prompt, environment, notes } = outcome;
  const place = { schemaVersion: 1, prompt, environment } as const;
  const added = { publication: publicationJson(outcome.publication), notes };
  if (outcome.kind === 'nothing')
    return { ...place, from: null, to: null, problem: outcome.problem, ...added };
  const { from, to, serial, recorded, serves, failure, elapsedMs, dryRun, unsigned } = outcome;
  const processes = outcome.processes && {
    reached: outcome.processes.reached,
    all: outcome.processes.all,
  };
  const done = { from, to, serial, recorded, serves, elapsedMs, processes, failure, dryRun };
  return { ...place, ...done, ...added, unsigned };
}

/** The exit code: 0 only where it is done, recorded, published everywhere, and taken by all applications. */
export function rollbackExitCode(outcome: RollbackOutcome): ExitCode {
  if (outcome.kind === 'nothing') return 1;
  const { recorded, dryRun, unsigned, publication } = outcome;
  return (recorded || dryRun) && unsigned.length === 0 && isPublished(publication) ? 0 : 2;
}

/**
 * The outcome for people.
 * @param directory where the command was started
 */
export function renderRollback(outcome: RollbackOutcome, directory: string): string {
  // Then the first line says it.
  const notes = outcome.publication.placesUnknown === null ? outcome.notes : [];
  return `${[...linesOf(outcome, directory), ...notes].map(inertTerminal).join('\n')}\n`;
}

const AGAIN = 'the same rollback again would go one version further back.';

function linesOf(outcome: RollbackOutcome, directory: string): string[] {
  const { publication } = outcome;
  if (outcome.kind === 'nothing') {
    const again = `Publishing again also failed: ${failuresText(publication, directory)} ${remedyOf(publication)}`;
    return [outcome.problem, ...(isPublished(publication) ? [] : [again])];
  }
  const { prompt, environment, from, to, serial, recorded, elapsedMs, dryRun } = outcome;
  const what = `${prompt} in ${environment}: ${from} → ${to}`;
  if (dryRun) return [`Dry run, nothing was written: ${what}.`, ...unsignedLine(outcome)];
  const held = `${prompt} ${from} is held until \`release ${prompt}@${from} --env ${environment}\`.`;
  const rest = [...processesLine(outcome), ...unsignedLine(outcome)];
  if (!recorded) return [...unrecordedLines(outcome, { what, directory }), ...rest, NOTED];
  if (isPublished(publication)) {
    const done = `${what} (serial ${serial}, ${seconds(elapsedMs)}).`;
    return [done, ...publicationLines(publication, directory), ...rest, held];
  }
  return [
    `${what} (serial ${serial}): recorded, ${publishedText(publication, directory)} ${remedyOf(publication)}`,
    `It is done: ${AGAIN}`,
    ...rest,
    held,
  ];
}

const NOTED = `It is noted in this clone, and recorded by the next command of the registry that writes: run \`record\` as soon as the remote answers. The same rollback again would go one version further back.`;

function unrecordedLines(
  { serial, serves, failure, publication }: RolledBack,
  { what, directory }: { what: string; directory: string },
): string[] {
  if (!serves) {
    const why = isPublished(publication) ? '' : ` It is ${publishedText(publication, directory)}`;
    return [`${what} is decided, and not recorded: ${failure}${why}`];
  }
  const done = `${what} (serial ${serial}) is published: serving, not recorded. ${failure}`;
  const lines = publicationLines(publication, directory);
  return [done, ...lines];
}

function publishedText(publication: PublishReport, directory: string): string {
  const reached = placesReached(publication, directory);
  const failed = failuresText(publication, directory);
  return reached === ''
    ? `published NOWHERE: ${failed.replace(/^(?:to|anywhere:) /, '')}`
    : `published to ${reached}; not ${failed}`;
}

function unsignedLine({ prompt, environment, unsigned, signed, to }: RolledBack): string[] {
  if (unsigned.length === 0) return [];
  const instead =
    signed.length === 0 ? '' : `Go back to one that does (--to ${signed.join(', ')}), or promote`;
  const remedy = `${instead || 'Promote'} it once more with the promotion key: \`promote ${prompt}@${to} --to ${environment} --reason …\`.`;
  const verb = unsigned.length === 1 ? 'bears' : 'bear';
  return [
    `Applications with \`publicKeys\` refuse this: ${unsigned.join(', ')} ${verb} no promotion signature of the registry's keys. ${remedy}`,
  ];
}

type RolledBack = Extract<RollbackOutcome, { kind: 'rolled-back' }>;

function processesLine({ processes }: RolledBack): string[] {
  if (processes === null) return [];
  const { reached, all, afterMs } = processes;
  if (all === 0) return ['No process reports to Redis what it serves.'];
  return [`${reached} of ${all} processes after ${seconds(afterMs)}.`];
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
