import type { Drift } from '../domain/drift.ts';
import type { DriftAccepted, RegistryEvent } from '../domain/registry.ts';
import type { EvidenceFile } from '../domain/registry-files.ts';
import type { SigningPolicy } from '../domain/registry-policy.ts';
import type { RegistryState } from '../domain/registry-state.ts';
import type { LogProblem } from './chain.ts';
import { isAcceptanceSigned } from './signatures.ts';

export type DriftEvent = Extract<RegistryEvent, Drift>;
export type AcceptedEvent = Extract<RegistryEvent, DriftAccepted>;

/** What a look for drift is recomputed from. */
export type DriftGround = {
  /** Its two evidence files; undefined: missing, or changed since. */
  today: EvidenceFile | undefined;
  then: EvidenceFile | undefined;
  /** Before it, valid until the promise settles. */
  before: RegistryState;
  /** Promotion keys of today's policy, where what is written has to be signed by now; else none. */
  keys: readonly string[];
};

export type DriftExaminers = {
  /** Why a look for drift says otherwise than its ground, as sentences; undefined: that is not judged. */
  examineDrift?: ((event: DriftEvent, ground: DriftGround) => Promise<readonly string[]>) | undefined;
  /** The keys of the policy that an accepted drift names, and why that may not decide. */
  examineAcceptance?:
    | ((event: AcceptedEvent) => Promise<{ policy: string[]; signing: SigningPolicy | null }>)
    | undefined;
};

type DriftContext = {
  /** Before the event. */
  state: RegistryState;
  evidenceOf: (id: string) => EvidenceFile | undefined;
  /** Whether an earlier promotion was signed. */
  signedBefore: boolean;
  /** The keys of today's policy. */
  signing: SigningPolicy | null;
  request: DriftExaminers;
};

/** What is wrong with a look for drift, or with its acceptance. */
export async function driftProblems(
  event: DriftEvent | AcceptedEvent,
  context: DriftContext,
): Promise<LogProblem[]> {
  const problems =
    event.type === 'drift' ? await lookProblems(event, context) : await acceptanceProblems(event, context);
  return problems.map((problem) => ({ event: event.id, problem }));
}

/** What a look says has to follow from its evidence, by a policy of main. */
async function lookProblems(event: DriftEvent, context: DriftContext): Promise<string[]> {
  const { state, evidenceOf, signedBefore, signing, request } = context;
  const { prompt, version, evidence, against, policy } = event;
  if (request.examineDrift === undefined) return [];
  if (policy === undefined) {
    return [
      `The look for drift at ${prompt} ${version} names no policy, so nobody can tell whether it is true.`,
    ];
  }
  const then = against === null ? undefined : evidenceOf(against.evidence);
  const keys = signedBefore ? (signing?.promotion ?? []) : [];
  return [...(await request.examineDrift(event, { today: evidenceOf(evidence), then, before: state, keys }))];
}

/** What a version is held against is the promotion key's to lower. */
async function acceptanceProblems(event: AcceptedEvent, context: DriftContext): Promise<string[]> {
  const { signedBefore, signing, request } = context;
  const { prompt, version, environment, signature } = event;
  const examined = await request.examineAcceptance?.(event);
  const inForce = examined?.signing ?? null;
  const keys = [...(inForce?.promotion ?? []), ...(signing?.promotion ?? [])];
  const mustBeSigned = inForce !== null || (signing !== null && signedBefore);
  const isGood = signature
    ? isAcceptanceSigned(event, signature, keys.length > 0 ? keys : [signature.key])
    : !mustBeSigned;
  const label = `The accepted drift of ${prompt} ${version} in ${environment}`;
  return [
    ...(examined?.policy ?? []).map((problem) => `${label} is of a policy that may not decide: ${problem}`),
    ...(isGood ? [] : [`${label} bears no signature of a promotion key: it was forged.`]),
  ];
}
