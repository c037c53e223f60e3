import { ConfigurationError, type Place } from '../base/errors.ts';
import type { Json } from '../base/json.ts';
import { didYouMean } from '../document/suggest.ts';
import { parseYaml } from '../document/yaml.ts';
import { ASSERTION_TYPES, shortValueOf } from './assertion-types.ts';
import type { TestAssertion } from './test-schema.ts';

/** promptfoo's former names. */
const OLD_NAMES: Record<string, string> = { grade: 'llm-rubric', fn: 'javascript', eval: 'javascript' };
const SHORT =
  /^(not-)?([a-z][a-z0-9-]{0,60}(?::(?:cosine|dot|euclidean)(?=[(:]))?)(?:\((\d{1,12}(?:\.\d{1,12})?)\))?(?:$|:([\s\S]*)$)/;

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
  if (shortValueOf(type) === undefined) {
    const meant = rest === undefined ? '' : didYouMean(type, ASSERTION_TYPES);
    if (meant !== '') {
      throw new ConfigurationError(`"${not}${type}" is not a kind of assertion.${meant}`, {
        place,
        remedy: 'To have the answer equal this text, write `equals: ` before it.',
      });
    }
    return { type: 'equals', value: text };
  }
  const value = statedValue(type, rest?.trim() ?? '', place);
  return {
    type: `${not}${type}`,
    ...(value === undefined ? {} : { value }),
    ...(threshold === undefined ? {} : { threshold: Number(threshold) }),
  };
}

function statedValue(type: string, text: string, place: Place): Json | undefined {
  if (text === '') {
    return undefined;
  }
  switch (shortValueOf(type)) {
    case 'list':
      return text.split(',').map((item) => item.trim());
    case 'number or json':
      return /^\d{1,9}$/.test(text) ? Number(text) : jsonOrText(text, place);
    case 'json':
      return jsonOrText(text, place);
    default:
      return text;
  }
}

function jsonOrText(text: string, place: Place): Json {
  return text.startsWith('{') ? parseYaml(text, place.path).value : text;
}
