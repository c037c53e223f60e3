import { ownMember } from '../base/json.ts';
import type { Version } from '../domain/registry.ts';
import type { RegistryState, ServingState } from '../domain/registry-state.ts';
import type { Trip } from '../domain/tripped.ts';

/** What a prompt serves in an environment; undefined where nothing is known of it. */
export function servingOf(
  state: RegistryState,
  { prompt, environment }: { prompt: string; environment: string },
): ServingState | undefined {
  return ownMember(ownMember(state.prompts, prompt)?.environments ?? {}, environment);
}

/** Trips that nobody released. */
export function openTrips(serving: ServingState | undefined): Trip[] {
  return (serving?.trips ?? []).filter(({ released }) => released === null);
}

/** The trip by which a guard took a version back or held it; until it is released, others only tell. */
export function guardThatActed(serving: ServingState | undefined): Trip | undefined {
  return openTrips(serving).find(({ action }) => action !== 'alert');
}

/** Whether a guard tripped since then, and nobody released that. */
export function isKnownTrip(
  serving: ServingState | undefined,
  guard: { version: Version; segment: string; metric: string },
  since: number,
): boolean {
  return openTrips(serving).some(
    ({ version, segment, metric, at }) =>
      version === guard.version &&
      segment === guard.segment &&
      metric === guard.metric &&
      Date.parse(at) >= since,
  );
}
