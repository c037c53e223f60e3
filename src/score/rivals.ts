import type { Trial, TrialResult } from '../domain/trial.ts';

/** The result of a trial, and of the other arm's same trial if the two are compared. */
export type Scorable = { result: TrialResult; rival?: TrialResult | null };

/**
 * Yields results as they come. A trial that `compares` waits for the other arm's result, and then both are yielded,
 * each with the other; if the other never comes, with null. Few results wait, since both arms are asked side by side.
 */
export async function* withRivals(
  results: AsyncIterable<TrialResult>,
  compares: (trial: Trial) => boolean,
): AsyncGenerator<Scorable> {
  const alone = new Map<string, TrialResult>();
  for await (const result of results) {
    if (!compares(result.trial)) {
      yield { result };
      continue;
    }
    const { prompt, caseId, index } = result.trial;
    const key = JSON.stringify([prompt, caseId, index]);
    const rival = alone.get(key);
    if (!rival) {
      alone.set(key, result);
      continue;
    }
    alone.delete(key);
    yield { result: rival, rival: result };
    yield { result, rival };
  }
  for (const result of alone.values()) yield { result, rival: null };
}
