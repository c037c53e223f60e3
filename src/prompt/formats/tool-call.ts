import { ConfigurationError, type Place } from '../../base/errors.ts';
import { isMapping, type Json } from '../../base/json.ts';
import type { TemplateToolCall } from '../../domain/prompt.ts';

/** Deeper arguments than these are nobody's. */
const MAX_DEPTH = 60;

type StatedCall = { id: string; name?: string | undefined; arguments?: Json | undefined };

/**
 * A call as a file states it. Arguments are JSON or its text, whose own texts are templates; a text that is no JSON
 * before it is filled in is one template.
 * @throws ConfigurationError at `place`: no name, arguments that are no object, or that nest without end.
 */
export function callOf({ id, name, arguments: stated = null }: StatedCall, place: Place): TemplateToolCall {
  if (!name) throw new ConfigurationError(`The call "${id.slice(0, 60)}" has no \`name\`.`, { place });
  const source = typeof stated === 'string' ? stated : undefined;
  const given = source === undefined ? stated : parsed(source, place);
  if (typeof given !== 'string' && !isMapping(given)) {
    throw new ConfigurationError(`The arguments of the call "${id.slice(0, 60)}" are no JSON object.`, {
      place,
    });
  }
  return { id, name, arguments: given, place, source };
}

function parsed(text: string, place: Place): Json {
  if (text.trim() === '') return {};
  let value: Json;
  try {
    value = JSON.parse(text);
  } catch {
    return text;
  }
  if (depthOf(value) > MAX_DEPTH) throw new ConfigurationError('These arguments nest too deep.', { place });
  return value;
}

function depthOf(value: Json, depth = 0): number {
  if (typeof value !== 'object' || value === null || depth > MAX_DEPTH) return depth;
  return Object.values(value).reduce<number>(
    (deepest, member) => Math.max(deepest, depthOf(member, depth + 1)),
    depth,
  );
}
