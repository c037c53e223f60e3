import { ownMember } from '../base/json.ts';
import type { Drift, DriftPoint, DriftState, KnownDrift } from '../domain/drift.ts';
import type { RegistryEvent } from '../domain/registry.ts';
import type { PromptState } from '../domain/registry-state.ts';
import { servingVersions } from './exposure.ts';
import { servingIn } from './promotion.ts';

/** Points that the state keeps of a prompt in an environment. */
const POINTS_KEPT = 20;

type DriftEvent = Extract<RegistryEvent, Drift>;

/** What is known after one more look. What is given stays as it is. */
export function driftWith(before: DriftState | undefined, event: DriftEvent): DriftState {
  const { version, verdict, cause, overall, segments, at } = event;
  const point: DriftPoint = {
    ...{ at, version, verdict, cause },
    overall: overall.now,
    rates: Object.fromEntries(segments.map(({ segment, now }) => [segment, now])),
  };
  return {
    latest: { ...before?.latest, [version]: knownOf(event) },
    points: [...(before?.points ?? []), point].slice(-POINTS_KEPT),
  };
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
