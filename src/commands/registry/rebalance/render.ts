import { inertTerminal } from '../../../prose/inert.ts';
import { renderPortfolio } from '../../../report/terminal/portfolio.ts';
import type { ExitCode } from '../../command.ts';
import type { PublishReport } from '../publish/publish.ts';
import { isPublished, publicationLines } from '../publish/report.ts';
import type { PortfolioOutcome, RebalanceOutcome } from './outcome.ts';

type Told = RebalanceOutcome & { publication: PublishReport };

/** 1 where limits leave no room; 2 where a file cannot be read, or a place could not be published to; else 0. */
export function exitCodeOf({ portfolios, unreadable, publication }: Told): ExitCode {
  if (portfolios.some(({ outcome }) => outcome === 'refused')) return 1;
  return unreadable.length > 0 || !isPublished(publication) ? 2 : 0;
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
  const { plan, because, experiment } = outcome;
  const lines = [headLine(outcome, dryRun), ...because.map((text) => `    ${text}`)].map(inertTerminal);
  const reading = experiment ? experimentLines(experiment).map(inertTerminal) : [];
  const isTold = plan !== null && outcome.outcome !== 'not-due';
  return [...lines, ...reading, ...(isTold ? ['', renderPortfolio(plan, width)] : [])].join('\n');
}

function headLine({ prompt, environment, path, outcome, due }: PortfolioOutcome, dryRun: boolean): string {
  const words = {
    set: `${dryRun ? 'would get' : 'has'} new weights in ${environment}`,
    proposed: `is to get new weights in ${environment}: change ${path} in a pull request`,
    same: `keeps its weights in ${environment}`,
    'not-due': `is due in ${environment} at ${due ?? 'an unknown time'}`,
    frozen: `keeps its weights in ${environment} while its experiment runs`,
    waits: `has no weights in ${environment} yet`,
    refused: `keeps its weights in ${environment}: its limits leave no room`,
  };
  return `${prompt}  ${words[outcome]}`;
}

function experimentLines(experiment: NonNullable<PortfolioOutcome['experiment']>): string[] {
  const { state, units, sampleRatio, guardrails, result } = experiment;
  const broken = guardrails.filter(({ isBroken }) => isBroken);
  const ratio = sampleRatio.isBroken
    ? [
        `    Units did not come in the shares of the weights (p ${sampleRatio.p.toPrecision(2)}): nothing is concluded.`,
      ]
    : [];
  const findings = (result?.versions ?? []).map(
    ({ version, difference, low, high, adjustedP, finding }) =>
      `    ${version} is ${finding === 'no-difference' ? 'not shown to differ' : finding}: ${difference.toPrecision(3)} (${low.toPrecision(3)} to ${high.toPrecision(3)}), adjusted p ${adjustedP.toPrecision(2)}`,
  );
  return [
    `    experiment: ${state}, ${units.has} of ${units.asked} units a version`,
    ...ratio,
    ...broken.map(({ metric, version }) => `    guardrail ${metric} is broken by ${version}`),
    ...findings,
  ];
}
