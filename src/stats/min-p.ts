import { attainableUpTo } from './flip-distribution.ts';
import type { PairedCase } from './paired.ts';
import { flipPValues, observeFlips } from './sign-flip.ts';

/** One hypothesis of a family: its p, and the probability, were it true, of a p ≤ t. */
export type FamilyMember = {
  p: number;
  sizeAt(t: number): number;
  /** Members of one cluster share cases and may depend on each other; clusters are independent. */
  cluster: number;
  /**
   * Another member of the cluster, of a part of the same cases, and the probability of a p ≤ t here while the part's p
   * is above t. Absent where that is not known: then both probabilities add up.
   */
  part?: { member: FamilyMember; sizeBeyond(t: number): number } | undefined;
};

/**
 * Step-down min-P (Westfall & Young 1993; for discrete p-values, Tarone 1990):
 * adj(i) = max over j ≤ i of P(min p ≤ p(j)) over the members not yet stepped over. Between clusters the
 * probabilities multiply, within a cluster they add: a union bound, and exact for a member and its `part`.
 */
export function stepDownMinP(members: readonly FamilyMember[]): number[] {
  const order = members.map((member, index) => ({ member, index })).sort((a, b) => a.member.p - b.member.p);
  const adjusted = new Array<number>(members.length).fill(1);
  let running = 0;
  for (const [rank, { member, index }] of order.entries()) {
    const clusters = new Map<number, number>();
    const rivals = new Set(order.slice(rank).map((one) => one.member));
    for (const rival of rivals) {
      const { part } = rival;
      const size = part && rivals.has(part.member) ? part.sizeBeyond(member.p) : rival.sizeAt(member.p);
      clusters.set(rival.cluster, (clusters.get(rival.cluster) ?? 0) + size);
    }
    let logNone = 0;
    for (const size of clusters.values()) logNone += Math.log1p(-Math.min(1, size));
    running = Math.max(running, Math.min(1, -Math.expm1(logNone)), Math.min(1, member.p));
    adjusted[index] = running;
  }
  return adjusted;
}

/**
 * Exact min-P over independent segments: p and attainable p-values of each from its sign-flip distribution,
 * "candidate worse". A segment that no outcome could reject does not raise the adjusted p of the others.
 */
export function exactMinP(segments: readonly (readonly PairedCase[])[]): number[] {
  const members = segments.map((cases, cluster) => {
    const observation = observeFlips(cases);
    return {
      p: flipPValues(observation).pWorse,
      sizeAt: (t: number) => attainableUpTo(observation.distribution, t),
      cluster,
    };
  });
  return stepDownMinP(members);
}
