import { expect, test } from 'vitest';
import type { ModelTarget } from '../../src/domain/answer.ts';
import { inputPrices } from '../../src/model/prices.ts';
import { isRetired, retirementOf } from '../../src/model/retirements.ts';
import { SUGGESTED_MODEL } from '../../src/model/suggested.ts';
import { isPinned } from '../../src/model/target.ts';

const openai = (model: string) => ({ provider: 'openai', model });

test('a model that its provider retires is told with the day and the page that says so', () => {
  const found = retirementOf({ provider: 'anthropic', model: 'claude-opus-4-1-20250805' });
  expect(found?.on).toBe('2026-08-05');
  expect(found?.source).toMatch(/^https:\/\/platform\.claude\.com\//);
  expect(found?.asOf).toMatch(/^\d{4}-\d\d-\d\d$/);
  expect(found && isRetired(found, '2026-08-04')).toBe(false);
  expect(found && isRetired(found, '2026-08-05')).toBe(true);
});

test('a fine-tune retires with the model it was made of', () => {
  expect(retirementOf(openai('ft:gpt-4o-mini-2024-07-18:acme::abc'))).toEqual(
    retirementOf(openai('gpt-4o-mini-2024-07-18')),
  );
});

test('nothing is known of a model hosted by somebody else, who sets dates of their own, or of one not announced', () => {
  expect(retirementOf(openai('gpt-4o'))).not.toBeNull();
  expect(retirementOf({ provider: 'openai', vendor: 'azure', model: 'gpt-4o' })).toBeNull();
  expect(retirementOf({ provider: 'anthropic', model: 'claude-sonnet-4-6' })).toBeNull();
});

test('the model that messages suggest is a snapshot with a known price, and nothing is announced of its end', () => {
  const [provider = '', model = ''] = SUGGESTED_MODEL.split(':');
  const target: ModelTarget = { provider, model, baseUrl: '' };
  expect(retirementOf(target)).toBeNull();
  expect(isPinned(target)).toBe(true);
  expect(inputPrices(target, 1000)).not.toBeNull();
});
