import { expect, test } from 'vitest';
import { fiveSegments, measure, noises, percent, plan, pool, rates } from './world.ts';

const REPLICATES = 500;

/** Mean over the world's conditions, printed as a line of the table in docs/statistics.md. */
function mean(cases: number, extendTo: number, drops: number[], over: number[] = rates) {
  const policy = plan(cases, extendTo);
  const measured = pool(
    over.flatMap((rate) =>
      noises.map((noise) =>
        measure(fiveSegments(extendTo, rate, noise, drops), policy, REPLICATES, 20_240_118),
      ),
    ),
  );
  const design = cases === extendTo ? `${cases}` : `${cases} → ${extendTo}`;
  console.log(
    `${design.padEnd(9)} rates ${over.join(', ').padEnd(16)} drops ${drops.join(', ').padEnd(14)}`,
    `blocked ${percent(measured.blocked, measured.replicates)},`,
    `named ${percent(measured.named, measured.replicates)}, ${measured.cases.toFixed(1)} cases a segment`,
  );
  return { blocked: measured.blocked / measured.replicates, named: measured.named / measured.replicates };
}

test('one look of 50 finds one ruined segment, and many small drops, about half of the time', () => {
  expect(mean(50, 50, [15]).blocked).toBeGreaterThanOrEqual(0.44);
  expect(mean(50, 50, [20]).blocked).toBeGreaterThanOrEqual(0.6);
  expect(mean(50, 50, [5, 5, 5, 5, 5]).blocked).toBeGreaterThanOrEqual(0.5);
});

test('smoke and extend finds four ruined segments of five, and names them', () => {
  const ruined = mean(50, 150, [15], [0.85]);
  expect(ruined.blocked).toBeGreaterThanOrEqual(0.77);
  expect(ruined.named).toBeGreaterThanOrEqual(0.77);
  expect(mean(50, 150, [15]).blocked).toBeGreaterThanOrEqual(0.75);
  expect(mean(50, 150, [20], [0.85]).blocked).toBeGreaterThanOrEqual(0.9);
  expect(mean(50, 150, [5, 5, 5, 5, 5], [0.85]).blocked).toBeGreaterThanOrEqual(0.5);
});

test('an improvement of one segment is no reason to block', () => {
  const policy = plan(50, 150);
  const better = noises.map((noise) =>
    measure(fiveSegments(150, 0.7, noise, [-15, -5]), policy, REPLICATES, 20_240_119),
  );
  const { blocked, replicates } = pool(better);
  expect(blocked / replicates).toBeLessThan(0.05);
});
