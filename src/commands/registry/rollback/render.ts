import { inertTerminal } from '../../../prose/inert.ts';
import type { RollbackOutcome } from './rollback.ts';

/** The published shape. `processes` is null: nobody counts them without a destination that they report to. */
export function rollbackJson(outcome: RollbackOutcome) {
  if (outcome.kind === 'nothing') {
    const { prompt, environment, problem } = outcome;
    return { schemaVersion: 1, prompt, environment, from: null, to: null, problem };
  }
  const { prompt, environment, from, to, serial, recorded, failure, elapsedMs, dryRun } = outcome;
  const told = {
    schemaVersion: 1,
    prompt,
    environment,
    from,
    to,
    serial,
    recorded,
    elapsedMs,
    processes: null,
  };
  return { ...told, failure, dryRun };
}

/** The outcome for people. */
export function renderRollback(outcome: RollbackOutcome): string {
  return `${linesOf(outcome).map(inertTerminal).join('\n')}\n`;
}

function linesOf(outcome: RollbackOutcome): string[] {
  if (outcome.kind === 'nothing') return [outcome.problem];
  const { prompt, environment, from, to, serial, recorded, failure, elapsedMs, dryRun } = outcome;
  const what = `${prompt} in ${environment}: ${from} → ${to}`;
  if (dryRun) return [`Dry run, nothing was written: ${what}.`];
  const held = `${prompt} ${from} is held until \`release ${prompt}@${from} --env ${environment}\`.`;
  if (recorded) return [`${what} (serial ${serial}, ${(elapsedMs / 1000).toFixed(1)} s).`, held];
  return [
    `${what} is decided, and not recorded: ${failure}`,
    'It is noted in this clone, and recorded by the next command of the registry that writes. Repeat the command as soon as the remote answers.',
  ];
}
