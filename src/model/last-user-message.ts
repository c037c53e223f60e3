import { isMapping, type Json } from '../base/json.ts';
import type { ModelRequest } from '../domain/answer.ts';
import { isImage } from './image.ts';

/** The text of the last user message in a request, whichever API it is for; undefined if it has none. */
export function lastUserMessage({ body }: Pick<ModelRequest, 'body'>): string | undefined {
  const turns = body.messages ?? body.input;
  if (typeof turns === 'string') return turns;
  const last = Array.isArray(turns) ? turns.findLast(isUserMessage) : undefined;
  return isMapping(last) ? textOf(last.content) : undefined;
}

function isUserMessage(turn: Json): boolean {
  return isMapping(turn) && turn.role === 'user' && textOf(turn.content) !== undefined;
}

/** A message's text, or its text parts, with `[image]` for an image; undefined for tool results alone. */
function textOf(content: Json | undefined): string | undefined {
  if (typeof content === 'string') return content;
  const parts = Array.isArray(content) ? content : [];
  const texts = parts.flatMap((part) => {
    if (!isMapping(part)) return [];
    return typeof part.text === 'string' ? [part.text] : isImage(part) ? ['[image]'] : [];
  });
  return texts.length === 0 ? undefined : texts.join('\n');
}
