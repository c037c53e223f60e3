import { isDeepStrictEqual as isSame } from 'node:util';
import { unlessMistaken } from '../../../base/errors.ts';
import { ownMember } from '../../../base/json.ts';
import type { OpenChange } from '../../../change/change.ts';
import type { Digest } from '../../../domain/registry.ts';
import type { Becomes, RegistryPlan } from '../../../domain/registry-plan.ts';
import type { EnvironmentPolicy } from '../../../domain/registry-policy.ts';
import { isPinned } from '../../../model/target.ts';
import { namesOnceMerged } from '../../../plan/names.ts';
import { differenceOf } from '../../../registry/policy-difference.ts';
import { type KnownLog, readBundle } from '../log.ts';
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
  const context = await promotionContext(change, log);
  const dueUnder = (environments: readonly EnvironmentPolicy[] = []) =>
    duePromotions(environments, context).due;
  const former = dueUnder(before?.environments);
  const changed = new Set(
    [...becomes.values()].flatMap(({ name, version, onMain }) => (version === onMain ? [] : [name])),
  );
  const isNew = (due: DuePromotion) => !changed.has(due.prompt) && !former.some((one) => isSame(one, due));
  return dueUnder(after?.environments)
    .filter(isNew)
    .map(({ environment, prompt, version, outcome, missing, judgement }) => ({
      ...{ environment, prompt, version, outcome },
      missing: missing.map(({ text }) => text),
      evidence: judgement && {
        verdict: judgement.verdict,
        against: versionNamed(log, prompt, judgement.against),
        cases: judgement.cases,
        at: judgement.at,
      },
    }));
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
