import { expect, test } from 'vitest';
import {
  BETS,
  detectorValue,
  detectorWithDifference,
  eValue,
  FRESH_E_DETECTOR,
  FRESH_E_PROCESS,
  withDifference,
} from '../../src/stats/e-process.ts';
import { randomFrom } from '../kit/simulation.ts';

/** Control − candidate of one pair, whose answers are right at these rates. */
const pair = (random: () => number, control: number, candidate: number) =>
  Number(random() < control) - Number(random() < candidate);

/** Pairs until the e-process reaches 1/α; null within so many. */
function tripAt(
  random: () => number,
  rates: [number, number],
  { alpha, most }: { alpha: number; most: number },
) {
  let process = FRESH_E_PROCESS;
  for (let at = 1; at <= most; at += 1) {
    process = withDifference(process, pair(random, ...rates), 0);
    if (eValue(process) >= 1 / alpha) return at;
  }
  return null;
}

function alarmAt(random: () => number, rates: (at: number) => [number, number], c: number): number {
  let detector = FRESH_E_DETECTOR;
  for (let at = 1; ; at += 1) {
    detector = detectorWithDifference(detector, pair(random, ...rates(at)), 0);
    if (detectorValue(detector) >= c) return at;
  }
}

const median = (values: readonly number[]) =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

test('the values are those of the formulas', () => {
  const differences = [1, 0, -0.5];
  let [process, detector] = [FRESH_E_PROCESS, FRESH_E_DETECTOR];
  for (const difference of differences) {
    process = withDifference(process, difference, 0.1);
    detector = detectorWithDifference(detector, difference, 0.1);
  }
  const factors = (bet: number) => differences.map((difference) => 1 + bet * (difference - 0.1));
  const mean = (of: (bet: number) => number) => BETS.reduce((sum, bet) => sum + of(bet), 0) / BETS.length;
  expect(eValue(process)).toBeCloseTo(
    mean((bet) => factors(bet).reduce((product, each) => product * each, 1)),
    12,
  );
  expect(detectorValue(detector)).toBeCloseTo(
    mean((bet) => factors(bet).reduce((value, each) => (value + 1) * each, 0)),
    12,
  );
});

test('where nothing happened, looking after every pair trips in at most α of all runs', () => {
  const random = randomFrom(11);
  const runs = 1500;
  const trips = Array.from({ length: runs }, () => tripAt(random, [0.8, 0.8], { alpha: 0.05, most: 1500 }));
  const share = trips.filter((at) => at !== null).length / runs;
  // The bound is 0.05; three standard errors of a share of 0.05 are 0.017.
  expect(share).toBeLessThan(0.05);
  expect(share).toBeGreaterThan(0.005);
});

test('a drop by 15 points is found after some 200 pairs, and one by 30 much sooner', () => {
  const random = randomFrom(12);
  const at = (candidate: number) =>
    Array.from({ length: 200 }, () => tripAt(random, [0.8, candidate], { alpha: 0.01, most: 5000 }) ?? 5000);
  expect(median(at(0.65))).toBeGreaterThan(100);
  expect(median(at(0.65))).toBeLessThan(250);
  expect(median(at(0.5))).toBeLessThan(90);
});

test('without a change, the detector alarms after c pairs or later on average', () => {
  const random = randomFrom(13);
  const c = 500;
  const times = Array.from({ length: 300 }, () => alarmAt(random, () => [0.8, 0.8], c));
  const mean = times.reduce((sum, time) => sum + time, 0) / times.length;
  // The standard error of this mean is at most some 6 % of it.
  expect(mean).toBeGreaterThan(c);
  expect(mean).toBeLessThan(10 * c);
});

test('after a long time that was well, the detector finds a drop as soon as at the start, and the e-process does not', () => {
  const random = randomFrom(14);
  const calm = 3000;
  const delays = Array.from(
    { length: 60 },
    () => alarmAt(random, (at) => (at <= calm ? [0.8, 0.82] : [0.8, 0.65]), 200_000) - calm,
  );
  expect(median(delays)).toBeGreaterThan(0);
  expect(median(delays)).toBeLessThan(400);
  let process = FRESH_E_PROCESS;
  for (let at = 0; at < calm; at += 1) process = withDifference(process, pair(random, 0.8, 0.82), 0);
  for (let at = 0; at < 400; at += 1) process = withDifference(process, pair(random, 0.8, 0.65), 0);
  expect(eValue(process)).toBeLessThan(100);
});

test('a drop within the margin is none, and values out of bounds are refused', () => {
  const random = randomFrom(15);
  let process = FRESH_E_PROCESS;
  for (let at = 0; at < 5000; at += 1) process = withDifference(process, pair(random, 0.8, 0.75), 0.1);
  expect(eValue(process)).toBeLessThan(1);
  for (const [difference, margin] of [
    [1.01, 0],
    [Number.NaN, 0],
    [0, 1],
    [0, -0.1],
  ] as const) {
    expect(() => withDifference(FRESH_E_PROCESS, difference, margin)).toThrow(RangeError);
    expect(() => detectorWithDifference(FRESH_E_DETECTOR, difference, margin)).toThrow(RangeError);
  }
});
