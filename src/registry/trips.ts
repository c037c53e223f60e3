import { ownMember } from '../base/json.ts';
import type { Version } from '../domain/registry.ts';
import type { RegistryState, ServingState } from '../domain/registry-state.ts';
import type { GuardAction, Trip } from '../domain/tripped.ts';

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

/** From what changes most to what changes nothing. */
export const STRENGTH: readonly GuardAction[] = ['rollback', 'hold', 'alert'];

/** The trip by which a guard took a version back; until it is released, no other takes one back. */
export function guardThatTookBack(serving: ServingState | undefined): Trip | undefined {
  return openTrips(serving).find(({ action }) => action === 'rollback');
}

/** The trip by which a guard took a version back or held it; until it is released, no other holds one. */
export function guardThatActed(serving: ServingState | undefined): Trip | undefined {
  return openTrips(serving).find(({ action }) => action !== 'alert');
}

/** The trip of a guard since then that nobody released; undefined: there is none. */
export function tripOf(
  serving: ServingState | undefined,
  guard: { version: Version; segment: string; metric: string },
  since: number,
): Trip | undefined {
  return openTrips(serving).find(
    ({ version, segment, metric, at }) =>
      version === guard.version &&
      segment === guard.segment &&
      metric === guard.metric &&
      Date.parse(at) >= since,
  );
}

/** Whether what was done is as much as what is wanted, or more. Nothing (undefined) is less than all. */
export function isAsStrong(done: GuardAction | undefined, wanted: GuardAction): boolean {
  return done !== undefined && STRENGTH.indexOf(done) <= STRENGTH.indexOf(wanted);
}
