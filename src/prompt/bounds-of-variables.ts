import { RE2JS } from 're2js';
import { isMapping, type Json } from '../base/json.ts';
import { describeValue } from '../document/describe.ts';
import type { VariableDeclaration } from '../domain/policy.ts';

/** Describes what is wrong with a value, as the end of a sentence ("is longer than …"); null if it is valid. */
export type BoundsCheck = (value: Json) => string | null;

/**
 * The check of a declared variable. `pattern` has to match the whole value, in time linear in its length.
 * Returns a sentence instead when the declaration itself is wrong.
 */
export function boundsCheck(declaration: VariableDeclaration): BoundsCheck | string {
  const { type, maxLength, pattern } = declaration;
  const checks: BoundsCheck[] = [];
  if (type !== undefined) {
    checks.push((value) =>
      isOfType(value, type) ? null : `is ${describeValue(value)}, not of type ${type}`,
    );
  }
  if (maxLength !== undefined) {
    checks.push((value) => tooLong(value, maxLength));
  }
  const allowed = declaration.enum;
  if (allowed !== undefined) {
    checks.push((value) =>
      allowed.some((each) => each === value)
        ? null
        : `is ${describeValue(value)}, not one of ${allowed.map((each) => describeValue(each)).join(', ')}`,
    );
  }
  if (pattern !== undefined) {
    const expression = compile(pattern);
    if (typeof expression === 'string') {
      return expression;
    }
    checks.push((value) =>
      typeof value === 'string' && !expression.matches(value)
        ? `is ${describeValue(value)}, which the pattern ${pattern} does not match as a whole`
        : null,
    );
  }
  return (value) => {
    for (const check of checks) {
      const wrong = check(value);
      if (wrong !== null) {
        return wrong;
      }
    }
    return null;
  };
}

function isOfType(value: Json, type: NonNullable<VariableDeclaration['type']>): boolean {
  switch (type) {
    case 'array':
      return Array.isArray(value);
    case 'object':
      return isMapping(value);
    case 'integer':
      return Number.isInteger(value);
    default:
      return typeof value === type;
  }
}

function tooLong(value: Json, maxLength: number): string | null {
  const length = typeof value === 'string' || Array.isArray(value) ? value.length : String(value).length;
  const unit = Array.isArray(value) ? 'items' : 'characters';
  return length > maxLength ? `has ${length} ${unit}, more than ${maxLength}` : null;
}

function compile(pattern: string): RE2JS | string {
  try {
    return RE2JS.compile(pattern);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return `the pattern ${JSON.stringify(pattern)} is not a regular expression (${reason.slice(0, 100)}).`;
  }
}
