import { expect, test } from 'vitest';
import type { Window } from '../../src/domain/observation.ts';
import type { Weights } from '../../src/domain/portfolio.ts';
import { expectedQuality, posteriorsOf } from '../../src/portfolio/quality.ts';
import { samplesOf } from '../../src/portfolio/samples.ts';
import { betaMean } from '../../src/stats/beta-binomial.ts';
import { type Random, seededRandom } from '../../src/stats/random.ts';
import { NEW, OLD, windowOf } from '../kit/portfolios.ts';

const SEGMENTS = ['*', 'a', 'b', 'c', 'd'];
const WEIGHTS: Weights = Object.fromEntries(SEGMENTS.map((name) => [name, { [OLD]: 5000, [NEW]: 5000 }]));

function posteriors(windows: readonly Window[]) {
  const samples = samplesOf(windows, WEIGHTS, { metric: 'resolved', from: null });
  return posteriorsOf({
    ...{ weights: WEIGHTS, versions: [OLD, NEW], safe: OLD, samples, better: 'higher', evidence: {} },
  });
}

function binomial(n: number, rate: number, random: Random): number {
  let passes = 0;
  for (let index = 0; index < n; index++) passes += random() < rate ? 1 : 0;
  return passes;
}

const uniform = (random: Random, width: number) => (random() - 0.5) * 2 * width;

test('intervals of the expected quality hold the truth in more than nine of ten worlds, few observations or many', () => {
  const random = seededRandom(31);
  for (const n of [20, 400]) {
    let held = 0;
    let asked = 0;
    for (let world = 0; world < 200; world++) {
      const effect = uniform(random, 0.05);
      const truths = SEGMENTS.map((segment) => {
        const old = 0.75 + uniform(random, 0.1);
        return { segment, old, next: old + effect + uniform(random, 0.05) };
      });
      const windows = truths.flatMap(({ segment, old, next }) => [
        windowOf({ version: OLD, segment, n: 500, passes: binomial(500, old, random) }),
        windowOf({ version: NEW, segment, n, passes: binomial(n, next, random) }),
      ]);
      const found = posteriors(windows);
      for (const { segment, old, next } of truths) {
        const quality = expectedQuality(found[segment] ?? {}, WEIGHTS[segment] ?? {});
        const truth = (old + next) / 2;
        asked += 1;
        if (quality && quality.low <= truth && truth <= quality.high) held += 1;
      }
    }
    expect(held / asked, `${n} observations`).toBeGreaterThan(0.91);
    expect(held / asked, `${n} observations`).toBeLessThan(0.99);
  }
});

test('of a segment with few observations, the other segments say more where versions differ alike in all', () => {
  const alike = SEGMENTS.flatMap((segment) => [
    windowOf({ version: OLD, segment, n: 1000, passes: 800 }),
    windowOf({ version: NEW, segment, n: 1000, passes: 850 }),
  ]);
  const few = (passes: number, others: Window[]) => {
    const windows = [
      ...others.filter(({ segment, version }) => segment !== 'd' || version === OLD),
      windowOf({ version: NEW, segment: 'd', n: 10, passes }),
    ];
    const rated = posteriors(windows).d?.[NEW];
    return rated ? betaMean(rated) : Number.NaN;
  };
  // Ten answers, six of them good, of a version that is 5 points better in four other segments.
  expect(few(6, alike)).toBeGreaterThan(0.78);
  // Where it is much better in some and much worse in others, they say little.
  const apart = alike.map((window, index) =>
    window.version === NEW ? { ...window, sum: index % 4 === 1 ? 950 : 700 } : window,
  );
  expect(few(6, apart)).toBeLessThan(few(6, alike) - 0.03);
});

test('a version that ruins one segment is known to, however well it does in the others', () => {
  const windows = SEGMENTS.flatMap((segment) => [
    windowOf({ version: OLD, segment, n: 2000, passes: 1600 }),
    windowOf({ version: NEW, segment, n: 2000, passes: segment === 'd' ? 1200 : 1800 }),
  ]);
  const { d = {}, a = {} } = posteriors(windows);
  expect(expectedQuality(d, { [NEW]: 10_000 })?.mean).toBeCloseTo(0.6, 1);
  expect(expectedQuality(a, { [NEW]: 10_000 })?.mean).toBeCloseTo(0.9, 1);
});
