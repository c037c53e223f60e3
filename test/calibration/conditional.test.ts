import { expect, test } from 'vitest';
import { flipDistribution } from '../../src/stats/flip-distribution.ts';
import { exactMinP } from '../../src/stats/min-p.ts';
import { type PairedCase, pairedZ } from '../../src/stats/paired.ts';
import { signFlip } from '../../src/stats/sign-flip.ts';
import { percent } from './world.ts';

const LEVEL = 0.025;
const MOST = 36;

const masses = Array.from({ length: MOST + 1 }, (_, discordant) => {
  const distribution = flipDistribution(Array<number>(discordant).fill(1));
  return Array.from({ length: discordant + 1 }, (_, lost) => distribution.mass(lost));
});

function pairs(lost: number, discordant: number): PairedCase[] {
  return Array.from({ length: discordant }, (_, index) =>
    index < lost ? { baseline: 1, candidate: 0, trials: 1 } : { baseline: 0, candidate: 1, trials: 1 },
  );
}

/** Ways to spread discordant pairs over at most `parts` segments, the largest first. */
function* spreads(total: number, largest: number, parts: number): Generator<number[]> {
  if (total === 0) yield [];
  if (total === 0 || parts === 0) return;
  for (let first = Math.min(total, largest); first >= 1; first--) {
    for (const rest of spreads(total - first, first, parts - 1)) yield [first, ...rest];
  }
}

/** Fewest losses of each segment at which it alone rejects, the others having lost nothing. */
function criticalLosses(spread: number[]): number[] {
  return spread.map((discordant, at) => {
    for (let lost = Math.ceil(discordant / 2); lost <= discordant; lost++) {
      const family = spread.map((size, index) => pairs(index === at ? lost : 0, size));
      if ((exactMinP(family)[at] ?? 1) <= LEVEL) return lost;
    }
    return discordant + 1;
  });
}

/** Chance that the segments or the whole reject, every discordant pair being a fair coin. */
function chanceOfBlock(spread: number[], wholeRejectsFrom: number): number {
  let quiet = [1];
  for (const [index, critical] of criticalLosses(spread).entries()) {
    const own = (masses[spread[index] ?? 0] ?? []).slice(0, critical);
    const next = new Array<number>(quiet.length + own.length - 1).fill(0);
    for (const [i, a] of quiet.entries()) {
      for (const [j, b] of own.entries()) next[i + j] = (next[i + j] ?? 0) + a * b;
    }
    quiet = next;
  }
  return 1 - quiet.slice(0, wholeRejectsFrom).reduce((sum, chance) => sum + chance, 0);
}

/** Fewest losses of the whole at which it rejects: mid-p below 25 discordant pairs, the normal from there on. */
function wholeRejectsFrom(discordant: number): number {
  for (let lost = 0; lost <= discordant; lost++) {
    const cases = pairs(lost, discordant);
    const p = discordant < 25 ? signFlip(cases).midPWorse : pairedZ(cases).pWorse;
    if (p <= LEVEL) return lost;
  }
  return discordant + 1;
}

test('given which cases differ, no pattern of up to five segments is blocked much above 5 %', () => {
  let worst = { chance: 0, spread: [] as number[] };
  for (let total = 1; total <= MOST; total++) {
    const from = wholeRejectsFrom(total);
    for (const spread of spreads(total, total, 5)) {
      const chance = chanceOfBlock(spread, from);
      if (chance > worst.chance) worst = { chance, spread };
    }
  }
  console.log(`worst pattern of discordant pairs: ${worst.spread.join(' + ')}, ${percent(worst.chance, 1)}`);
  expect(worst.chance).toBeLessThan(0.055);
});
