import type { Weights } from '../domain/portfolio.ts';
import type { PortfolioPlan } from '../domain/portfolio-plan.ts';
import { type Allocation, SLOT_COUNT, type Version } from '../domain/registry.ts';
import type { Hold } from '../domain/registry-state.ts';
import type { Trip } from '../domain/tripped.ts';
import { exposureOf } from '../registry/exposure.ts';
import { holdsOn } from '../registry/promotion.ts';
import { listedIn, versionsOf, weightOf } from './facts.ts';

/**
 * The versions that are held, of which a file states more than a merge sets.
 * @param weights.stated by the file, `weights.set` what holds leave of them
 * @param known.now ms since 1970
 */
export function heldBack(
  { stated, set }: { stated: Weights; set: Weights },
  { holds, trips, now }: { holds: readonly Hold[]; trips: readonly Trip[]; now: number },
): NonNullable<PortfolioPlan['held']> {
  return versionsOf(stated).flatMap((version) => {
    const hold = holdsOn(version, holds, now).at(-1);
    const withheld = Object.keys(stated).flatMap((segment) => {
      const wanted = weightOf(stated, segment, version);
      const given = weightOf(set, segment, version);
      return given < wanted ? [{ segment, stated: wanted / SLOT_COUNT, set: given / SLOT_COUNT }] : [];
    });
    if (hold === undefined || withheld.length === 0) return [];
    const trip = trips.findLast(
      (one) => one.version === version && one.released === null && one.action !== 'alert',
    );
    const { reason, at, until } = hold;
    return [
      {
        ...{ version, reason, at, until, withheld },
        trip: trip ? { segment: trip.segment, metric: trip.metric, at: trip.at } : null,
      },
    ];
  });
}

/** Trips of guards on versions that a file gives more than they have now somewhere, the latest first. */
export function tripsOfRisen(
  trips: readonly Trip[],
  stated: Weights,
  allocation: Allocation,
): NonNullable<PortfolioPlan['trips']> {
  const risen = versionsOf(stated).filter((version) =>
    Object.keys(stated).some(
      (segment) =>
        listedIn(stated, segment).includes(version) &&
        weightOf(stated, segment, version) > exposureOf(allocation, segment, version),
    ),
  );
  return tripsOf(trips, risen);
}

/** Trips of guards on some versions, the latest first. */
export function tripsOf(
  trips: readonly Trip[],
  versions: readonly Version[],
): NonNullable<PortfolioPlan['trips']> {
  return trips
    .filter(({ version }) => versions.includes(version))
    .map(({ version, segment, metric, action, at, released }) => {
      return { version, segment, metric, action, at, released };
    })
    .sort((a, b) => (a.at < b.at ? 1 : -1));
}
