import type { ModelFailure } from '../domain/answer.ts';
import { failureOf } from '../model/failure.ts';

/** The failure of a trial that was not asked because the run's time limit (ms) was over. */
export function timeIsOver(limitMs = 0): ModelFailure {
  const seconds = Math.round(limitMs / 1000);
  const limit = seconds % 60 === 0 ? `${seconds / 60} min` : `${seconds} s`;
  return failureOf('budget', `Not answered: the run's time limit of ${limit} was over.`);
}
