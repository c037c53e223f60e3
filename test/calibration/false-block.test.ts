import { expect, test } from 'vitest';
import type { Policy } from '../../src/domain/policy.ts';
import type { SimulatedSegment } from '../../src/verdict/simulate.ts';
import {
  chanceOfSoMany,
  fiveSegments,
  measure,
  noises,
  percent,
  plan,
  rates,
  suiteOf,
  withAddedCases,
  withAddedSegments,
} from './world.ts';

const noisy = { correlation: 0.5, kept: 0.6 };
const redrawn = { correlation: 0.5, kept: 0 };

/** A rate above 5 % is told from chance when so few simulations of a true 5 % would give as many blocks. */
const TOO_UNLIKELY = 0.001;

/** The rate where a pull request adds cases or segments: what these show comes on top of what the base's own do. */
const WITH_ADDED = 0.055;

function expectPromiseKept(
  name: string,
  suite: SimulatedSegment[],
  policy: Policy,
  usual: number,
  promised = 0.05,
) {
  const measured = measure(suite, policy, usual, 20_240_117);
  const { blocked, cases, replicates } = measured;
  console.log(
    `${name.padEnd(44)} blocked ${percent(blocked, replicates).padStart(6)} of harmless edits, ${cases.toFixed(1)} cases a segment`,
  );
  expect(chanceOfSoMany(measured, promised), name).toBeGreaterThan(TOO_UNLIKELY);
  return measured;
}

test('five segments at one look of 50: harmless edits are blocked at most once in twenty', () => {
  for (const rate of rates) {
    for (const noise of noises) {
      const name = `50, rate ${rate}, correlation ${noise.correlation}, kept ${noise.kept}`;
      expectPromiseKept(name, fiveSegments(50, rate, noise), plan(50, 50), 2500);
    }
  }
});

test('smoke and extend, 50 → 150: as often at most, at 78 cases a segment on average', () => {
  const asked: number[] = [];
  for (const rate of rates) {
    for (const noise of noises) {
      const name = `50 → 150, rate ${rate}, correlation ${noise.correlation}, kept ${noise.kept}`;
      const { cases } = expectPromiseKept(name, fiveSegments(150, rate, noise), plan(50, 150), 2000);
      expect(cases).toBeLessThanOrEqual(82);
      asked.push(cases);
    }
  }
  expect(asked.reduce((sum, cases) => sum + cases, 0) / asked.length).toBeLessThanOrEqual(78);
});

test('suites of other shapes, and the other tests, keep the promise too', () => {
  const shapes: [string, SimulatedSegment[], Policy][] = [
    ['one segment, 50', suiteOf([50], 0.7, noisy), plan(50, 50)],
    ['one segment, 1000', suiteOf([1000], 0.7, redrawn), plan(1000, 1000)],
    ['one segment, 50 → 150', suiteOf([150], 0.7, noisy), plan(50, 150)],
    ['two segments, 50', suiteOf([50, 50], 0.7, redrawn), plan(50, 50)],
    ['two segments, 150', suiteOf([150, 150], 0.5, redrawn), plan(150, 150)],
    ['two segments, 50 → 150', suiteOf([150, 150], 0.7, noisy), plan(50, 150)],
    ['twenty segments, 50', suiteOf(Array<number>(20).fill(50), 0.7, redrawn), plan(50, 50)],
    ['twenty segments, 50 → 150', suiteOf(Array<number>(20).fill(150), 0.7, noisy), plan(50, 150)],
    ['12 … 600 cases, 50 → 150', suiteOf([12, 30, 60, 150, 600], 0.7, redrawn), plan(50, 150)],
    ['10, 10 and 300 cases, 50 → 300', suiteOf([10, 10, 300], 0.5, redrawn), plan(50, 300)],
    ['20 → 400', fiveSegments(400, 0.7, noisy), plan(20, 400)],
    ['100 → 150', fiveSegments(150, 0.7, redrawn), plan(100, 150)],
    ['three trials, 50 → 150', fiveSegments(150, 0.7, noisy), plan(50, 150, {}, 3)],
    ['five trials, 50', fiveSegments(50, 0.7, redrawn), plan(50, 50, {}, 5)],
    ['Holm, 50 → 150', fiveSegments(150, 0.7, noisy), plan(50, 150, { correction: 'holm' })],
    ['two-proportion z, 50', fiveSegments(50, 0.7, redrawn), plan(50, 50, { test: 'two-proportion-z' })],
    [
      'two-proportion z, 50 → 150',
      fiveSegments(150, 0.7, redrawn),
      plan(50, 150, { test: 'two-proportion-z' }),
    ],
  ];
  for (const [name, suite, policy] of shapes) expectPromiseKept(name, suite, policy, 1000);
});

test('cases and segments that a pull request adds raise the rate to little more, and win or dilute nothing', () => {
  const base = fiveSegments(50, 0.7, redrawn);
  const one = plan(500, 500);
  const fifteen = Array<number>(15).fill(10);
  const shapes: [string, SimulatedSegment[], Policy][] = [
    ['5 × 50, 10 added to each', withAddedCases(fiveSegments(50, 0.85, noisy), 10), one],
    ['5 × 50, 50 added to each', withAddedCases(base, 50), one],
    ['5 × 50, 200 added to each', withAddedCases(fiveSegments(50, 0.85, noisy), 200), one],
    ['5 × 100, 30 added to each, 50 → 150', withAddedCases(fiveSegments(100, 0.7, noisy), 30), plan(50, 150)],
    ['one segment of 50, 50 added', withAddedCases(suiteOf([50], 0.7, redrawn), 50), one],
    ['Holm, 50 added to each', withAddedCases(base, 50), plan(500, 500, { correction: 'holm' })],
    ['5 × 50, a new segment of 50', withAddedSegments(base, [50], 0.7, redrawn), one],
    ['5 × 50, 15 new segments of 10', withAddedSegments(base, fifteen, 0.7, redrawn), one],
    ['5 × 50, 15 new segments of 50', withAddedSegments(base, Array<number>(15).fill(50), 0.7, redrawn), one],
    [
      'one segment of 50, a new one of 50',
      withAddedSegments(suiteOf([50], 0.7, redrawn), [50], 0.7, redrawn),
      one,
    ],
  ];
  for (const [name, suite, policy] of shapes) expectPromiseKept(name, suite, policy, 1000, WITH_ADDED);
  const worse = fiveSegments(50, 0.85, noisy, [20]);
  const harmful = {
    '50 easy wins added': withAddedCases(worse, 50, -0.14),
    '15 noisy segments added': withAddedSegments(worse, fifteen, 0.7, redrawn),
  };
  for (const [name, suite] of Object.entries(harmful)) {
    const { blocked, replicates } = measure(suite, one, 400, 7);
    console.log(`20 points lost in one segment, ${name}: ${percent(blocked, replicates)} found`);
    expect(blocked / replicates).toBeGreaterThan(0.48);
  }
});
