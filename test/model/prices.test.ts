import { calcPrice, findProvider } from '@pydantic/genai-prices';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { providerOfModel } from '../../src/model/lookup.ts';
import { priceOf } from '../../src/model/prices.ts';

/** The models of the price list that a target can name, by the names it knows them by. */
const listed = (['openai', 'anthropic'] as const).flatMap((provider) =>
  (findProvider({ providerId: provider })?.models ?? [])
    .filter(({ id }) => providerOfModel(id) === provider && !id.startsWith('ft:'))
    .map(({ id }) => ({ provider, model: id, baseUrl: '' })),
);

const tokens = fc.oneof(fc.nat(2000), fc.nat(3_000_000));
const usages = fc.record({ input: tokens, read: tokens, written: tokens, output: tokens });

test('a price is the price list’s own, to the last bit, for every model and every usage', () => {
  expect(listed.length).toBeGreaterThan(50);
  fc.assert(
    fc.property(fc.constantFrom(...listed), usages, (target, { input, read, written, output }) => {
      const cacheRead = Math.min(read, input);
      const own = calcPrice(
        {
          input_tokens: input,
          cache_read_tokens: cacheRead,
          cache_write_tokens: Math.min(written, input - cacheRead),
          output_tokens: output,
        },
        target.model,
        { providerId: target.provider },
      );
      const usage = {
        inputTokens: input,
        cachedInputTokens: read,
        cacheWriteInputTokens: written,
        outputTokens: output,
      };
      expect(priceOf(target, usage)).toBe(own?.total_price ?? null);
    }),
    { numRuns: 1000 },
  );
});
