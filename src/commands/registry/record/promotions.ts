import { ownMember } from '../../../base/json.ts';
import type { Config } from '../../../domain/policy.ts';
import type { Digest, Promoted, Version } from '../../../domain/registry.ts';
import type { EnvironmentPolicy } from '../../../domain/registry-policy.ts';
import type { PromptState, RegistryState } from '../../../domain/registry-state.ts';
import { nextSerial } from '../../../registry/pointer.ts';
import { policyOfPrompt } from '../../../registry/policy-of-prompt.ts';
import {
  examinePromotion,
  type KnownEvidence,
  type Missing,
  type PromotionFinding,
} from '../../../registry/promotion.ts';
import { signPromotion } from '../../../registry/signatures.ts';
import { decide } from '../../../verdict/decide.ts';
import { servesOnly } from './evidence.ts';

/** What became of a promotion that the policy asks for. */
export type DuePromotion = {
  environment: string;
  prompt: string;
  version: Version;
  /** `waits`: for time to pass, or for a hold to be released. `pending`: for evidence that could not be made now. */
  outcome: 'promoted' | 'waits' | 'pending' | 'refused';
  missing: Missing[];
  judgement: PromotionFinding['judgement'];
};

export type PromotionContext = {
  state: RegistryState;
  now: Date;
  policy: Promoted['policy'];
  isPinned: (prompt: string, version: Version) => boolean;
  evidenceOf: (digest: Digest) => KnownEvidence | undefined;
  /** The policy by which versions are judged. */
  config: Config;
  /** Path of the portfolio that decides what a prompt serves in an environment; null: there is none. */
  portfolioOf?: ((prompt: string, environment: string) => string | null) | undefined;
  /** The private promotion key; null: promotions are not signed. */
  promotionKey: string | null;
  /** The largest serial that a destination serves. */
  publishedSerial?: ((environment: string) => number) | undefined;
};

/** The promotions that the policy asks for: of what main has, in every environment that does not serve it. */
export function duePromotions(
  environments: readonly EnvironmentPolicy[],
  context: PromotionContext,
): { due: DuePromotion[]; facts: Promoted[] } {
  const due: DuePromotion[] = [];
  const facts: Promoted[] = [];
  const serials = new Map<string, number>();
  for (const environment of environments) {
    if (environment.promote === 'by-hand') continue;
    for (const [name, prompt] of Object.entries(context.state.prompts)) {
      const version = prompt.onMain;
      if (version === null || servesOnly(prompt, environment.name, version)) continue;
      if (context.portfolioOf?.(name, environment.name)) continue;
      const finding = examine({ name, prompt, version, environment }, context);
      const { judgement } = finding;
      const earlier = due.find((one) => one.prompt === name && one.environment === environment.soak?.in);
      const missing = finding.missing.map((lack) => (earlier ? soakingFrom(lack, earlier) : lack));
      const outcome = missing.length === 0 ? 'promoted' : isWaiting(missing) ? 'waits' : 'refused';
      due.push({ environment: environment.name, prompt: name, version, outcome, missing, judgement });
      if (outcome !== 'promoted') continue;
      const serial = (serials.get(environment.name) ?? serialBefore(environment.name, context)) + 1;
      serials.set(environment.name, serial);
      facts.push(
        promotedFact({ name, prompt, version, environment: environment.name, judgement, serial }, context),
      );
    }
  }
  return { due, facts };
}

/** A version that comes to the environment where it has to soak in this run, or does not yet, only has to wait. */
function soakingFrom(lack: Missing, { outcome, environment, prompt, version }: DuePromotion): Missing {
  if (lack.kind !== 'soak' || outcome === 'refused') return lack;
  const text =
    outcome === 'promoted' ? `${prompt} ${version} soaks in ${environment} from now on.` : lack.text;
  return { ...lack, text, waits: true };
}

/** A hold is a person's decision, whatever else is missing; else all has to come by itself. */
function isWaiting(missing: readonly Missing[]): boolean {
  return missing.some(({ kind }) => kind === 'held') || missing.every(({ waits }) => waits);
}

/** Whether one version may serve in one environment. */
export function examine(
  what: { name: string; prompt: PromptState; version: Version; environment: EnvironmentPolicy },
  context: PromotionContext,
): PromotionFinding {
  const { now, isPinned, evidenceOf, config } = context;
  const rules = policyOfPrompt(config, what);
  return examinePromotion({
    ...what,
    now: now.getTime(),
    isPinned: isPinned(what.name, what.version),
    evidenceOf,
    decide: (evidence) => decide(evidence, rules),
    rules,
  });
}

/** The fact that a version serves everybody in an environment from now on. */
export function promotedFact(
  promotion: {
    name: string;
    prompt: PromptState;
    version: Version;
    environment: string;
    judgement: PromotionFinding['judgement'];
    serial: number;
    overridden?: string[] | undefined;
    adopted?: true | undefined;
  },
  { policy, promotionKey }: Pick<PromotionContext, 'policy' | 'promotionKey'>,
): Promoted {
  const { name, prompt, version, environment, judgement, serial, overridden, adopted } = promotion;
  const known = ownMember(prompt.versions, version);
  if (!known) throw new Error(`no version ${version} of ${name}`);
  const { digest } = known;
  const subject = { environment, prompt: name, version, digest };
  return {
    type: 'promoted',
    ...subject,
    serial,
    allocation: { '*': [{ version, digest, slots: [[0, 10_000]] }] },
    policy,
    judgement,
    ...(overridden && overridden.length > 0 && { overridden }),
    ...(adopted && { adopted }),
    ...(promotionKey !== null && { signature: signPromotion(subject, promotionKey) }),
  };
}

/** The serial that an environment serves now, by the log or by a destination, whichever is higher. */
export function serialBefore(
  environment: string,
  { state, publishedSerial }: Pick<PromotionContext, 'state' | 'publishedSerial'>,
): number {
  return nextSerial(state, environment, publishedSerial?.(environment) ?? 0) - 1;
}
