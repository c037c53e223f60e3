import type { Json } from './json.ts';

/** Whether all texts and keys in a value are Unicode: none has half of a surrogate pair. */
export function isWellFormed(value: Json): boolean {
  if (typeof value === 'string') return value.isWellFormed();
  if (typeof value !== 'object' || value === null) return true;
  return Object.entries(value).every(([key, member]) => key.isWellFormed() && isWellFormed(member));
}

/** The value with every text and key that is not Unicode written as JSON, which has an escape for the half. */
export function withEscapedHalves(value: Json): Json {
  if (typeof value === 'string') return escaped(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(withEscapedHalves);
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [escaped(key), withEscapedHalves(member)]),
  );
}

function escaped(text: string): string {
  return text.isWellFormed() ? text : JSON.stringify(text);
}
