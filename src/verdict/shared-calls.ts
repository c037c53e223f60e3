import type { Outcome } from '../domain/outcome.ts';
import type { Arm } from '../domain/trial.ts';

/*
 * An answer is kept under a key made of what was asked, the trial and its scope. Where keys are equal there was one call,
 * whoever it answered.
 */

/** Whether one call answered both arms in a trial of a case: both versions ask the model the same there. */
export function isOneCall({ baseline, candidate }: Record<Arm, readonly Outcome[]>): boolean {
  const keys = new Set(baseline.map(({ key }) => key));
  return candidate.some(({ key }) => keys.has(key));
}

/**
 * Names of the cases that share a call with another one, in either arm, as where a template leaves out the variables in
 * which they differ. A case is named after the first with which it shares one, by the order given; cases with calls of
 * their own are not in the map.
 * @param cases with the keys of all of their answers
 */
export function sharedCallsOf(
  cases: readonly { id: string; keys: readonly string[] }[],
): Map<string, string> {
  const nameOfKey = new Map<string, string>();
  const shared = new Map<string, string>();
  for (const { id, keys } of cases) {
    const name = keys.map((key) => nameOfKey.get(key)).find((one) => one !== undefined);
    if (name !== undefined) {
      shared.set(id, name);
      shared.set(name, name);
    }
    for (const key of keys) if (!nameOfKey.has(key)) nameOfKey.set(key, name ?? id);
  }
  return shared;
}
