import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CaseEvidence, CurtailedCase } from '../../src/domain/evidence.ts';
import { type Random, seededRandom } from '../../src/stats/random.ts';
import { watchCurtailment } from '../../src/verdict/curtailment.ts';
import { decide } from '../../src/verdict/decide.ts';
import { changedCase, regressionsOf, throughTheLooks, type World } from '../kit/curtailment.ts';
import { evidenceOf, policyOf, segmentCases } from '../kit/evidence.ts';

const noCost = { cost: { maxTokenIncrease: null } };

/** Suites of all shapes: segments that share cases, one look or two, drops from none to everything. */
const worlds = fc
  .record({
    trials: fc.constantFrom(1, 1, 3),
    sizes: fc.array(fc.integer({ min: 8, max: 70 }), { minLength: 1, maxLength: 6 }),
    drops: fc.array(fc.constantFrom(0, 0, 0.2, 0.5, 0.8, 1), { minLength: 6, maxLength: 6 }),
    noise: fc.constantFrom(0, 0.1, 0.3),
    shared: fc.constantFrom(0, 0, 0.3),
    extends: fc.boolean(),
    ahead: fc.integer({ min: 0, max: 20 }),
    knows: fc.constantFrom(0, 0, 0.5, 1),
    seed: fc.integer({ min: 1, max: 1e9 }),
    gate: fc.record({
      correction: fc.constantFrom('min-p' as const, 'holm' as const),
      onInconclusive: fc.constantFrom('pass' as const, 'block' as const),
      minEffect: fc.constantFrom(0, 0, 0.1, 0.3),
      alpha: fc.constantFrom(0.05, 0.05, 0.2),
    }),
  })
  .map(({ seed, sizes, drops, noise, shared, trials, ahead, knows, gate, extends: two }) => {
    const random = seededRandom(seed);
    const cases = sizes.flatMap((size, index) =>
      Array.from({ length: two ? 3 * size : size }, (_, at) => {
        const other = random() < shared ? Math.floor(random() * sizes.length) : index;
        const segments = [...new Set([index, other])].map((each) => `segment ${each}`);
        const change = draw(random, { drop: drops[index] ?? 0, noise, trials });
        const always = Math.floor(random() * (trials - Math.abs(change) + 1));
        return changedCase(`${index} ${at}`, segments, change, { trials, look: at < size ? 1 : 2, always });
      }),
    );
    const known = new Map(
      cases.filter(() => random() < knows).map(({ id, baseline }) => [id, baseline?.passes ?? 0]),
    );
    const world: World = { cases, trials, ahead, known, policy: policyOf({ gate, ...noCost }) };
    return { world, seed };
  });

const unknown = ({ id, segments }: { id: string; segments: string[] }) => ({ id, segments, baseline: null });

function draw(random: Random, of: { drop: number; noise: number; trials: number }): number {
  if (random() < of.drop) return -of.trials;
  if (random() >= of.noise) return 0;
  const size = 1 + Math.floor(random() * of.trials);
  return random() < 0.5 ? size : -size;
}

test('what is left out changes neither the verdict nor which segments are named, nor asks for another look', () => {
  let curtailed = 0;
  fc.assert(
    fc.property(worlds, ({ world, seed }) => {
      const whole = throughTheLooks(world, seededRandom(seed), false);
      const early = throughTheLooks(world, seededRandom(seed), true);
      expect(early.verdict.verdict).toBe(whole.verdict.verdict);
      expect(regressionsOf(early.verdict)).toEqual(regressionsOf(whole.verdict));
      expect(early.asked + early.curtailed).toBe(whole.asked);
      expect(early.repeats).toBe(true);
      if (early.verdict.overall.verdict === 'regression') {
        expect(whole.verdict.overall.verdict).toBe('regression');
      }
      for (const { name, missing } of early.verdict.segments) expect(missing, name).toBe(0);
      curtailed += early.curtailed;
    }),
    { numRuns: 300 },
  );
  expect(curtailed).toBeGreaterThan(0);
});

test('a decided segment stays a regression with any results of its other cases', () => {
  const change = fc.record({ trials: fc.constantFrom(1, 2, 5), from: fc.nat(), size: fc.nat() });
  fc.assert(
    fc.property(
      fc.integer({ min: 12, max: 90 }),
      change,
      fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 200, maxLength: 200 }),
      fc.double({ min: 0.5, max: 1, noNaN: true }),
      (size, { trials }, dice, drop) => {
        const policy = policyOf(noCost);
        const quiet = segmentCases({ name: 'quiet', cases: 30, lost: 3, won: 4, trials });
        const roll = (at: number) => dice[at % dice.length] ?? 0;
        const lost = Array.from({ length: size }, (_, at) => {
          const fall = roll(at) < drop ? -Math.ceil(roll(at + 100) * trials) : 0;
          return changedCase(`a ${at}`, ['a'], fall, { trials, look: 1 });
        });
        const segments = [
          { name: 'a', available: size, looks: [size], extendTo: size, traffic: null },
          ...evidenceOf({ name: 'quiet', cases: 30 }).segments,
        ];
        const waiting = new Set(['a', 'quiet']);
        const watch = watchCurtailment({
          before: [],
          asking: [...lost, ...quiet].map(unknown),
          segments,
          waiting,
          trials,
          policy,
        });
        let asked = 0;
        for (const one of lost) {
          if (watch.isDecided('a')) break;
          watch.add(one);
          asked += 1;
        }
        if (!watch.isDecided('a')) return;
        const known = lost.slice(0, asked);
        const rest = lost.slice(asked);
        const others: CaseEvidence[] = rest.map(({ id }, at) => {
          const said = Math.round((2 * roll(at + 50) - 1) * trials);
          return changedCase(id, ['a'], said, { trials, look: 1 });
        });
        const winning = rest.map(({ id }) => changedCase(id, ['a'], trials, { trials, look: 1 }));
        const curtailed: CurtailedCase[] = rest.map(({ id }) => ({
          id,
          segments: ['a'],
          look: 1,
          trials,
          baseline: null,
        }));
        for (const evidence of [
          { segments, cases: [...known, ...others, ...quiet] },
          { segments, cases: [...known, ...winning, ...quiet] },
          { segments, cases: [...known, ...quiet], curtailed },
          { segments, cases: [...known, ...others.slice(1), ...quiet], curtailed: curtailed.slice(0, 1) },
        ]) {
          expect(decide(evidence, policy).segments[0]?.verdict).toBe('regression');
        }
      },
    ),
    { numRuns: 150 },
  );
});

test('the adjusted p of a segment with cases left out is never below what they could have made of it', () => {
  const policy = policyOf(noCost);
  const answered = evidenceOf({ name: 'a', cases: 40, lost: 36 }, { name: 'b', cases: 50, lost: 2, won: 1 });
  const rest = segmentCases({ name: 'a', cases: 10, won: 10 }).map((one) => ({
    ...one,
    id: `more ${one.id}`,
  }));
  const [a, b] = answered.segments;
  if (!a || !b) throw new Error('two segments');
  const segments = [{ ...a, looks: [50], extendTo: 50, available: 50 }, b];
  const curtailed = rest.map(({ id }) => ({ id, segments: ['a'], look: 1, trials: 1, baseline: null }));
  const early = decide({ ...answered, segments, curtailed }, policy).segments[0];
  const whole = decide({ segments, cases: [...answered.cases, ...rest] }, policy).segments[0];
  expect(early).toMatchObject({ verdict: 'regression', cases: 40, missing: 0, spared: 10, losses: 36 });
  expect(early?.adjustedPValue).toBeGreaterThanOrEqual(whole?.adjustedPValue ?? 1);
});

test('a case of two segments is curtailed only when both are decided', () => {
  const both = { id: 'both', segments: ['a', 'b'] };
  const cases = (name: string) => segmentCases({ name, cases: 60, lost: 60 });
  const segments = evidenceOf({ name: 'a', cases: 61 }, { name: 'b', cases: 61 }).segments;
  const asking = [...cases('a'), ...cases('b'), both];
  const policy = policyOf(noCost);
  const watch = watchCurtailment({
    before: [],
    asking: asking.map(unknown),
    segments,
    waiting: new Set(['a', 'b']),
    trials: 1,
    policy,
  });
  for (const one of cases('a')) watch.add(one);
  expect([watch.isDecided('a'), watch.curtails({ segments: ['a'] }), watch.curtails(both)]).toEqual([
    true,
    true,
    false,
  ]);
  for (const one of cases('b')) watch.add(one);
  expect(watch.curtails(both)).toBe(true);
});

test('an answer that did not come counts as one that may still come', () => {
  const isDecidedWith = (missing: number) => {
    const cases = segmentCases({ name: 'a', cases: 50, lost: 50, missing });
    const watch = watchCurtailment({
      before: [],
      asking: cases.map(unknown),
      segments: evidenceOf({ name: 'a', cases: 50 }).segments,
      waiting: new Set(['a']),
      trials: 1,
      policy: policyOf(noCost),
    });
    for (const one of cases) watch.add(one);
    return watch.isDecided('a');
  };
  expect([isDecidedWith(10), isDecidedWith(20)]).toEqual([true, false]);
});

test.each([
  ['families, whose cases do not bound them one by one', { group: 'one family' }],
  ['a stored baseline, by which a regression may not be confirmed', { baselineIsStored: true }],
])('a segment with %s is not curtailed, and its neighbour is', (_name, kind) => {
  const suite = ['a', 'b'].map((name) => segmentCases({ name, cases: 60, lost: 60 }));
  const cases = suite.flat().map((one, index) => (index === 0 ? { ...one, ...kind } : one));
  const watch = watchCurtailment({
    before: [],
    asking: cases.map((one) => ({ ...one, baseline: null })),
    segments: evidenceOf({ name: 'a', cases: 60 }, { name: 'b', cases: 60 }).segments,
    waiting: new Set(['a', 'b']),
    trials: 1,
    policy: policyOf(noCost),
  });
  for (const one of cases) watch.add(one);
  expect([watch.isDecided('a'), watch.curtails({ segments: ['a'] })]).toEqual([false, false]);
  expect([watch.isDecided('b'), watch.curtails({ segments: ['b'] })]).toEqual([true, true]);
});
