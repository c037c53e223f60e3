import { applyPatch } from 'diff';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { changedLines, unifiedDiff } from '../../src/document/text-diff.ts';

const many = (word: string, count: number) =>
  Array.from({ length: count }, (_, at) => `${word} ${at}\n`).join('');

test('nothing differs: no diff', () => {
  expect(unifiedDiff('a.md', 'a.md', 'one\n', 'one\n')).toBe('');
});

test('a diff, applied to the old text, gives the new one', () => {
  const text = fc
    .array(fc.constantFrom('a', 'b', '', 'c'), { maxLength: 12 })
    .chain((lines) => fc.constantFrom(lines.join('\n'), lines.map((line) => `${line}\n`).join('')));
  fc.assert(
    fc.property(text, text, (before, after) => {
      fc.pre(before !== after);
      expect(applyPatch(before, unifiedDiff('a.md', 'a.md', before, after))).toBe(after);
    }),
  );
});

describe('texts that differ in more lines than can be compared', () => {
  const before = `first\nsecond\n${many('old', 50_000)}last\n`;

  test.each([
    ['with the same end', `first\nsecond\n${many('new', 50_000)}last\n`],
    ['without a line end', `first\nsecond\n${many('new', 50_000)}end`],
  ])('are one change that is right, %s', (_, after) => {
    const diff = unifiedDiff('a.md', 'b.md', before, after);
    expect(diff.split('\n').slice(0, 5)).toEqual([
      '--- a/a.md',
      '+++ b/b.md',
      expect.stringMatching(/^@@ -1,\d+ \+1,\d+ @@$/),
      ' first',
      ' second',
    ]);
    expect(applyPatch(before, diff)).toBe(after);
  });

  test('have the changed lines told', () => {
    expect(changedLines(before, `first\nsecond\n${many('new', 50_000)}last\n`)).toEqual([
      { start: 3, end: 50_002 },
    ]);
  });
});
