import { isMapping, type Json } from '../base/json.ts';
import { isImage } from './image.ts';
import { countAt, type JsonObject } from './json.ts';

/** More than any model reads or writes in one call, a hundredfold. */
const MOST_TOKENS = 1e9;

/**
 * The member `key` if it can be a number of tokens; undefined where a host states none, or what cannot be one: a
 * fraction, less than nothing, more than any model reads.
 */
export function tokenCountAt(value: JsonObject, key: string): number | undefined {
  const count = countAt(value, key);
  return Number.isInteger(count) && count !== undefined && count <= MOST_TOKENS ? count : undefined;
}

/**
 * Approximate number of tokens of a text: one for every four characters of Latin script and for every one and a half of
 * other scripts (Chinese, Japanese, Korean, Arabic …). Right within a quarter for prose; no tokenizer is loaded, since
 * the estimate is only shown and the provider counts the bill.
 */
export function approximateTokens(text: string): number {
  let latin = 0;
  for (let index = 0; index < text.length; index += 1) if (text.charCodeAt(index) < 0x250) latin += 1;
  return Math.ceil(latin / 4 + (text.length - latin) / 1.5);
}

/** Approximate number of tokens at the keys of a body; four are added for each message's frame, 1,000 for an image. */
export function tokensAt(body: { readonly [key: string]: Json }, keys: readonly string[]): number {
  return keys.reduce((sum, key) => sum + tokensOf(body[key]), 0);
}

function tokensOf(value: Json | undefined): number {
  if (typeof value === 'string') return approximateTokens(value);
  if (Array.isArray(value)) return value.reduce<number>((sum, member) => sum + 4 + contentTokens(member), 0);
  return value === undefined || value === null ? 0 : approximateTokens(JSON.stringify(value));
}

/** Roughly what a picture of a megapixel counts at OpenAI (765) and Anthropic (width × height / 750, at most 1,600). */
const IMAGE_TOKENS = 1000;

function contentTokens(member: Json): number {
  const message = isMapping(member) ? member : {};
  if (Array.isArray(message.content) && message.content.some(isImage)) {
    const rest = message.content.filter((part) => !isImage(part));
    const images = message.content.length - rest.length;
    return images * IMAGE_TOKENS + approximateTokens(JSON.stringify({ ...message, content: rest }));
  }
  return typeof message.content === 'string' && message.tool_calls === undefined
    ? approximateTokens(message.content)
    : approximateTokens(JSON.stringify(member));
}
