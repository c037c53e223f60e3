import type { Json } from '../base/json.ts';
import { isInstruction, type Prompt } from '../domain/prompt.ts';
import { renderMessages } from './render.ts';
import { wholeText } from './tool-calls.ts';

/** Enough cases to find where their messages differ. */
const CASES_COMPARED = 20;

/**
 * The common beginning of the messages of different cases: what a provider's prompt cache can reuse from one call to
 * the next. Empty if there are fewer than two cases.
 */
export function sharedPrefix(prompt: Prompt, cases: readonly { vars: Record<string, Json> }[]): string {
  const [first, ...others] = cases
    .slice(0, CASES_COMPARED)
    .map(({ vars }) => renderMessages(prompt, vars).map(wholeText).join('\n'));
  if (first === undefined || others.length === 0) return '';
  return first.slice(0, Math.min(...others.map((other) => commonLength(first, other))));
}

/** Whether all cases give the model the same instructions (system and developer messages), judged by a few cases. */
export function sharesInstructions(
  prompt: Prompt,
  cases: readonly { vars: Record<string, Json> }[],
): boolean {
  const instructions = cases.slice(0, CASES_COMPARED).map(({ vars }) =>
    renderMessages(prompt, vars)
      .filter(isInstruction)
      .map(({ content }) => content)
      .join('\n'),
  );
  return instructions.length > 1 && new Set(instructions).size === 1;
}

function commonLength(a: string, b: string): number {
  const end = Math.min(a.length, b.length);
  for (let index = 0; index < end; index++) if (a[index] !== b[index]) return index;
  return end;
}
