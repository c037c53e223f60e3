import { ConfigurationError, ConfigurationErrors } from '../base/errors.ts';
import { isMapping, type Json } from '../base/json.ts';
import { describeValue } from '../document/describe.ts';
import { didYouMean } from '../document/suggest.ts';
import { formatKeys } from '../document/validate.ts';
import type { YamlDocument } from '../document/yaml.ts';
import type { VariableDeclaration } from '../domain/policy.ts';
import { mappingAt } from './parameters.ts';

const TYPES = ['string', 'number', 'integer', 'boolean', 'array', 'object'] as const;
const KEYS = ['type', 'max-length', 'enum', 'pattern', 'description'];

type Bound = Partial<VariableDeclaration> | string;

/**
 * Reads the mapping at `keys` of a document as declared variables: `type`, `max-length`, `enum`, `pattern` of each.
 * A variable without bounds may be written `name:` alone. Throws ConfigurationErrors with the place of every mistake.
 */
export function readDeclarations(
  document: YamlDocument,
  keys: readonly string[],
  value: Json,
): Record<string, VariableDeclaration> {
  const errors: ConfigurationError[] = [];
  const declared: Record<string, VariableDeclaration> = {};
  for (const [name, bounds] of Object.entries(mappingAt(document, keys, value))) {
    const declaration: VariableDeclaration = {};
    for (const [key, bound] of Object.entries(isMapping(bounds) ? bounds : {})) {
      const result = readBound(key, bound);
      if (typeof result === 'string') {
        errors.push(
          new ConfigurationError(`\`${formatKeys([...keys, name, key])}\`: ${result}`, {
            place: KEYS.includes(key)
              ? document.placeOf([...keys, name, key])
              : document.placeOfKey([...keys, name, key]),
          }),
        );
      } else {
        Object.assign(declaration, result);
      }
    }
    if (bounds !== null && !isMapping(bounds)) {
      errors.push(
        new ConfigurationError(
          `\`${formatKeys([...keys, name])}\`: expected a mapping, found ${describeValue(bounds)}.`,
          {
            place: document.placeOf([...keys, name]),
            remedy: 'Write the bounds, such as `{ type: string, max-length: 4000 }`.',
          },
        ),
      );
    }
    declared[name] = declaration;
  }
  if (errors.length > 0) {
    throw new ConfigurationErrors(errors);
  }
  return declared;
}

function readBound(key: string, bound: Json): Bound {
  switch (key) {
    case 'description':
      return {};
    case 'type': {
      const type = TYPES.find((each) => each === bound);
      const meant = typeof bound === 'string' ? didYouMean(bound, TYPES) : '';
      return type === undefined
        ? `expected one of ${TYPES.join(', ')}, found ${describeValue(bound)}.${meant}`
        : { type };
    }
    case 'max-length':
      return typeof bound === 'number' && Number.isSafeInteger(bound) && bound >= 0
        ? { maxLength: bound }
        : `expected a whole number, found ${describeValue(bound)}.`;
    case 'enum':
      return Array.isArray(bound) && bound.length > 0 && bound.every(isScalar)
        ? { enum: bound }
        : `expected a list of values, found ${describeValue(bound)}.`;
    case 'pattern':
      return typeof bound === 'string'
        ? { pattern: bound }
        : `expected a regular expression, found ${describeValue(bound)}.`;
    default:
      return `unknown key.${didYouMean(key, KEYS)} Known keys: ${KEYS.join(', ')}.`;
  }
}

function isScalar(value: Json): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}
