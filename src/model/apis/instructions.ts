import type { Json } from '../../base/json.ts';
import type { Body } from '../provider.ts';

/** A body's tools as text; empty where it has none. */
export function textOfTools({ tools }: Body): string {
  return tools === undefined ? '' : JSON.stringify(tools);
}

/** The instructions that a list of messages begins with, as text. */
export function leadingInstructions(messages: Json | undefined): string {
  let text = '';
  for (const message of Array.isArray(messages) ? messages : []) {
    if (typeof message !== 'object' || message === null || Array.isArray(message)) break;
    if (message.role !== 'system' && message.role !== 'developer') break;
    text += textOf(message.content);
  }
  return text;
}

/** Content as text: what is no text as JSON. */
export function textOf(content: Json | undefined): string {
  if (content === undefined) return '';
  return typeof content === 'string' ? content : JSON.stringify(content);
}
