import type { RebalanceJson } from '../../../domain/registry-json.ts';
import { inertTerminal } from '../../../prose/inert.ts';
import { experimentSentences } from '../../../report/telling/experiment.ts';
import { renderPortfolio } from '../../../report/terminal/portfolio.ts';
import type { ExitCode } from '../../command.ts';
import { proposalLines } from '../proposal-lines.ts';
import type { PublishReport } from '../publish/publish.ts';
import { isPublished, publicationJson, publicationLines } from '../publish/report.ts';
import type { PortfolioOutcome, RebalanceOutcome } from './outcome.ts';

type Told = RebalanceOutcome & { publication: PublishReport };

/**
 * 1 where limits leave no room; 2 where a file cannot be read, a place could not be published to, or a pull request could
 * not be made; else 0.
 */
export function exitCodeOf({ portfolios, unreadable, publication }: Told): ExitCode {
  if (portfolios.some(({ outcome }) => outcome === 'refused')) return 1;
  const isFailed = portfolios.some(({ proposal }) => proposal?.outcome === 'failed');
  return isFailed || unreadable.length > 0 || !isPublished(publication) ? 2 : 0;
}

/** The shape of `rebalance --json`. */
export function rebalanceJson({ portfolios, publication, ...outcome }: Told): RebalanceJson {
  return {
    schemaVersion: 1,
    ...outcome,
    portfolios: portfolios.map(({ ends: _, ...told }) => told),
    publication: publicationJson(publication),
  };
}

/** The plans and what became of them, for people. */
export function renderRebalance(
  { portfolios, unreadable, dryRun, publication }: Told,
  { directory, width }: { directory: string; width: number },
): string {
  const blocks = portfolios.map((each) => portfolioText(each, { dryRun, width }));
  const mistakes = unreadable.map(({ problem }) => `Cannot be read: ${problem}`);
  const nothing = portfolios.length + unreadable.length === 0 ? ['Main has no portfolio.'] : [];
  const rest = [...mistakes, ...nothing, ...publicationLines(publication, directory)].map(inertTerminal);
  return `${[...blocks, rest.join('\n')].filter((block) => block !== '').join('\n\n')}\n`;
}

function portfolioText(
  outcome: PortfolioOutcome,
  { dryRun, width }: { dryRun: boolean; width: number },
): string {
  const { plan, because, experiment, proposal } = outcome;
  const asked = proposal === null ? [] : proposalLines(proposal, 'those weights');
  const lines = [headLine(outcome, dryRun), ...[...because, ...asked].map((text) => `    ${text}`)].map(
    inertTerminal,
  );
  const reading = (experiment ? experimentSentences(experiment) : []).map((text) =>
    inertTerminal(`    ${text}`),
  );
  const isTold = plan !== null && outcome.outcome !== 'not-due';
  return [...lines, ...reading, ...(isTold ? ['', renderPortfolio(plan, width)] : [])].join('\n');
}

function headLine({ prompt, environment, path, outcome, due }: PortfolioOutcome, dryRun: boolean): string {
  const words = {
    set: `${dryRun ? 'would get' : 'has'} new weights in ${environment}`,
    proposed: `is to get new weights in ${environment} by a pull request that changes ${path}`,
    same: `keeps its weights in ${environment}`,
    'not-due': `is due in ${environment} at ${due ?? 'an unknown time'}`,
    frozen: `keeps its weights in ${environment} while its experiment runs`,
    waits: `waits in ${environment}`,
    refused: `keeps its weights in ${environment}: its limits leave no room`,
  };
  return `${prompt}  ${words[outcome]}`;
}
