import type { Json } from '../base/json.ts';
import type { Message } from '../domain/message.ts';
import type { Prompt } from '../domain/prompt.ts';
import { fillIn } from './fill-in.ts';
import { SPLITTERS } from './splitting.ts';

/** By what the messages are kept that a program makes for a case. */
export function keyOfVars(vars: Record<string, Json>): string {
  return JSON.stringify(vars);
}

/**
 * The messages to send for one case. Values go in unchanged: their content is never read as template. Throws
 * ConfigurationError, with its place in the template, for a missing value and for a text that grows beyond bounds.
 */
export function renderMessages(prompt: Prompt, vars: Record<string, Json>): Message[] {
  const { program } = prompt;
  if (program === undefined) return fillIn(prompt, vars, SPLITTERS);
  const messages = program.made?.[keyOfVars(vars)];
  if (messages === undefined) throw new Error(`${program.path} was not called for these variables`);
  return fillIn({ ...prompt, engine: 'jinja', messages }, vars, SPLITTERS);
}
