import type { BundleVariable } from '../domain/bundle.ts';
import { isSame, type RaiseReason } from './reason.ts';

type Variables = Record<string, BundleVariable>;

/** What callers notice of a change of the variables, in the order of their names. */
export function variableReasons(before: Variables, after: Variables): RaiseReason[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return names.flatMap((name) => {
    const old = Object.hasOwn(before, name) ? before[name] : undefined;
    const now = Object.hasOwn(after, name) ? after[name] : undefined;
    if (old && now) return changeReasons(name, old, now);
    return [existenceReason(name, old ? 'removed' : 'added', (old ?? now)?.required ?? false)];
  });
}

function existenceReason(name: string, what: 'added' | 'removed', required: boolean): RaiseReason {
  return required
    ? { part: 'major', words: `required variable ${what}: ${name}` }
    : { part: 'minor', words: `optional variable ${what}: ${name}` };
}

function changeReasons(name: string, before: BundleVariable, after: BundleVariable): RaiseReason[] {
  const reasons: RaiseReason[] = [];
  if (!before.required && after.required)
    reasons.push({ part: 'major', words: `variable now required: ${name}` });
  if (before.required && !after.required)
    reasons.push({ part: 'minor', words: `variable now optional: ${name}` });
  if (!isSame(before.default, after.default))
    reasons.push({ part: 'minor', words: `default changed: ${name}` });
  if (refusesMore(before, after)) reasons.push({ part: 'major', words: `bounds narrowed: ${name}` });
  else if (refusesMore(after, before)) reasons.push({ part: 'patch', words: `bounds widened: ${name}` });
  else if (!isSame(boundsOf(before), boundsOf(after)))
    reasons.push({ part: 'patch', words: `bounds stated otherwise: ${name}` });
  return reasons;
}

function boundsOf({ required: _, default: __, ...bounds }: BundleVariable) {
  return bounds;
}

/** Whether a value that the bounds before allow may be refused by those after. */
function refusesMore(before: BundleVariable, after: BundleVariable): boolean {
  if (before.enum) {
    const allowed = before.enum.filter((value) => isWithin(value, before));
    // Of patterns, it is only known whether they are the same.
    const mayMatchNoMore =
      changesPattern(before, after) && allowed.some((value) => typeof value === 'string');
    return mayMatchNoMore || !allowed.every((value) => isWithin(value, after));
  }
  if (after.enum)
    return !(before.type === 'boolean' && [true, false].every((value) => isWithin(value, after)));
  return (
    narrowsType(before.type, after.type) ||
    (after['max-length'] ?? Number.POSITIVE_INFINITY) < (before['max-length'] ?? Number.POSITIVE_INFINITY) ||
    changesPattern(before, after)
  );
}

function changesPattern(before: BundleVariable, after: BundleVariable): boolean {
  return after.pattern !== undefined && after.pattern !== before.pattern;
}

function narrowsType(before: BundleVariable['type'], after: BundleVariable['type']): boolean {
  return after !== undefined && after !== before && !(before === 'integer' && after === 'number');
}

/** Whether a single value is within the bounds, the pattern aside. */
function isWithin(value: string | number | boolean, bounds: BundleVariable): boolean {
  const isOfType =
    bounds.type === undefined ||
    (bounds.type === 'integer' ? Number.isInteger(value) : typeof value === bounds.type);
  const isShort = String(value).length <= (bounds['max-length'] ?? Number.POSITIVE_INFINITY);
  return isOfType && isShort && (bounds.enum?.includes(value) ?? true);
}
