import { expect, test } from 'vitest';
import type { Case, Suite } from '../../src/domain/suite.ts';
import { casesOfBase, compareSuites, uniteCases, weakerSegments } from '../../src/suite/difference.ts';

const place = { path: 'suite.yml' };
const check = (value: string) => ({ type: 'icontains', negated: false, value, place });
const caseOf = (id: string, changes: Partial<Case> = {}): Case => ({
  id,
  description: null,
  segments: ['enterprise'],
  vars: { question: `question of ${id}` },
  assertions: [check('settings')],
  threshold: null,
  critical: false,
  metadata: {},
  place,
  ...changes,
});
const suiteOf = (...cases: Case[]): Suite => ({ path: 'suite.yml', sha256: '', cases, notices: [] });

/** What a pull request that makes `after` of the case takes away, and what the base is asked for beside it. */
function differenceOf(before: Case, ...after: Case[]) {
  const [base, head] = [suiteOf(before), suiteOf(...after)];
  const difference = compareSuites(base, head);
  const united = uniteCases(after, casesOfBase(difference)).map(({ id }) => id);
  return { weaker: weakerSegments(base, difference), united };
}

const removed = [{ name: 'enterprise', cases: 1, removed: 1, replaced: 0, loosened: 0, completed: 0 }];
const loosened = [{ name: 'enterprise', cases: 1, removed: 0, replaced: 0, loosened: 1, completed: 0 }];

test('a case that is gone is removed, and asked under its own id', () => {
  expect(differenceOf(caseOf('a'))).toEqual({ weaker: removed, united: ['a'] });
});

test('a case that leaves a segment is removed from that segment', () => {
  const moved = caseOf('a', { segments: ['standard'] });
  expect(differenceOf(caseOf('a'), moved)).toEqual({ weaker: removed, united: ['a', 'a (as at the base)'] });
});

test.each([
  ['an altered check', { assertions: [check('e')] }, {}],
  ['a check that is gone', { assertions: [] }, {}],
  ['a lower threshold', { threshold: 0.5 }, {}],
  ['not critical any more', {}, { critical: true }],
])('a case is loosened by %s, and asked as it was too', (_, after, before) => {
  expect(differenceOf(caseOf('a', before), caseOf('a', after))).toEqual({
    weaker: loosened,
    united: ['a', 'a (as at the base)'],
  });
});

test('another question under the same id replaces the case, and the old one is asked too', () => {
  const other = caseOf('a', { vars: { question: 'an easy one' } });
  const replaced = [{ name: 'enterprise', cases: 1, removed: 0, replaced: 1, loosened: 0, completed: 0 }];
  expect(differenceOf(caseOf('a'), other)).toEqual({ weaker: replaced, united: ['a', 'a (as at the base)'] });
});

test('a question that gets one more variable is the same question', () => {
  const more = caseOf('a', { vars: { ...caseOf('a').vars, language: 'English' } });
  expect(differenceOf(caseOf('a'), more).weaker).toEqual([]);
});

test('a stricter case is asked once', () => {
  const stricter = caseOf('a', { assertions: [check('settings'), check('page')], critical: true });
  expect(differenceOf(caseOf('a'), stricter)).toEqual({ weaker: [], united: ['a'] });
});

test('where a share of the checks is enough, one more check makes a case another one', () => {
  const before = caseOf('a', { threshold: 0.5 });
  const after = caseOf('a', { threshold: 0.5, assertions: [check('settings'), check('e')] });
  expect(differenceOf(before, after)).toEqual({ weaker: loosened, united: ['a', 'a (as at the base)'] });
});

test('a case that only got another id is the same', () => {
  const renamed = caseOf('b', { vars: caseOf('a').vars });
  expect(differenceOf(caseOf('a'), renamed)).toEqual({ weaker: [], united: ['b'] });
});

test('cases that only swap their ids are the same', () => {
  const [a, b] = [caseOf('a'), caseOf('b')];
  const swapped = [
    { ...a, id: 'b' },
    { ...b, id: 'a' },
  ];
  const difference = compareSuites(suiteOf(a, b), suiteOf(...swapped));
  expect(Object.values(difference).flat()).toEqual([]);
});

test('an id that is taken twice is still one of its own', () => {
  const taken = [caseOf('a', { assertions: [check('e')] }), caseOf('a (as at the base)')];
  const { united } = differenceOf(caseOf('a'), ...taken);
  expect(united).toEqual(['a', 'a (as at the base)', 'a (as at the base) (as at the base)']);
});
