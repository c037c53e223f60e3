import { ConfigurationError, type Place } from '../base/errors.ts';
import { isMapping, type Json } from '../base/json.ts';
import { didYouMean } from '../document/suggest.ts';
import type { Assertion } from '../domain/suite.ts';
import { ownValue, valueText } from '../prompt/template/template.ts';
import type { TestAssertion } from './test-schema.ts';

const VARIABLE = /\{\{[ \t]{0,20}([A-Za-z_][\w.-]{0,200})[ \t]{0,20}\}\}/g;
const MAX_LENGTH = 1_000_000;
const MAX_DEPTH = 20;
const PYTHON = /^file:\/\/.*\.(?:py|rb)(?::\w{1,100})?$/s;

/** Inserts a case's variables into its assertions. */
export type Filling = {
  vars: Record<string, Json>;
  /** Names found so far. */
  used: Set<string>;
  /** Names that look like a misspelt variable. */
  place: Place;
  /** The suite's own file. */
  suitePath: string;
  /** The functions of the case through which its answers go, before those of an assertion. */
  transforms?: readonly string[] | undefined;
};

/** An assertion for score/: without `not-`, with the case's variables inserted, and all other members as options. */
export function assertionOf(
  stated: TestAssertion,
  placeOf: (keys: readonly PropertyKey[]) => Place,
  filling: Omit<Filling, 'place'>,
  depth = 0,
): Assertion {
  const place = placeOf([]);
  if (depth > MAX_DEPTH) {
    throw new ConfigurationError(`More than ${MAX_DEPTH} assert-sets stand inside each other.`, { place });
  }
  refusePrograms(stated, place);
  const transforms = [...(filling.transforms ?? []), ...(stated.transform ? [stated.transform] : [])];
  const { type, value, threshold, weight, metric } = stated;
  const negated = type.startsWith('not-');
  const members = stated.assert?.map((member, index) =>
    assertionOf(member, (keys) => placeOf(['assert', index, ...keys]), filling, depth + 1),
  );
  const options = optionsOf(stated);
  const runsScript = transforms.length > 0 || /^(?:not-)?(?:script|javascript)$/.test(type);
  const fillAll = (json: Json): Json => filled(json, { ...filling, place });
  return {
    type: negated ? type.slice('not-'.length) : type,
    negated,
    ...(value === undefined ? {} : { value: fillAll(value) }),
    ...(threshold === undefined ? {} : { threshold }),
    ...(weight === undefined ? {} : { weight }),
    ...(metric === undefined ? {} : { metric }),
    ...(stated.trimsAnswer && { trimsAnswer: true }),
    ...(options === undefined ? {} : { options: fillOptions(options, fillAll) }),
    ...(transforms.length > 0 && members === undefined
      ? { transforms: transforms.map((code) => ({ code: String(code) })) }
      : {}),
    ...(members === undefined ? {} : { assertions: members }),
    ...(runsScript && place.path !== filling.suitePath && { suitePath: filling.suitePath }),
    place,
  };
}

function fillOptions(options: Record<string, Json>, fill: (json: Json) => Json): Record<string, Json> {
  return Object.fromEntries(Object.entries(options).map(([key, value]) => [key, fill(value)]));
}

function refusePrograms({ type, transform, contextTransform }: TestAssertion, place: Place): void {
  refuseTransform(transform, place);
  if (contextTransform === undefined) return;
  throw new ConfigurationError(`\`${type}\` has a \`contextTransform\`, which is not supported.`, {
    place,
    remedy: 'Check the answer as it is.',
  });
}

/** @throws ConfigurationError for a `transform` that is neither code in JavaScript nor the name of a file with it. */
export function refuseTransform(transform: Json | undefined, place: Place): void {
  if (transform === undefined || (typeof transform === 'string' && !PYTHON.test(transform))) return;
  throw new ConfigurationError('this `transform` is no JavaScript.', {
    place,
    remedy: 'Write it as an expression of `output`, or as `file://transform.js`.',
  });
}

function optionsOf({ config, provider, rubricPrompt }: TestAssertion): Record<string, Json> | undefined {
  const options = {
    ...(isMapping(config) ? config : {}),
    ...(provider === undefined ? {} : { provider }),
    ...(rubricPrompt === undefined ? {} : { rubricPrompt }),
  };
  return Object.keys(options).length === 0 ? undefined : options;
}

/**
 * A value with the case's variables inserted for `{{name}}`; everything else, other templates included, is unchanged.
 * If `{{name}}` is the whole text, a list or a mapping keeps its type.
 */
function filled(value: Json, filling: Filling): Json {
  if (typeof value === 'string') {
    return value.includes('{{') ? filledText(value, filling) : value;
  }
  if (Array.isArray(value)) {
    return value.map((item) => filled(item, filling));
  }
  if (isMapping(value)) {
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, filled(each, filling)]));
  }
  return value;
}

function filledText(text: string, filling: Filling): Json {
  const whole = wholeVariable(text, filling);
  if (whole !== undefined) {
    return whole;
  }
  const result = text.replace(VARIABLE, (placeholder, name: string) => {
    const value = use(name, filling);
    return value === undefined ? placeholder : valueText(value);
  });
  if (result.length > MAX_LENGTH) {
    throw new ConfigurationError(
      `With the case's variables the value is longer than ${MAX_LENGTH} characters.`,
      {
        place: filling.place,
      },
    );
  }
  return result;
}

function wholeVariable(text: string, filling: Filling): Json | undefined {
  const match = /^\{\{[ \t]{0,20}([A-Za-z_][\w.-]{0,200})[ \t]{0,20}\}\}$/.exec(text);
  const value = match?.[1] === undefined ? undefined : use(match[1], filling);
  return typeof value === 'object' && value !== null ? value : undefined;
}

function use(name: string, { vars, used, place }: Filling): Json | undefined {
  const value = ownValue(vars, name);
  if (value !== undefined) {
    used.add(name);
    return value;
  }
  const meant = didYouMean(name, Object.keys(vars));
  if (meant !== '') {
    throw new ConfigurationError(`The case has no variable \`${name}\`.${meant}`, { place });
  }
  return undefined;
}
