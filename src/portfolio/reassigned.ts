import { ownMember } from '../base/json.ts';
import type { Weights } from '../domain/portfolio.ts';
import { type Allocation, type Digest, type Share, SLOT_COUNT, type Version } from '../domain/registry.ts';
import { slotCount } from '../registry/evidence.ts';
import { exposureOf, sharesOf } from '../registry/exposure.ts';
import { allocate } from '../registry/slots.ts';
import { listedIn, weightOf } from './facts.ts';

/**
 * What serves by these weights, with as few slots changing their version as possible. A segment that is new begins with
 * the slots of `*`.
 * @param digests of every version that has a weight
 */
export function allocationBy(
  before: Allocation,
  weights: Weights,
  digests: Readonly<Record<Version, Digest>>,
): Allocation {
  const segments = Object.keys(weights).map((segment): [string, Share[]] => {
    const wanted = listedIn(weights, segment).map((version) => {
      const digest = ownMember(digests, version);
      if (digest === undefined) throw new Error(`no digest of ${version}`);
      return { version, digest, slots: weightOf(weights, segment, version) };
    });
    return [segment, allocate(sharesOf(before, segment), wanted)];
  });
  return Object.fromEntries(segments);
}

/** Shares (0–1) of a segment's units that get another version, and the fewest that these weights allow. */
export function reassignedBetween(
  before: Allocation,
  after: Allocation,
  segment: string,
): { share: number; least: number } {
  const [old, next] = [sharesOf(before, segment), sharesOf(after, segment)];
  if (old.length === 0) return { share: 0, least: 0 };
  const stays = next.reduce((sum, share) => sum + common(share, old), 0);
  const least = next.reduce(
    (sum, share) => sum + Math.max(0, slotCount(share) - exposureOf(before, segment, share.version)),
    0,
  );
  return { share: 1 - stays / SLOT_COUNT, least: least / SLOT_COUNT };
}

/** Slots of a share that its version had before. */
function common(share: Share, before: readonly Share[]): number {
  const own = before.filter(({ version }) => version === share.version).flatMap(({ slots }) => slots);
  return share.slots.reduce(
    (sum, [from, to]) =>
      sum +
      own.reduce((part, [start, end]) => part + Math.max(0, Math.min(to, end) - Math.max(from, start)), 0),
    0,
  );
}
