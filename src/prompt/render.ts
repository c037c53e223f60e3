import type { Json } from '../base/json.ts';
import type { Message } from '../domain/message.ts';
import type { Prompt } from '../domain/prompt.ts';
import { fillIn } from './fill-in.ts';
import { SPLITTERS } from './splitting.ts';

/**
 * The messages to send for one case. Values go in unchanged: their content is never read as template. Throws
 * ConfigurationError, with its place in the template, for a missing value and for a text that grows beyond bounds.
 */
export function renderMessages(prompt: Prompt, vars: Record<string, Json>): Message[] {
  return fillIn(prompt, vars, SPLITTERS);
}
