const VERBS = { fail: { one: 'fails', many: 'fail' }, pass: { one: 'passes', many: 'pass' } };

/** The form of the verb that goes with so many subjects: `fails` with one, `fail` with several or none. */
export function verbFor(count: number, verb: keyof typeof VERBS): string {
  return count === 1 ? VERBS[verb].one : VERBS[verb].many;
}
