import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { binomialCdf } from '../../src/stats/binomial.ts';
import { fisherExact } from '../../src/stats/fisher.ts';
import { holm } from '../../src/stats/holm.ts';
import { newcombeInterval, pairedInterval, wilsonInterval } from '../../src/stats/intervals.ts';
import { normalCdf, normalQuantile } from '../../src/stats/normal.ts';
import { type PairedCase, pairedZ } from '../../src/stats/paired.ts';
import { casesNeeded, minimumDetectableEffect } from '../../src/stats/power.ts';
import { pairedRatio } from '../../src/stats/ratio.ts';
import { signFlip } from '../../src/stats/sign-flip.ts';
import { spendingLevels } from '../../src/stats/spending.ts';
import { studentCdf, studentQuantile } from '../../src/stats/student.ts';
import { pairedT, welchT } from '../../src/stats/t-test.ts';
import { type Proportion, twoProportionZ } from '../../src/stats/two-proportion.ts';

/** Written by reference.R: a function's name, its arguments, what R gives. */
const reference = readFileSync(new URL('reference.tsv', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => {
    const [name = '', args = '', wanted = ''] = line.split('\t');
    return { name, args: numbersIn(args), wanted: numbersIn(wanted) };
  });

function numbersIn(text: string): number[] {
  return text.split(' ').map(Number);
}

const LEVEL = 0.95;

function tableOf([x1 = 0, n1 = 0, x2 = 0, n2 = 0]: number[]): [Proportion, Proportion] {
  return [
    { passes: x1, n: n1 },
    { passes: x2, n: n2 },
  ];
}

/** `counts[i]` cases with D = i − k. */
function casesOf([k = 1, ...counts]: number[]): PairedCase[] {
  return counts.flatMap((count, index) => {
    const change = index - k;
    return Array.from({ length: count }, () => ({
      baseline: Math.max(0, -change),
      candidate: Math.max(0, change),
      trials: k,
    }));
  });
}

function series(n: number, factor: number, modulus: number, shift = 0): number[] {
  return Array.from({ length: n }, (_, index) => (((index + 1) * factor) % modulus) / modulus + shift);
}

function armsOf([n = 0]: number[]): [number[], number[]] {
  return [series(n, 37, 101), series(n, 53, 97, 0.03)];
}

const computed: Record<string, (args: number[]) => number[]> = {
  normalCdf: ([x = 0]) => [normalCdf(x)],
  normalQuantile: ([p = 0]) => [normalQuantile(p)],
  studentCdf: ([t = 0, df = 1]) => [studentCdf(t, df)],
  studentQuantile: ([p = 0, df = 1]) => [studentQuantile(p, df)],
  binomialCdf: ([x = 0, n = 0, p = 0]) => [binomialCdf(x, n, p)],
  twoProportionZ(args) {
    const { z, pWorse, pBetter, pTwoSided } = twoProportionZ(...tableOf(args));
    return [z, pWorse, pBetter, pTwoSided];
  },
  fisherExact(args) {
    const { pWorse, pBetter, pTwoSided } = fisherExact(...tableOf(args));
    return [pWorse, pBetter, pTwoSided];
  },
  wilsonInterval: ([passes = 0, n = 0, level = 0]) => wilsonInterval({ passes, n }, level),
  newcombeInterval: (args) => newcombeInterval(...tableOf(args), LEVEL),
  signFlip(args) {
    const { pWorse, midPWorse, pBetter, midPBetter } = signFlip(casesOf(args));
    return [pWorse, midPWorse, pBetter, midPBetter];
  },
  pairedZ(args) {
    const { difference, z, pWorse, pBetter, pTwoSided } = pairedZ(casesOf(args));
    return [difference, z, pWorse, pBetter, pTwoSided];
  },
  pairedInterval(args) {
    const { estimate, low, high } = pairedInterval(casesOf(args), LEVEL);
    return [estimate, low, high];
  },
  pairedT(args) {
    const [candidate, baseline] = armsOf(args);
    const { mean, t, df, pWorse, pBetter } = pairedT(
      candidate.map((value, index) => value - (baseline[index] ?? 0)),
    );
    return [mean, t, df, pWorse, pBetter];
  },
  welchT(args) {
    const { difference, t, df, pWorse, pBetter, pTwoSided } = welchT(...armsOf(args));
    return [difference, t, df, pWorse, pBetter, pTwoSided];
  },
  pairedRatio(args) {
    const { ratio, low, high } = pairedRatio(...armsOf(args), LEVEL);
    return [ratio, low, high];
  },
  holm: (p) => holm(p),
  spendingLevels: ([alpha = 0, fraction = 0]) => spendingLevels(alpha, [fraction, 1]),
  casesNeeded: ([effect = 0, discordance = 0, alpha = 0, power = 0]) => [
    casesNeeded({ effect, discordance, alpha, power }),
  ],
  minimumDetectableEffect: ([cases = 0, discordance = 0, alpha = 0, power = 0]) => [
    minimumDetectableEffect({ cases, discordance, alpha, power }),
  ],
};

/** Relative to the value; values that are 0 but for rounding are compared as they are. */
function errorOf(got: number, wanted: number): number {
  const difference = Math.abs(got - wanted);
  return Math.abs(wanted) < 1e-15 && difference < 1e-15 ? 0 : difference / Math.abs(wanted);
}

test.each([...new Set(reference.map(({ name }) => name))])('%s agrees with R', (name) => {
  const tolerance = name === 'normalCdf' ? 1e-9 : 1e-8;
  for (const { args, wanted } of reference.filter((row) => row.name === name)) {
    const got = computed[name]?.(args) ?? [];
    expect(got.length).toBe(wanted.length);
    for (const [index, value] of wanted.entries()) {
      const error = errorOf(got[index] ?? Number.NaN, value);
      expect(error, `${name}(${args}) gave ${got}, R ${wanted}`).toBeLessThanOrEqual(tolerance);
    }
  }
});
