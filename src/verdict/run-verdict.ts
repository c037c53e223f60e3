import type { GateVerdict } from '../domain/verdict.ts';

/** The verdict on one prompt. `not-run`: nothing of it was to be compared (deleted, or a change that is only reported). */
export type PromptVerdict = GateVerdict | 'not-run';

/**
 * The verdict of a run, over all its prompts. A prompt that blocks makes it `block`, even beside errors; so does a
 * portfolio that does not keep its limits. It is `pass`
 * only where change detection completed, there is no error, and every prompt that was to be compared was decided
 * `pass`. Everything else is an `error`.
 * @param run.looked whether change detection completed; only then may an empty list pass
 * @param run.prompts the verdict of every prompt that the change concerns
 * @param run.portfolios the plans of the portfolios that it changes
 * @param run.errors number of errors beside the prompts' own verdicts
 */
export function verdictOfRun(run: {
  looked: boolean;
  prompts: readonly PromptVerdict[];
  portfolios?: readonly { blocks: boolean }[];
  errors: number;
}): GateVerdict {
  const { looked, prompts, portfolios = [], errors } = run;
  if (prompts.includes('block') || portfolios.some(({ blocks }) => blocks)) return 'block';
  const isComplete = prompts.every((verdict) => verdict === 'pass' || verdict === 'not-run');
  return looked && errors === 0 && isComplete ? 'pass' : 'error';
}
