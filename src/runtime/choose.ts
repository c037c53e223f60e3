import { ownMember } from '../base/json.ts';
import { slotOf } from '../base/slot.ts';
import type { PointerPrompt } from '../domain/pointer.ts';
import { type Digest, SLOT_COUNT, type Version } from '../domain/registry.ts';
import type { Asker, ServedPrompt } from './api.ts';
import type { Breaker } from './breaker.ts';

/** The version that an asker gets. */
export type Choice = {
  version: Version;
  digest: Digest;
  /** The asker's: `*` where none was named. */
  segment: string;
  /** The probability, 0–1, with which a unit of this segment gets this version at this moment. */
  propensity: number;
  reason: ServedPrompt['reason'];
  /** The versions that serve this segment, the largest share first. */
  versions: Version[];
};

/**
 * The version for an asker: the one in whose range of slots the unit falls, unless the breaker leaves that one out.
 * @param name the prompt's, which is the salt
 * @param random 0 ≤ x < 1: the place of an asker without a unit
 */
export function choose(
  prompt: PointerPrompt,
  { name, asker, breaker, random }: { name: string; asker: Asker; breaker: Breaker; random: () => number },
): Choice {
  const { allocation, versions } = prompt;
  const segment = segmentOf(prompt, asker.segment);
  const weighted = Object.hasOwn(allocation, segment) ? segment : '*';
  const shares = ownMember(allocation, weighted) ?? [];
  const slot =
    asker.unit === undefined ? Math.floor(random() * SLOT_COUNT) : slotOf(name, asker.unit, SLOT_COUNT);
  const weights = shares.map(([version, ...slots]) => ({
    version,
    isChosen: slots.some(([from, to]) => from <= slot && slot < to),
    weight: slots.reduce((sum, [from, to]) => sum + to - from, 0) / SLOT_COUNT,
  }));
  const served = weights.toSorted((a, b) => b.weight - a.weight).map(({ version }) => version);
  const assigned = weights.find(({ isChosen }) => isChosen)?.version;
  if (assigned === undefined) throw new Error(`slot ${slot} of ${name} belongs to no version`);
  const standInFor = (version: Version) => {
    const standIn = breaker.standIn(name, version);
    return standIn && served.includes(standIn.version) ? standIn : null;
  };
  const standIn = standInFor(assigned);
  const version = standIn && !breaker.triesAgain(name, assigned) ? standIn.version : assigned;
  const propensity = weights.reduce((sum, { version: each, weight }) => {
    const other = standInFor(each);
    const own = each === version ? weight * (other?.admitted ?? 1) : 0;
    return sum + own + (other?.version === version ? weight * (1 - other.admitted) : 0);
  }, 0);
  const { digest } = ownMember(versions, version) ?? { digest: '' };
  const reason = served.length > 1 ? 'split' : weighted === '*' ? 'static' : 'targeting_match';
  return { version, digest, segment, propensity, reason, versions: served };
}

/** No segment in the registry has a longer name. Anything longer is none. */
const LONGEST_NAME = 200;

/**
 * The segment, whether it has weights of its own or not: by its name, as the value of the attribute that the prompt is
 * segmented by, or without one as that of the first attribute whose value has weights of its own, or of the only one.
 * Several attributes are not guessed among: they may say who somebody is, and the segment is recorded.
 */
function segmentOf({ allocation, segmentBy }: PointerPrompt, segment: Asker['segment'] = {}): string {
  const names =
    typeof segment === 'string'
      ? [segment]
      : segmentBy === undefined
        ? Object.values(segment)
        : [ownMember(segment, segmentBy)];
  const weighted = names.find((name) => name !== undefined && Object.hasOwn(allocation, name));
  const [only = '*'] = names.length === 1 ? names : [];
  return weighted ?? (only === '' || only.length > LONGEST_NAME ? '*' : only);
}
