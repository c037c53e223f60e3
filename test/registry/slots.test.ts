import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Share, SLOT_COUNT } from '../../src/domain/registry.ts';
import { slotCount } from '../../src/registry/evidence.ts';
import { coversAllSlots } from '../../src/registry/exposure.ts';
import { allocate, handOver, slotsOfWeights } from '../../src/registry/slots.ts';

const digest = 'd'.repeat(64);
const versions = ['1.0.0', '1.1.0', '1.2.0', '2.0.0'];

/** Numbers of slots of the four versions. */
const splits = fc
  .array(fc.nat({ max: SLOT_COUNT }), { minLength: 3, maxLength: 3 })
  .map((cuts) => [0, ...cuts.sort((a, b) => a - b), SLOT_COUNT])
  .map((ends) => versions.map((_, index) => (ends[index + 1] ?? 0) - (ends[index] ?? 0)));

function sharesBy(split: readonly number[], before: readonly Share[]): Share[] {
  return allocate(
    before,
    versions.map((version, index) => ({ version, digest, slots: split[index] ?? 0 })),
  );
}

/** The version of every slot. */
function bySlot(shares: readonly Share[]): string[] {
  const owners: string[] = Array(SLOT_COUNT).fill('none');
  for (const { version, slots } of shares) for (const [from, to] of slots) owners.fill(version, from, to);
  return owners;
}

test('a sequence of weights always covers every slot once, and moves the fewest', () => {
  fc.assert(
    fc.property(fc.array(splits, { minLength: 2, maxLength: 6 }), (sequence) => {
      let before: Share[] = [];
      for (const split of sequence) {
        const after = sharesBy(split, before);
        expect(coversAllSlots(after)).toBe(true);
        for (const [index, version] of versions.entries()) {
          const own = after.find((share) => share.version === version);
          expect(own ? slotCount(own) : 0).toBe(split[index]);
        }
        if (before.length > 0) expect(movedBetween(before, after)).toBe(fewestMoves(before, after));
        before = after;
      }
    }),
    { numRuns: 60 },
  );
});

test('weights that go up and down again give everybody the version that they had', () => {
  const steps = [
    [10_000, 0],
    [9000, 1000],
    [5000, 5000],
    [9000, 1000],
    [10_000, 0],
  ];
  const shares: Share[][] = [];
  for (const step of steps) shares.push(sharesBy(step, shares.at(-1) ?? []));
  expect(shares[3]).toEqual(shares[1]);
  expect(shares[4]).toEqual(shares[0]);
  expect(shares[2]).toEqual([
    { version: '1.0.0', digest, slots: [[0, 5000]] },
    {
      version: '1.1.0',
      digest,
      slots: [
        [9000, 10_000],
        [5000, 9000],
      ],
    },
  ]);
});

test('handing over moves the slots of one version only', () => {
  fc.assert(
    fc.property(splits, fc.constantFrom(...versions), fc.constantFrom(...versions), (split, from, to) => {
      fc.pre(from !== to);
      const before = sharesBy(split, []);
      const after = handOver(before, from, { version: to, digest });
      expect(coversAllSlots(after)).toBe(true);
      const wanted = bySlot(before).map((owner) => (owner === from ? to : owner));
      expect(bySlot(after).join() === wanted.join()).toBe(true);
    }),
    { numRuns: 60 },
  );
});

test('fractions become whole slots that add up', () => {
  expect(slotsOfWeights({ '1.0.0': 0.9, '1.1.0': 0.1 })).toEqual({ '1.0.0': 9000, '1.1.0': 1000 });
  expect(slotsOfWeights({ a: 0.07, b: 0.93 })).toEqual({ a: 700, b: 9300 });
  expect(slotsOfWeights({ a: 1 / 3, b: 1 / 3, c: 1 / 3 })).toEqual({ a: 3334, b: 3333, c: 3333 });
  expect(() => slotsOfWeights({ a: 0.5, b: 0.4 })).toThrow('weights add up to 1, not to 0.9');
  expect(() => slotsOfWeights({ a: 1.5, b: -0.5 })).toThrow(RangeError);
});

function movedBetween(before: readonly Share[], after: readonly Share[]): number {
  const [old, now] = [bySlot(before), bySlot(after)];
  return old.filter((version, slot) => version !== now[slot]).length;
}

/** What the losers lose has to move, and nothing else. */
function fewestMoves(before: readonly Share[], after: readonly Share[]): number {
  const countIn = (shares: readonly Share[], version: string) => {
    const share = shares.find((one) => one.version === version);
    return share ? slotCount(share) : 0;
  };
  return versions.reduce((sum, one) => sum + Math.max(0, countIn(before, one) - countIn(after, one)), 0);
}
