import type { PromptResult } from '../../domain/result.ts';

/** Whether the pull request removes, replaces or loosens cases of the prompt. */
export function losesCases({ notices }: PromptResult): boolean {
  return notices.some(({ code }) => code === 'suite-weakened');
}

/** Whether cases of the base, critical ones among them, are asked only with values that the pull request adds. */
export function completedCases({ notices }: PromptResult): 'some' | 'critical' | null {
  const found = notices.filter(({ code }) => code === 'base-cases-completed');
  if (found.length === 0) return null;
  return found.some(({ critical }) => critical !== 0) ? 'critical' : 'some';
}
