import { ownMember } from '../../base/json.ts';
import type { Config } from '../../domain/policy.ts';
import type { Portfolio } from '../../domain/portfolio.ts';
import type { Digest, Version } from '../../domain/registry.ts';
import type { EvidenceFile } from '../../domain/registry-files.ts';
import type { PromptState } from '../../domain/registry-state.ts';
import type { Snapshot } from '../../domain/snapshot.ts';
import { versionsConcerned } from '../../portfolio/facts.ts';
import { evidenceFiles, type PlanRequest } from '../../portfolio/plan.ts';
import { verdictsOf } from '../../portfolio/verdicts.ts';
import { CODEOWNERS_PATHS, ownerOf } from '../../registry/codeowners.ts';
import { policyOfPrompt } from '../../registry/policy-of-prompt.ts';
import { type KnownEvidence, servingIn } from '../../registry/promotion.ts';
import { observedWindows } from '../../registry/windows.ts';
import { decide } from '../../verdict/decide.ts';
import { type KnownLog, readBundle, readEvidence } from './log.ts';

/** What the log knows of a portfolio: what serves, its versions' contents and evidence, what was observed. */
export type PortfolioKnowledge = Pick<
  PlanRequest,
  | 'allocation'
  | 'holds'
  | 'trips'
  | 'digests'
  | 'models'
  | 'prefixes'
  | 'evidence'
  | 'verdicts'
  | 'windows'
  | 'totals'
>;

/**
 * Gathers what limits and figures are made of.
 * @param means.config the policy in force, by which verdicts are decided
 * @param means.newer evidence that the log does not have yet, by digest
 * @throws ConfigurationError: a file of the branch is missing, or is not what the log names
 */
export async function portfolioKnowledge(
  log: KnownLog,
  portfolio: Pick<Portfolio, 'prompt' | 'environment' | 'weights' | 'safe'>,
  means: { config: Config; newer?: ReadonlyMap<Digest, KnownEvidence> },
): Promise<PortfolioKnowledge> {
  const { prompt: name, environment, weights, safe } = portfolio;
  const prompt = ownMember(log.state.prompts, name) ?? NO_PROMPT;
  const rules = policyOfPrompt(means.config, { name, prompt });
  const serving = servingIn(prompt, environment);
  const allocation = serving?.served.at(-1)?.allocation ?? {};
  const versions = versionsConcerned(weights, allocation).filter((version) =>
    Object.hasOwn(prompt.versions, version),
  );
  const digests: Record<Version, Digest> = {};
  const models: Record<Version, string> = {};
  const prefixes: Record<Version, number> = {};
  const evidence: Record<Version, { id: string; file: EvidenceFile }> = {};
  for (const version of versions) {
    const known = ownMember(prompt.versions, version);
    if (!known) continue;
    digests[version] = known.digest;
    const { model } = await readBundle(log, name, version);
    models[version] = `${model.provider}:${model.model}`;
    if (known.source.tokens) prefixes[version] = known.source.tokens.cacheablePrefix;
    const found = means.newer?.get(known.digest) ?? (await readEvidence(log, name, version));
    if (found) evidence[version] = found;
  }
  return {
    ...{ allocation, digests, models, prefixes, evidence },
    holds: serving?.held ?? [],
    trips: serving?.trips ?? [],
    verdicts: verdictsOf(evidenceFiles(evidence), {
      ...{ allocation, safe, rules },
      decide: (each) => decide(each, rules),
    }),
    windows: observedWindows(log.state, { prompt: name, environment }),
    totals: ownMember(prompt.observed ?? {}, environment)?.totals ?? {},
  };
}

/** Whether CODEOWNERS asks the owner that a portfolio states about its file. */
export async function isOwnerAsked(snapshot: Snapshot, path: string, owner: string): Promise<boolean> {
  for (const file of CODEOWNERS_PATHS) {
    const text = await snapshot.read(file);
    if (text !== undefined) return (ownerOf(path, text) ?? '').split(' ').includes(owner);
  }
  return false;
}

const NO_PROMPT: PromptState = { versions: {}, onMain: null, environments: {} };
