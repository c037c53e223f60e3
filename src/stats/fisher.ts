import { binomialLogMass } from './binomial.ts';
import { asPValue } from './probability.ts';
import type { Proportion } from './two-proportion.ts';

/** Candidate's passes given both margins: `draws` out of `marked` among `total`. */
type Hypergeometric = { marked: number; total: number; draws: number; low: number; high: number };

function mass(x: number, { marked, total, draws, low, high }: Hypergeometric): number {
  if (x < low || x > high) return 0;
  const p = draws / total;
  return Math.exp(
    binomialLogMass(x, marked, p) +
      binomialLogMass(draws - x, total - marked, p) -
      binomialLogMass(draws, total, p),
  );
}

/** Mass at x and beyond it in the direction of `step`, where masses fall. */
function outwardTail(from: number, step: 1 | -1, distribution: Hypergeometric): number {
  const { marked, total, draws, low, high } = distribution;
  let term = mass(from, distribution);
  let sum = 0;
  for (let x = from; x >= low && x <= high && term > sum * 1e-18; x += step) {
    sum += term;
    const up = ((marked - x) * (draws - x)) / ((x + 1) * (total - marked - draws + x + 1));
    const down = (x * (total - marked - draws + x)) / ((marked - x + 1) * (draws - x + 1));
    term *= step === 1 ? up : down;
  }
  return sum;
}

/** The value of greatest mass. */
function modeOf({ marked, total, draws }: Hypergeometric): number {
  return Math.floor(((draws + 1) * (marked + 1)) / (total + 2));
}

/** Masses within this factor of the observed one count as equal to it, as in R's `fisher.test`. */
const tie = 1 + 1e-7;

/** First value beyond the mode, away from `x`, that is no likelier than x; null when there is none. */
function mirror(x: number, mode: number, distribution: Hypergeometric): number | null {
  const limit = mass(x, distribution) * tie;
  const step = x <= mode ? 1 : -1;
  let near = mode;
  let far = step === 1 ? distribution.high : distribution.low;
  if (mass(far, distribution) > limit) return null;
  while (Math.abs(far - near) > 1) {
    const middle = Math.floor((near + far) / 2);
    if (mass(middle, distribution) > limit) near = middle;
    else far = middle;
  }
  return far;
}

/**
 * Fisher's exact test of two independent samples (conditional on both margins); `passes` and `n` are
 * integers. Two-sided as in R: all tables no likelier than the observed one. Works in time proportional to
 * the standard deviation, for n up to 1e6 and beyond.
 */
export function fisherExact(
  candidate: Proportion,
  baseline: Proportion,
): { pWorse: number; pBetter: number; pTwoSided: number } {
  const total = candidate.n + baseline.n;
  const marked = candidate.passes + baseline.passes;
  if (candidate.n === 0 || baseline.n === 0 || marked === 0 || marked === total) {
    return { pWorse: 1, pBetter: 1, pTwoSided: 1 };
  }
  const draws = candidate.n;
  const distribution = {
    marked,
    total,
    draws,
    low: Math.max(0, draws - (total - marked)),
    high: Math.min(marked, draws),
  };
  const x = candidate.passes;
  const mode = modeOf(distribution);
  const below = x <= mode;
  const near = outwardTail(x, below ? -1 : 1, distribution);
  const rest = 1 - near + mass(x, distribution);
  const likeliest = mass(x, distribution) * tie >= mass(mode, distribution);
  const other = likeliest ? null : mirror(x, mode, distribution);
  const opposite = other === null ? 0 : outwardTail(other, below ? 1 : -1, distribution);
  return {
    pWorse: asPValue(below ? near : rest),
    pBetter: asPValue(below ? rest : near),
    pTwoSided: likeliest ? 1 : asPValue(near + opposite),
  };
}
