import { isDeepStrictEqual } from 'node:util';
import type { Json } from '../base/json.ts';
import type { Case } from '../domain/suite.ts';
import type { CasePair, SuiteDifference } from './difference.ts';

/** Cases of the base to whose present version the pull request adds variables. */
export function pairsWithAddedVariables({ replaced, weakened, changed }: SuiteDifference): CasePair[] {
  return [...replaced, ...weakened, ...changed].filter((pair) => addedVariables(pair).length > 0);
}

/** The difference as though these cases of the base had had the variables that the pull request adds to them. */
export function withAddedVariables(
  { replaced, weakened, changed, ...others }: SuiteDifference,
  pairs: readonly CasePair[],
): SuiteDifference {
  const meant = new Set(pairs);
  const complete = (pair: CasePair) => (meant.has(pair) ? { ...pair, before: completed(pair) } : pair);
  return {
    ...others,
    replaced: replaced.map(complete),
    weakened: weakened.map(complete),
    changed: changed.map(complete),
  };
}

/**
 * Names of the added variables that may tell the answer: those whose value is neither empty nor one that the case has
 * already, as when a variable is renamed.
 */
export function tellingVariables(pair: CasePair): string[] {
  const known = Object.values(pair.before.vars);
  return addedVariables(pair)
    .filter(([, value]) => !isEmpty(value) && !known.some((one) => isDeepStrictEqual(one, value)))
    .map(([name]) => name);
}

function completed({ before, after }: CasePair): Case {
  return { ...before, vars: { ...after.vars, ...before.vars } };
}

function addedVariables({ before, after }: CasePair): [name: string, value: Json][] {
  return Object.entries(after.vars).filter(([name]) => !Object.hasOwn(before.vars, name));
}

function isEmpty(value: Json): boolean {
  return value === null || value === '' || isDeepStrictEqual(value, []) || isDeepStrictEqual(value, {});
}
