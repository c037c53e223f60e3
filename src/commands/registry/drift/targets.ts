import { ConfigurationError, mistakesIn } from '../../../base/errors.ts';
import { ownMember } from '../../../base/json.ts';
import { didYouMean } from '../../../document/suggest.ts';
import type { Credentials } from '../../../domain/answer.ts';
import type { Config } from '../../../domain/policy.ts';
import type { Version } from '../../../domain/registry.ts';
import type {
  EvidenceReference,
  PromptState,
  RegistryState,
  VersionState,
} from '../../../domain/registry-state.ts';
import type { ArmSource } from '../../../plan/arms.ts';
import { servingVersions } from '../../../registry/exposure.ts';
import { servingIn } from '../../../registry/promotion.ts';
import { compareVersions } from '../../../registry/version.ts';
import type { ToEvaluate } from '../evaluate.ts';
import type { FoundPrompt } from '../main-prompts.ts';
import { planOf, toEvaluate } from '../record/evidence.ts';

/** A version that serves, wherever it does, and the evidence with which it came there. */
export type Serving = {
  prompt: string;
  version: Version;
  known: VersionState;
  environments: { environment: string; against: EvidenceReference | null }[];
};

/** Versions whose suites are to be asked again, and those of which that cannot be planned. */
export type DriftPlan = {
  targets: (Serving & { toEvaluate: ToEvaluate })[];
  pending: { prompt: string; version: Version; problem: string }[];
};

/**
 * Every version that serves somewhere, each once.
 * @param names of prompts; none: all
 * @throws ConfigurationError: an unknown prompt
 */
export function servingNow(state: RegistryState, names: readonly string[]): Serving[] {
  const known = Object.keys(state.prompts);
  for (const name of names) {
    if (known.includes(name)) continue;
    throw new ConfigurationError(`The registry has no prompt ${name}.${didYouMean(name, known)}`, {
      remedy: known.length === 0 ? '`record` registers what main has.' : `It has: ${known.join(', ')}.`,
    });
  }
  return Object.entries(state.prompts)
    .filter(([name]) => names.length === 0 || names.includes(name))
    .flatMap(([name, prompt]) => servingOf(name, prompt));
}

/** Prompts that are asked about by their names, and of which nothing serves: nobody knows how they do. */
export function namedInVain(state: RegistryState, names: readonly string[]): DriftPlan['pending'] {
  return [...new Set(names)].flatMap((prompt) => {
    const known = ownMember(state.prompts, prompt);
    const newest = Object.keys(known?.versions ?? {})
      .sort(compareVersions)
      .at(-1);
    if (!known || newest === undefined || servingOf(prompt, known).length > 0) return [];
    return [{ prompt, version: newest, problem: 'Nothing of it serves anywhere, so nothing was asked.' }];
  });
}

function servingOf(name: string, prompt: PromptState): Serving[] {
  const found = new Map<Version, Serving>();
  for (const environment of Object.keys(prompt.environments)) {
    const allocation = servingIn(prompt, environment)?.served.at(-1)?.allocation ?? {};
    for (const version of servingVersions(allocation)) {
      const known = ownMember(prompt.versions, version);
      if (!known) continue;
      const serving = found.get(version) ?? { prompt: name, version, known, environments: [] };
      serving.environments.push({ environment, against: evidenceAtPromotion(prompt, known, environment) });
      found.set(version, serving);
    }
  }
  return [...found.values()];
}

/**
 * The evidence of a drift that was accepted since the version was let into an environment, else that by which it was; where
 * nobody asked for any, the last that it had when it first served there, else its first. Null: it has none.
 */
export function evidenceAtPromotion(
  prompt: PromptState,
  { version, evidence, judgements }: VersionState,
  environment: string,
): EvidenceReference | null {
  const judgement = judgements.findLast((one) => one.environment === environment && one.evidence !== null);
  const accepted = ownMember(servingIn(prompt, environment)?.drift?.accepted ?? {}, version);
  if (accepted && accepted.at >= (judgement?.promotedAt ?? '')) {
    const held = evidence.find(({ id }) => id === accepted.evidence);
    if (held) return held;
  }
  const judged = evidence.find(({ id }) => id === judgement?.evidence);
  if (judged) return judged;
  const first = servingIn(prompt, environment)?.served.find(({ allocation }) =>
    servingVersions(allocation).includes(version),
  );
  const before = evidence.findLast(({ at }) => first !== undefined && at <= first.at);
  return before ?? evidence[0] ?? null;
}

export type DriftPlanRequest = {
  /** At main's tip. */
  prompts: readonly FoundPrompt[];
  config: Config;
  credentials: Credentials;
  runsNodeScripts: boolean;
  /** Whether a judge without a key is a mistake. */
  needsKeys: boolean;
  /** Where a version is read in the commit that it came from; undefined: it is not there any more. */
  sourceOf: (prompt: string, version: Version) => Promise<ArmSource | undefined>;
  /** Of the answers, one for each version. */
  scopeOf: (serving: Serving) => string;
};

/** Plans the whole suite of each version: main's, or its own where it cannot be asked main's. */
export async function planDrift(serving: readonly Serving[], request: DriftPlanRequest): Promise<DriftPlan> {
  const plan: DriftPlan = { targets: [], pending: [] };
  for (const each of serving) {
    const { prompt, version } = each;
    try {
      const planned = await plannedOf(each, request);
      if (planned === null) {
        const problem = `The commit that ${prompt} ${version} came from is not in this clone, or has it no longer.`;
        plan.pending.push({ prompt, version, problem });
      } else plan.targets.push({ ...each, toEvaluate: { ...planned, scope: request.scopeOf(each) } });
    } catch (problem) {
      plan.pending.push({ prompt, version, problem: mistakesIn(problem)[0]?.message ?? '' });
    }
  }
  return plan;
}

async function plannedOf(
  { prompt, version, known }: Serving,
  request: DriftPlanRequest,
): Promise<ToEvaluate | null> {
  const onMain = request.prompts.find(({ name }) => name === prompt);
  if (onMain?.digest === known.digest) {
    return toEvaluate(prompt, known, await planOf(onMain, null, request));
  }
  const source = await request.sourceOf(prompt, version);
  if (source === undefined) return null;
  const both = onMain && (await planOf(onMain, source, request));
  if (both?.baseline) {
    return toEvaluate(prompt, known, { ...both, candidate: both.baseline, baseline: null });
  }
  return toEvaluate(prompt, known, await planOf({ name: prompt, source }, null, request));
}
