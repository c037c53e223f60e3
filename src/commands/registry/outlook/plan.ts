import { isDeepStrictEqual as isSame } from 'node:util';
import { unlessMistaken } from '../../../base/errors.ts';
import { ownMember } from '../../../base/json.ts';
import type { OpenChange } from '../../../change/change.ts';
import type { Digest } from '../../../domain/registry.ts';
import type { Becomes, RegistryPlan } from '../../../domain/registry-plan.ts';
import type { RegistryPolicy } from '../../../domain/registry-policy.ts';
import type { Snapshot } from '../../../domain/snapshot.ts';
import { isPinned } from '../../../model/target.ts';
import { namesOnceMerged } from '../../../plan/names.ts';
import { tripsOf } from '../../../portfolio/held-back.ts';
import { differenceOf } from '../../../registry/policy-difference.ts';
import { servingIn } from '../../../registry/promotion.ts';
import { type KnownLog, readBundle } from '../log.ts';
import { findPortfolios, portfolioOf } from '../portfolios.ts';
import { servingEvidence } from '../record/promote-versions.ts';
import { type DuePromotion, duePromotions, type PromotionContext } from '../record/promotions.ts';
import { caseCountOf, recordingPlanner } from './becomes.ts';

/**
 * What an edit of `registry:` will do; null where there is none.
 * @param log null: nothing is known of what was recorded
 * @param becomes of the prompts that the pull request changes
 */
export async function planOf(
  change: OpenChange,
  log: KnownLog | null,
  becomes: ReadonlyMap<string, Becomes>,
): Promise<RegistryPlan | null> {
  const { before, after } = change.registries;
  if (isSame(before, after)) return null;
  const difference = differenceOf(before, after, log?.state ?? null);
  const isSameLog = difference.change === 'edited' && difference.place === null;
  return {
    ...difference,
    promotions: log && isSameLog ? await newPromotions(change, log, becomes) : [],
    tooFewCases: await tooFewCases(change),
  };
}

/** Promotions of what main has that come, or end otherwise, by the edit: those of changed prompts are told with them. */
async function newPromotions(
  change: OpenChange,
  log: KnownLog,
  becomes: ReadonlyMap<string, Becomes>,
): Promise<RegistryPlan['promotions']> {
  const { before, after } = change.registries;
  const former = await dueAt(change.base, { change, log, registry: before });
  const changed = new Set(
    [...becomes.values()].flatMap(({ name, version, onMain }) => (version === onMain ? [] : [name])),
  );
  const isNew = (due: DuePromotion) => !changed.has(due.prompt) && !former.some((one) => isSame(one, due));
  const due = await dueAt(change.candidate, { change, log, registry: after });
  return due.filter(isNew).map(({ environment, prompt, version, outcome, missing, judgement }) => ({
    ...{ environment, prompt, version, outcome },
    missing: missing.map(({ text }) => text),
    evidence: judgement && {
      verdict: judgement.verdict,
      against: versionNamed(log, prompt, judgement.against),
      cases: judgement.cases,
      at: judgement.at,
    },
    ...tripsOn(log, { environment, prompt, version }),
  }));
}

/** The promotions that are due by the environments of a policy and the portfolios of a revision. */
export async function dueAt(
  snapshot: Snapshot,
  { change, log, registry }: { change: OpenChange; log: KnownLog; registry: RegistryPolicy | null },
): Promise<DuePromotion[]> {
  if (registry === null) return [];
  const context = await promotionContext(change, log);
  const found = await findPortfolios(snapshot, { registry, state: log.state, refusesMisuse: false });
  const ofPortfolio = (prompt: string, environment: string) => portfolioOf(found, { prompt, environment });
  return duePromotions(registry.environments, { ...context, portfolioOf: ofPortfolio }).due;
}

/** Trips of guards on a version in an environment; absent where there are none. */
export function tripsOn(
  { state }: KnownLog,
  { environment, prompt, version }: Pick<DuePromotion, 'environment' | 'prompt' | 'version'>,
): Pick<RegistryPlan['promotions'][number], 'trips'> {
  const known = ownMember(state.prompts, prompt);
  const trips = tripsOf((known && servingIn(known, environment)?.trips) ?? [], [version]);
  return trips.length > 0 ? { trips } : {};
}

async function promotionContext(
  { config, mergeBase, policySource }: OpenChange,
  log: KnownLog,
): Promise<PromotionContext> {
  const evidence = await servingEvidence(log);
  const pinned = new Set<string>();
  for (const [name, { onMain }] of Object.entries(log.state.prompts)) {
    if (onMain === null) continue;
    const { model } = await readBundle(log, name, onMain);
    if (isPinned({ ...model, baseUrl: model['base-url'] ?? '' })) pinned.add(name);
  }
  return {
    state: log.state,
    now: new Date(),
    policy: { commit: mergeBase, path: policySource.path },
    isPinned: (prompt) => pinned.has(prompt),
    evidenceOf: (digest) => evidence.get(digest),
    config,
    promotionKey: null,
  };
}

function versionNamed({ state }: KnownLog, prompt: string, digest: Digest | null): string | null {
  const versions = Object.values(ownMember(state.prompts, prompt)?.versions ?? {});
  return versions.find((version) => version.digest === digest)?.version ?? null;
}

/** The suites, as they will be, with fewer cases than an environment newly asks for. */
async function tooFewCases(change: OpenChange): Promise<RegistryPlan['tooFewCases']> {
  const { candidate, namings } = change;
  const { before, after } = change.registries;
  const asking = (after?.environments ?? []).flatMap(({ name, evidence: { minCases: asked } }) => {
    const former = before?.environments.find((environment) => environment.name === name);
    return asked !== null && asked > (former?.evidence.minCases ?? 0) ? [{ environment: name, asked }] : [];
  });
  if (asking.length === 0) return [];
  const planArm = recordingPlanner();
  const { prompts } = await namesOnceMerged(change);
  const found: RegistryPlan['tooFewCases'] = [];
  for (const { name, path, part, entry } of prompts) {
    const source = { snapshot: candidate, path, part, entry, models: namings.candidate.models };
    const arm = await unlessMistaken(() => planArm(source));
    const has = arm ? await caseCountOf(source, arm) : null;
    if (name === null || has === null) continue;
    for (const each of asking) if (has < each.asked) found.push({ ...each, prompt: name, has });
  }
  return found;
}
