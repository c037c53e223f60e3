import { type Digest, type Share, SLOT_COUNT, type Slots, type Version } from '../domain/registry.ts';
import { slotCount } from './evidence.ts';

/** How many of the 10,000 slots a version is to have. */
export type Weight = { version: Version; digest: Digest; slots: number };

/** The share that has every slot. */
export function wholeShare(version: Version, digest: Digest): Share[] {
  return [{ version, digest, slots: [[0, SLOT_COUNT]] }];
}

/**
 * Fractions as numbers of slots that add up to 10,000, by largest remainder; of equal remainders the first.
 * @param weights by version, 0 … 1, with the sum 1
 * @throws RangeError for other weights
 */
export function slotsOfWeights(weights: Readonly<Record<Version, number>>): Record<Version, number> {
  const entries = Object.entries(weights);
  const sum = entries.reduce((total, [, weight]) => total + weight, 0);
  if (entries.some(([, weight]) => !(weight >= 0)) || Math.abs(sum - 1) > 1e-6) {
    throw new RangeError(`weights add up to 1, not to ${sum}`);
  }
  // Of 0.07, 699.99… slots are 700 whole ones.
  const exact = entries.map(([version, weight]) => {
    const slots = Number((weight * SLOT_COUNT).toFixed(6));
    return { version, whole: Math.floor(slots), rest: slots - Math.floor(slots) };
  });
  const missing = SLOT_COUNT - exact.reduce((total, { whole }) => total + whole, 0);
  const rounded = new Set([...exact].sort((a, b) => b.rest - a.rest).slice(0, missing));
  return Object.fromEntries(exact.map((one) => [one.version, one.whole + (rounded.has(one) ? 1 : 0)]));
}

/**
 * New shares by these weights, with as few slots changing their version as possible. A share's ranges are in the order
 * in which they were won, and who loses gives up what it won last: weights that go up and down again give everybody
 * the version that they had.
 * @param before the segment's shares so far; of a segment that is new, those of `*`
 * @param weights with the sum 10,000; a version without slots is left out
 */
export function allocate(before: readonly Share[], weights: readonly Weight[]): Share[] {
  const sum = weights.reduce((total, { slots }) => total + slots, 0);
  if (sum !== SLOT_COUNT) throw new RangeError(`${SLOT_COUNT} slots are to be given, not ${sum}`);
  const wanted = new Map(weights.map((weight) => [weight.version, weight]));
  const free: Slots[] = before.length === 0 ? [[0, SLOT_COUNT]] : [];
  const kept = new Map<Version, Slots[]>();
  for (const share of before) {
    const surplus = slotCount(share) - (wanted.get(share.version)?.slots ?? 0);
    const { left, given } = giveUp(share.slots, surplus);
    kept.set(share.version, left);
    free.push(...given);
  }
  const shares = weights.map(({ version, digest, slots }): Share => {
    const own = kept.get(version) ?? [];
    return { version, digest, slots: joined([...own, ...take(free, slots - slotCount({ slots: own }))]) };
  });
  return shares.filter(({ slots }) => slots.length > 0);
}

/**
 * One version's slots go to another, which may have a share already; all others keep theirs.
 * @param to not `from`
 */
export function handOver(
  shares: readonly Share[],
  from: Version,
  to: { version: Version; digest: Digest },
): Share[] {
  const given = shares.filter(({ version }) => version === from).flatMap(({ slots }) => slots);
  if (given.length === 0) return [...shares];
  const others = shares.filter((share) => share.version !== from);
  const receiver = others.find((share) => share.version === to.version);
  const { version, digest } = to;
  const grown: Share = { version, digest, slots: joined([...(receiver?.slots ?? []), ...given]) };
  return receiver ? others.map((share) => (share === receiver ? grown : share)) : [...others, grown];
}

/** What is left of ranges when the slots that were won last are given up, and these, last won first. */
function giveUp(ranges: readonly Slots[], count: number): { left: Slots[]; given: Slots[] } {
  const left = [...ranges];
  const given: Slots[] = [];
  for (let missing = count; missing > 0; ) {
    const last = left.pop();
    if (!last) break;
    const [from, to] = last;
    const cut = Math.max(from, to - missing);
    if (cut > from) left.push([from, cut]);
    given.push([cut, to]);
    missing -= to - cut;
  }
  return { left, given };
}

/** Takes slots from the front of the ranges, which change. */
function take(free: Slots[], count: number): Slots[] {
  const taken: Slots[] = [];
  for (let missing = count; missing > 0; ) {
    const first = free.shift();
    if (!first) break;
    const [from, to] = first;
    const cut = Math.min(to, from + missing);
    if (cut < to) free.unshift([cut, to]);
    taken.push([from, cut]);
    missing -= cut - from;
  }
  return taken;
}

/** A range that goes on where the one before it ends is one with it. */
function joined(ranges: readonly Slots[]): Slots[] {
  const result: Slots[] = [];
  for (const [from, to] of ranges) {
    const last = result.at(-1);
    if (last?.[1] === from) result[result.length - 1] = [last[0], to];
    else result.push([from, to]);
  }
  return result;
}
