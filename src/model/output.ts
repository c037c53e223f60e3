import type { Answer } from '../domain/answer.ts';

/**
 * What an answer says, as text: where it says nothing but calls tools, its calls as JSON, as chat completions write them.
 * That is what promptfoo's assertions look at, and what people are shown.
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
