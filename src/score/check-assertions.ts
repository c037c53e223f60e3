import { ConfigurationError } from '../base/errors.ts';
import { onceEach } from '../base/once-each.ts';
import { didYouMean } from '../document/suggest.ts';
import { ASSERT_SET, type Assertion, type Case, isAssertSet } from '../domain/suite.ts';
import { type CheckContext, mistake } from './kind.ts';
import { assertionKinds } from './kinds.ts';
import { prepareAssertion } from './prepare.ts';
import { refusedKinds } from './refused.ts';
import { checkTransforms } from './transform.ts';

/** By cases, and by the context they were checked in: prompts share their suites. */
const checkedOf = onceEach((_: readonly Case[]) => new Map<string, ConfigurationError[]>());

/** All mistakes in the assertions of these cases, as `checkAssertions` finds them; a list of cases is gone through once. */
export function checkAllAssertions(cases: readonly Case[], context: CheckContext = {}): ConfigurationError[] {
  const found = checkedOf(cases);
  const { tools, ...means } = context;
  const key = JSON.stringify([tools, Object.entries(means).flatMap(([name, one]) => (one ? [name] : []))]);
  const known = found.get(key) ?? cases.flatMap((testCase) => checkAssertions(testCase, context));
  found.set(key, known);
  return known;
}

/**
 * All mistakes in a case's assertions, found before any token is spent: unknown and unsupported types, patterns and
 * schemas that do not compile, values of the wrong type, thresholds that cannot be met.
 *
 * @param context as scoreAnswer will get it: what is missing from it is an error here
 */
export function checkAssertions(testCase: Case, context: CheckContext = {}): ConfigurationError[] {
  return [
    ...checkGroup(testCase.assertions, testCase.threshold ?? undefined, testCase.place, 'case'),
    ...testCase.assertions.flatMap((assertion) =>
      isAssertSet(assertion) ? checkSet(assertion, context) : checkAssertion(assertion, context),
    ),
  ];
}

function checkSet(set: Assertion, context: CheckContext): ConfigurationError[] {
  if (set.negated) {
    return [mistake(set, 'is not an assertion.', 'Put `not-` before the assertions inside the set.')];
  }
  const members = set.assertions ?? [];
  return [
    ...checkNumbers(set),
    ...checkGroup(members, set.threshold, set.place, ASSERT_SET),
    ...members.flatMap((member) =>
      isAssertSet(member)
        ? [
            mistake(
              member,
              'cannot be inside another `assert-set`.',
              'Use `weight` and `threshold` of one set.',
            ),
          ]
        : checkAssertion(member, context),
    ),
  ];
}

/** Rules for a case and for a set alike: some assertion must count, and the threshold must be reachable. */
function checkGroup(
  members: readonly Assertion[],
  threshold: number | undefined,
  place: Case['place'],
  what: 'case' | typeof ASSERT_SET,
): ConfigurationError[] {
  if (members.length === 0) {
    return [
      new ConfigurationError(`this ${what} has no assertions, so every answer would pass.`, {
        place,
        remedy: 'Add an `assert:` here or under `defaultTest:`; in a GitHub Models file, `evaluators:`.',
      }),
    ];
  }
  if (members.every(({ weight }) => weight === 0)) {
    return [
      new ConfigurationError(`every assertion of this ${what} has weight 0, so none can fail.`, {
        place,
        remedy: 'Give at least one a weight above 0.',
      }),
    ];
  }
  if (members.reduce((sum, { weight = 1 }) => sum + weight, 0) > Number.MAX_VALUE) {
    return [
      new ConfigurationError(`the weights of this ${what} are too large to be added up.`, {
        place,
        remedy: 'Only their ratios count: write smaller ones.',
      }),
    ];
  }
  if (threshold !== undefined && !(threshold >= 0 && threshold <= 1)) {
    return [
      new ConfigurationError(`the threshold of this ${what} is ${threshold}.`, {
        place,
        remedy: 'It is compared with the weighted mean of scores: between 0 and 1.',
      }),
    ];
  }
  return [];
}

function checkAssertion(assertion: Assertion, context: CheckContext): ConfigurationError[] {
  const errors = checkNumbers(assertion);
  const refused = refusedKinds.get(assertion.type);
  if (refused) return [...errors, mistake(assertion, refused.problem, refused.remedy)];
  const kind = assertionKinds.get(assertion.type);
  if (kind === undefined) return [...errors, unknownType(assertion)];
  errors.push(...(kind.checkContext?.(assertion, context) ?? []), ...checkTransforms(assertion));
  if (kind.compares && assertion.transforms) {
    errors.push(
      mistake(
        assertion,
        'compares answers as they are, and has a `transform`.',
        'Judge it by another assertion.',
      ),
    );
  }
  try {
    prepareAssertion(assertion);
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    errors.push(error);
  }
  return errors;
}

function checkNumbers(assertion: Assertion): ConfigurationError[] {
  const { weight, threshold } = assertion;
  const errors: ConfigurationError[] = [];
  if (weight !== undefined && !(Number.isFinite(weight) && weight >= 0)) {
    errors.push(mistake(assertion, `has the weight ${weight}.`, 'A weight is 0 or more.'));
  }
  if (threshold !== undefined && !Number.isFinite(threshold)) {
    errors.push(mistake(assertion, `has the threshold ${threshold}.`, 'A threshold is a number.'));
  }
  return errors;
}

function unknownType(assertion: Assertion): ConfigurationError {
  const names = [ASSERT_SET, ...assertionKinds.keys(), ...refusedKinds.keys()];
  const guess = didYouMean(assertion.type, names).trim();
  return mistake(
    assertion,
    'is no known assertion.',
    guess || 'The known ones are listed in docs/assertions.md.',
  );
}
