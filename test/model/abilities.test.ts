import { expect, test } from 'vitest';
import { takesJsonSchema, takesTemperature } from '../../src/model/abilities.ts';
import { providerOfModel } from '../../src/model/lookup.ts';

const targetOf = (model: string) => ({
  provider: providerOfModel(model) ?? 'openai',
  model,
  baseUrl: 'https://example.invalid',
});

test.each([
  ['gpt-4.1-2025-04-14', true, true],
  ['openai/gpt-4o-mini', true, true],
  ['gpt-4o-2024-05-13', true, false],
  ['gpt-4-turbo', true, false],
  ['gpt-5-mini-2025-08-07', false, true],
  ['o3', false, true],
  ['o1-mini', false, false],
  ['claude-haiku-4-5-20251001', true, true],
  ['claude-sonnet-4-6', true, true],
  ['claude-sonnet-4-20250514', true, false],
  ['claude-3-5-haiku-20241022', true, false],
  ['claude-opus-4-7', false, true],
  ['claude-opus-5', false, true],
  ['llama3', true, false],
])('%s: temperature %s, JSON schema %s', (model, temperature, schema) => {
  expect(takesTemperature(targetOf(model))).toBe(temperature);
  expect(takesJsonSchema(targetOf(model))).toBe(schema);
});
