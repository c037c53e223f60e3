import { mistakesIn } from '../../../base/errors.ts';
import { ownMember } from '../../../base/json.ts';
import { type PortfolioContext, parsePortfolio, promptOfPortfolio } from '../../../config/portfolio.ts';
import type { Config } from '../../../domain/policy.ts';
import { type Portfolio, stopsWeights, type Weights } from '../../../domain/portfolio.ts';
import { type Allocation, type Digest, SLOT_COUNT } from '../../../domain/registry.ts';
import type { EvidenceFile } from '../../../domain/registry-files.ts';
import type { PromptState, RegistryState } from '../../../domain/registry-state.ts';
import { demandsOf } from '../../../portfolio/bounds.ts';
import {
  listedIn,
  type PortfolioFacts,
  slotsNow,
  versionsConcerned,
  weightOf,
} from '../../../portfolio/facts.ts';
import { withHolds } from '../../../portfolio/limits.ts';
import { mergedWeights } from '../../../portfolio/merge.ts';
import { factsOf } from '../../../portfolio/plan.ts';
import { allocationBy } from '../../../portfolio/reassigned.ts';
import { verdictsOf } from '../../../portfolio/verdicts.ts';
import { haveSameWeights, sharesOf } from '../../../registry/exposure.ts';
import { policyOfPrompt } from '../../../registry/policy-of-prompt.ts';
import { servingIn } from '../../../registry/promotion.ts';
import type { AllocatedEvent, Examination } from '../../../registry/verify.ts';
import { limitSentence } from '../../../report/telling/portfolio-limits.ts';
import { decide } from '../../../verdict/decide.ts';
import { weightsDigest } from '../portfolios.ts';
import type { FoundPolicy } from './policies.ts';

type Means = {
  evidenceOf: (digest: Digest) => EvidenceFile | undefined;
  found: FoundPolicy;
  /** The portfolio's file at the commit that the event names. */
  text: string | undefined;
};

/** Whether the portfolio that an event names states its weights, and the evidence of then allowed them. */
export function examineWeights(
  event: AllocatedEvent,
  before: RegistryState,
  { evidenceOf, found, text }: Means,
): Examination {
  const { config, problems } = found;
  if (!config) return { policy: problems, missing: [], signing: null };
  const { signing, environments, metrics } = config.registry;
  const told = { policy: problems, signing };
  const prompt = ownMember(before.prompts, event.prompt);
  // What is not registered is a step that is not allowed, which is reported as such.
  if (!prompt) return { ...told, missing: [] };
  const names = environments.map(({ name }) => name);
  const read = readPortfolio(event, text, { state: before, environments: names, metrics });
  if (typeof read === 'string') return { ...told, missing: [read] };
  const missing: string[] = [];
  if (read.environment !== event.environment) missing.push(`it is for ${read.environment}.`);
  if (weightsDigest(read.weights) !== event.weights) missing.push('it states other weights.');
  if (read.safe !== event.safe) missing.push(`its safe version is ${read.safe}.`);
  missing.push(...limitsMissed(event, prompt, { portfolio: read, evidenceOf, config }));
  return { ...told, missing };
}

/** The limits of then that the weights do not keep; of a merge, also whether they are those that the file states. */
function limitsMissed(
  { environment, allocation, at, by }: AllocatedEvent,
  prompt: PromptState,
  of: { portfolio: Portfolio; evidenceOf: Means['evidenceOf']; config: Config },
): string[] {
  const { portfolio, evidenceOf, config } = of;
  const rules = policyOfPrompt(config, { name: portfolio.prompt, prompt });
  const serving = servingIn(prompt, environment);
  const before = serving?.served.at(-1)?.allocation ?? {};
  const versions = versionsConcerned(portfolio.weights, before);
  const known = versions.flatMap((version) => ownMember(prompt.versions, version) ?? []);
  const digests = Object.fromEntries(known.map(({ version, digest }) => [version, digest]));
  const evidence = Object.fromEntries(
    known.flatMap(({ version, digest }) => {
      const file = evidenceOf(digest);
      return file ? [[version, file] as const] : [];
    }),
  );
  const facts = factsOf(portfolio, {
    allocation: before,
    holds: serving?.held ?? [],
    totals: ownMember(prompt.observed ?? {}, environment)?.totals ?? {},
    verdicts: verdictsOf(evidence, {
      ...{ allocation: before, safe: portfolio.safe, rules },
      decide: (each) => decide(each, rules),
    }),
    now: Date.parse(at),
  });
  const set = weightsOf(portfolio.weights, allocation);
  const { limits } = mergedWeights({ ...portfolio, weights: set }, facts, evidence);
  const broken = limits.filter(stopsWeights);
  if (by === 'rebalance') return [...rebalanceMissed(portfolio, set, facts), ...broken.map(limitSentence)];
  const stated = allocationBy(before, withHolds(portfolio, facts), digests);
  return [
    ...(haveSameWeights(stated, allocation)
      ? []
      : ['what serves since then are not the weights that it states.']),
    ...broken.map(limitSentence),
  ];
}

/** What a rebalance may not do beside the limits of the file: serve without a pull request, or go further than `step`. */
function rebalanceMissed(
  { weights, safe, limits, rebalance: { apply } }: Portfolio,
  set: Weights,
  facts: PortfolioFacts,
): string[] {
  const listed = { weights, safe, limits };
  const further = Object.keys(set).flatMap((segment) =>
    demandsOf('step', { portfolio: listed, segment, facts }, listedIn(set, segment)).filter(
      ({ version, demand: { low = 0, high = SLOT_COUNT } }) => {
        const slots = weightOf(set, segment, version);
        return slots < low || slots > high;
      },
    ),
  );
  return [
    ...(apply === 'within-limits' ? [] : ['it lets no rebalance serve without a pull request.']),
    ...further.map(({ version }) => `${version} moves further than \`step\` allows.`),
  ];
}

/** Slots by version in each segment of a portfolio; of the versions that it lists there, and those that serve it. */
function weightsOf(listed: Weights, allocation: Allocation): Weights {
  const segments = Object.keys(listed).map((segment) => {
    const versions = [
      ...listedIn(listed, segment),
      ...sharesOf(allocation, segment).map(({ version }) => version),
    ];
    return [segment, slotsNow({ allocation }, segment, [...new Set(versions)])] as const;
  });
  return Object.fromEntries(segments);
}

/** The portfolio, or why there is none. */
export function readPortfolio(
  event: Pick<AllocatedEvent, 'portfolio' | 'policy' | 'prompt'>,
  text: string | undefined,
  context: Pick<PortfolioContext, 'state' | 'environments' | 'metrics'>,
): Portfolio | string {
  const label = `${event.portfolio} at ${event.policy.commit.slice(0, 12)}`;
  try {
    if (promptOfPortfolio(event.portfolio) !== event.prompt) return `${label} is of another prompt.`;
    if (text === undefined) return `${label} is not there.`;
    return parsePortfolio(text, event.portfolio, { ...context, refusesMisuse: false });
  } catch (problem) {
    return `${label} cannot be read: ${mistakesIn(problem)[0]?.message ?? ''}`;
  }
}
