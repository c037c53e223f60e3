import { expect, test } from 'vitest';
import { didYouMean } from '../../src/document/suggest.ts';

const keys = ['prompts', 'smoke', 'max-token-increase', 'on-inconclusive', 'run', 'constructor'];

test.each([
  ['prompt', 'prompts'],
  ['promtps', 'prompts'],
  ['maxTokenIncrease', 'max-token-increase'],
  ['max_token_increase', 'max-token-increase'],
  ['on-inconclusve', 'on-inconclusive'],
  ['ru', 'run'],
])('%s: %s', (word, meant) => {
  expect(didYouMean(word, keys)).toBe(` Did you mean "${meant}"?`);
});

test.each(['gate', '', 'x', 'completely different'])('nothing close to "%s"', (word) => {
  expect(didYouMean(word, keys)).toBe('');
});

test('nothing is close to a hostile word, which is not even compared', () => {
  expect(didYouMean('a'.repeat(1_000_000), Array(1000).fill('b'.repeat(100_000)))).toBe('');
});

test('a negation is not taken for its opposite', () => {
  expect(didYouMean('notContains', ['contains', 'startsWith'])).toBe('');
  expect(didYouMean('notcontains', ['contains', 'not-contains'])).toBe(' Did you mean "not-contains"?');
});
