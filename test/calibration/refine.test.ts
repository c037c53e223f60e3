import { expect, test } from 'vitest';
import { isBetter, ratesOf, testOf } from '../../src/commands/registry/refine/half-figures.ts';
import { betaDraw, type Random, seededRandom } from '../../src/stats/random.ts';
import type { Pair } from '../../src/verdict/pairs.ts';
import { arm } from '../kit/evidence.ts';
import { percent, replicatesOf } from './world.ts';

const ALPHA = 0.05;
/** Changes of a run, and runs of `refine`, one after the other on the same cases. */
const CHANGES = 3;
const RUNS = 20;

type Answered = { rate: number; passes: number };

/** Cases that mostly pass, each at its own rate. */
function ratesOfHalf(size: number, random: Random): number[] {
  return Array.from({ length: size }, () => betaDraw(0.6, 0.5, random));
}

/** The answers of the prompt as it is. */
function answered(rates: readonly number[], random: Random): Answered[] {
  return rates.map((rate) => ({ rate, passes: random() < rate ? 1 : 0 }));
}

/** The cases with a change that turns this share of the failures into passes. */
function changed(cases: readonly Answered[], mends: number, random: Random): Pair[] {
  return cases.map(({ rate, passes }, index) => {
    const after = random() < rate + mends * (1 - rate) ? 1 : 0;
    return {
      ...{ id: `${index}`, segments: ['all'], look: 1, trials: 1, baseline: passes, candidate: after },
      ...{ baselineRate: passes, candidateRate: after },
      arms: { baseline: arm(passes), candidate: arm(after) },
    };
  });
}

function gainOf(pairs: readonly Pair[]): number {
  const { before, after } = ratesOf(pairs);
  return after - before;
}

/** Runs of `refine` until something is proposed: the number of changes asked on the test half, and by which rules one was proposed. */
function refineRuns({ cases, mends, runs }: { cases: number; mends: number; runs: number }, random: Random) {
  // Every run finds the same stored answers of the training half; the test half is answered anew.
  const training = answered(ratesOfHalf(cases, random), random);
  const half = ratesOfHalf(cases, random);
  const proposed = { ours: false, eachByItself: false, onTraining: false };
  let number = 0;
  for (let run = 0; run < runs; run += 1) {
    const tried = Array.from({ length: CHANGES }, () => changed(training, mends, random));
    const best = tried.reduce((found, one) => (gainOf(one) > gainOf(found) ? one : found));
    if (gainOf(best) <= 0) continue;
    number += 1;
    const figures = testOf(changed(answered(half, random), mends, random), { number, alpha: ALPHA });
    proposed.ours ||= isBetter(figures);
    proposed.eachByItself ||= figures.p <= ALPHA && figures.after > figures.before;
    proposed.onTraining ||= testOf(best, { number, alpha: ALPHA }).p <= ALPHA;
  }
  return proposed;
}

function shares(scene: Parameters<typeof refineRuns>[0], usual: number, seed: number) {
  const replicates = replicatesOf(usual);
  const random = seededRandom(seed);
  const counts = { ours: 0, eachByItself: 0, onTraining: 0 };
  for (let replicate = 0; replicate < replicates; replicate += 1) {
    const proposed = refineRuns(scene, random);
    if (proposed.ours) counts.ours += 1;
    if (proposed.eachByItself) counts.eachByItself += 1;
    if (proposed.onTraining) counts.onTraining += 1;
  }
  const share = (count: number) => count / replicates;
  return {
    ours: share(counts.ours),
    eachByItself: share(counts.eachByItself),
    onTraining: share(counts.onTraining),
  };
}

test('of changes that change nothing, 20 runs propose one at most as often as is stated', () => {
  for (const [index, cases] of [20, 50, 100].entries()) {
    const found = shares({ cases, mends: 0, runs: RUNS }, 2000, 100 + index);
    console.log(
      `${cases} cases a half, ${RUNS} runs: ${percent(found.ours, 1)}; each by itself at 5 %: ${percent(found.eachByItself, 1)}; ` +
        `by the cases it was chosen on: ${percent(found.onTraining, 1)}`,
    );
    expect(found.ours).toBeLessThan(ALPHA);
    expect(found.eachByItself).toBeGreaterThan(ALPHA);
  }
});

test('changes that mend a large part of what fails are found at the first try', () => {
  for (const [index, cases] of [20, 50, 100].entries()) {
    const found = [0.25, 0.5, 0.75].map((mends, at) => {
      return [mends, shares({ cases, mends, runs: 1 }, 2000, 200 + 10 * index + at).ours] as const;
    });
    console.log(
      `${cases} cases a half: ${found.map(([mends, share]) => `mends ${percent(mends, 1)}: ${percent(share, 1)}`).join(', ')}`,
    );
    expect(found[2]?.[1]).toBeGreaterThan(cases === 20 ? 0.3 : 0.9);
  }
});
