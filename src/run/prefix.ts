import type { ModelRequest } from '../domain/answer.ts';
import { cachedFromTokens } from '../model/estimate.ts';
import { apiOf } from '../model/lookup.ts';
import { approximateTokens } from '../model/tokens.ts';

/**
 * What providers keep of a request and read again cheaply: its tools and the instructions that its messages begin
 * with, as a text that is equal for requests that share them; null where that is too short to be kept, or where the
 * provider is not asked to keep it.
 */
export function prefixOf({ target, body, kind }: ModelRequest): string | null {
  if (kind === 'embedding') return null;
  const prefix = apiOf(target).cachedStart(body);
  if (prefix === null || prefix.length < cachedFromTokens(target)) return null;
  return approximateTokens(prefix) < cachedFromTokens(target) ? null : prefix;
}
