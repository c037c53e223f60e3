import type { Json } from '../base/json.ts';
import type { ModelRequest } from '../domain/answer.ts';
import { approximateTokens, cachedFromTokens } from '../model/estimate.ts';

/**
 * What providers keep of a request and read again cheaply: its tools and the instructions that its messages begin
 * with, as a text that is equal for requests that share them; null where that is too short to be kept, or where Anthropic
 * is not asked to keep it.
 */
export function prefixOf({ target, body }: ModelRequest): string | null {
  if (target.provider === 'anthropic' && typeof body.system === 'string') return null;
  const tools = body.tools === undefined ? '' : JSON.stringify(body.tools);
  const prefix = `${tools}${textOf(body.system ?? body.instructions)}${leadingInstructions(body.messages ?? body.input)}`;
  if (prefix.length < cachedFromTokens(target)) return null;
  return approximateTokens(prefix) < cachedFromTokens(target) ? null : prefix;
}

function leadingInstructions(messages: Json | undefined): string {
  let text = '';
  for (const message of Array.isArray(messages) ? messages : []) {
    if (typeof message !== 'object' || message === null || Array.isArray(message)) break;
    if (message.role !== 'system' && message.role !== 'developer') break;
    text += textOf(message.content);
  }
  return text;
}

function textOf(content: Json | undefined): string {
  if (content === undefined) return '';
  return typeof content === 'string' ? content : JSON.stringify(content);
}
