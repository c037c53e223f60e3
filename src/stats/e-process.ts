/*
 * Tests of a stream that stay valid however often they are looked at. d is a difference in [−1, 1], larger where things are
 * worse; the hypothesis that nothing happened is E[d | past] ≤ margin.
 */

/** The bets λ that are mixed. Each keeps 1 + λ(d − margin) above 0 for every d in [−1, 1] and margin below 1. */
export const BETS: readonly number[] = [0.05, 0.1, 0.2, 0.35, 0.5];

/** What each bet has won, as its logarithm: products of many factors leave the range of numbers. */
export type EProcess = readonly number[];

/** Before the first observation. */
export const FRESH_E_PROCESS: EProcess = BETS.map(() => 0);

/**
 * The e-process after one more difference: E ← mean over the bets of Π (1 + λ(d − margin)). Where nothing happened,
 * P(E ever reaches 1/α) ≤ α (Ville 1939; A. Ramdas, P. Grünwald, V. Vovk & G. Shafer, Game-Theoretic Statistics and Safe
 * Anytime-Valid Inference, Statistical Science 38, 2023).
 * @param difference in [−1, 1]
 * @param margin in [0, 1)
 * @throws RangeError for a difference or a margin that is out of these bounds
 */
export function withDifference(process: EProcess, difference: number, margin: number): EProcess {
  requireBounds(difference, margin);
  return process.map((won, index) => won + Math.log1p((BETS[index] ?? 0) * (difference - margin)));
}

/** E, above 0; the evidence that things are worse by more than the margin. It may be Infinity. */
export function eValue(process: EProcess): number {
  return process.reduce((sum, won) => sum + Math.exp(won), 0) / process.length;
}

/** R of each bet, from 0. */
export type EDetector = readonly number[];

/** Before the first observation. */
export const FRESH_E_DETECTOR: EDetector = BETS.map(() => 0);

/**
 * The Shiryaev–Roberts e-detector after one more difference: R ← (R + 1)(1 + λ(d − margin)) for each bet, of which the mean
 * counts. While nothing happens, the expected number of observations until it reaches c is at least c (J. Shin, A. Ramdas &
 * A. Rinaldo, E-detectors: A Nonparametric Framework for Sequential Change Detection, New England Journal of Statistics in
 * Data Science 2, 2024). Other than an e-process, it forgets how long all was well.
 * @param difference in [−1, 1]
 * @param margin in [0, 1)
 * @throws RangeError for a difference or a margin that is out of these bounds
 */
export function detectorWithDifference(detector: EDetector, difference: number, margin: number): EDetector {
  requireBounds(difference, margin);
  return detector.map((value, index) =>
    Math.min(Number.MAX_VALUE, (value + 1) * (1 + (BETS[index] ?? 0) * (difference - margin))),
  );
}

/** R, the mean over the bets: to be held against c, the wanted number of observations between false alarms. */
export function detectorValue(detector: EDetector): number {
  return detector.reduce((sum, value) => sum + value / detector.length, 0);
}

function requireBounds(difference: number, margin: number): void {
  if (!(Math.abs(difference) <= 1))
    throw new RangeError(`a difference in [−1, 1] was expected: ${difference}`);
  if (!(margin >= 0 && margin < 1)) throw new RangeError(`a margin in [0, 1) was expected: ${margin}`);
}
