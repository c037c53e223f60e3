import { expect, test } from 'vitest';
import { murmur3, slotOf } from '../../src/base/slot.ts';

test.each([
  ['', 0],
  ['test', 0xba6bd213],
  ['hello', 0x248bfa47],
  ['hello, world', 0x149bbb7f],
  ['Hello, world!', 0xc0363e43],
  ['The quick brown fox jumps over the lazy dog', 0x2e4ff723],
])('the published MurmurHash3 of %j', (text, hash) => {
  expect(murmur3(text)).toBe(hash);
});

test('units fall on all slots alike, and otherwise for another prompt', () => {
  const units = Array.from({ length: 20_000 }, (_, index) => `user-${index}`);
  const slots = units.map((unit) => slotOf('support', unit, 10));
  for (let slot = 0; slot < 10; slot += 1) {
    const count = slots.filter((one) => one === slot).length;
    expect(count).toBeGreaterThan(1800);
    expect(count).toBeLessThan(2200);
  }
  const same = units.filter((unit, index) => slotOf('billing', unit, 10) === slots[index]).length;
  expect(same).toBeLessThan(2300);
});

test('a unit that is not ASCII is assigned by the hex of its UTF-8 bytes', () => {
  expect(slotOf('support', 'Zoë', 10_000)).toBe(slotOf('support', '5a6fc3ab', 10_000));
});
