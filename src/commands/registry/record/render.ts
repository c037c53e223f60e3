import { inertTerminal } from '../../../prose/inert.ts';
import { counted, formatCount } from '../../../prose/numbers.ts';
import { missingText } from '../../../registry/promotion.ts';
import type { ExitCode } from '../../command.ts';
import { isPublished, publicationJson, publicationLines } from '../publish/report.ts';
import type { DueAllocation } from './allocate.ts';
import type { RecordOutcome } from './outcome.ts';
import type { DuePromotion } from './promotions.ts';

/**
 * As the gate's: 1 where a due promotion or a portfolio was refused, even beside what could not be decided; 2 where something could
 * not be decided: evidence is pending, a prompt cannot be read, or a place could not be published to; else 0.
 */
export function exitCodeOf(outcome: RecordOutcome): ExitCode {
  const { due, allocations, pending, unreadable, publication } = outcome;
  if ([...due, ...allocations].some((each) => each.outcome === 'refused')) return 1;
  return pending.length + unreadable.length > 0 || !isPublished(publication) ? 2 : 0;
}

/** The shape of `record --json`. */
export function recordJson(outcome: RecordOutcome) {
  return { schemaVersion: 1, ...outcome, publication: publicationJson(outcome.publication) };
}

/**
 * The outcome for people: what is new, what was promoted, what is missing.
 * @param directory where the command was started
 */
export function renderRecord(outcome: RecordOutcome, directory: string): string {
  const { registered, evaluated, toEvaluate, pending, unreadable, due, allocations, adopted, dryRun } =
    outcome;
  const { main, branch, rewritten, begins } = outcome;
  const lines = [
    ...(dryRun ? ['Dry run: nothing was written.'] : []),
    ...(begins
      ? [
          `There is no branch ${branch} yet: a new registry begins. If there was one, it was deleted: restore it (docs/registry.md).`,
        ]
      : []),
    ...(rewritten
      ? ['Main was rewritten since the last record: its tip was compared with the versions that are there.']
      : []),
    ...registered.map(({ prompt, version, raised, because, source }) => {
      const why = raised === null ? 'first version' : `${raised}: ${because.join(', ') || 'content changed'}`;
      return `${prompt} ${version}  ${dryRun ? 'would be ' : ''}registered (${why})  ${source.change}`;
    }),
    ...evaluated.map(({ prompt, version, cases, unanswered = 0 }) => {
      const lacking = unanswered === 0 ? '' : `, ${formatCount(unanswered)} without an answer`;
      return `${prompt} ${version}  evaluated on ${counted(cases, 'case')}${lacking}`;
    }),
    ...toEvaluate.map(
      ({ prompt, version, cases }) => `${prompt} ${version}  would be evaluated on ${counted(cases, 'case')}`,
    ),
    ...due.flatMap((each) => dueLines(each, dryRun)),
    ...allocations.flatMap((each) => allocationLines(each, dryRun)),
    ...adopted.map(({ prompt, version, environment }) => {
      return `${prompt} ${version}  ${dryRun ? 'would be adopted' : 'adopted'} in ${environment}: it serves there from now on, compared with nothing`;
    }),
    ...unreadable.map(({ problem }) => `cannot be read: ${problem}`),
    ...pending.map(({ prompt, problem }) => `${prompt}  evidence is pending: ${problem}`),
  ];
  const isNew = lines.length > (dryRun ? 1 : 0) + (begins ? 1 : 0);
  const what = isNew ? (dryRun ? 'Not recorded' : 'Recorded') : 'Nothing is new on main';
  lines.push(`${what}: main is at ${main.slice(0, 12)}, the registry on the branch ${branch}.`);
  lines.push(...publicationLines(outcome.publication, directory));
  return `${lines.map(inertTerminal).join('\n')}\n`;
}

function allocationLines(
  { prompt, environment, path, outcome, because, asStated = true }: DueAllocation,
  dryRun: boolean,
): string[] {
  const words = {
    allocated: `weights ${dryRun ? 'would be ' : ''}set in ${environment}, ${asStated ? 'as' : 'but not all as'} ${path} states`,
    waits: `weights of ${path} wait`,
    refused: `weights of ${path} are not set`,
  };
  return [`${prompt ?? 'a portfolio'}  ${words[outcome]}`, ...because.map((text) => `    ${text}`)];
}

function dueLines(
  { prompt, version, environment, outcome, missing }: DuePromotion,
  dryRun: boolean,
): string[] {
  const words = {
    promoted: `${dryRun ? 'would be ' : ''}promoted to ${environment}`,
    waits: `waits for ${environment}`,
    pending: `waits for evidence before ${environment}`,
    refused: `not promoted to ${environment}`,
  };
  return [`${prompt} ${version}  ${words[outcome]}`, ...missing.map((lack) => `    ${missingText(lack)}`)];
}
