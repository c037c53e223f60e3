import { ConfigurationError } from '../../../base/errors.ts';
import { didYouMean } from '../../../document/suggest.ts';
import type { Allocated } from '../../../domain/registry.ts';
import type { RegistryState } from '../../../domain/registry-state.ts';
import { allocationBy } from '../../../portfolio/reassigned.ts';
import { nextSerial } from '../../../registry/pointer.ts';
import type { Author } from '../../../repo/commit.ts';
import { openRepository, type Repository } from '../../../repo/git.ts';
import { renderProposal } from '../../../report/markdown/proposal.ts';
import { experimentSentences } from '../../../report/telling/experiment.ts';
import { allocatedFact } from '../allocated-fact.ts';
import type { Log } from '../log.ts';
import { type Main, refuseOlderMain } from '../opened.ts';
import { isOwnerAsked, type PortfolioKnowledge, portfolioKnowledge } from '../portfolio-facts.ts';
import { type FoundPortfolio, findPortfolios } from '../portfolios.ts';
import { closeIfDone, proposalBranch, propose } from '../propose.ts';
import type { PublishReport } from '../publish/publish.ts';
import { requireKeys } from '../signing.ts';
import { type Writing, writeEvents } from '../writing.ts';
import { openWritingOnMain } from '../writing-on-main.ts';
import type { PortfolioOutcome, RebalanceOutcome, RebalanceRequest } from './outcome.ts';
import { promptOf, rebalanceOne } from './portfolio.ts';

/**
 * Gives the versions of portfolios new weights by what was observed. Those whose portfolio allows it serve from now on; of
 * the others the changed file is returned. A schedule that was missed changes nothing.
 * @throws ConfigurationError: an unknown prompt; as `writeEvents`
 */
export async function rebalancePortfolios(
  request: RebalanceRequest,
): Promise<RebalanceOutcome & { publication: PublishReport }> {
  const repository = await openRepository(request.directory);
  using open = await openWritingOnMain(repository, request);
  const { main, writing } = open;
  const { finding, publication } = await writeEvents<RebalanceOutcome>(
    writing,
    async (log, signed) => {
      await refuseOlderMain(repository, { commit: main.commit, recorded: log.state.recorded });
      const found = await findPortfolios(main.snapshot, {
        ...{ registry: main.registry, state: log.state, refusesMisuse: true },
      });
      const chosen = chosenOf(found.portfolios, request.prompts);
      const portfolios: PortfolioOutcome[] = [];
      const facts: Allocated[] = [];
      for (const each of chosen) {
        const { environment } = each.portfolio;
        const set = promptOf(log.state, each.portfolio)?.environments[environment]?.portfolio;
        await refuseOlderMain(repository, { commit: main.commit, recorded: set?.commit ?? null });
        const knowledge = await portfolioKnowledge(log, each.portfolio, { config: main.config });
        const means = { log, main, request, knowledge };
        const outcome = await outcomeOf(each, means);
        portfolios.push(outcome);
        if (outcome.outcome === 'set') facts.push(factOf(each, outcome, { ...means, signed, facts }));
      }
      const ended = portfolios.flatMap(({ ends }) => ends ?? []);
      if (facts.length > 0) requireKeys(signed, ['promotion', 'pointer']);
      const unreadable = found.unreadable.flatMap(({ mistakes }) =>
        mistakes.map((mistake) => ({ path: mistake.place?.path ?? '', problem: mistake.message })),
      );
      return {
        entries: [...ended, ...facts].map((fact) => ({ fact })),
        message: `Rebalance ${[...ended, ...facts].map(({ prompt }) => prompt).join(', ')}`,
        finding: { portfolios, unreadable, dryRun: request.dryRun },
      };
    },
    { mayLeaveServing: true },
  );
  const portfolios = request.dryRun
    ? finding.portfolios
    : await proposed(finding.portfolios, { repository, main, author: writing.author, request });
  return { ...finding, portfolios, publication };
}

/** The same with what became of their pull requests. */
async function proposed(
  portfolios: readonly PortfolioOutcome[],
  of: { repository: Repository; main: Main; author: Author; request: RebalanceRequest },
): Promise<PortfolioOutcome[]> {
  const means = { ...of, environment: of.request.environment };
  const done: PortfolioOutcome[] = [];
  for (const outcome of portfolios) {
    const { prompt, path, environment, file, plan, experiment } = outcome;
    const branch = proposalBranch('rebalance', prompt);
    const shown = experiment ? experimentSentences(experiment) : [];
    const proposal =
      file !== null && plan !== null
        ? await propose(
            {
              ...{ branch, files: { [path]: file }, title: `Rebalance ${prompt} in ${environment}` },
              body: renderProposal({ plan, because: [...shown, ...outcome.because] }),
            },
            means,
          )
        : await closeIfDone({ branch, files: { [path]: (await of.main.snapshot.read(path)) ?? '' } }, means);
    done.push({ ...outcome, proposal });
  }
  return done;
}

function chosenOf(portfolios: readonly FoundPortfolio[], names: readonly string[]): FoundPortfolio[] {
  const known = portfolios.map(({ portfolio }) => portfolio.prompt);
  for (const name of names) {
    if (known.includes(name)) continue;
    throw new ConfigurationError(`There is no portfolio of ${name} on main.${didYouMean(name, known)}`, {
      remedy: known.length === 0 ? 'See docs/portfolio.md.' : `Those are: ${known.join(', ')}.`,
    });
  }
  return portfolios.filter(({ portfolio }) => names.length === 0 || names.includes(portfolio.prompt));
}

type Means = { log: Log; main: Main; request: RebalanceRequest; knowledge: PortfolioKnowledge };

async function outcomeOf(
  { path, portfolio }: FoundPortfolio,
  { log, main, request, knowledge }: Means,
): Promise<PortfolioOutcome> {
  const prompt = promptOf(log.state, portfolio);
  if (!prompt) throw new Error(`a portfolio of ${portfolio.prompt}, which is not registered`);
  return rebalanceOne({
    ...{ path, portfolio, prompt, knowledge },
    text: (await main.snapshot.read(path)) ?? '',
    isOwnerAsked: await isOwnerAsked(main.snapshot, path, portfolio.owner),
    asksSchedule: request.prompts.length === 0 && !request.dryRun,
    now: Date.now(),
  });
}

function factOf(
  found: FoundPortfolio,
  { segments, seed, because }: PortfolioOutcome,
  of: Means & { signed: Writing; facts: readonly Allocated[] },
): Allocated {
  const { log, main, request, knowledge, signed, facts } = of;
  const { environment, allocator } = found.portfolio;
  const weights = Object.fromEntries(segments.map(({ segment, after }) => [segment, after]));
  return allocatedFact(
    found,
    {
      by: 'rebalance',
      allocation: allocationBy(knowledge.allocation, weights, knowledge.digests),
      serial: serialOf(log.state, environment, facts),
      policy: { commit: main.commit, path: request.configPath },
      because: [`By the allocator ${allocator.kind}.`, ...because],
      ...(seed !== null && { seed }),
    },
    { known: knowledge, promotionKey: signed.keys.promotion },
  );
}

function serialOf(state: RegistryState, environment: string, facts: readonly Allocated[]): number {
  return nextSerial(state, environment) + facts.filter((fact) => fact.environment === environment).length;
}
