import { expect, test } from 'vitest';
import { binomialLogMass } from '../../src/stats/binomial.ts';
import { signFlipPower, smallestDetectedDrop } from '../../src/stats/exact-power.ts';
import type { PairedCase } from '../../src/stats/paired.ts';
import { minimumDetectableEffect } from '../../src/stats/power.ts';
import { signFlip } from '../../src/stats/sign-flip.ts';

const questions = [
  { cases: 20, effect: 0.3, discordance: 0.2, alpha: 0.05 },
  { cases: 40, effect: 0.2, discordance: 0.15, alpha: 0.025 },
  { cases: 30, effect: 0.9, discordance: 0.05, alpha: 0.01 },
  { cases: 12, effect: 0, discordance: 0.5, alpha: 0.05 },
];

/** Of all ways in which cases can differ, those that the exact test finds, by their chances. */
function enumerated({ cases, effect, discordance, alpha }: (typeof questions)[number]): number {
  const differing = discordance + effect * (1 - discordance);
  let power = 0;
  for (let m = 0; m <= cases; m++) {
    for (let lost = 0; lost <= m; lost++) {
      const pairs = Array.from({ length: m }, (_, index): PairedCase => {
        const isLost = index < lost;
        return { baseline: isLost ? 1 : 0, candidate: isLost ? 0 : 1, trials: 1 };
      });
      if (signFlip(pairs).pWorse > alpha) continue;
      power += Math.exp(
        binomialLogMass(m, cases, differing) + binomialLogMass(lost, m, (differing + effect) / 2 / differing),
      );
    }
  }
  return power;
}

test.each(questions)('the power of the exact test is that of all ways to differ: %o', (question) => {
  expect(signFlipPower(question)).toBeCloseTo(enumerated(question), 10);
});

test.each([10, 50, 150, 750])('the smallest drop that %i cases show is found four times of five', (cases) => {
  const question = { cases, discordance: 0.15, alpha: 0.005 };
  const effect = smallestDetectedDrop({ ...question, power: 0.8 });
  expect(signFlipPower({ ...question, effect })).toBeCloseTo(0.8, 3);
  expect(signFlipPower({ ...question, effect: 0.95 * effect })).toBeLessThan(0.8);
});

test('with many cases it is that of the normal approximation, with few it is larger', () => {
  const of = (cases: number) => {
    const question = { cases, discordance: 0.15, alpha: 0.025, power: 0.8 };
    return smallestDetectedDrop(question) / minimumDetectableEffect(question);
  };
  expect(Math.abs(of(20_000) - 1)).toBeLessThan(0.01);
  expect(of(30)).toBeGreaterThan(1.02);
});

test('cases too few for any finding show no drop', () => {
  expect(smallestDetectedDrop({ cases: 4, discordance: 0.1, alpha: 0.05, power: 0.8 })).toBe(1);
  expect(signFlipPower({ cases: 4, effect: 1, discordance: 0.1, alpha: 0.05 })).toBeLessThan(1e-12);
});
