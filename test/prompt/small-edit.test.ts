import { expect, test } from 'vitest';
import { EDIT_LIMITS, withEdit } from '../../src/prompt/small-edit.ts';

const FILE = `model: x
messages:
  - role: system
    content: |
      You help customers.
      Be short.
  - role: user
    content: "{{question}}"
`;

const problemOf = (find: string, replace: string) => {
  const edited = withEdit(FILE, { find, replace });
  return 'problem' in edited ? edited.problem : null;
};

test('further lines get the indentation of the line that is changed', () => {
  expect(withEdit(FILE, { find: 'Be short.', replace: 'Be short.\nName the page.' })).toEqual({
    text: FILE.replace('Be short.\n', 'Be short.\n      Name the page.\n'),
  });
});

test.each([
  ['nowhere', 'x', 'not in the file'],
  ['role', 'x', 'more than once'],
  ['Be short.', 'Ask {{other}}.', 'variables'],
  ['"{{question}}"', '""', 'variables'],
  ['Be short.', 'a\nb\nc\nd', `${EDIT_LIMITS.lines} lines`],
  ['Be short.', 'x'.repeat(EDIT_LIMITS.characters + 1), 'at most'],
  ['Be short.', ' Be short. ', 'changes nothing'],
  ['customers.\n      Be short.', 'x', 'no text of one line'],
  ['', 'x', 'no text of one line'],
])('an edit of %j to %j is refused', (find, replace, why) => {
  expect(problemOf(find, replace)).toContain(why);
});

test('only what differs counts as new', () => {
  const long = 'a'.repeat(EDIT_LIMITS.characters * 2);
  const edited = withEdit(`before\n${long} end\nafter\n`, {
    find: `${long} end`,
    replace: `${long} new end`,
  });
  expect(edited).toEqual({ text: `before\n${long} new end\nafter\n` });
});
