import { ConfigurationError, type Place } from '../base/errors.ts';
import type { Json } from '../base/json.ts';

/** Characters that could end a text in JSON, or keep it from ending. */
const QUOTING = /["\\]/g;
/** The same characters, and their replacement below. */
const QUOTES = /["'\\]/g;

/**
 * JSON that a template makes of a case's values. Its structure must come from the template alone: it is the same
 * whether values have quotes in them or not. A text that is not JSON is returned unchanged.
 * @throws ConfigurationError at `place` if a value ends the text that contains it.
 */
export function filledJson(
  fill: (values: Record<string, Json>) => string,
  values: Record<string, Json>,
  place: Place,
): string {
  const text = fill(values);
  const harmless = withoutQuotes(values);
  const outline = outlineOf(text);
  if (harmless === null || outline === null) return text;
  const expected = filledWith(harmless, fill);
  if (expected === null || outlineOf(expected) === outline) return text;
  throw new ConfigurationError('A value ends the text in quotes that it stands in, and goes on as JSON.', {
    place,
    remedy: 'Write a text as `{{ name | dump }}`, without quotes around it.',
  });
}

/** The values with an apostrophe for every quote and backslash in their texts; null if they have none. */
function withoutQuotes(values: Record<string, Json>): Record<string, Json> | null {
  let found = false;
  const replaced = JSON.stringify(values, (_, value: unknown) => {
    if (typeof value !== 'string') return value;
    found ||= value.search(QUOTING) !== -1;
    return value.replace(QUOTING, "'");
  });
  return found ? JSON.parse(replaced) : null;
}

/** Null if the template needs the quotes itself, as `load` does. */
function filledWith(
  values: Record<string, Json>,
  fill: (values: Record<string, Json>) => string,
): string | null {
  try {
    return fill(values);
  } catch {
    return null;
  }
}

/** A JSON text's keys and values without the quotes in its texts; null for a text that is not JSON. */
function outlineOf(text: string): string | null {
  try {
    return JSON.stringify(JSON.parse(text), (_, value: unknown) =>
      typeof value === 'string' ? value.replace(QUOTES, '') : value,
    );
  } catch {
    return null;
  }
}
