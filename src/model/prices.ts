import { calcPrice } from '@pydantic/genai-prices';
import type { ModelTarget, Usage } from '../domain/answer.ts';
import { bareName, providerOfModel } from './lookup.ts';
import type { Providers } from './provider.ts';
import { providers } from './providers/table.ts';
import { vendorOf } from './vendors.ts';

/** USD per million tokens, or per thousand searches …; in tiers where long prompts cost more. */
type Rates = NonNullable<ReturnType<typeof calcPrice>>['model_price'];
type Rate = Rates[string];

/** The rates of a model, kept as long as its target lives; null if the list does not have it. */
const known = new WeakMap<ModelTarget, Rates | null>();

/**
 * The cost of a call, USD, by the price list bundled with `@pydantic/genai-prices` (nothing is fetched; input read from
 * the provider's cache at its own price). Null for a model that the list does not have: a local one, a fine-tune, one
 * newer than the list. The result equals that of the library's own `calcPrice` to the last bit; `calcPrice` itself
 * repeats all look-ups at each call, which took a tenth of a run's time.
 */
export function priceOf(target: ModelTarget, usage: Usage, table: Providers = providers): number | null {
  const rates = ratesOf(target, table);
  if (rates === null) return null;
  const { input_mtok: input, cache_write_mtok: write, cache_read_mtok: read, output_mtok: output } = rates;
  const { inputTokens, cachedInputTokens, cacheWriteInputTokens = 0, outputTokens } = usage;
  const tokensRead = Math.min(cachedInputTokens, inputTokens);
  const tokensWritten = write === undefined ? 0 : Math.min(cacheWriteInputTokens, inputTokens - tokensRead);
  const tokensReadCheaper = read === undefined ? 0 : tokensRead;
  const usd = (rate: Rate, tokens: number) => usdOf(rate, tokens, inputTokens);
  return (
    usd(input, inputTokens - tokensReadCheaper - tokensWritten) +
    usd(write, tokensWritten) +
    usd(read, tokensReadCheaper) +
    usd(output, outputTokens)
  );
}

function ratesOf(target: ModelTarget, table: Providers): Rates | null {
  const found = known.get(target);
  if (found !== undefined) return found;
  const rates = lookUp(target, table);
  known.set(target, rates);
  return rates;
}

function lookUp(target: ModelTarget, table: Providers): Rates | null {
  const vendor = vendorOf(target);
  if (vendor) return ratesIn(vendor.priceList, [target.model, bareName(target)]);
  const model = bareName(target);
  if (providerOfModel(model, table) !== target.provider || model.startsWith('ft:')) return null;
  return ratesIn(table[target.provider]?.priceList, [model]);
}

/** The rates of the first of these names that a provider's list has. */
function ratesIn(list: string | null | undefined, names: readonly string[]): Rates | null {
  if (!list) return null;
  for (const name of new Set(names)) {
    const found = calcPrice({ input_tokens: 0 }, name, { providerId: list });
    if (found) return found.model_price;
  }
  return null;
}

function usdOf(rate: Rate, tokens: number, inputTokens: number): number {
  if (rate === undefined) return 0;
  if (typeof rate === 'number') return (rate * tokens) / 1e6;
  const reached = rate.tiers.filter(({ start }) => inputTokens > start);
  const last = reached.reduce((a, b) => (b.start >= a.start ? b : a), { start: 0, price: rate.base });
  return (((last.price * tokens) / 1e6) * 1e6) / 1e6;
}
