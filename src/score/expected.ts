import { parse } from 'csv-parse/sync';
import type { Json } from '../base/json.ts';
import type { Assertion } from '../domain/suite.ts';
import { mistake } from './kind.ts';

/** `value` as a text that is not empty; a number is written out. */
export function textValue(assertion: Assertion): string {
  const { value } = assertion;
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'string') {
    throw value === undefined || value === null
      ? mistake(assertion, 'needs a `value`.', 'Say what is expected.')
      : mistake(assertion, `needs a text as \`value\`, not ${describeJson(value)}.`, 'Put it in quotes.');
  }
  if (value === '') {
    throw mistake(assertion, 'has an empty `value`, which every answer would meet.', 'Say what is expected.');
  }
  return value;
}

/** `value` as a list of texts, none of them empty; a single text is split at its commas, as CSV is. */
export function textListValue(assertion: Assertion): string[] {
  const { value } = assertion;
  const items = typeof value === 'string' ? splitAtCommas(assertion, value) : value;
  if (!Array.isArray(items)) {
    throw mistake(assertion, `needs a list of texts as \`value\`, not ${describeJson(value)}.`);
  }
  if (items.length === 0) {
    throw mistake(assertion, 'has an empty list as `value`.', 'Say what is expected.');
  }
  return items.map((item) => {
    if (item === '') {
      throw mistake(assertion, 'has an empty text in its list, which every answer would contain.');
    }
    if (item === null || typeof item === 'object') {
      throw mistake(assertion, `needs texts in its list, not ${describeJson(item)}.`);
    }
    return String(item);
  });
}

/** `threshold`, required by this assertion; 0 or more, in `unit`. */
export function limitOf(assertion: Assertion, unit: string): number {
  const { threshold } = assertion;
  if (threshold === undefined) {
    throw mistake(assertion, `needs a \`threshold\` (${unit}).`, 'Without one it would judge nothing.');
  }
  if (threshold < 0)
    throw mistake(assertion, `has the threshold ${threshold}, but ${unit} are never negative.`);
  return threshold;
}

/** The kind of a value, in words: `a list`, `nothing`, `true`. */
export function describeJson(value: Json | undefined): string {
  if (value === undefined || value === null) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'an object';
  if (typeof value === 'string') return 'a text';
  return String(value);
}

function splitAtCommas(assertion: Assertion, text: string): string[] {
  try {
    const records: string[][] = parse(text, {
      trim: true,
      relax_column_count: true,
      relax_quotes: true,
    });
    return records.flat().filter((field) => field !== '');
  } catch (cause) {
    throw mistake(
      assertion,
      'has a comma-separated `value` with a quote that is not closed.',
      `Write a YAML list instead. (${cause instanceof Error ? cause.message : String(cause)})`,
    );
  }
}
