import { describe, expect, test } from 'vitest';
import type { ArmEvidence } from '../../src/domain/evidence.ts';
import { type Random, seededRandom } from '../../src/stats/random.ts';
import { simulateRun } from '../../src/verdict/simulate.ts';
import { arm, policyOf } from '../kit/evidence.ts';
import { answerOf, countIn, drawSuite, harmlessEdit, keeps, type WorldCase } from './hard-world.ts';
import { fiveSegments, percent, plan, replicatesOf } from './world.ts';

/** Worlds in which the gate's assumptions do not hold by themselves, and the rule by which it keeps its promise there. */

const noise = { rate: 0.85, correlation: 0.5, kept: 0.6 };
const designs = [
  [50, 50],
  [50, 150],
  [150, 150],
] as const;

const NO_ANSWER = arm(0, { trials: 0, errored: 1 });

describe('families of five paraphrases of one question', () => {
  const families = (cases: number, extendTo: number, isTold: boolean) => (random: Random) =>
    drawSuite(
      { segments: 5, cases, extendTo, family: 5 },
      () => {
        const { before, after } = harmlessEdit({ rate: 0.7, correlation: 0.9, kept: 0.6 }, random);
        const group = isTold ? `family ${random()}` : undefined;
        return () => ({
          critical: false,
          group,
          baseline: answerOf(before, random),
          candidate: answerOf(after, random),
        });
      },
      random,
    );

  test.each(designs)('%i → %i: a harmless edit is blocked at most once in twenty', (cases, extendTo) => {
    const policy = plan(cases, extendTo);
    const how = { policy, replicates: 800 };
    const told = countIn(`families, ${cases} → ${extendTo}`, {
      ...how,
      draw: families(cases, extendTo, true),
    });
    expect(keeps(told)).toBe(true);
    const untold = { ...how, replicates: 200, draw: families(cases, extendTo, false) };
    const broken = countIn(`families that the suite does not name, ${cases} → ${extendTo}`, untold);
    expect(broken.blocked / broken.replicates).toBeGreaterThan(0.1);
  });
});

test.each([20, 50, 150])(
  'skewed scores, %i cases: paired-t blocks at most one harmless edit in twenty',
  (n) => {
    const policy = plan(n, n, { test: 'paired-t', minEffect: 0.05 });
    const draw = (random: Random): WorldCase[] =>
      drawSuite(
        { segments: 5, cases: n, extendTo: n },
        () => () => ({
          critical: false,
          baseline: arm(1, { score: 0.5 }),
          candidate: arm(1, { score: 0.5 + (random() < 0.05 ? 0.48 : -0.48 / 19) }),
        }),
        random,
      );
    expect(keeps(countIn(`skewed scores, paired-t, ${n}`, { policy, replicates: 1000, draw }))).toBe(true);
  },
);

test.each([0.2, 0.4])('the baseline alone errors on %d of its failing cases', (errors) => {
  const draw = (random: Random): WorldCase[] =>
    drawSuite(
      { segments: 5, cases: 50, extendTo: 150 },
      () => () => {
        const { before, after } = harmlessEdit(noise, random);
        const baseline = answerOf(before, random);
        const candidate = answerOf(after, random);
        if (baseline.passes > 0 || random() > errors) return { critical: false, baseline, candidate };
        const { trials, passes, score } = candidate;
        return {
          critical: false,
          baseline: NO_ANSWER,
          candidate: arm(0, { trials: 0 }),
          candidateOnly: { trials, passes, score },
        };
      },
      random,
    );
  const name = `the baseline alone errors on ${100 * errors} % of its failing cases`;
  expect(keeps(countIn(name, { policy: plan(50, 150), replicates: 800, draw }))).toBe(true);
});

describe('a stored baseline', () => {
  const stored = (of: { worse: number; dropped?: number }) => (random: Random) =>
    drawSuite(
      { segments: 5, cases: 50, extendTo: 150 },
      () =>
        ({ name }) => {
          const { before, after } = harmlessEdit(noise, random);
          const isBroken = random() < of.worse / noise.rate;
          const isLost = name === 'segment 0' && random() < (of.dropped ?? 0) / noise.rate;
          return {
            critical: false,
            baseline: answerOf(before, random),
            baselineIsStored: true,
            fresh: answerOf(isBroken ? 0 : before, random),
            candidate: answerOf(isBroken || isLost ? 0 : after, random),
          };
        },
      random,
    );

  test.each([0, 0.01, 0.02, 0.03, 0.05])('and a provider that is %d worse since', (worse) => {
    const draw = stored({ worse });
    const name = `stored baseline, the provider ${100 * worse} points worse since`;
    const counted = countIn(name, { policy: plan(50, 150), replicates: 500, draw });
    expect(keeps(counted)).toBe(true);
    const told = countIn(`  of which the report says that the baseline drifted`, {
      ...{ policy: plan(50, 150), replicates: 250, draw },
      is: ({ baselineDrift }) => baselineDrift.length > 0,
    });
    if (worse === 0) expect(told.blocked / told.replicates).toBeLessThan(0.02);
  });

  test('still shows a segment that lost 20 points', () => {
    const found = countIn('stored baseline, one segment −20', {
      ...{ policy: plan(50, 150), replicates: 400, draw: stored({ worse: 0, dropped: 0.2 }) },
    });
    expect(found.blocked / found.replicates).toBeGreaterThan(0.78);
  });
});

describe('twenty critical cases that pass 98 of 100 times', () => {
  const critical = (of: { lost: boolean }) => (random: Random) =>
    drawSuite(
      { segments: 1, cases: 20, extendTo: 20 },
      () =>
        ({ id }) => {
          const chance = of.lost && id === 'segment 0 0' ? 0 : 0.98;
          return {
            critical: true,
            baseline: answerOf(0.98, random),
            candidate: answerOf(chance, random),
            further: { baseline: answerOf(0.98, random, 2), candidate: answerOf(chance, random, 2) },
          };
        },
      random,
    );

  test('are lost by chance less than once in a thousand pull requests', () => {
    const policy = plan(20, 20);
    const of = { policy, replicates: 4000, draw: critical({ lost: false }) };
    const isLost = countIn('20 critical cases', { ...of, is: ({ critical: lost }) => lost.length > 0 });
    expect(keeps(isLost, 0.001)).toBe(true);
  });

  test('and one that is lost blocks', () => {
    const of = { policy: plan(20, 20), replicates: 500, draw: critical({ lost: true }) };
    const found = countIn('20 critical cases, one lost', of);
    expect(found.blocked / found.replicates).toBeGreaterThan(0.9);
  });
});

test('one call in a hundred fails, five segments of 5 cases beside five of 50: few errors', () => {
  const answer = (chance: number, random: Random): ArmEvidence | null =>
    random() < 0.01 ? null : answerOf(chance, random);
  const draw = (random: Random): WorldCase[] =>
    [5, 50].flatMap((cases) =>
      drawSuite(
        { segments: 5, cases, extendTo: cases },
        () => () => {
          const { before, after } = harmlessEdit(noise, random);
          const [baseline, candidate] = [answer(before, random), answer(after, random)];
          if (baseline && candidate) return { critical: false, baseline, candidate };
          return {
            critical: false,
            baseline: baseline ? arm(0, { trials: 0 }) : NO_ANSWER,
            candidate: candidate ? arm(0, { trials: 0 }) : NO_ANSWER,
            ...(baseline && { unanswered: baseline }),
            ...(candidate && { candidateOnly: candidate }),
          };
        },
        random,
      ).map((one) => ({
        ...one,
        id: `${cases} ${one.id}`,
        segments: one.segments.map((name) => `${cases} ${name}`),
      })),
    );
  const errors = countIn('1 % of calls fail: verdict error', {
    ...{ policy: plan(50, 50), replicates: 800, draw },
    is: ({ verdict }) => verdict === 'error',
  });
  expect(errors.blocked / errors.replicates).toBeLessThan(0.03);
});

describe('what is reported of the whole after 50 → 150', () => {
  const whole = (drops: number[], usual: number) => {
    const replicates = replicatesOf(usual);
    const random = seededRandom(20_261_130);
    const suite = fiveSegments(150, 0.85, { correlation: 0.5, kept: 0.6 }, drops);
    return Array.from(
      { length: replicates },
      () => simulateRun(suite, plan(50, 150), random).verdict.overall,
    );
  };

  test('is what a drop of five points everywhere is, nearly', () => {
    const rows = whole([5, 5, 5, 5, 5], 800);
    const mean = rows.reduce((sum, { difference }) => sum + (difference ?? 0), 0) / rows.length;
    const covered = rows.filter(({ interval }) => {
      const [low, high] = interval ?? [0, 0];
      return low <= -0.05 && -0.05 <= high;
    });
    console.log(
      `−5 everywhere is reported as ${(100 * mean).toFixed(2)}, covered ${percent(covered.length, rows.length)}`,
    );
    expect(Math.abs(mean + 0.05)).toBeLessThan(0.006);
    expect(covered.length / rows.length).toBeGreaterThan(0.93);
  });

  test('is "improved" by chance at most once in forty times', () => {
    const rows = whole([], 1200);
    const improved = rows.filter(({ verdict }) => verdict === 'improved').length;
    console.log(`harmless edits after which the whole is "improved": ${percent(improved, rows.length)}`);
    expect(keeps({ blocked: improved, replicates: rows.length }, 0.025)).toBe(true);
  });
});

test('token counts far from even, at their limit, from 30 cases on: over it at most once in twenty times', () => {
  const tokens = (random: Random, mean: number) => {
    const normal = Math.sqrt(-2 * Math.log(random())) * Math.cos(2 * Math.PI * random());
    return mean * Math.exp(1.5 * normal);
  };
  const draw = (random: Random): WorldCase[] =>
    drawSuite(
      { segments: 1, cases: 30, extendTo: 30 },
      () => () => ({
        critical: false,
        baseline: arm(1, { inputTokens: 0, outputTokens: tokens(random, 100), costUsd: null, latencyMs: 0 }),
        candidate: arm(1, { inputTokens: 0, outputTokens: tokens(random, 110), costUsd: null, latencyMs: 0 }),
      }),
      random,
    );
  const policy = policyOf({ smoke: { cases: 30, extendTo: 30, trials: 1 }, cost: { maxCostIncrease: null } });
  const over = countIn('token counts, lognormal σ 1.5, 30 cases', { policy, replicates: 2000, draw });
  expect(keeps(over)).toBe(true);
});

test('five prompts in one pull request share α where the policy says so', () => {
  const draw = (random: Random): WorldCase[] =>
    drawSuite(
      { segments: 5, cases: 50, extendTo: 50 },
      () => () => {
        const { before, after } = harmlessEdit({ ...noise, rate: 0.7 }, random);
        return { critical: false, baseline: answerOf(before, random), candidate: answerOf(after, random) };
      },
      random,
    );
  const of = { replicates: 250, draw, prompts: 5 };
  const each = countIn('five prompts, α each', { ...of, policy: plan(50, 50) });
  const policy = plan(50, 50, { family: 'pull-request' });
  const together = countIn('five prompts, α together', { ...of, policy });
  expect(keeps(together)).toBe(true);
  expect(together.blocked).toBeLessThan(each.blocked);
});
