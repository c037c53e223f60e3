/**
 * An upper bound of the chance that so few of n independent trials succeed, or fewer: exp(−n · KL(passes/n ‖ rate)), in
 * [0, 1]. Where none does, it is that chance itself.
 *
 * @param rate of success, in (0, 1)
 * @returns 1 where at least as many succeeded as the rate lets expect
 * @see H. Chernoff, Annals of Mathematical Statistics 23, 1952
 */
export function chanceOfSoFew({ passes, n }: { passes: number; n: number }, rate: number): number {
  if (n === 0 || passes >= n * rate) return 1;
  const share = passes / n;
  const ofPasses = share === 0 ? 0 : share * Math.log(share / rate);
  return Math.exp(-n * (ofPasses + (1 - share) * Math.log((1 - share) / (1 - rate))));
}
