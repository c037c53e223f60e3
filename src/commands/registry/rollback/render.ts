import type { RollbackJson } from '../../../domain/registry-json.ts';
import { inertTerminal } from '../../../prose/inert.ts';
import type { RollbackOutcome } from './rollback.ts';

/** The published shape. */
export function rollbackJson(outcome: RollbackOutcome): RollbackJson {
  const { prompt, environment } = outcome;
  const place = { schemaVersion: 1, prompt, environment } as const;
  if (outcome.kind === 'nothing') return { ...place, from: null, to: null, problem: outcome.problem };
  const { from, to, serial, recorded, serves, failure, elapsedMs, dryRun } = outcome;
  const processes = outcome.processes && {
    reached: outcome.processes.reached,
    all: outcome.processes.all,
  };
  return { ...place, from, to, serial, recorded, serves, elapsedMs, processes, failure, dryRun };
}

/** The outcome for people. */
export function renderRollback(outcome: RollbackOutcome): string {
  return `${linesOf(outcome).map(inertTerminal).join('\n')}\n`;
}

function linesOf(outcome: RollbackOutcome): string[] {
  if (outcome.kind === 'nothing') return [outcome.problem];
  const { prompt, environment, from, to, serial, recorded, serves, failure, elapsedMs, dryRun } = outcome;
  const what = `${prompt} in ${environment}: ${from} → ${to}`;
  if (dryRun) return [`Dry run, nothing was written: ${what}.`];
  const held = `${prompt} ${from} is held until \`release ${prompt}@${from} --env ${environment}\`.`;
  if (recorded)
    return [`${what} (serial ${serial}, ${seconds(elapsedMs)}).`, ...processesLine(outcome), held];
  return [
    serves
      ? `${what} (serial ${serial}) is published: serving, not recorded. ${failure}`
      : `${what} is decided, and not recorded: ${failure}`,
    ...processesLine(outcome),
    'It is noted in this clone, and recorded by the next command of the registry that writes: run `record` as soon as the remote answers. The same rollback again would go one version further back.',
  ];
}

function processesLine({ processes }: Extract<RollbackOutcome, { kind: 'rolled-back' }>): string[] {
  if (processes === null) return [];
  const { reached, all, afterMs } = processes;
  if (all === 0) return ['No process reports to Redis what it serves.'];
  return [`${reached} of ${all} processes after ${seconds(afterMs)}.`];
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
