/** Number of coins of one `size`. */
export type CoinGroup = { size: number; count: number };

/**
 * Upper tail (s at or above the middle) of a sum of fair coins of several sizes, for sums too large for a table:
 * exponential tilting moves the mean to s, so that the tail keeps its relative precision, and a discrete Fourier
 * inversion of the tilted characteristic function, of which every factor is known in closed form, adds it up. Not an
 * approximation: truncation is below 1e-30, rounding near 1e-10 relative for a million coins. Time grows with the
 * standard deviation of S and the number of sizes.
 */
export function fourierTail(groups: readonly CoinGroup[]) {
  const total = groups.reduce((sum, { size, count }) => sum + size * count, 0);
  const coins = groups.reduce((sum, { count }) => sum + count, 0);
  return {
    atLeast: (s: number) =>
      s >= total ? 2 ** -coins : invert(groups, tilt(groups, total, s), total, s, true),
    mass: (s: number) => (s >= total ? 2 ** -coins : invert(groups, tilt(groups, total, s), total, s, false)),
  };
}

/** θ at which the coins, each losing with probability 1/(1 + e^(−θ·size)), sum to s on average. */
function tilt(groups: readonly CoinGroup[], total: number, s: number): number {
  const left = (theta: number) =>
    groups.reduce((sum, { size, count }) => sum + (size * count) / (1 + Math.exp(theta * size)), 0);
  let low = 0;
  let high = 1;
  while (left(high) > total - s) high *= 2;
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (left(middle) > total - s) low = middle;
    else high = middle;
  }
  return low;
}

type TiltedGroup = { size: number; count: number; win: number; lose: number };

function invert(
  groups: readonly CoinGroup[],
  theta: number,
  total: number,
  s: number,
  wholeTail: boolean,
): number {
  let variance = 0;
  let logScale = -theta * (s - total);
  const tilted: TiltedGroup[] = groups.map(({ size, count }) => {
    const odds = Math.exp(-theta * size);
    const win = odds / (1 + odds);
    const lose = 1 / (1 + odds);
    variance += size * size * count * win * lose;
    logScale += count * (Math.log1p(odds) - Math.LN2);
    return { size, count, win, lose };
  });
  const half = Math.min(Math.ceil(14 * Math.sqrt(variance) + 60), total + 1);
  const points = 2 * half;
  let sum = 0;
  for (let m = 0; m <= half; m++) {
    const omega = (2 * Math.PI * m) / points;
    const weight = m === 0 || m === half ? 1 : 2;
    const [logModulus, phase] = characteristic(tilted, omega, s);
    if (logModulus < -80) continue;
    const modulus = weight * Math.exp(logModulus);
    const [real, imaginary] = wholeTail ? kernel(theta, omega, m, half) : [1, 0];
    sum += modulus * (Math.cos(phase) * real - Math.sin(phase) * imaginary);
  }
  return Math.exp(logScale) * Math.max(0, sum / points);
}

/** Logarithm of the modulus, and argument, of E e^(iω(S − s)) under the tilt. */
function characteristic(groups: readonly TiltedGroup[], omega: number, s: number): [number, number] {
  let logModulus = 0;
  let phase = -omega * s;
  for (const { size, count, win, lose } of groups) {
    const sine = Math.sin((omega * size) / 2);
    logModulus += 0.5 * count * Math.log(Math.max(1e-300, 1 - 4 * win * lose * sine * sine));
    phase += count * Math.atan2(lose * Math.sin(omega * size), win + lose * Math.cos(omega * size));
  }
  return [logModulus, phase];
}

/** Σ over j = 0 … half − 1 of e^(−(θ + iω)j), with ω = πm/half. */
function kernel(theta: number, omega: number, m: number, half: number): [number, number] {
  const decay = Math.exp(-theta);
  const sign = m % 2 === 0 ? 1 : -1;
  const top = sign === 1 ? -Math.expm1(-theta * half) : 1 + Math.exp(-theta * half);
  const sine = Math.sin(omega / 2);
  const real = -Math.expm1(-theta) + 2 * decay * sine * sine;
  const imaginary = decay * Math.sin(omega);
  const norm = real * real + imaginary * imaginary;
  if (norm === 0) return [half, 0];
  return [(top * real) / norm, (-top * imaginary) / norm];
}
