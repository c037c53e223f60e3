import { ownMember } from '../base/json.ts';
import type { Drift, DriftPoint, DriftReason, DriftState, KnownDrift } from '../domain/drift.ts';
import type { DriftAccepted, RegistryEvent } from '../domain/registry.ts';
import type { PromptState } from '../domain/registry-state.ts';
import { servingVersions } from './exposure.ts';
import { servingIn } from './promotion.ts';

/** Points that the state keeps of a prompt in an environment. */
const POINTS_KEPT = 20;

type DriftEvent = Extract<RegistryEvent, Drift>;
type AcceptedEvent = Extract<RegistryEvent, DriftAccepted>;

/** What is known after one more look. What is given stays as it is. */
export function driftWith(before: DriftState | undefined, event: DriftEvent): DriftState {
  const { version, verdict, cause, overall, segments, at } = event;
  const point: DriftPoint = {
    ...{ at, version, verdict, cause },
    overall: overall.now,
    rates: Object.fromEntries(segments.map(({ segment, now }) => [segment, now])),
  };
  return {
    ...before,
    latest: { ...before?.latest, [version]: knownOf(event) },
    points: [...(before?.points ?? []), point].slice(-POINTS_KEPT),
  };
}

/** What is known after a drift was accepted. What is given stays as it is. */
export function acceptedWith(before: DriftState | undefined, event: AcceptedEvent): DriftState {
  const { version, look, evidence, at, actor, reason = '' } = event;
  const accepted = { ...before?.accepted, [version]: { look, evidence, at, by: actor.name, reason } };
  return { latest: {}, points: [], ...before, accepted };
}

/** Whether a look at a version, known by its time, is its last and was accepted. */
export function isAcceptedLook(drift: DriftState, { version, at }: { version: string; at: string }): boolean {
  return isAccepted(drift, version) && ownMember(drift.latest, version)?.at === at;
}

/** Whether the last look at a version is the one that was accepted last. */
export function isAccepted(drift: DriftState, version: string): boolean {
  const look = ownMember(drift.latest, version)?.event;
  return look !== undefined && ownMember(drift.accepted ?? {}, version)?.look === look;
}

/** Why a look cannot be accepted, as the end of a sentence; null where it can. */
export function whyNotAcceptable({
  verdict,
  cause,
  because,
}: Pick<Drift, 'verdict' | 'cause' | 'because'>): string | null {
  if (verdict === 'clean') return 'was clean';
  if (cause === 'traffic')
    return 'found that production reports worse, which no other evidence of the suite changes';
  if (verdict === 'drifted' || because.some((one) => NOT_COMPARED.includes(one))) return null;
  return 'is undecided, and has too little to be held against';
}

/** What stays undecided until the version is held against other evidence. */
const NOT_COMPARED: readonly DriftReason[] = ['no-shared-cases', 'segment-not-compared'];

/** Why an acceptance may not follow this state, as sentences; none where it may. */
export function acceptedProblems(prompt: PromptState, event: AcceptedEvent): string[] {
  const { version, prompt: name, environment, digest, look, evidence, reason } = event;
  const serving = servingIn(prompt, environment);
  const label = `${name} ${version}`;
  const last = ownMember(serving?.drift?.latest ?? {}, version);
  const why = last && whyNotAcceptable(last);
  return [
    ...(servingVersions(serving?.served.at(-1)?.allocation ?? {}).includes(version)
      ? []
      : [`${label} does not serve in ${environment}.`]),
    ...(last?.event === look && last.evidence === evidence && last.digest === digest
      ? []
      : [`what was accepted is not the last look at ${label} in ${environment}.`]),
    ...(why ? [`the last look at ${label} in ${environment} ${why}.`] : []),
    ...(reason === undefined ? [`nobody said why the drift of ${label} was accepted.`] : []),
  ];
}

/** Why a look for drift may not follow this state, as sentences; none where it may. */
export function driftProblems(prompt: PromptState, event: DriftEvent): string[] {
  const { version, prompt: name, environment, digest, against, evidence, cause, verdict } = event;
  const serving = servingVersions(servingIn(prompt, environment)?.served.at(-1)?.allocation ?? {});
  const known = ownMember(prompt.versions, version);
  const label = `${name} ${version}`;
  const lacks = [evidence, ...(against ? [against.evidence] : [])].filter(
    (wanted) => !known?.evidence.some(({ id }) => id === wanted),
  );
  return [
    ...(serving.includes(version) ? [] : [`${label} does not serve in ${environment}.`]),
    ...(known && known.digest !== digest ? [`${label} is registered with another digest.`] : []),
    ...lacks.map((id) => `${label} has no evidence ${id}.`),
    ...(against?.evidence === evidence ? [`the evidence of ${label} is held against itself.`] : []),
    ...((verdict === 'drifted') === (cause !== null)
      ? []
      : [`${label} has a cause and no drift, or no cause.`]),
  ];
}

function knownOf(event: DriftEvent): KnownDrift {
  const { id, at, version, digest, against, evidence, suite, askedTwice, verdict, cause, because } = event;
  const { overall, segments, control, traffic, facts } = event;
  return {
    ...{ event: id, at, version, digest, against, evidence, suite, verdict, cause, because },
    ...(askedTwice && { askedTwice }),
    ...{ overall, segments, control, traffic, facts },
  };
}
