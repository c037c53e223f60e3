/** A seeded source of uniform numbers in (0, 1): the same seed gives the same numbers everywhere. */
export type Random = () => number;

/** The sfc32 generator (Doty-Humphrey, PractRand), seeded by one whole number. */
export function seededRandom(seed: number): Random {
  let a = seed >>> 0;
  let b = Math.floor(seed / 2 ** 32) >>> 0;
  let c = 0x9e3779b9;
  let counter = 1;
  const next = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + sum) | 0;
    return ((sum >>> 0) + 0.5) / 2 ** 32;
  };
  for (let warmUp = 0; warmUp < 15; warmUp++) next();
  return next;
}

/** A standard normal draw (Marsaglia's polar method, one of the pair). */
function normalDraw(random: Random): number {
  for (;;) {
    const x = 2 * random() - 1;
    const y = 2 * random() - 1;
    const square = x * x + y * y;
    if (square < 1) return x * Math.sqrt((-2 * Math.log(square)) / square);
  }
}

/** log of a Gamma(shape, 1) draw (Marsaglia & Tsang 2000); the logarithm, since small shapes underflow. */
function logGammaDraw(shape: number, random: Random): number {
  if (shape < 1) return logGammaDraw(shape + 1, random) + Math.log(random()) / shape;
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = normalDraw(random);
    const v = (1 + c * x) ** 3;
    if (v > 0 && Math.log(random()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return Math.log(d * v);
  }
}

/**
 * A Beta draw by its mean and the correlation ρ of two trials that share it: α + β = (1 − ρ)/ρ. ρ = 0 gives the mean
 * itself, ρ = 1 a 0 or a 1.
 */
export function betaDraw(mean: number, correlation: number, random: Random): number {
  if (mean <= 0 || mean >= 1 || correlation <= 0) return Math.min(1, Math.max(0, mean));
  if (correlation >= 1) return random() < mean ? 1 : 0;
  const size = (1 - correlation) / correlation;
  const a = logGammaDraw(mean * size, random);
  const b = logGammaDraw((1 - mean) * size, random);
  return 1 / (1 + Math.exp(b - a));
}
