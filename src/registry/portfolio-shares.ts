import { ownMember } from '../base/json.ts';
import { OTHER_SEGMENTS, type Weights } from '../domain/portfolio.ts';
import type { Allocation, PromptState, Share, Version } from '../domain/registry.ts';
import { exposureOf, risesBetween, sharesOf } from './exposure.ts';
import { holdsOn, servingIn } from './promotion.ts';
import { allocate, type Weight } from './slots.ts';

/** The shares that weights give; or why they give none now. */
export type PortfolioShares =
  | { kind: 'shares'; allocation: Allocation; because: string[] }
  /** Until somebody releases a hold, or names other weights. */
  | { kind: 'held'; problem: string };

export type SharesRequest = {
  name: string;
  prompt: PromptState;
  environment: string;
  weights: Weights;
  /** Takes what a version that is held would win. */
  safe: Version;
  /** ms since 1970. */
  now: number;
};

/**
 * What an environment serves by these weights, with as few slots changing their version as possible. A version that is
 * held keeps what it has at most: what it would win goes to `safe`.
 */
export function sharesOfWeights(request: SharesRequest): PortfolioShares {
  const { name, prompt, environment, weights, safe, now } = request;
  const before = servingIn(prompt, environment)?.served.at(-1)?.allocation ?? {};
  const held = servingIn(prompt, environment)?.held ?? [];
  const isHeld = (version: Version) => holdsOn(version, held, now).length > 0;
  const because: string[] = [];
  const allocation: Allocation = {};
  for (const [segment, stated] of Object.entries(weights)) {
    const allowed = { ...stated };
    for (const [version, slots] of Object.entries(stated)) {
      const most = exposureOf(before, segment, version);
      if (version === safe || slots <= most || !isHeld(version)) continue;
      allowed[version] = most;
      allowed[safe] = (ownMember(allowed, safe) ?? 0) + slots - most;
      because.push(`${name} ${version} is held, so ${safe} has its share in ${segmentText(segment)}.`);
    }
    allocation[segment] = allocate(sharesOf(before, segment), weightsOf(prompt, allowed));
  }
  const risen = [...risesBetween(before, allocation).keys()].filter(isHeld);
  if (risen.length === 0) return { kind: 'shares', allocation, because };
  const what = risen.map((version) => `${name} ${version}`).join(', ');
  return { kind: 'held', problem: `${what} would rise in ${environment} and is held there.` };
}

/** A segment in a sentence. */
export function segmentText(segment: string): string {
  return segment === OTHER_SEGMENTS ? 'all other segments' : `segment ${segment}`;
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

function weightsOf(prompt: PromptState, slots: Readonly<Record<Version, number>>): Weight[] {
  return Object.entries(slots).map(([version, count]) => {
    const known = ownMember(prompt.versions, version);
    if (!known) throw new Error(`no version ${version}`);
    return { version, digest: known.digest, slots: count };
  });
}
