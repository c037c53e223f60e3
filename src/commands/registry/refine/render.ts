import { inertTerminal } from '../../../prose/inert.ts';
import {
  counted,
  formatLevel,
  formatPoints,
  formatPointsInterval,
  formatPRelation,
  formatRate,
} from '../../../prose/numbers.ts';
import type { ExitCode } from '../../command.ts';
import { proposalLines } from '../proposal-lines.ts';
import { isPublished, publicationLines } from '../publish/report.ts';
import type { RefineOutcome, ToldCluster, ToldTry } from './outcome.ts';

/** Groups, cases and reasons that are printed. */
const MOST_LINES = 15;

/**
 * 2 where something was not decided, or a pull request could not be made; 1 where there was something to mend, and nothing
 * of what was tried may be proposed; else 0. A dry run, which asks nothing, ends with 0.
 */
export function exitCodeOf({
  files,
  tries,
  cases,
  notProposed,
  undecided,
  clusters,
  proposal,
  publication,
  dryRun,
}: RefineOutcome): ExitCode {
  if (dryRun) return 0;
  if (undecided.length > 0 || proposal?.outcome === 'failed' || !isPublished(publication)) return 2;
  const isProposed = Object.keys(files).length > 0;
  const isRefused = tries.length > 0 || cases.length > 0 || notProposed.length > 0;
  return !isProposed && clusters.length > 0 && isRefused ? 1 : 0;
}

/** What was found and proposed, for people. */
export function renderRefine(outcome: RefineOutcome, directory: string): string {
  const { prompt, version, suite, production, undecided, notProposed, proposal, dryRun, files } = outcome;
  const { failing, cases, path, answered } = suite;
  const missing = answered < cases ? ` (${answered} answered here)` : '';
  const head = `${prompt} ${version}  ${failing} of ${counted(cases, 'case')} of ${path} fail${missing}`;
  const rows = production.rows.read > 0 ? [productionLine(outcome)] : [];
  const lines = [
    head,
    ...rows,
    ...production.problems,
    ...clusterLines(outcome.clusters),
    ...caseLines(outcome),
    ...changeLines(outcome),
    ...atMostLines(notProposed.map(({ what, why }) => `Not proposed: ${what}. ${why}`)),
    ...undecided,
    ...endLines(Object.keys(files), dryRun),
    ...(proposal === null ? [] : proposalLines(proposal, 'it')),
    ...publicationLines(outcome.publication, directory),
  ];
  return `${lines.map(inertTerminal).join('\n')}\n`;
}

function productionLine({ production: { rows, failing } }: RefineOutcome): string {
  const others = rows.elsewhere > 0 ? `, ${rows.elsewhere} of other prompts` : '';
  return `Of production: ${counted(rows.read, 'row')} read, ${rows.good} good${others}, ${failing} fail assertions of the suite`;
}

function clusterLines(clusters: readonly ToldCluster[]): string[] {
  const lines = clusters.map(({ size, label, representative }) => {
    return `  ${size} × ${label.text} (such as ${representative})`;
  });
  return lines.length === 0 ? ['Nothing fails.'] : ['What goes wrong:', ...atMostLines(lines)];
}

function caseLines({ cases }: RefineOutcome): string[] {
  if (cases.length === 0) return [];
  const lines = cases.map(({ description, segments, origin }) => {
    const where = segments.length > 0 ? ` [${segments.join(', ')}]` : '';
    const from = origin.kind === 'production' ? 'production' : `a variant of ${origin.id}`;
    return `  ${description}${where}: from ${from}`;
  });
  return [`${counted(cases.length, 'new case')}:`, ...atMostLines(lines)];
}

function changeLines({ tries, triesSoFar, suite, proposed }: RefineOutcome): string[] {
  if (tries.length === 0) return [];
  return [
    `Changes that were tried (training half ${suite.training} cases, test half ${suite.test}):`,
    ...tries.flatMap((one) => tryLines(one, one.digest === proposed)),
    `Changes of this prompt that were ever asked on its test half: ${triesSoFar}; they share one level.`,
  ];
}

function tryLines({ because, training, test, diff, isKnown }: ToldTry, isProposed: boolean): string[] {
  const { before, after, cases } = training;
  const known = isKnown ? ' (known from an earlier run)' : '';
  const lines = [
    `  ${isProposed ? 'Proposed' : 'Not proposed'}: ${because}${known}`,
    `    training: ${formatRate(before)} → ${formatRate(after)} of ${counted(cases, 'case')}`,
  ];
  if (test === null) return lines;
  const change = formatPoints(test.after - test.before);
  const interval = formatPointsInterval([test.low, test.high]);
  const tested = `    test: ${formatRate(test.before)} → ${formatRate(test.after)} of ${counted(test.cases, 'case')}, ${change} (95 %: ${interval}), p ${formatPRelation(test.p)} against ${formatLevel(test.level)}`;
  return [
    ...lines,
    tested,
    ...(isProposed
      ? diff
          .trimEnd()
          .split('\n')
          .map((line) => `    ${line}`)
      : []),
  ];
}

function endLines(paths: readonly string[], dryRun: boolean): string[] {
  if (paths.length === 0) return ['Nothing is proposed.'];
  return [`${dryRun ? 'A pull request would change' : 'The pull request changes'} ${paths.join(' and ')}.`];
}

function atMostLines(lines: readonly string[]): string[] {
  const more = lines.length - MOST_LINES;
  return more > 0 ? [...lines.slice(0, MOST_LINES), `  and ${more} more (--json has all)`] : [...lines];
}
