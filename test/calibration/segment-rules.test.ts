import { expect, test } from 'vitest';
import type { Policy, SegmentPolicy } from '../../src/domain/policy.ts';
import { seededRandom } from '../../src/stats/random.ts';
import { type SimulatedSegment, simulateRun } from '../../src/verdict/simulate.ts';
import { chanceOfSoMany, fiveSegments, measure, noises, percent, plan, rates } from './world.ts';

/** A rate above 5 % is told from chance when so few simulations of a true 5 % would give as many blocks. */
const TOO_UNLIKELY = 0.001;

const rule = (margin: number, minEffect: number): SegmentPolicy => ({
  ...{ margin: margin / 100, minEffect: minEffect / 100, onInconclusive: 'pass', minPassRate: null },
});
const segments = {
  'segment 0': rule(1, 0),
  'segment 1': rule(30, 25),
  'segment 2': rule(5, 15),
  'segment 3': rule(0, 0),
};
const withRules = (policy: Policy): Policy => ({ ...policy, segments });

test.each([
  ['50', plan(50, 50), 50],
  ['50 → 150', plan(50, 150), 150],
] as const)(
  'margins and limits of single segments block no more than one in twenty harmless edits, %s',
  (name, policy, available) => {
    for (const rate of rates) {
      for (const noise of noises) {
        const measured = measure(fiveSegments(available, rate, noise), withRules(policy), 600, 20_240_117);
        const world = `${name}, rate ${rate}, correlation ${noise.correlation}, kept ${noise.kept}`;
        console.log(`${world.padEnd(52)} blocked ${percent(measured.blocked, measured.replicates)}`);
        expect(chanceOfSoMany(measured, 0.05), world).toBeGreaterThan(TOO_UNLIKELY);
      }
    }
  },
);

test('at one look they only take blocks away', () => {
  const blocks = (suite: SimulatedSegment[], policy: Policy) => {
    const random = seededRandom(7);
    return Array.from({ length: 200 }, () => simulateRun(suite, policy, random).verdict.verdict === 'block');
  };
  const worlds = rates.flatMap((rate) => noises.map((noise) => fiveSegments(50, rate, noise)));
  const dropping = fiveSegments(50, 0.85, { correlation: 0.5, kept: 0.6 }, [12, 12, 12]);
  let taken = 0;
  for (const suite of [...worlds, dropping]) {
    const usual = blocks(suite, plan(50, 50));
    const own = blocks(suite, withRules(plan(50, 50)));
    expect(own.filter((blocked, index) => blocked && !usual[index])).toEqual([]);
    taken += usual.filter((blocked, index) => blocked && !own[index]).length;
  }
  expect(taken).toBeGreaterThan(0);
});
