import { inertTerminal } from '../../../prose/inert.ts';
import { counted } from '../../../prose/numbers.ts';
import type { ExitCode } from '../../command.ts';
import type { RecordOutcome } from './outcome.ts';
import type { DuePromotion } from './promotions.ts';

/** 1: a due promotion was refused; 2: something could not be decided; 0: else. */
export function exitCodeOf({ due, pending, unreadable }: RecordOutcome): ExitCode {
  if (due.some(({ outcome }) => outcome === 'refused') && pending.length === 0) return 1;
  return pending.length + unreadable.length > 0 ? 2 : 0;
}

/** The shape of `record --json`. */
export function recordJson(outcome: RecordOutcome) {
  return { schemaVersion: 1, ...outcome };
}

/** The outcome for people: what is new, what was promoted, what is missing. */
export function renderRecord(outcome: RecordOutcome): string {
  const { registered, evaluated, pending, unreadable, due, dryRun, main, branch, rewritten } = outcome;
  const lines = [
    ...(dryRun ? ['Dry run: nothing was written.'] : []),
    ...(rewritten
      ? ['Main was rewritten since the last record: its tip was compared with the versions that are there.']
      : []),
    ...registered.map(({ prompt, version, raised, because, source }) => {
      const why = raised === null ? 'first version' : `${raised}: ${because.join(', ') || 'content changed'}`;
      return `${prompt} ${version}  registered (${why})  ${source.change}`;
    }),
    ...evaluated.map(
      ({ prompt, version, cases }) => `${prompt} ${version}  evaluated on ${counted(cases, 'case')}`,
    ),
    ...due.flatMap(dueLines),
    ...unreadable.map(({ problem }) => `cannot be read: ${problem}`),
    ...pending.map(({ prompt, problem }) => `${prompt}  evidence is pending: ${problem}`),
  ];
  const what = registered.length === 0 && lines.length === 0 ? 'Nothing is new on main' : 'Recorded';
  lines.push(`${what}: main is at ${main.slice(0, 12)}, the registry on the branch ${branch}.`);
  return `${lines.map(inertTerminal).join('\n')}\n`;
}

function dueLines({ prompt, version, environment, outcome, missing }: DuePromotion): string[] {
  const words = {
    promoted: `promoted to ${environment}`,
    waits: `waits for ${environment}`,
    refused: `not promoted to ${environment}`,
  };
  return [`${prompt} ${version}  ${words[outcome]}`, ...missing.map(({ text }) => `    ${text}`)];
}
