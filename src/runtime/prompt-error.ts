/** Why there is no prompt, or why it cannot be rendered: the caller's to mend. */
export class PromptError extends Error {
  override readonly name = 'PromptError';
}

/** What an error says, whatever it is; never empty. */
export function reasonOf(problem: unknown): string {
  if (!(problem instanceof Error)) return String(problem) || 'gave no reason';
  // `fetch` says only that it failed; its cause says why.
  return problem.cause instanceof Error ? `${textOf(problem)} (${textOf(problem.cause)})` : textOf(problem);
}

/** Some errors of connections have no message, but a code. */
function textOf(error: Error): string {
  return error.message || ('code' in error && String(error.code)) || error.name;
}

/**
 * Calls a function of the application's. Whatever it throws, at once or later, is reported and disturbs nobody.
 * @param failed gets the reason
 * @returns what resolves when it is over, and never rejects
 */
export async function callSafely(work: () => unknown, failed: (reason: string) => void): Promise<void> {
  try {
    await work();
  } catch (problem) {
    failed(reasonOf(problem));
  }
}
