/** Failure rates (0–1) of two versions on one case; with one answer each, 0 or 1. */
export type FailurePair = { first: number; second: number };

export type FailureOverlap = {
  cases: number;
  /** Rate at which both fail a case, answering independently of each other; null without cases. */
  bothFail: number | null;
  /** Correlation of the failures (Yule's phi); null where one of both never or always fails. */
  phi: number | null;
  /** Share of the failures of one that the other answers: [of the first, of the second]; null without failures. */
  rescue: [number | null, number | null];
};

/** How far two versions fail on the same cases. */
export function failureOverlap(pairs: readonly FailurePair[]): FailureOverlap {
  const cases = pairs.length;
  if (cases === 0) return { cases, bothFail: null, phi: null, rescue: [null, null] };
  let first = 0;
  let second = 0;
  let both = 0;
  for (const pair of pairs) {
    first += pair.first / cases;
    second += pair.second / cases;
    both += (pair.first * pair.second) / cases;
  }
  const spread = Math.sqrt(first * (1 - first) * second * (1 - second));
  return {
    cases,
    bothFail: both,
    phi: spread > 1e-12 ? (both - first * second) / spread : null,
    rescue: [rescued(first, both), rescued(second, both)],
  };
}

function rescued(fails: number, both: number): number | null {
  return fails > 0 ? Math.max(0, 1 - both / fails) : null;
}
