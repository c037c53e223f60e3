import { isObject, stringAt } from '../json.ts';

/**
 * The content of an answer: its text; nothing that would be text; or something that may be text and is in no form that is
 * known, so that the answer cannot be read.
 */
export type Content = { is: 'text'; text: string } | { is: 'absent' } | { is: 'unreadable' };

const textTypes = new Set<unknown>(['text', 'output_text', undefined]);
const thoughts = /reason|think/i;
const askers = new Set<unknown>(['user', 'system', 'developer', 'tool', 'function']);

/** Whether a message is one of the request's, which an answer's never is. Some hosts leave out the role. */
export function isEcho(message: { readonly role?: unknown }): boolean {
  return askers.has(message.role);
}

/** Content as the APIs write it: text, a list of parts, or null. */
export function readContent(content: unknown): Content {
  if (content === null || content === undefined) return { is: 'absent' };
  if (typeof content === 'string') return { is: 'text', text: content };
  return Array.isArray(content) ? readParts(content) : { is: 'unreadable' };
}

/** The texts of a list of parts, joined. Refusals are text; thoughts, images, calls and their results are not. */
function readParts(parts: readonly unknown[]): Content {
  const texts: string[] = [];
  for (const part of parts) {
    const text = typeof part === 'string' ? part : textOfPart(part);
    if (text === undefined) return { is: 'unreadable' };
    if (text !== null) texts.push(text);
  }
  return texts.length === 0 ? { is: 'absent' } : { is: 'text', text: texts.join('') };
}

/** Null for a part of another kind; undefined for one whose text cannot be told to be, or not to be, the answer's. */
function textOfPart(part: unknown): string | null | undefined {
  if (!isObject(part)) return undefined;
  if (textTypes.has(part.type)) return stringAt(part, 'text') ?? undefined;
  if (part.type === 'refusal') return stringAt(part, 'refusal') ?? stringAt(part, 'text') ?? undefined;
  if (typeof part.type === 'string' && thoughts.test(part.type)) return null;
  return typeof part.text === 'string' ? undefined : null;
}
