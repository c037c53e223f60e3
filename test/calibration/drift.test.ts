import { expect, test } from 'vitest';
import { seededRandom } from '../../src/stats/random.ts';
import { judgeDrift } from '../../src/verdict/drift.ts';
import { arm, policyOf } from '../kit/evidence.ts';

/*
 * A year of weekly looks at a prompt that is served as it was: three segments of 50 cases, of which six in ten always pass, one
 * never does, and three pass with a chance of their own, 20 to 100 %. All looks are held against one evidence.
 */
const SEGMENTS = 3;
const CASES = 50;
const WEEKS = 52;
const YEARS = Math.ceil(40 * Number(process.env.CALIBRATION ?? 1));

const policy = policyOf();
const none = { segments: [], cases: [] };

/** Which weeks are reported. `kept`: the share of passes that the first segment keeps. */
function year(random: () => number, { kept, asksTwice }: { kept: number; asksTwice: boolean }): boolean[] {
  const draw = (chance: number) => (random() < chance ? 1 : 0);
  const chances = Array.from({ length: SEGMENTS * CASES }, () => {
    const kind = random();
    return kind < 0.6 ? 1 : kind < 0.7 ? 0 : 0.2 + 0.8 * random();
  });
  const before = chances.map(draw);
  const segments = Array.from({ length: SEGMENTS }, (_, index) => {
    return { name: `s${index}`, available: CASES, looks: [CASES], extendTo: CASES, traffic: null };
  });
  const isWorse = () => {
    const cases = chances.map((chance, index) => ({
      ...{ id: `${index}`, segments: [`s${index % SEGMENTS}`], critical: false },
      baseline: arm(before[index] ?? 0),
      candidate: arm(draw(index % SEGMENTS === 0 ? chance * kept : chance)),
    }));
    return (
      judgeDrift({ whole: { segments, cases }, byJudge: none, segmentsThen: [], byModel: none }, policy)
        .verdict === 'drifted'
    );
  };
  return Array.from({ length: WEEKS }, () => isWorse() && (!asksTwice || isWorse()));
}

const years = (how: Parameters<typeof year>[1]) => {
  const random = seededRandom(7);
  return Array.from({ length: YEARS }, () => year(random, how));
};
const share = (flags: readonly boolean[]) => flags.filter(Boolean).length / flags.length;

test('a prompt that did not change is reported in one week of a hundred at most, since what is worse is asked twice', () => {
  const [once, twice] = [false, true].map((asksTwice) => years({ kept: 1, asksTwice }));
  if (!once || !twice) throw new Error('no years');
  const told = (all: boolean[][]) => ({
    weeks: share(all.flat()),
    years: share(all.map((one) => one.some(Boolean))),
  });
  console.log({ looks: YEARS * WEEKS, once: told(once), twice: told(twice) });
  expect(told(twice).weeks).toBeLessThan(0.015);
  expect(told(twice).weeks).toBeLessThan(told(once).weeks);
});

test('a segment that lost three in ten of its passes is reported within weeks', () => {
  const first = years({ kept: 0.7, asksTwice: true }).map((weeks) => weeks.indexOf(true) + 1);
  const sorted = first.map((week) => (week === 0 ? Number.POSITIVE_INFINITY : week)).sort((a, b) => a - b);
  console.log({ median: sorted[Math.floor(YEARS / 2)], ninetieth: sorted[Math.floor(YEARS * 0.9)] });
  expect(sorted[Math.floor(YEARS / 2)]).toBeLessThanOrEqual(2);
});
