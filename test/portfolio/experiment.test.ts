import { expect, test } from 'vitest';
import type { Window } from '../../src/domain/observation.ts';
import type { ExperimentPolicy, GuardPolicy, Weights } from '../../src/domain/portfolio.ts';
import { compareArms, compareInStrata } from '../../src/portfolio/experiment/arms.ts';
import { type ExperimentQuestion, readExperiment } from '../../src/portfolio/experiment/experiment.ts';
import { experimentSize } from '../../src/portfolio/experiment/size.ts';
import { alwaysValidP } from '../../src/stats/always-valid.ts';
import { type Random, seededRandom } from '../../src/stats/random.ts';
import { NEW, OLD, windowOf } from '../kit/portfolios.ts';

const DAY = 86_400_000;
const START = Date.parse('2026-11-01T00:00:00Z');

const POLICY: ExperimentPolicy = {
  ...{ metric: 'resolved', better: 'higher', test: 'proportions-z', alpha: 0.05, power: 0.8 },
  effect: { kind: 'points', value: 0.03 },
  guardrails: ['refusal'],
  atLeastMs: 7 * DAY,
  atMostMs: 28 * DAY,
};

const REFUSAL: GuardPolicy = {
  ...{ metric: 'refusal', better: 'lower', alpha: 0.01, action: 'rollback' },
  worseBy: { kind: 'points', value: 0.02 },
};

const HALVES: Weights = { '*': { [OLD]: 5000, [NEW]: 5000 } };

function read(windows: readonly Window[], changes: Partial<ExperimentQuestion> & { days?: number } = {}) {
  const { days = 10, ...rest } = changes;
  return readExperiment({
    ...{ policy: POLICY, guards: [REFUSAL], weights: HALVES, control: OLD, size: 1000, serial: 4 },
    ...{ startedAt: START, now: START + days * DAY, windows },
    ...rest,
  });
}

const arm = (version: string, n: number, passes: number, more: Partial<Window> = {}) =>
  windowOf({ version, n, passes, serial: 4, ...more });
const both = (n: number, [old, next]: [number, number], more: Partial<Window> = {}) => [
  arm(OLD, n, old, more),
  arm(NEW, n, next, more),
];
const counts = (n: number, passes: number) => windowOf({ version: OLD, n, passes });

test('size: by α, power and the smallest effect, never fewer than 500 units', () => {
  const control = { mean: 0.5, spread: 0.5 };
  const sized = (changes: Partial<ExperimentPolicy>, comparisons = 1) =>
    experimentSize({ ...POLICY, ...changes }, control, comparisons);
  // R: power.prop.test(p1 = 0.5, p2 = 0.53, power = 0.8) gives 4,356.
  expect(sized({})).toBeGreaterThan(4350);
  expect(sized({})).toBeLessThan(4362);
  expect(sized({ effect: { kind: 'points', value: 0.2 } })).toBe(500);
  expect(sized({}, 2)).toBeGreaterThan(sized({}));
  // 16σ²/δ² with δ a twentieth of the mean.
  const welch = sized({ test: 'welch-t', effect: { kind: 'share', value: 0.05 } });
  expect(welch / ((16 * 0.25) / 0.025 ** 2)).toBeCloseTo(1, 1);
});

test('the result stays hidden until every version has its units', () => {
  const reading = read([arm(OLD, 500, 250), arm(NEW, 480, 480)], { size: 500 });
  expect(reading).toMatchObject({ state: 'running', units: { has: 480, asked: 500 }, result: null });
  expect(read([arm(OLD, 500, 250), arm(NEW, 500, 500)], { size: 500 }).state).toBe('decided');
});

test('it is not read before seven days, however many units there are', () => {
  const windows = both(2000, [1000, 1200]);
  expect(read(windows, { days: 6.9 })).toMatchObject({ state: 'running', result: null });
  expect(read(windows, { days: 6 }).remainingMs).toBe(DAY);
  expect(read(windows, { days: 7 }).result?.versions[0]).toMatchObject({ version: NEW, finding: 'better' });
});

test('when the longest time is over it is read once, though it is small', () => {
  const reading = read(both(600, [300, 310]), { days: 28 });
  expect(reading.state).toBe('ended');
  expect(reading.result?.versions[0]?.finding).toBe('no-difference');
});

test('units that do not come in the shares of the weights stop it, and nothing is concluded', () => {
  const skewed = [arm(OLD, 8215, 4000), arm(NEW, 7700, 4600)];
  const reading = read(skewed);
  expect(reading.sampleRatio.isBroken).toBe(true);
  expect(reading).toMatchObject({ state: 'stopped', result: null });
  const nine: Weights = { '*': { [OLD]: 9000, [NEW]: 1000 } };
  expect(read([arm(OLD, 9000, 1), arm(NEW, 1000, 1)], { weights: nine }).sampleRatio.isBroken).toBe(false);
  expect(read([arm(OLD, 9000, 1), arm(NEW, 1000, 1)]).sampleRatio.isBroken).toBe(true);
});

test('users who come back every day do not break the sample ratio', () => {
  // 1,000 users, split by chance 520 to 480, who all come on 20 days: over all days that would be 10,400 to 9,600.
  const days = Array.from({ length: 20 }, (_, index) => `2026-11-${String(index + 1).padStart(2, '0')}`);
  const windows = days.flatMap((day) => [arm(OLD, 520, 260, { day }), arm(NEW, 480, 240, { day })]);
  expect(read(windows).sampleRatio.isBroken).toBe(false);
});

test('a guardrail stops it at any time; of a metric that is not its guardrail nothing is asked', () => {
  const refused = (metric: string, next: number) => [
    ...both(1500, [750, 800]),
    ...both(1500, [45, next], { metric }),
  ];
  expect(read(refused('refusal', 180), { days: 1 })).toMatchObject({
    state: 'stopped',
    guardrails: [{ metric: 'refusal', version: NEW, isBroken: true }],
  });
  expect(read(refused('refusal', 60), { days: 1 }).state).toBe('running');
  expect(read(refused('another', 180), { days: 1 }).state).toBe('running');
  // Better is no alarm.
  expect(read([...both(1500, [750, 800]), ...both(1500, [180, 45], { metric: 'refusal' })]).state).toBe(
    'decided',
  );
});

test('only its own epoch counts; what is left out is counted', () => {
  const other = both(3000, [0, 3000], { serial: 3 });
  const unknown = both(100, [0, 100], { serial: null });
  const reading = read([...both(1500, [750, 750]), ...other, ...unknown]);
  expect(reading.excluded).toBe(6200);
  expect(reading.result?.versions[0]?.difference).toBe(0);
});

test('the Physicians’ Health Study (1988): aspirin and heart attacks', () => {
  const windows = [arm(OLD, 11_034, 189), arm(NEW, 11_037, 104)];
  const { result } = read(windows, { policy: { ...POLICY, better: 'lower' } });
  const row = result?.versions[0];
  expect(row?.difference).toBeCloseTo(-0.0077, 4);
  // z = −5.00; the interval of Agresti (2007) is 0.005 to 0.011.
  expect(row?.p).toBeGreaterThan(5e-7);
  expect(row?.p).toBeLessThan(6e-7);
  expect(-(row?.high ?? 0)).toBeCloseTo(0.0047, 3);
  expect(-(row?.low ?? 0)).toBeCloseTo(0.0107, 3);
  expect(row?.finding).toBe('better');
});

test('χ² of several versions: the smokers of Fleiss (1981)', () => {
  const groups = [
    ['1.0.0', 86, 83, 2166],
    ['1.1.0', 93, 90, 2343],
    ['1.2.0', 136, 129, 3426],
    ['1.3.0', 82, 70, 2065],
  ] as const;
  const weights = { '*': Object.fromEntries(groups.map(([version, , , slots]) => [version, slots])) };
  const windows = groups.map(([version, n, passes]) => arm(version, n, passes));
  const { result } = read(windows, {
    ...{ weights, control: '1.0.0', size: 80, policy: { ...POLICY, test: 'chi-square' } },
  });
  expect(result?.omnibusP).toBeCloseTo(0.005585, 6);
});

test('kidney stones (Charig 1986): a version is not better for serving the easier segment', () => {
  const strata = [
    { candidate: counts(87, 81), control: counts(270, 234), share: 357 / 700 },
    { candidate: counts(263, 192), control: counts(80, 55), share: 343 / 700 },
  ];
  const pooled = compareArms(
    'proportions-z',
    { candidate: counts(350, 273), control: counts(350, 289) },
    0.95,
  );
  expect(pooled.difference).toBeLessThan(0);
  const { difference } = compareInStrata(strata, 0.95);
  expect(difference).toBeCloseTo((357 * (81 / 87 - 234 / 270) + 343 * (192 / 263 - 55 / 80)) / 700, 12);
  const weights: Weights = {
    small: { [OLD]: 7563, [NEW]: 2437 },
    '*': { [OLD]: 2332, [NEW]: 7668 },
  };
  const windows = [
    arm(NEW, 87, 81, { segment: 'small' }),
    arm(OLD, 270, 234, { segment: 'small' }),
    arm(NEW, 263, 192),
    arm(OLD, 80, 55),
  ];
  expect(read(windows, { weights, size: 300 }).result?.versions[0]?.difference).toBeCloseTo(difference, 12);
});

test('who says the same ten times counts once: ten answers of each user show no more than one', () => {
  const repeated = (n: number, passes: number) => ({
    ...{ n: 10 * n, sum: 10 * passes, squares: 10 * passes, units: n },
    clusters: { counts: 100 * n, products: 100 * passes, sums: 100 * passes },
  });
  for (const name of ['proportions-z', 'welch-t'] as const) {
    const once = compareArms(name, { candidate: counts(1000, 520), control: counts(1000, 500) }, 0.95);
    const often = compareArms(name, { candidate: repeated(1000, 520), control: repeated(1000, 500) }, 0.95);
    expect(often.p).toBeCloseTo(once.p, 2);
    expect(often.difference).toBeCloseTo(0.02, 12);
  }
});

test('of five segments in which nothing differs, one is called different in a twentieth of the experiments', () => {
  const random = seededRandom(17);
  const names = ['*', 'a', 'b', 'c', 'd'];
  const weights = Object.fromEntries(names.map((name) => [name, { [OLD]: 5000, [NEW]: 5000 }]));
  let wrong = 0;
  const rounds = 600;
  for (let round = 0; round < rounds; round++) {
    const windows = names.flatMap((segment) =>
      both(300, [binomial(300, 0.7, random), binomial(300, 0.7, random)], { segment }),
    );
    const segments = read(windows, { weights, size: 500 }).result?.segments ?? {};
    if (
      Object.values(segments)
        .flat()
        .some(({ finding }) => finding !== 'no-difference')
    )
      wrong += 1;
  }
  expect(wrong / rounds).toBeGreaterThan(0.02);
  expect(wrong / rounds).toBeLessThan(0.08);
});

test('a guardrail that is looked at every day for a hundred days seldom trips without a difference', () => {
  const random = seededRandom(23);
  let tripped = 0;
  const rounds = 500;
  for (let round = 0; round < rounds; round++) {
    const passes = [0, 0] as [number, number];
    for (let day = 1; day <= 100; day++) {
      passes[0] += binomial(200, 0.1, random);
      passes[1] += binomial(200, 0.1, random);
      const n = 200 * day;
      const [a, b] = [passes[0] / n, passes[1] / n];
      const p = alwaysValidP(b - a, (a * (1 - a) + b * (1 - b)) / n, 0.05);
      if (b > a && p <= 0.05) {
        tripped += 1;
        break;
      }
    }
  }
  expect(tripped / rounds).toBeLessThan(0.05);
});

function binomial(n: number, p: number, random: Random): number {
  let passes = 0;
  for (let index = 0; index < n; index++) passes += random() < p ? 1 : 0;
  return passes;
}
