import { normalCdf, normalDensity, normalQuantile } from './normal.ts';

/** Nodes and weights of 16-point Gauss–Legendre quadrature on [−1, 1], positive half. */
const gaussLegendre: readonly (readonly [node: number, weight: number])[] = [
  [0.0950125098376374, 0.1894506104550685],
  [0.2816035507792589, 0.1826034150449236],
  [0.4580167776572274, 0.1691565193950025],
  [0.6178762444026438, 0.1495959888165767],
  [0.755404408355003, 0.1246289712555339],
  [0.8656312023878318, 0.0951585116824928],
  [0.9445750230732326, 0.0622535239386479],
  [0.9894009349916499, 0.0271524594117541],
];

/** Nodes in [low, high] with their weights, `panels` panels of 16. */
function nodesBetween(low: number, high: number, panels: number): { at: number; weight: number }[] {
  const half = (high - low) / panels / 2;
  const nodes: { at: number; weight: number }[] = [];
  for (let panel = 0; panel < panels; panel++) {
    const middle = low + (2 * panel + 1) * half;
    for (const [node, weight] of gaussLegendre) {
      nodes.push({ at: middle - half * node, weight: weight * half });
      nodes.push({ at: middle + half * node, weight: weight * half });
    }
  }
  return nodes;
}

/** Below this z the normal distribution function is 0 at double precision. */
const floor = -9;

/** One look not yet decided: the sub-density of z, at quadrature nodes, of paths that went on. */
type Undecided = { fraction: number; nodes: { at: number; mass: number }[] };

/** P(going on so far, and z ≥ bound at the look with information `fraction`). */
function crossing(before: Undecided, fraction: number, bound: number): number {
  const spread = Math.sqrt(fraction - before.fraction);
  const here = bound * Math.sqrt(fraction);
  const root = Math.sqrt(before.fraction);
  let sum = 0;
  for (const { at, mass } of before.nodes) sum += mass * normalCdf((at * root - here) / spread);
  return sum;
}

/** The next look's sub-density, stopped at `bound`. */
function goOn(before: Undecided, fraction: number, bound: number, panels: number): Undecided {
  const spread = Math.sqrt(fraction - before.fraction);
  const scale = Math.sqrt(fraction) / spread;
  const root = Math.sqrt(before.fraction);
  const nodes = nodesBetween(floor, bound, panels).map(({ at, weight }) => {
    let density = 0;
    for (const previous of before.nodes) {
      density += previous.mass * normalDensity((at * Math.sqrt(fraction) - previous.at * root) / spread);
    }
    return { at, mass: weight * density * scale };
  });
  return { fraction, nodes };
}

/** Root of an increasing function between two bounds, to a relative `tolerance`, by bisection made faster (Illinois). */
export function solveIncreasing(
  f: (x: number) => number,
  from: number,
  to: number,
  tolerance = 1e-15,
): number {
  let low = from;
  let high = to;
  let fLow = f(low);
  let fHigh = f(high);
  if (fLow >= 0) return low;
  if (fHigh <= 0) return high;
  let side = 0;
  for (let step = 0; step < 200 && high - low > tolerance * Math.max(Math.abs(low), Math.abs(high)); step++) {
    const secant = high - (fHigh * (high - low)) / (fHigh - fLow);
    const x = secant > low && secant < high ? secant : (low + high) / 2;
    const value = f(x);
    if (value === 0) return x;
    if (value < 0) {
      low = x;
      fLow = value;
      if (side === -1) fHigh /= 2;
      side = -1;
    } else {
      high = x;
      fHigh = value;
      if (side === 1) fLow /= 2;
      side = 1;
    }
  }
  return (low + high) / 2;
}

/**
 * Nominal one-sided p at which each look rejects, when α is spent in proportion to the information seen
 * (Kim & DeMets 1987, γ = 1): after a look with fraction t of the final information, α·t has been spent.
 * `fractions` ascend and end at most at 1. Computed by recursive integration (Armitage, McPherson & Rowe
 * 1969); for two looks by the bivariate normal.
 * @throws RangeError when the fractions do not ascend within (0, 1].
 */
export function spendingLevels(alpha: number, fractions: readonly number[]): number[] {
  let last = 0;
  for (const fraction of fractions) {
    if (!(fraction > last && fraction <= 1)) throw new RangeError('fractions must ascend within (0, 1]');
    last = fraction;
  }
  const [first, second, ...later] = fractions;
  if (first === undefined) return [];
  if (second === undefined) return [alpha * first];
  if (later.length === 0) return [alpha * first, secondLevel(alpha * first, alpha * second, first / second)];
  return recursiveLevels(alpha, fractions);
}

function recursiveLevels(alpha: number, fractions: readonly number[]): number[] {
  const closest = Math.min(...fractions.map((fraction, i) => fraction - (fractions[i - 1] ?? 0)));
  const panels = Math.min(200, Math.ceil(4 + 3 / Math.sqrt(closest)));
  const levels: number[] = [];
  let undecided: Undecided | null = null;
  let spent = 0;
  for (const fraction of fractions) {
    const spend = alpha * fraction - spent;
    spent = alpha * fraction;
    const before: Undecided | null = undecided;
    const bound: number = before
      ? solveIncreasing((z) => spend - crossing(before, fraction, z), floor, 38)
      : -normalQuantile(spend);
    levels.push(normalCdf(-bound));
    undecided = before
      ? goOn(before, fraction, bound, panels)
      : {
          fraction,
          nodes: nodesBetween(floor, bound, panels).map(({ at, weight }) => ({
            at,
            mass: weight * normalDensity(at),
          })),
        };
  }
  return levels;
}

/**
 * P(X ≥ h, Y ≥ k) of standard normals with correlation r in [0, 1): Φ(−h)Φ(−k) plus Plackett's integral
 * (1954), in the angle asin r.
 */
function bothAbove(h: number, k: number, r: number): number {
  const angle = Math.asin(r);
  let sum = 0;
  for (const { at, weight } of nodesBetween(0, angle, r > 0.9 ? 6 : 2)) {
    const sine = Math.sin(at);
    const square = 1 - sine * sine;
    sum += weight * Math.exp(-(h * h + k * k - 2 * h * k * sine) / (2 * square));
  }
  return normalCdf(-h) * normalCdf(-k) + sum / (2 * Math.PI);
}

/** Nominal p of the second of two looks: `firstLevel` was spent at the first, `alpha` in all. */
function secondLevel(firstLevel: number, alpha: number, ratio: number): number {
  if (alpha >= 1) return 1;
  const first = -normalQuantile(firstLevel);
  const correlation = Math.sqrt(ratio);
  const unspent = alpha - firstLevel;
  return solveIncreasing(
    (level) => level - bothAbove(first, -normalQuantile(level), correlation) - unspent,
    unspent,
    alpha,
  );
}

/**
 * The smallest α whose two-look spending would have rejected by the second look with the nominal p given: the inverse
 * of `spendingLevels(α, [fraction, 1])[1]`. `correlation` of the two looks' z is √fraction by default.
 */
export function spendingAlpha(p: number, fraction: number, correlation = Math.sqrt(fraction)): number {
  if (p >= 1) return 1;
  const second = -normalQuantile(p);
  return solveIncreasing(
    (alpha) => alpha * (1 - fraction) - p + bothAbove(-normalQuantile(alpha * fraction), second, correlation),
    p,
    Math.min(1, p / (1 - fraction)),
  );
}
