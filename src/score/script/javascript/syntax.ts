import { oneLine } from '../../quote.ts';

/** What is wrong with the syntax of a function's body; null where nothing is. Making a function does not call it. */
export function syntaxProblem(body: string): string | null {
  try {
    new Function('output', 'context', 'process', 'require', body);
    return null;
  } catch (error) {
    return oneLine(error instanceof Error ? error.message : String(error), 200);
  }
}
