import { FIRST_VALUES } from '../../../experiment/guard.ts';
import { inertTerminal } from '../../../prose/inert.ts';
import { counted, formatCount } from '../../../prose/numbers.ts';
import {
  controlName,
  evidenceText,
  guardName,
  marginText,
  meanText,
  segmentName,
} from '../../../report/telling/guard.ts';
import { trendLines } from '../../../report/telling/trend.ts';
import type { ExitCode } from '../../command.ts';
import { isPublished, publicationLines } from '../publish/report.ts';
import { renderRollback, rollbackExitCode } from '../rollback/render.ts';
import { textTable } from '../table.ts';
import { issueSentence } from './issues.ts';
import type { GuardOutcome, GuardReport } from './outcome.ts';

/** 1: a guard tripped; 2: not all was judged or done, or nobody knows how a version does. */
export function guardExitCode(report: GuardReport): ExitCode {
  const { guards, rollbacks, unreadable, failures, publication, told } = report;
  const { read, ignored, unreadable: bad } = told.rows;
  const isDone =
    failures.length === 0 &&
    isPublished(publication) &&
    report.issues.every(({ outcome }) => outcome !== 'failed');
  const isWhole = unreadable.length === 0 && bad * 2 <= read - ignored;
  if (!isDone || !isWhole || rollbacks.some((each) => rollbackExitCode(each) === 2)) return 2;
  if (guards.some(({ action }) => action !== null)) return 1;
  return guards.some(({ reading }) => reading.kind === 'paused' && reading.because !== 'alone') ? 2 : 0;
}

/** The report for people. */
export function renderGuards(report: GuardReport, directory: string): string {
  const { guards, rollbacks, held, unreadable, told, publication, issues, failures, dryRun } = report;
  const lines = [
    ...guards.filter(({ action }) => action !== null).flatMap(trippedLines),
    ...rollbacks.flatMap((each) => renderRollback(each, directory).trimEnd().split('\n')),
    ...held.map(({ prompt, version, environment, until, reason }) => {
      const end = until === null ? 'until it is released' : `until ${until}`;
      return `${dryRun ? 'Dry run: would hold' : 'Held:'} ${prompt} ${version} in ${environment} ${end}. ${reason}.`;
    }),
    ...report.recorded.map(
      ({ prompt, environment, from, at }) =>
        `Recorded now: ${prompt} ${from} in ${environment}, taken back at ${at}.`,
    ),
    ...publicationLines(publication, directory),
    ...issues.map(issueSentence),
    ...failures,
    ...unreadable.map(({ path, problem }) => `${path}: ${problem}`),
  ];
  const table = textTable([HEADING, ...guards.map(rowOf)]).map((line) => `  ${line}`);
  const all = [...lines, ...(lines.length > 0 ? [''] : []), ...table, '', ...rowLines(told)];
  return `${all.map(inertTerminal).join('\n').trimEnd()}\n`;
}

const HEADING = ['prompt', 'environment', 'version', 'segment', 'metric', 'answers', 'mean', 'control', ''];

function rowOf({ guard, reading, isKnown }: GuardOutcome): string[] {
  const { prompt, environment, version, segment, metric } = guard;
  const { figures, kind } = reading;
  const margin = marginText(guard.policy.worseBy, guard.rule.bounds);
  const learnt = `${formatCount(figures.version.answers)} of ${formatCount(FIRST_VALUES)}`;
  const stage =
    kind === 'tripped' && isKnown ? 'tripped before, not released' : STAGES[reading.because ?? kind];
  return [
    ...[
      prompt,
      environment,
      version,
      segmentName(segment),
      margin === null ? metric : `${metric}, worse by ${margin}`,
    ],
    ...[
      kind === 'learning' ? learnt : formatCount(figures.version.answers),
      meanText(figures, figures.version),
    ],
    ...[guard.control === null ? '–' : `${guard.control} ${meanText(figures, figures.control)}`, stage],
  ];
}

const STAGES: Record<
  GuardOutcome['reading']['kind'] | NonNullable<GuardOutcome['reading']['because']>,
  string
> = {
  watching: 'watching',
  waiting: 'waiting: it serves, or is watched, for less than an hour',
  tripped: 'TRIPPED',
  paused: 'paused',
  learning: 'learning: no other version has 5 %',
  silence: 'paused: nothing was reported for an hour',
  'no-candidate': 'paused: nothing was reported of it for an hour',
  'no-control': 'paused: too few of the answers are of the control',
  alone: 'not judged: no other version has 5 %',
  unreadable: 'paused: too many of its rows cannot be read',
};

function trippedLines({ guard, reading, action, isKnown }: GuardOutcome): string[] {
  const { figures, trend } = reading;
  const { version, control, latest, badAnswers } = figures;
  const beside = controlName(guard);
  const cost =
    badAnswers === null ? [] : [`It cost ${counted(badAnswers, 'bad answer')} more of those reported.`];
  const said = isKnown ? 'tripped before, and nobody released that' : DONE[action ?? 'alert'];
  return [
    `${guardName(guard)}: ${said}.`,
    `${meanText(figures, version)} in ${counted(version.answers, 'answer')}, against ${meanText(figures, control)} of ${beside} (${evidenceText(figures)}). ${cost.join('')}`.trim(),
    ...trendLines(trend, [guard.version, beside]),
    `The latest ${formatCount(latest.version.answers)}: ${meanText(figures, latest.version)}${control.answers === 0 ? '' : `, against ${meanText(figures, latest.control)}`}.`,
    '',
  ];
}

const DONE = {
  rollback: 'tripped',
  hold: 'tripped; its exposure may not rise',
  alert: 'tripped; nothing is changed by it',
} as const;

function rowLines({ rows, problems, unknown, unwatched }: GuardReport['told']): string[] {
  const left = (count: number, text: string) => (count === 0 ? [] : [`${counted(count, 'row')} ${text}`]);
  return [
    `${formatCount(rows.taken - unwatched)} of ${counted(rows.read, 'row')} judged.`,
    ...left(unwatched, 'left out: older than the serving of what they name, or nothing watches that.'),
    ...left(rows.repeated, 'left out: their id came before.'),
    ...left(rows.forced, 'left out: the version was forced, so the weights did not choose it.'),
    ...left(rows.ignored, 'left out: without a metric that a guard watches.'),
    ...left(rows.unknown, 'left out: the registry does not know what they name:'),
    ...unknown.map(({ what, name, rows: count }) => `  ${what} ${name || '(none)'} (${formatCount(count)})`),
    ...left(rows.unreadable, 'left out: they cannot be read:'),
    ...problems.map(({ place: { path, line, row }, problem }) => {
      const where =
        line === undefined ? (row === undefined ? path : `${path} row ${row}`) : `${path}:${line}`;
      return `  ${where} ${problem}.`;
    }),
  ];
}
