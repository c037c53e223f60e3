import { calcPrice } from '@pydantic/genai-prices';
import type { ModelTarget, Usage } from '../domain/answer.ts';
import { bareName, providerOfModel } from './lookup.ts';
import type { Providers } from './provider.ts';
import { providers } from './providers/table.ts';
import { vendorOf } from './vendors.ts';

/** USD per million tokens, or per thousand searches …; in tiers where long prompts cost more. */
type Rates = NonNullable<ReturnType<typeof calcPrice>>['model_price'];
type Rate = Rates[string];

/** What the price list has of a model. */
type Listed = { rates: Rates; contextWindow: number | null };

/** What is listed of a model, kept as long as its target lives; null if the list does not have it. */
const known = new WeakMap<ModelTarget, Listed | null>();
/** The same by the model's name: every prompt of a repository has a target of its own, and few models are asked. */
const knownByName = new WeakMap<Providers, Map<string, Listed | null>>();

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

/** USD for a token of input: as it is, put into the provider's cache, and read from there. */
export type InputPrices = { full: number; cacheWrite: number; cacheRead: number };

/**
 * What a token of input costs in a call of so many tokens, by the bundled price list. Null for a model that the list does
 * not have, or whose provider has no price of its own for what its cache holds.
 */
export function inputPrices(
  target: ModelTarget,
  inputTokens: number,
  table: Providers = providers,
): InputPrices | null {
  const { input_mtok: input, cache_write_mtok: write, cache_read_mtok: read } = ratesOf(target, table) ?? {};
  if (input === undefined || read === undefined) return null;
  const perToken = (rate: Rate) => usdOf(rate, 1, inputTokens);
  return { full: perToken(input), cacheWrite: perToken(write ?? input), cacheRead: perToken(read) };
}

/** The most tokens that a model reads and writes in one call, by the bundled price list; null where it does not say. */
export function contextWindow(target: ModelTarget, table: Providers = providers): number | null {
  return listedOf(target, table)?.contextWindow ?? null;
}

function ratesOf(target: ModelTarget, table: Providers): Rates | null {
  return listedOf(target, table)?.rates ?? null;
}

function listedOf(target: ModelTarget, table: Providers): Listed | null {
  const found = known.get(target);
  if (found !== undefined) return found;
  const byName = knownByName.get(table) ?? new Map<string, Listed | null>();
  knownByName.set(table, byName);
  const name = JSON.stringify([target.provider, target.vendor ?? null, target.model]);
  const kept = byName.get(name);
  const listed = kept === undefined ? lookUp(target, table) : kept;
  byName.set(name, listed);
  known.set(target, listed);
  return listed;
}

function lookUp(target: ModelTarget, table: Providers): Listed | null {
  const vendor = vendorOf(target);
  if (vendor) return listedIn(vendor.priceList, [target.model, bareName(target)]);
  const model = bareName(target);
  if (providerOfModel(model, table) !== target.provider || model.startsWith('ft:')) return null;
  return listedIn(table[target.provider]?.priceList, [model]);
}

/** What a provider's list has of the first of these names that it knows. */
function listedIn(list: string | null | undefined, names: readonly string[]): Listed | null {
  if (!list) return null;
  for (const name of new Set(names)) {
    const found = calcPrice({ input_tokens: 0 }, name, { providerId: list });
    if (found) return { rates: found.model_price, contextWindow: found.model.context_window ?? null };
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
