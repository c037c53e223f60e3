import { z } from 'zod';
import { ConfigurationError, type Place } from '../base/errors.ts';
import { isMapping, type Json } from '../base/json.ts';
import { validate } from '../document/validate.ts';
import type { JudgedBy } from '../domain/observation.ts';
import type { Assertion } from '../domain/suite.ts';
import { assertionOf } from './assertions.ts';
import { readsFile } from './file-values.ts';
import { assertionSchema } from './test-schema.ts';

/**
 * The assertions of a judged metric, as the policy states them in the form of a suite.
 * @returns besides, the mistakes at their places: values from files, and variables, which an answer of production has not
 * @throws ConfigurationErrors at their places: what is no assertion
 */
export function assertionsOfMetric({ assert, places }: JudgedBy): {
  assertions: Assertion[];
  mistakes: ConfigurationError[];
} {
  const placeOf = (keys: readonly PropertyKey[]): Place => {
    for (let length = keys.length; length > 0; length -= 1) {
      const place = places[keys.slice(0, length).join('.')];
      if (place) return place;
    }
    return places[''] ?? { path: '' };
  };
  const path = placeOf([]).path;
  const document = { path, value: assert, placeOf, placeOfKey: placeOf };
  const stated = validate(z.array(assertionSchema), document);
  const mistakes: ConfigurationError[] = [];
  const assertions = stated.flatMap((assertion, index) => {
    const place = placeOf([index]);
    if (readsFile(assertion)) {
      const remedy = 'Write the value here: the policy is one file.';
      mistakes.push(new ConfigurationError('This takes its value from a file.', { place, remedy }));
      return [];
    }
    const variable = variableIn(assert[index] ?? null, [index]);
    if (variable !== null) {
      const remedy = 'Leave it out: a judge sees what was asked, besides the answer.';
      const problem = 'A variable stands here, and what production reports has no variables.';
      mistakes.push(new ConfigurationError(problem, { place: placeOf(variable), remedy }));
      return [];
    }
    return assertionOf(assertion, (keys) => placeOf([index, ...keys]), {
      vars: {},
      used: new Set(),
      suitePath: path,
    });
  });
  return { assertions, mistakes };
}

/** The keys of the first text in a value that has a variable; null where none has. */
function variableIn(value: Json, keys: PropertyKey[]): PropertyKey[] | null {
  if (typeof value === 'string') return /\{\{[^{}]{1,200}\}\}/.test(value) ? keys : null;
  const members: [PropertyKey, Json][] = Array.isArray(value)
    ? [...value.entries()]
    : isMapping(value)
      ? Object.entries(value)
      : [];
  for (const [key, member] of members) {
    const found = variableIn(member, [...keys, key]);
    if (found !== null) return found;
  }
  return null;
}
