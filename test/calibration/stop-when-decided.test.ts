import { expect, test } from 'vitest';
import type { CaseEvidence } from '../../src/domain/evidence.ts';
import type { Policy } from '../../src/domain/policy.ts';
import { betaDraw, type Random, seededRandom } from '../../src/stats/random.ts';
import type { SimulatedSegment } from '../../src/verdict/simulate.ts';
import { regressionsOf, throughTheLooks } from '../kit/curtailment.ts';
import { arm } from '../kit/evidence.ts';
import { fiveSegments, noises, percent, plan, rates, suiteOf } from './world.ts';

const noisy = { correlation: 0.5, kept: 0.6 };
const redrawn = { correlation: 0.5, kept: 0 };

/** What every case of both looks would say. */
function drawCases(suite: SimulatedSegment[], { smoke }: Policy, random: Random): CaseEvidence[] {
  return suite.flatMap(({ name, available, rate, correlation, kept, drop }) =>
    Array.from({ length: Math.min(smoke.extendTo, available) }, (_, index): CaseEvidence => {
      const before = betaDraw(rate, correlation, random);
      const after = random() < kept ? before : betaDraw(rate, correlation, random);
      const chance = drop > 0 && random() < drop / rate ? 0 : after;
      const { trials } = smoke;
      const passes = (of: number) =>
        Array.from({ length: trials }, random).filter((roll) => roll < of).length;
      return {
        id: `${name} ${index}`,
        segments: [name],
        critical: false,
        look: index < smoke.cases ? 1 : 2,
        baseline: arm(passes(before), { trials }),
        candidate: arm(passes(chance), { trials }),
      };
    }),
  );
}

/** Runs both ways over the same answers; fails where they come apart. */
function compareBoth(
  name: string,
  suite: SimulatedSegment[],
  policy: Policy,
  of: { replicates: number; seed: number; ahead: (random: Random) => number; knows?: number },
) {
  const { replicates, seed, ahead, knows = 0 } = of;
  const random = seededRandom(seed);
  const sums = { replicates, blocked: 0, asked: 0, curtailed: 0 };
  for (let replicate = 0; replicate < replicates; replicate++) {
    const cases = drawCases(suite, policy, random);
    const known = new Map(
      cases
        .filter(() => knows === 1 || (knows > 0 && random() < knows))
        .map(({ id, baseline }) => [id, baseline?.passes ?? 0]),
    );
    const world = { cases, trials: policy.smoke.trials, policy, ahead: ahead(random), known };
    const whole = throughTheLooks(world, random, false);
    const early = throughTheLooks(world, random, true);
    expect(early.verdict.verdict, name).toBe(whole.verdict.verdict);
    expect(regressionsOf(early.verdict), name).toEqual(regressionsOf(whole.verdict));
    expect(early.asked + early.curtailed, name).toBe(whole.asked);
    expect(early.repeats, name).toBe(true);
    if (early.verdict.verdict === 'block') sums.blocked += 1;
    sums.asked += whole.asked;
    sums.curtailed += early.curtailed;
  }
  return sums;
}

type Sums = ReturnType<typeof compareBoth>;

function tell(name: string, { blocked, replicates, curtailed, asked }: Sums) {
  console.log(
    `${name.padEnd(52)} blocked ${percent(blocked, replicates).padStart(7)} both ways, saved ${percent(curtailed, asked).padStart(6)} of all answers`,
  );
}

/** Nothing under way to a hundred cases. */
const anyNumber = (random: Random) => Math.floor(random() ** 2 * 100);

test('the verdict and the segments named are those of the whole, in every replicate of every world', () => {
  for (const rate of rates) {
    for (const noise of noises) {
      for (const [cases, extendTo] of [
        [50, 50],
        [50, 150],
      ] as const) {
        for (const drops of [[], [15], [30, 15], [60], [90, 0, 30]]) {
          const name = `${cases} → ${extendTo}, ${rate}, ${noise.correlation}, ${noise.kept}, −${drops.join(' −') || 0}`;
          const suite = fiveSegments(extendTo, rate, noise, drops);
          for (const knows of [0, 0.5, 1]) {
            const how = { replicates: 15, seed: 7, ahead: anyNumber, knows };
            compareBoth(name, suite, plan(cases, extendTo), how);
          }
        }
      }
    }
  }
});

test('so they are in suites of other shapes', () => {
  const shapes: [string, SimulatedSegment[], Policy][] = [
    ['one segment, 300', suiteOf([300], 0.85, noisy, [60]), plan(300, 300)],
    ['one segment, 50 → 150', suiteOf([150], 0.85, noisy, [60]), plan(50, 150)],
    ['two segments, 150', suiteOf([150, 150], 0.7, redrawn, [30, 30]), plan(150, 150)],
    ['twenty segments, 50', suiteOf(Array<number>(20).fill(50), 0.85, noisy, [60, 30]), plan(50, 50)],
    ['12 … 600 cases, 50 → 150', suiteOf([12, 30, 60, 150, 600], 0.7, noisy, [60, 60, 30]), plan(50, 150)],
    ['three trials, 50 → 150', fiveSegments(150, 0.85, noisy, [60]), plan(50, 150, {}, 3)],
    ['five trials, 50', fiveSegments(50, 0.85, redrawn, [40]), plan(50, 50, {}, 5)],
    ['Holm, 50 → 150', fiveSegments(150, 0.85, noisy, [60]), plan(50, 150, { correction: 'holm' })],
    ['min-effect 20, 100', fiveSegments(100, 0.85, noisy, [30]), plan(100, 100, { minEffect: 0.2 })],
    [
      'doubt blocks, 50 → 150',
      fiveSegments(150, 0.85, noisy, [60]),
      plan(50, 150, { onInconclusive: 'block' }),
    ],
  ];
  for (const [name, suite, policy] of shapes) {
    for (const knows of [0, 1]) {
      const how = { replicates: 60, seed: 11, ahead: anyNumber, knows };
      tell(`${name}${knows ? ', baseline known' : ''}`, compareBoth(name, suite, policy, how));
    }
  }
});

test('the false-block rate is the same number', () => {
  for (const [cases, extendTo] of [
    [50, 50],
    [50, 150],
  ] as const) {
    for (const knows of [0, 1]) {
      const name = `harmless, ${cases} → ${extendTo}${knows ? ', baseline known' : ''}`;
      const suite = fiveSegments(extendTo, 0.85, redrawn);
      const how = { replicates: 400, seed: 13, ahead: () => 0, knows };
      tell(name, compareBoth(name, suite, plan(cases, extendTo), how));
    }
  }
});

test('what it saves grows with the drop, with the cases, and with what is known of the baseline', () => {
  const noise = { correlation: 0.9, kept: 0.8 };
  const saved = new Map<string, number>();
  for (const size of [50, 150, 500]) {
    for (const ahead of [0, 50]) {
      for (const knows of [0, 1]) {
        for (const drop of [15, 30, 60, 90]) {
          const name = `one of five, ${size} cases, ${ahead} under way${knows ? ', baseline known' : ''}, −${drop}`;
          const suite = fiveSegments(size, 0.95, noise, [drop]);
          const how = { replicates: 30, seed: 17, ahead: () => ahead, knows };
          const sums = compareBoth(name, suite, plan(size, size), how);
          tell(name, sums);
          saved.set(`${size} ${ahead} ${knows} ${drop}`, sums.curtailed);
        }
      }
    }
  }
  const at = (key: string) => saved.get(key) ?? 0;
  for (const size of [150, 500]) {
    expect(at(`${size} 0 0 60`)).toBeGreaterThan(at(`${size} 0 0 30`));
    expect(at(`${size} 0 0 60`)).toBeGreaterThan(at(`${size} 50 0 60`));
    expect(at(`${size} 0 1 60`)).toBeGreaterThan(at(`${size} 0 0 60`));
  }
});
