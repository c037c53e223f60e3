import { ownMember } from '../base/json.ts';
import { type Allocation, type Share, SLOT_COUNT, type Version } from '../domain/registry.ts';
import type { Served } from '../domain/registry-state.ts';
import { slotCount } from './evidence.ts';

/** The shares that serve a segment: those of `*` where it is not listed. */
export function sharesOf(allocation: Allocation, segment: string): readonly Share[] {
  return ownMember(allocation, segment) ?? ownMember(allocation, '*') ?? [];
}

/** Number of slots, of 10,000, that a version has in a segment. */
export function exposureOf(allocation: Allocation, segment: string, version: Version): number {
  return sharesOf(allocation, segment)
    .filter((share) => share.version === version)
    .reduce((sum, share) => sum + slotCount(share), 0);
}

/** The versions that serve in some segment. */
export function servingVersions(allocation: Allocation): Version[] {
  return [...new Set(Object.values(allocation).flatMap((shares) => shares.map(({ version }) => version)))];
}

/** The versions that have more slots after than before in some segment, with the most that one won. */
export function risesBetween(before: Allocation, after: Allocation): Map<Version, number> {
  const rises = new Map<Version, number>();
  for (const segment of new Set(['*', ...Object.keys(before), ...Object.keys(after)])) {
    for (const version of new Set(sharesOf(after, segment).map((share) => share.version))) {
      const won = exposureOf(after, segment, version) - exposureOf(before, segment, version);
      if (won > 0) rises.set(version, Math.max(won, rises.get(version) ?? 0));
    }
  }
  return rises;
}

/** The promotion or allocation by which a version came to serve: the last in which its share rose somewhere. */
export function lastPromotion(served: readonly Served[], version: Version): Served | undefined {
  return served.findLast(({ event, allocation }, index) => {
    const before = served[index - 1]?.allocation ?? {};
    return (
      (event.type === 'promoted' || event.type === 'allocated') &&
      risesBetween(before, allocation).has(version)
    );
  });
}

/** Whether the shares have every slot exactly once, and no version has two shares. */
export function coversAllSlots(shares: readonly Share[]): boolean {
  if (new Set(shares.map(({ version }) => version)).size !== shares.length) return false;
  const ranges = shares.flatMap(({ slots }) => slots).sort(([a], [b]) => a - b);
  let next = 0;
  for (const [from, to] of ranges) {
    if (from !== next || to <= from) return false;
    next = to;
  }
  return next === SLOT_COUNT;
}

/** Whether two allocations give every version the same number of slots in every segment. */
export function haveSameWeights(before: Allocation, after: Allocation): boolean {
  const segments = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const sizes = (shares: readonly Share[]) => new Set(shares.map(({ version }) => version)).size;
  return segments.every(
    (segment) =>
      Object.hasOwn(before, segment) === Object.hasOwn(after, segment) &&
      sizes(sharesOf(before, segment)) === sizes(sharesOf(after, segment)) &&
      sharesOf(after, segment).every(
        ({ version }) => exposureOf(before, segment, version) === exposureOf(after, segment, version),
      ),
  );
}
