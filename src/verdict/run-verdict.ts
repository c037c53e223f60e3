/** What became of one prompt: `not-run` where nothing had to be compared, because it was deleted or only its suite changed. */
export type PromptVerdict = 'pass' | 'block' | 'error' | 'not-run';

/**
 * The verdict over all prompts of a run: the worst of theirs. Fails closed: where the change was not looked at to its end,
 * or anything went wrong, it is no pass.
 */
export function verdictOfRun(run: {
  prompts: readonly PromptVerdict[];
  /** Mistakes and failures that belong to no prompt. */
  errors: number;
  /** Whether it is known which prompts changed, and each of them was decided. */
  looked: boolean;
}): 'pass' | 'block' | 'error' {
  const { prompts, errors, looked } = run;
  if (prompts.includes('block')) return 'block';
  if (prompts.includes('error') || errors > 0 || !looked) return 'error';
  return 'pass';
}
