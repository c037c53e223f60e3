import { expect, test } from 'vitest';
import { redact, redactText } from '../../src/base/redact.ts';

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
