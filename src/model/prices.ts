import { calcPrice } from '@pydantic/genai-prices';
import type { ModelTarget, Usage } from './answer.ts';
import { providerOfModel } from './names.ts';

/**
 * What a call costs, USD, by the price list bundled with `@pydantic/genai-prices` (nothing is fetched; input
 * read from the provider's cache at its own price). Null for a model the list does not know: a local one, a
 * fine-tune, one newer than the list.
 */
export function priceOf(target: ModelTarget, usage: Usage): number | null {
  const model = target.model.slice(target.model.lastIndexOf('/') + 1);
  if (providerOfModel(model) !== target.provider || model.startsWith('ft:')) return null;
  const read = Math.min(usage.cachedInputTokens, usage.inputTokens);
  const price = calcPrice(
    {
      input_tokens: usage.inputTokens,
      cache_read_tokens: read,
      cache_write_tokens: Math.min(usage.cacheWriteInputTokens ?? 0, usage.inputTokens - read),
      output_tokens: usage.outputTokens,
    },
    model,
    { providerId: target.provider },
  );
  return price?.total_price ?? null;
}
