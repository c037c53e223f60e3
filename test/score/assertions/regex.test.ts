import { describe, expect, it } from 'vitest';
import { complaints, judge, passes, reasonFor } from '../../kit/scoring.ts';

describe('regex', () => {
  it.each([
    ['\\d{4}', 'in 1984', true],
    ['^\\d{4}$', 'in 1984', false],
    ['colou?r', 'COLOR', false],
    ['(?i)colou?r', 'COLOR', true],
    ['(?i:c)olor', 'Color', true],
    ['^b', 'a\nb', false],
    ['(?m)^b', 'a\nb', true],
    ['a.b', 'a\nb', false],
    ['(?s)a.b', 'a\nb', true],
    ['(?<year>\\d{4})-\\d\\d', '2026-01', true],
    ['caf\\u00e9', 'café', true],
    ['^[^]*end$', 'many\nlines\nend', true],
    ['\\/path\\/', '/path/', true],
    ['^.$', '🙂', true],
    ['[(?=]\\\\1', 'a=\\1', true],
    ['^\\p{L}+$', 'né', true],
    ['^\\*+$', '***', true],
    ['^\\x{e9}+$', 'éé', true],
    ['f\\(?=1', 'f(=1', true],
    ['^\\Q*+(?=\\E$', '*+(?=', true],
    ['^[+*?}]+$', '+}', true],
  ])('%s on %j: %s', async (value, answer, passed) => {
    expect(await passes('regex', { value }, answer)).toBe(passed);
    expect(await passes('not-regex', { value }, answer)).toBe(!passed);
  });

  it('says which pattern did not match', async () => {
    expect(await reasonFor('regex', { value: '^\\d+$' }, 'none')).toBe(
      'expected the answer to match “^\\d+$”; it was “none”',
    );
  });

  it.each([
    ['(a)\\1', 'has a backreference'],
    ['(?<n>a)\\k<n>', 'has a backreference'],
    ['foo(?=bar)', 'has a lookahead or lookbehind'],
    ['(?<=foo)bar', 'has a lookahead or lookbehind'],
    ['^(?!.*sorry)', 'Split it into two assertions: `regex` for what must be there, `not-regex`'],
    ['(?<!a)b', 'has a negative lookahead or lookbehind'],
    ['(?>a)b', 'has an atomic group'],
    ['\\p{L}++', 'has an atomic group or possessive quantifier'],
    ['\\\\(?=a)', 'has a lookahead or lookbehind'],
    ['a(', 'is not a regular expression that RE2 reads: missing closing )'],
    ['a{2000}', 'is not a regular expression that RE2 reads: invalid repeat count'],
    ['((a{1000}){1000}){1000}', 'is not a regular expression that RE2 reads'],
    ['', 'needs a pattern as `value`'],
    [7, 'needs a pattern as `value`'],
  ])('%s is refused before any call, saying why', (value, message) => {
    expect(complaints('regex', { value })).toMatch(/^evals\/support\.yml:7:9: `regex` /);
    expect(complaints('regex', { value })).toContain(message);
  });

  it.each(['(x+x+)+y', '(a|a)*$b', '(.*)*=', '([a-z]+)+!', '(a?){500}a{500}b'])(
    '%s on a megabyte does not try every way',
    async (value) => {
      expect((await judge('regex', { value }, 'xa'.repeat(500_000))).errored).toBeUndefined();
    },
  );
});
