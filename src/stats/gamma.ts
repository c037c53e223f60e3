const halfLogTwoPi = 0.5 * Math.log(2 * Math.PI);

/** log Γ(x) − [(x − ½) log x − x + ½ log 2π] for x ≥ 16, by Stirling's series. */
function stirlingSeries(x: number): number {
  const s = 1 / (x * x);
  return (1 / 12 - s * (1 / 360 - s * (1 / 1260 - s * (1 / 1680 - s * (1 / 1188 - (s * 691) / 360360))))) / x;
}

/**
 * The correction to Stirling's formula: log n! − log(√(2πn) (n/e)^n), for n > 0, with absolute error near 1e-16.
 * Loader (2000), Fast and accurate computation of binomial probabilities. jStat's `gammaln` is good to
 * 1e-10 only, which a difference of large log-gammas turns into 1e-3.
 */
export function stirlingError(n: number): number {
  if (n >= 16) return stirlingSeries(n);
  let product = 1;
  let x = n + 1;
  while (x < 16) {
    product *= x;
    x += 1;
  }
  const logFactorial = (x - 0.5) * Math.log(x) - x + halfLogTwoPi + stirlingSeries(x) - Math.log(product);
  return logFactorial - ((n + 0.5) * Math.log(n) - n + halfLogTwoPi);
}

/** log[Γ(a + ½) / Γ(a)] for a > 0. */
export function logGammaHalfRatio(a: number): number {
  let shift = 1;
  let x = a;
  while (x < 16) {
    shift *= x / (x + 0.5);
    x += 1;
  }
  const large =
    x * Math.log1p(0.5 / x) + 0.5 * Math.log(x) - 0.5 + stirlingSeries(x + 0.5) - stirlingSeries(x);
  return large + Math.log(shift);
}
