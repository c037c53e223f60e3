import type { Portfolio, Weights } from '../../../domain/portfolio.ts';
import { SLOT_COUNT, type Version } from '../../../domain/registry.ts';
import type { RegistryPolicy } from '../../../domain/registry-policy.ts';
import type { RegistryState, ServingState } from '../../../domain/registry-state.ts';
import { listedIn, weightOf } from '../../../portfolio/facts.ts';
import { formatRate } from '../../../prose/numbers.ts';
import { exposureOf } from '../../../registry/exposure.ts';
import { holdsOn } from '../../../registry/promotion.ts';
import { servingOf } from '../../../registry/trips.ts';
import type { Repository } from '../../../repo/git.ts';
import { snapshotAt } from '../../../repo/snapshots.ts';
import { segmentName } from '../../../report/telling/portfolio-limits.ts';
import { mainTip } from '../opened.ts';
import { findPortfolios, weightsDigest } from '../portfolios.ts';
import { actorText, timeText } from './production.ts';

/**
 * Where an environment serves other weights than main's file states, why, and what changes that. Main is read as this clone
 * has it.
 * @param names of the prompts that are shown
 */
export async function statedOtherwise(
  repository: Repository,
  { registry, state, names }: { registry: RegistryPolicy; state: RegistryState; names: readonly string[] },
): Promise<string[]> {
  const commit = await mainTip(repository, { offline: true });
  if (commit === null) return [];
  const snapshot = snapshotAt(repository, commit);
  try {
    const { portfolios } = await findPortfolios(snapshot, { registry, state, refusesMisuse: false });
    return portfolios
      .filter(({ portfolio }) => names.includes(portfolio.prompt))
      .flatMap(({ path, portfolio }) => {
        const serving = servingOf(state, portfolio);
        return serving === undefined ? [] : differences(path, portfolio, serving);
      });
  } finally {
    snapshot.close();
  }
}

function differences(path: string, portfolio: Portfolio, serving: ServingState): string[] {
  const { prompt, environment, weights } = portfolio;
  const allocation = serving.served.at(-1)?.allocation ?? {};
  const differing = Object.keys(weights).filter((segment) =>
    listedIn(weights, segment).some(
      (version) => weightOf(weights, segment, version) !== exposureOf(allocation, segment, version),
    ),
  );
  if (differing.length === 0) return [];
  const stated = differing.map((segment) => `${statedText(weights, segment)} of ${segmentName(segment)}`);
  const raised = listedAbove(portfolio, serving, differing);
  const why = reasonOf(portfolio, serving, raised);
  return [
    `${prompt} serves other weights in ${environment} than main’s file: ${path} states ${stated.join('; ')}: ${why}`,
  ];
}

function statedText(weights: Weights, segment: string): string {
  return listedIn(weights, segment)
    .map((version) => `${version} ${formatRate(weightOf(weights, segment, version) / SLOT_COUNT)}`)
    .join(', ');
}

/** The versions that the file gives more than they have. */
function listedAbove(
  { weights }: Portfolio,
  serving: ServingState,
  segments: readonly string[],
): readonly Version[] {
  const allocation = serving.served.at(-1)?.allocation ?? {};
  const above = segments.flatMap((segment) =>
    listedIn(weights, segment).filter(
      (version) => weightOf(weights, segment, version) > exposureOf(allocation, segment, version),
    ),
  );
  return [...new Set(above)];
}

const ONLY_A_CHANGE = 'Only a commit that changes the weights sets them.';

function reasonOf(portfolio: Portfolio, serving: ServingState, raised: readonly Version[]): string {
  const isSet = serving.portfolio?.weights === weightsDigest(portfolio.weights);
  if (!isSet) return '`record` has not set them; it says why not.';
  const holds = (version: Version) => holdsOn(version, serving.held, Date.now());
  const held = raised.filter((version) => holds(version).some((hold) => hold.version !== null));
  if (held.length === 0 && raised.some((version) => holds(version).length > 0)) {
    return `all of ${portfolio.prompt} is held. Release it first, without a version. ${ONLY_A_CHANGE}`;
  }
  if (held.length > 0) {
    const verb = held.length === 1 ? 'is' : 'are';
    return `${held.join(', ')} ${verb} held. Release ${held.length === 1 ? 'it' : 'them'} first. ${ONLY_A_CHANGE}`;
  }
  const last = serving.served.at(-1);
  if (last?.event.type === 'rolled-back') {
    return `${raised.join(', ')} was taken back on ${timeText(last.at)} by ${actorText(serving)}. ${ONLY_A_CHANGE}`;
  }
  const byRebalance = portfolio.rebalance.apply === 'within-limits';
  return byRebalance
    ? `a rebalance set others on ${timeText(last?.at ?? '')}.`
    : `${raised.join(', ')}: it was held when they were set. ${ONLY_A_CHANGE}`;
}
