import type { DriftJson } from '../../../domain/drift-json.ts';
import { inertTerminal } from '../../../prose/inert.ts';
import { counted, formatMoney, formatPoints } from '../../../prose/numbers.ts';
import { plainOf, textOf } from '../../../prose/text.ts';
import {
  causeSentence,
  driftFacts,
  driftHeadline,
  driftPlot,
  losesPinSentence,
  ratesText,
} from '../../../report/telling/drift.ts';
import type { ExitCode } from '../../command.ts';
import type { PublishReport } from '../publish/publish.ts';
import { publicationJson, publicationLines } from '../publish/report.ts';
import type { AcceptedDrift, DriftIssue, DriftLook, DriftOutcome, DriftProposal } from './outcome.ts';

type Report = DriftOutcome & { publication: PublishReport };

/** 1: something drifted, even beside what could not be decided; 2: something is undecided, nothing serves, or an issue could not be kept. */
export function driftExitCode(outcome: DriftOutcome): ExitCode {
  const { looks, pending, issues, proposals } = outcome;
  if (looks.some(({ fact }) => fact.verdict === 'drifted')) return 1;
  const isOpen =
    pending.length > 0 || isEmpty(outcome) || looks.some(({ fact }) => fact.verdict === 'undecided');
  return isOpen || [...issues, ...proposals].some(({ outcome }) => outcome === 'failed') ? 2 : 0;
}

/** Nothing serves: nobody knows anything of it. */
function isEmpty({ looks, pending, toAsk, proposals, accepted }: DriftOutcome): boolean {
  return looks.length + pending.length + toAsk.length + proposals.length + accepted.length === 0;
}

/** The published shape. */
export function driftJson({ looks, publication, ...rest }: Report): DriftJson {
  return {
    schemaVersion: 1,
    ...rest,
    looks: looks.map(({ fact: { type: _, ...fact } }) => fact),
    publication: publicationJson(publication),
  };
}

/**
 * What was found, the drifts first.
 * @param how.directory where the command was started
 * @param how.width columns of the plots
 */
export function renderDrift(report: Report, how: { directory: string; width: number }): string {
  const { looks, pending, toAsk, estimate, issues, proposals, accepted, publication, dryRun } = report;
  const rank = { drifted: 0, undecided: 1, clean: 2 };
  const ordered = [...looks].sort((a, b) => rank[a.fact.verdict] - rank[b.fact.verdict]);
  const lines = [
    ...ordered.flatMap((look) => lookLines(look, how.width)),
    ...pending.map(({ prompt, version, problem }) => `${prompt} ${version} is undecided: ${problem}`),
    ...toAsk.map(({ prompt, version, cases, environments }) => {
      const where = environments.map(({ environment, against }) =>
        against === null
          ? `${environment} (no evidence yet)`
          : `${environment} (evidence of ${against.slice(0, 10)})`,
      );
      return `${prompt} ${version}  ${counted(cases, 'case')} would be asked; serves in ${where.join(', ')}`;
    }),
    ...(estimate === null ? [] : [estimateText(estimate)]),
    ...accepted.map(acceptedLine),
    ...issues.map(issueLine),
    ...proposals.flatMap(proposalLines),
    ...publicationLines(publication, how.directory),
    ...(isEmpty(report) ? ['Nothing serves, so nothing was asked: that is no good news.'] : []),
    ...(dryRun ? ['Dry run: nothing was asked, and nothing was written.'] : []),
  ];
  return `${lines.map(inertTerminal).join('\n')}\n`;
}

function lookLines({ fact }: DriftLook, width: number): string[] {
  const cause = causeSentence(fact);
  const isDrifted = fact.verdict === 'drifted';
  const rows = fact.segments.filter(({ verdict }) => isDrifted || verdict === 'improved');
  const plot = isDrifted ? driftPlot(fact, width - 4) : [];
  return [
    plainOf(driftHeadline(fact)),
    ...(cause === null ? [] : [`    ${plainOf(textOf(cause))}`]),
    ...rows.map((row) => {
      const change = row.change === null ? '—' : `${formatPoints(row.change)} points`;
      return `    ${row.segment}  ${change}: ${ratesText(row)}, ${counted(row.cases, 'case')}, ${row.verdict}`;
    }),
    ...plot.map((line) => `    ${line}`),
    ...driftFacts(fact).map((text) => `    ${plainOf(text)}`),
  ];
}

function estimateText({ answers, judgements, usd }: NonNullable<DriftOutcome['estimate']>): string {
  const judged = judgements > 0 ? ` and at most ${counted(judgements, 'judgement')}` : '';
  const money = usd === null ? 'a price is not known' : `about ${formatMoney(usd)}`;
  return `That takes ${counted(answers, 'answer')}${judged}: ${money}. What answers worse is asked a second time: at most twice that.`;
}

function acceptedLine({ prompt, version, environment, at }: AcceptedDrift): string {
  return `${prompt} ${version} in ${environment} is held against its answers of ${at} from now on.`;
}

function issueLine({ prompt, outcome, url, problem }: DriftIssue): string {
  return outcome === 'failed'
    ? `No issue about ${prompt}: ${problem}`
    : `Issue about ${prompt} ${outcome}: ${url}`;
}

function proposalLines({
  prompt,
  to,
  diff,
  branch,
  outcome,
  url,
  problem,
  losesPin,
}: DriftProposal): string[] {
  const told = {
    planned: `${prompt} would be moved to ${to}:`,
    failed: `${prompt} could not be moved to ${to}: ${problem}`,
    pushed: `${prompt} is moved to ${to} on the branch ${branch}: open a pull request from that branch${url === null ? '' : ` at ${url}`}.`,
  };
  const line = Object.hasOwn(told, outcome)
    ? told[outcome as keyof typeof told]
    : `Pull request ${outcome} that moves ${prompt} to ${to}: ${url}`;
  return [
    line,
    ...(losesPin ? [plainOf(textOf(losesPinSentence(to)))] : []),
    ...diff
      .trimEnd()
      .split('\n')
      .map((text) => `    ${text}`),
  ];
}
