import fc from 'fast-check';
import picomatch from 'picomatch';
import { expect, test } from 'vitest';
import { globMatcher } from '../../src/base/glob.ts';

test.each([
  ['evals/*.yaml', ['evals/a.yaml', 'evals/.b.yaml'], ['evals/x/a.yaml', 'evals/a.yml', 'a.yaml']],
  ['evals/**/*.yaml', ['evals/a.yaml', 'evals/x/y/a.yaml'], ['evalsa.yaml', 'other/evals/a.yaml']],
  ['**/tests.csv', ['tests.csv', 'a/b/tests.csv'], ['a/mytests.csv']],
  ['evals/**', ['evals/a', 'evals/a/b.yml'], ['evil/a']],
  ['a?c-[x-z][!0-9]', ['abc-ym'], ['abc-y1', 'a/c-ym', 'abc-wm']],
  ['{a,b/{c,d}}.txt', ['a.txt', 'b/c.txt', 'b/d.txt'], ['b.txt', 'c.txt']],
  ['a{b}.txt', ['a{b}.txt'], ['ab.txt']],
  ['\\*.txt', ['*.txt'], ['a.txt']],
  ['cases (1).yml', ['cases (1).yml'], ['cases 1.yml']],
  ['!a', ['!a'], ['b']],
])('%s', (pattern, named, others) => {
  const isNamed = globMatcher(pattern);
  expect(named.filter((path) => !isNamed(path))).toEqual([]);
  expect(others.filter(isNamed)).toEqual([]);
});

test('usual patterns name what picomatch says they name', () => {
  const part = fc.constantFrom('a', 'b', '*', '?', 'a*', '*b', 'a*b', '**', '[ab]', '{a,b}', '*.a');
  const name = fc.stringMatching(/^[ab.]{0,3}[ab]$/);
  fc.assert(
    fc.property(
      fc.array(part, { minLength: 1, maxLength: 4 }),
      fc.array(name, { minLength: 1, maxLength: 5 }),
      (parts, names) => {
        const [pattern, path] = [parts.join('/'), names.join('/')];
        // To picomatch `a/**` is also `a` itself, which no file can be that has others in it.
        fc.pre(!pattern.endsWith('/**'));
        expect(globMatcher(pattern)(path)).toBe(picomatch(pattern, { dot: true, noextglob: true })(path));
      },
    ),
    { numRuns: 1000 },
  );
});

test('a pattern that could try for ever does not', () => {
  expect(globMatcher(`${'a*'.repeat(100)}b`)('a'.repeat(4000))).toBe(false);
  expect(globMatcher(`${'**/a/'.repeat(50)}b`)('a/'.repeat(2000))).toBe(false);
  expect(globMatcher('{a,b}'.repeat(90))('c'.repeat(90))).toBe(false);
});
