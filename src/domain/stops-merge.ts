import type { PromptResult } from './result.ts';

/** Whether a prompt's verdict stops the merge: it is worse, or could not be decided. */
export function stopsMerge({ verdict }: Pick<PromptResult, 'verdict'>): boolean {
  return verdict === 'block' || verdict === 'error';
}
