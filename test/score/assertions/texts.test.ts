import { describe, expect, it } from 'vitest';
import type { Json } from '../../../src/base/json.ts';
import { complaints, passes, reasonFor } from '../../kit/scoring.ts';

type Row = [type: string, value: Json, answer: string, passed: boolean];

const rows: Row[] = [
  ['equals', 'yes', 'yes', true],
  ['equals', 'yes', 'Yes', false],
  ['equals', 'yes', 'yes\n', false],
  ['equals', '', '', true],
  ['equals', 7, '7', true],
  ['equals', true, 'true', true],
  ['equals', { a: [1, { b: null }] }, ' {"a": [1.0, {"b": null}]}', true],
  ['equals', { a: 1, b: 2 }, '{"b": 2, "a": 1}', true],
  ['equals', { a: 1 }, '{"a": 1, "b": 2}', false],
  ['equals', [1, 2], '[2, 1]', false],
  ['equals', { a: 1 }, 'no JSON', false],
  ['contains', 'specialist', 'I connect you to a specialist.', true],
  ['contains', 'specialist', 'I connect you to a Specialist.', false],
  ['contains', 0, 'error 503', true],
  ['icontains', 'SPECIALIST', 'a Specialist', true],
  ['icontains', 'straße', 'STRASSE', false],
  ['contains-any', ['cat', 'dog'], 'a dog', true],
  ['contains-any', ['cat', 'dog'], 'a Dog', false],
  ['contains-any', 'cat, "dog, barking"', 'a dog, barking', true],
  ['contains-any', 'cat, "dog, barking"', 'a dog', false],
  ['icontains-any', ['cat', 'dog'], 'a DOG', true],
  ['contains-all', ['cat', 'dog'], 'cat and dog', true],
  ['contains-all', ['cat', 'dog'], 'cat', false],
  ['contains-all', 'cat, dog', 'dogs and cats', true],
  ['contains-all', ['404', 500], 'codes 404 and 500', true],
  ['icontains-all', ['CAT', 'Dog'], 'cat dog', true],
  ['icontains-all', ['CAT', 'Dog'], 'cat', false],
  ['starts-with', 'Dear', 'Dear customer', true],
  ['starts-with', 'Dear', ' Dear customer', false],
  ['istarts-with', 'dear', 'DEAR customer', true],
  ['ends-with', 'you.', 'Thank you.', true],
  ['ends-with', 'You.', 'Thank you.', false],
  ['iends-with', 'YOU.', 'Thank you.', true],
  ['iends-with', 'YOU.', 'Thank you. \n', true],
  ['iends-with', 'YOU.', 'Thank you', false],
  ['istarts-with', 'dear', '\nDear', true],
];

describe('text assertions', () => {
  it.each(rows)('%s %j on %j: %s', async (type, value, answer, passed) => {
    expect(await passes(type, { value }, answer)).toBe(passed);
    expect(await passes(`not-${type}`, { value }, answer)).toBe(!passed);
  });

  it('says what was expected and what was found', async () => {
    expect(await reasonFor('contains', { value: 'specialist' }, 'I "guess"\nso.')).toBe(
      'expected the answer to contain “specialist”; it was “I "guess"\\nso.”',
    );
    expect(await reasonFor('not-icontains', { value: 'as an AI' }, 'As an AI, no.')).toBe(
      'expected the answer not to contain “as an AI”, ignoring case; it was “As an AI, no.”',
    );
    expect(await reasonFor('contains-all', { value: ['a', 'x', 'y'] }, 'abc')).toBe(
      'expected the answer to contain all of “a”, “x”, “y”; it lacks “x”, “y” and it was “abc”',
    );
    expect(await reasonFor('not-contains-any', { value: ['sorry', 'b'] }, 'abc')).toBe(
      'expected the answer not to contain any of “sorry”, “b”; it has “b” and it was “abc”',
    );
  });

  it('shortens long answers, and shows the end where the end matters', async () => {
    const long = `${'a'.repeat(5000)} bye`;
    const reason = await reasonFor('contains', { value: 'x' }, long);
    expect(reason).toMatch(/it was “a{200}”… \(5,004 characters\)$/);
    expect(await reasonFor('ends-with', { value: 'x' }, long)).toContain('it ends in “aaaa');
    expect(await reasonFor('ends-with', { value: 'x' }, long)).toContain(' bye”');
  });

  it('shows control, bidirectional and zero-width characters of an answer as escapes', async () => {
    const reason = await reasonFor('equals', { value: 'x' }, 'a\u0007\u001b[2K\u202eb\u200b\u0085\r\n\ud800');
    expect(reason).toContain('“a\\u0007\\u001b[2K\\u202eb\\u200b\\u0085\\r\\n\\ud800”');
    expect(reason).not.toMatch(/\p{Cc}|\p{Bidi_Control}/u);
  });

  it('never cuts a character in two', async () => {
    const reason = await reasonFor('equals', { value: 'x' }, `a${'🙂'.repeat(300)}`);
    expect(reason.isWellFormed()).toBe(true);
    expect(reason).not.toContain('\\ud83d');
  });

  it.each([
    ['contains', {}, 'evals/support.yml:7:9: `contains` needs a `value`. Say what is expected.'],
    ['contains', { value: '' }, '`contains` has an empty `value`, which every answer would meet.'],
    ['icontains', { value: true }, '`icontains` needs a text as `value`, not true. Put it in quotes.'],
    ['not-contains', { value: ['a'] }, '`not-contains` needs a text as `value`, not a list.'],
    ['contains-any', { value: [] }, '`contains-any` has an empty list as `value`.'],
    ['contains-any', { value: { a: 1 } }, '`contains-any` needs a list of texts as `value`, not an object.'],
    ['contains-all', { value: ['a', ''] }, '`contains-all` has an empty text in its list'],
    ['contains-all', { value: ['a', { b: 1 }] }, '`contains-all` needs texts in its list, not an object.'],
    ['contains-any', { value: '"a, b' }, '`contains-any` has a comma-separated `value` with a quote'],
    ['starts-with', { value: null }, '`starts-with` needs a `value`.'],
    ['equals', {}, '`equals` needs a `value`. For the empty answer write `value: ""`.'],
  ])('%s %j is refused before any call', (type, rest, message) => {
    expect(complaints(type, rest)).toContain(message);
  });
});
