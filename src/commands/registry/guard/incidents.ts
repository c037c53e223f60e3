import type { RegistryState } from '../../../domain/registry-state.ts';
import type { Tripped } from '../../../domain/tripped.ts';
import type { ChainedEvent } from '../../../registry/chain.ts';
import { openTrips } from '../../../registry/trips.ts';

/** Trips of one prompt in one environment that nobody released, and what was done, by the registry. */
export type Incident = {
  prompt: string;
  environment: string;
  /** Oldest first. */
  trips: { at: string; fact: Tripped }[];
  /** Versions that tripped and were taken back since then, by a guard or a person; oldest first. */
  takenBack: { from: string; to: string; serial: number }[];
  /** Versions that tripped and whose share may not rise until they are released. */
  held: string[];
  /** When something was last released before the first of them, ISO 8601; null: never. */
  releasedAt: string | null;
};

/** What stands, the same for whoever reads the same log. */
export function incidentsIn({
  state,
  events,
}: {
  state: RegistryState;
  events: readonly ChainedEvent[];
}): Incident[] {
  return Object.entries(state.prompts).flatMap(([prompt, { environments }]) =>
    Object.keys(environments).flatMap((environment) => {
      const found = incidentOf({ state, events }, { prompt, environment });
      return found.trips.length === 0 ? [] : [found];
    }),
  );
}

/** What stands of one prompt in one environment; no trips: nothing does. */
export function incidentOf(
  { state, events }: { state: RegistryState; events: readonly ChainedEvent[] },
  { prompt, environment }: { prompt: string; environment: string },
): Incident {
  const serving = state.prompts[prompt]?.environments[environment];
  const open = openTrips(serving);
  const here = events
    .map(({ event }) => event)
    .filter(
      (event) => 'environment' in event && event.environment === environment && event.prompt === prompt,
    );
  const trips = here.flatMap((event) => {
    if (event.type !== 'tripped') return [];
    const { at, version, segment, metric } = event;
    const isOpen = open.some(
      (trip) =>
        trip.at === at && trip.version === version && trip.segment === segment && trip.metric === metric,
    );
    return isOpen ? [{ at, fact: event }] : [];
  });
  const versions = new Set(trips.map(({ fact }) => fact.version));
  const first = trips[0]?.at ?? '';
  const back = new Map<string, Incident['takenBack'][number]>();
  for (const event of here) {
    if (event.type !== 'rolled-back' || event.at < first || !versions.has(event.from)) continue;
    const { from, to, serial } = event;
    back.set(from, { from, to, serial });
  }
  const held = (serving?.held ?? []).flatMap(({ version, until }) =>
    version !== null && until === null && versions.has(version) && !back.has(version) ? [version] : [],
  );
  const released = here.findLast(({ type, at }) => type === 'released' && (first === '' || at < first));
  return {
    ...{ prompt, environment, trips, held },
    takenBack: [...back.values()],
    releasedAt: released?.at ?? null,
  };
}
