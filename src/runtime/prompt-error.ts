/** Why there is no prompt, or why it cannot be rendered: the caller's to mend. */
export class PromptError extends Error {
  override readonly name = 'PromptError';
}

/** What an error says, whatever it is. */
export function reasonOf(problem: unknown): string {
  if (!(problem instanceof Error)) return String(problem);
  // `fetch` says only that it failed; its cause says why.
  return problem.cause instanceof Error ? `${problem.message} (${problem.cause.message})` : problem.message;
}
