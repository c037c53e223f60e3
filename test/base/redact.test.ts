import { expect, test } from 'vitest';
import { isSecret, redact, redactText } from '../../src/base/redact.ts';

const KEY = 'sk-proj-"quoted"\\and\nbroken';

test('a key disappears from every string, however deep and however often', () => {
  const value = { answer: `key=${KEY},${KEY}`, list: [{ reason: `got "${KEY}"` }], count: 3, none: null };
  expect(redact(value, [KEY])).toEqual({
    answer: 'key=***,***',
    list: [{ reason: 'got "***"' }],
    count: 3,
    none: null,
  });
});

test('a value too short to be a key leaves the text alone', () => {
  expect(redactText('the test passes', ['test', ''])).toBe('the test passes');
});

test('eight characters make a key', () => {
  expect(redactText('the key is 12345678', ['12345678'])).toBe('the key is ***');
  expect(redactText('the key is 1234567', ['1234567'])).toBe('the key is 1234567');
  expect([isSecret('12345678'), isSecret('1234567')]).toEqual([true, false]);
});

test('each of several keys disappears', () => {
  expect(redactText('first-key and second-key', ['first-key', 'second-key'])).toBe('*** and ***');
});
