import { isMapping, type Json } from '../base/json.ts';
import { describeValue } from '../document/describe.ts';
import type { VariableDeclaration } from '../domain/policy.ts';

/** Describes what is wrong with a value, as the end of a sentence ("is longer than …"); null if it is valid. */
export type BoundsCheck = (value: Json) => string | null;

/** Whether a text matches a pattern as a whole; a sentence instead where the pattern is none. */
export type CompilePattern = (pattern: string) => ((text: string) => boolean) | string;

/**
 * The check of a declared variable. `pattern` has to match the whole value. With `pattern` or `maxLength`, and without
 * `type`, the value has to be a text.
 * Returns a sentence instead when the declaration itself is wrong.
 * @param compilePattern that of `patterns.ts`, whose library is large and seldom needed
 */
export function boundsCheck(
  declaration: VariableDeclaration,
  compilePattern: CompilePattern,
): BoundsCheck | string {
  const { maxLength, pattern } = declaration;
  // Only a text has characters: what is bounded by them alone may be nothing else.
  const type = declaration.type ?? ((maxLength ?? pattern) === undefined ? undefined : 'string');
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
    const matches = compilePattern(pattern);
    if (typeof matches === 'string') {
      return matches;
    }
    checks.push((value) =>
      typeof value === 'string' && !matches(value)
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
