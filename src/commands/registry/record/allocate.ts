import { ownMember } from '../../../base/json.ts';
import type { ExperimentStarted } from '../../../domain/experiment.ts';
import { type Portfolio, stopsWeights } from '../../../domain/portfolio.ts';
import type { Allocated, PolicyCommit, Version } from '../../../domain/registry.ts';
import type { PromptState, RegistryState } from '../../../domain/registry-state.ts';
import { comparesVersions, experimentDigest } from '../../../portfolio/experiment/decision.ts';
import { sizeNow } from '../../../portfolio/experiment/size.ts';
import { heldBack } from '../../../portfolio/held-back.ts';
import { mergedWeights } from '../../../portfolio/merge.ts';
import { evidenceFiles, factsOf } from '../../../portfolio/plan.ts';
import { allocationBy } from '../../../portfolio/reassigned.ts';
import { formatRate } from '../../../prose/numbers.ts';
import { haveSameWeights, servingVersions } from '../../../registry/exposure.ts';
import { servingIn } from '../../../registry/promotion.ts';
import { limitSentence, segmentName } from '../../../report/telling/portfolio-limits.ts';
import { allocatedFact } from '../allocated-fact.ts';
import type { PortfolioKnowledge } from '../portfolio-facts.ts';
import { type FoundPortfolio, type FoundPortfolios, weightsDigest } from '../portfolios.ts';

/** What became of the weights that a merge changed. */
export type DueAllocation = {
  /** Null where the file does not say whose it is. */
  prompt: string | null;
  /** Null where the file cannot be read. */
  environment: string | null;
  path: string;
  /** `waits`: for a hold to be released, for evidence that could not be made now, or for a main that is not older. */
  outcome: 'allocated' | 'waits' | 'refused';
  /** Of weights that were set: whether all are those of the file, or a hold keeps some down. */
  asStated?: boolean;
  /** Why not; or what was done otherwise than the file states. */
  because: string[];
};

export type AllocationContext = {
  state: RegistryState;
  now: Date;
  /** The commit of main that has the portfolios, and its policy. */
  policy: PolicyCommit;
  /** What the log knows of a portfolio, the evidence of this run included. */
  knowledgeOf: (portfolio: Portfolio) => Promise<PortfolioKnowledge>;
  /** Whether this main is older than a commit. */
  isBefore: (commit: string) => Promise<boolean>;
  /** The private promotion key; null: promotions are not signed. */
  promotionKey: string | null;
  /** The serial of the last change in an environment. */
  serialOf: (environment: string) => number;
};

/** The weights of portfolios that a merge changed, as facts; all others stay as they are. */
export async function dueAllocations(
  portfolios: readonly FoundPortfolio[],
  context: AllocationContext,
): Promise<{ due: DueAllocation[]; facts: Allocated[]; begun: ExperimentStarted[] }> {
  const due: DueAllocation[] = [];
  const facts: Allocated[] = [];
  const begun: ExperimentStarted[] = [];
  for (const found of portfolios) {
    const { prompt: name, environment } = found.portfolio;
    const prompt = ownMember(context.state.prompts, name);
    if (!prompt || isSet(prompt, found)) continue;
    const before = facts.filter((fact) => fact.environment === environment).length;
    const serial = context.serialOf(environment) + before + 1;
    const { fact, experiment, ...outcome } = await allocationOf(prompt, { ...found, serial }, context);
    due.push({ prompt: name, environment, path: found.path, ...outcome });
    if (fact) facts.push(fact);
    if (experiment) begun.push(experiment);
  }
  return { due, facts, begun };
}

/** Portfolios that cannot be read change nothing: what serves goes on serving. */
export function unreadableAllocations({ unreadable }: FoundPortfolios): DueAllocation[] {
  return unreadable.map(({ path, prompt, mistakes }) => ({
    ...{ prompt, environment: null, path, outcome: 'refused' },
    because: mistakes.map(({ message }) => message),
  }));
}

/** The versions that a merge gives weights anew, by prompt: their evidence is needed. */
export function versionsToWeigh(
  portfolios: readonly FoundPortfolio[],
  state: RegistryState,
): Map<string, Version[]> {
  const versions = new Map<string, Version[]>();
  for (const found of portfolios) {
    const { prompt: name, weights } = found.portfolio;
    const prompt = ownMember(state.prompts, name);
    if (!prompt || isSet(prompt, found)) continue;
    const listed = Object.values(weights).flatMap((ofSegment) => Object.keys(ofSegment));
    versions.set(name, [...new Set([...(versions.get(name) ?? []), ...listed])]);
  }
  return versions;
}

/**
 * Whether the file's weights are those that were set last, and its experiment began: whatever serves since then was decided
 * later.
 */
function isSet(prompt: PromptState, { portfolio }: FoundPortfolio): boolean {
  const { environment, weights } = portfolio;
  const serving = servingIn(prompt, environment);
  if (serving?.portfolio?.weights !== weightsDigest(weights)) return false;
  const hasBegun = serving.experiment?.experiment === experimentDigest(portfolio);
  return hasBegun || !wantsExperiment(portfolio);
}

/** Whether a merge of the file begins an experiment, unless it began already. */
function wantsExperiment(portfolio: Portfolio): boolean {
  return portfolio.experiment !== null && comparesVersions(portfolio);
}

async function allocationOf(
  prompt: PromptState,
  { path, portfolio, serial }: FoundPortfolio & { serial: number },
  context: AllocationContext,
): Promise<
  Pick<DueAllocation, 'outcome' | 'because' | 'asStated'> & {
    fact?: Allocated;
    experiment?: ExperimentStarted;
  }
> {
  const { prompt: name, environment, safe } = portfolio;
  const state = servingIn(prompt, environment);
  if (state?.portfolio && (await context.isBefore(state.portfolio.commit))) {
    const later = `A later commit of main set the weights of ${name} in ${environment} (${state.portfolio.commit.slice(0, 12)}).`;
    return { outcome: 'waits', because: [later] };
  }
  const serving = state?.served.at(-1)?.allocation ?? {};
  if (servingVersions(serving).length === 0) {
    const problem = `${name} serves nothing in ${environment} yet: promote its first version, with the portfolio left out.`;
    return { outcome: 'refused', because: [problem] };
  }
  const known = await context.knowledgeOf(portfolio);
  const facts = factsOf(portfolio, { ...known, now: context.now.getTime() });
  const { weights, limits, isRefused } = mergedWeights(portfolio, facts, evidenceFiles(known.evidence));
  const broken = limits.filter(stopsWeights);
  if (isRefused) {
    const isWaiting = broken.every(({ kind, because }) => kind === 'hold' || because === 'not-evaluated');
    return { outcome: isWaiting ? 'waits' : 'refused', because: broken.map(limitSentence) };
  }
  if (wantsExperiment(portfolio) && !comparesVersions({ weights, safe })) {
    return {
      outcome: 'waits',
      because: ['Its experiment cannot begin while the version that it compares is held.'],
    };
  }
  const experiment = experimentOf(portfolio, { path, epoch: serial, policy: context.policy }, known);
  if (typeof experiment === 'string') return { outcome: 'refused', because: [experiment] };
  const allocation = allocationBy(serving, weights, known.digests);
  const held = heldBack(
    { stated: portfolio.weights, set: weights },
    { ...known, trips: known.trips ?? [], now: context.now.getTime() },
  );
  const because = held.map(({ version, withheld }) => {
    const kept = withheld.map(
      ({ segment, stated, set }) =>
        `${formatRate(set)} of ${segmentName(segment)} instead of ${formatRate(stated)}`,
    );
    return `${name} ${version} is held: it has ${kept.join(', ')}, and ${safe} has the rest. After its release, another commit that changes the weights sets them.`;
  });
  const isSame = haveSameWeights(serving, allocation);
  const adopts = isSame ? ['The weights that serve already are the portfolio’s from now on.'] : [];
  const fact = allocatedFact(
    { path, portfolio },
    { by: 'merge', allocation, serial, policy: context.policy, because: [...because, ...adopts] },
    { known, promotionKey: context.promotionKey },
  );
  const done = { outcome: 'allocated', asStated: held.length === 0, fact } as const;
  if (experiment === null) return { ...done, because };
  const begins = `Its experiment begins: ${experiment.size} units a version.`;
  return { ...done, because: [...because, begins], experiment };
}

/** The experiment that begins with these weights; null where the file has none, or says why it cannot be. */
function experimentOf(
  portfolio: Portfolio,
  { path, ...of }: { path: string; epoch: number; policy: PolicyCommit },
  { windows }: PortfolioKnowledge,
): ExperimentStarted | string | null {
  const { prompt, environment, safe, experiment } = portfolio;
  const digest = experimentDigest(portfolio);
  if (experiment === null || digest === null || !wantsExperiment(portfolio)) return null;
  try {
    const size = sizeNow(portfolio, experiment, windows);
    const stated = { portfolio: path, experiment: digest, metric: experiment.metric, control: safe };
    return { type: 'experiment-started', environment, prompt, ...of, ...stated, size };
  } catch (problem) {
    if (!(problem instanceof RangeError)) throw problem;
    return `${path}: its experiment has an effect that cannot be: ${problem.message}`;
  }
}
