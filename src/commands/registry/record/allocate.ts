import { ownMember } from '../../../base/json.ts';
import type { Evidence } from '../../../domain/evidence.ts';
import type {
  Allocated,
  Digest,
  PolicyCommit,
  PromptState,
  RegistryState,
  Version,
} from '../../../domain/registry.ts';
import type { Verdict } from '../../../domain/verdict.ts';
import { risesBetween, servingVersions } from '../../../registry/exposure.ts';
import { haveSameWeights, sharesOfWeights } from '../../../registry/portfolio-shares.ts';
import { type KnownEvidence, servingIn } from '../../../registry/promotion.ts';
import { evidenceLacks } from '../../../registry/segment-evidence.ts';
import { signPromotion } from '../../../registry/signatures.ts';
import { type FoundPortfolio, type FoundPortfolios, weightsDigest } from '../portfolios.ts';

/** What became of the weights that a merge changed. */
export type DueAllocation = {
  /** Null where the file does not say whose it is. */
  prompt: string | null;
  /** Null where the file cannot be read. */
  environment: string | null;
  path: string;
  /** `waits`: for a hold to be released, or for evidence that could not be made now. */
  outcome: 'allocated' | 'waits' | 'refused';
  /** Why not; or what was done otherwise than the file states. */
  because: string[];
};

export type AllocationContext = {
  state: RegistryState;
  now: Date;
  /** The commit of main that has the portfolios, and its policy. */
  policy: PolicyCommit;
  evidenceOf: (digest: Digest) => KnownEvidence | undefined;
  decide: (evidence: Evidence) => Verdict;
  /** The private promotion key; null: promotions are not signed. */
  promotionKey: string | null;
  /** The serial of the last change in an environment. */
  serialOf: (environment: string) => number;
};

/** The weights of portfolios that a merge changed, as facts; all others stay as they are. */
export function dueAllocations(
  portfolios: readonly FoundPortfolio[],
  context: AllocationContext,
): { due: DueAllocation[]; facts: Allocated[] } {
  const due: DueAllocation[] = [];
  const facts: Allocated[] = [];
  for (const found of portfolios) {
    const { prompt: name, environment } = found.portfolio;
    const prompt = ownMember(context.state.prompts, name);
    if (!prompt || isSet(prompt, found)) continue;
    const before = facts.filter((fact) => fact.environment === environment).length;
    const serial = context.serialOf(environment) + before + 1;
    const { fact, ...outcome } = allocationOf(prompt, { ...found, serial }, context);
    due.push({ prompt: name, environment, path: found.path, ...outcome });
    if (fact) facts.push(fact);
  }
  return { due, facts };
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

/** Whether the file's weights are those that were set last: whatever serves since then was decided later. */
function isSet(prompt: PromptState, { portfolio: { environment, weights } }: FoundPortfolio): boolean {
  return servingIn(prompt, environment)?.portfolio?.weights === weightsDigest(weights);
}

function allocationOf(
  prompt: PromptState,
  { path, portfolio, serial }: FoundPortfolio & { serial: number },
  context: AllocationContext,
): Pick<DueAllocation, 'outcome' | 'because'> & { fact?: Allocated } {
  const { prompt: name, environment, weights, safe } = portfolio;
  const serving = servingIn(prompt, environment)?.served.at(-1)?.allocation;
  if (!serving || servingVersions(serving).length === 0) {
    const problem = `${name} serves nothing in ${environment} yet: promote its first version, with the portfolio left out.`;
    return { outcome: 'refused', because: [problem] };
  }
  const shares = sharesOfWeights({
    ...{ name, prompt, environment, weights, safe },
    now: context.now.getTime(),
  });
  if (shares.kind === 'held') return { outcome: 'waits', because: [shares.problem] };
  const { allocation, because } = shares;
  const lacks = evidenceLacks({ name, prompt, serving, allocation }, context);
  if (lacks.length > 0) {
    const outcome = lacks.every(({ waits }) => waits) ? 'waits' : 'refused';
    return { outcome, because: lacks.map(({ text }) => text) };
  }
  const rises = [...risesBetween(serving, allocation).keys()];
  const same = haveSameWeights(serving, allocation);
  const fact: Allocated = {
    type: 'allocated',
    ...{ environment, prompt: name, allocation, safe, by: 'merge' },
    serial,
    policy: context.policy,
    portfolio: path,
    weights: weightsDigest(weights),
    because: same ? [...because, 'The weights that serve already are the portfolio’s from now on.'] : because,
    ...signaturesOf(prompt, { name, environment, versions: rises }, context.promotionKey),
  };
  return { outcome: 'allocated', because, fact };
}

function signaturesOf(
  prompt: PromptState,
  of: { name: string; environment: string; versions: readonly Version[] },
  promotionKey: string | null,
): Pick<Allocated, 'signatures'> {
  if (promotionKey === null) return {};
  const signatures = of.versions.map((version) => {
    const digest = ownMember(prompt.versions, version)?.digest ?? '';
    const subject = { environment: of.environment, prompt: of.name, version, digest };
    return [version, signPromotion(subject, promotionKey)] as const;
  });
  return signatures.length === 0 ? {} : { signatures: Object.fromEntries(signatures) };
}
