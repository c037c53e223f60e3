/** How much evidence a finding needs. Cases of one family count as one. */

/** Segments with fewer complete pairs are not judged by themselves. */
export const FEWEST_CASES = 10;

/** The same where scores are compared: their distribution may be skewed, and Student's t needs more cases then. */
export const FEWEST_SCORES = 50;

/** Fewest complete pairs by which tokens, money and latency block. */
export const FEWEST_FOR_COST = 30;

/** So many missing answers may be missing by chance in a segment of any size. */
const FEW_MISSING = 3;

/**
 * Whether more than the share `maxMissing` of the asked cases gave no pair: three at least, unless the policy allows none
 * to be missing.
 */
export function missesTooMuch(
  { missing, asked }: { missing: number; asked: number },
  maxMissing: number,
): boolean {
  const fewest = maxMissing === 0 ? 1 : FEW_MISSING;
  return missing >= fewest && missing / asked > maxMissing;
}

/** The p of a first look up to which more is asked: of a segment, or, if it is the whole's, of all segments. */
export const ASKS_AGAIN_AT = 0.2;
