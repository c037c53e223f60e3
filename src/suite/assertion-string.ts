import { didYouMean } from '../config/suggest.ts';
import { ConfigurationError, type Place } from '../errors.ts';
import { ASSERTION_TYPES } from './assertion-types.ts';
import type { TestAssertion } from './test-schema.ts';

const LIST_TYPES = ['contains-all', 'contains-any', 'icontains-all', 'icontains-any'];
const OLD_NAMES: Record<string, string> = { grade: 'llm-rubric', fn: 'javascript', eval: 'javascript' };
const SHORT = /^(not-)?([a-z][a-z0-9-]{0,60})(?:\((\d{1,12}(?:\.\d{1,12})?)\))?(?:$|:([\s\S]*)$)/;

/**
 * An assertion in promptfoo's short form: `contains: x`, `not-contains: x`, `similar(0.8): x`, `is-json`; text
 * without a type is what the answer has to equal. Throws ConfigurationError for what looks like a misspelt type.
 */
export function assertionFromString(text: string, place: Place): TestAssertion {
  const match = SHORT.exec(text.trim());
  if (match === null) {
    return { type: 'equals', value: text };
  }
  const [, not = '', name = '', threshold, rest] = match;
  const old = Object.hasOwn(OLD_NAMES, name) && rest !== undefined ? OLD_NAMES[name] : undefined;
  const type = old ?? name;
  if (!ASSERTION_TYPES.includes(type)) {
    const meant = rest === undefined ? '' : didYouMean(type, ASSERTION_TYPES);
    if (meant !== '') {
      throw new ConfigurationError(`"${not}${type}" is not a kind of assertion.${meant}`, {
        place,
        remedy: 'To have the answer equal this text, write `equals: ` before it.',
      });
    }
    return { type: 'equals', value: text };
  }
  const value = rest?.trim();
  return {
    type: `${not}${type}`,
    ...(value === undefined || value === ''
      ? {}
      : { value: LIST_TYPES.includes(type) ? listOf(value) : value }),
    ...(threshold === undefined ? {} : { threshold: Number(threshold) }),
  };
}

function listOf(value: string): string[] {
  return value.split(',').map((item) => item.trim());
}
