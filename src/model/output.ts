import type { Answer } from '../domain/answer.ts';

/**
 * An answer as text; if it only calls tools, its calls as JSON, as chat completions write them. promptfoo's assertions
 * are applied to this text, and reports show it.
 */
export function outputOf({ text, toolCalls }: Pick<Answer, 'text' | 'toolCalls'>): string {
  if (toolCalls.length === 0 || text.trim() !== '') return text;
  return JSON.stringify(
    toolCalls.map(({ name, arguments: given }) => ({
      type: 'function',
      function: { name, arguments: given },
    })),
  );
}
