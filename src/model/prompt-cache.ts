import type { InputPrices } from './prices.ts';

/** How long a provider keeps what nobody asks for: five minutes at the least. */
const MINUTES_KEPT = 5;
const MINUTES_A_DAY = 24 * 60;

/** A model's cache and how often it is asked. */
export type CacheUse = {
  prices: InputPrices;
  /** The fewest tokens that the provider keeps. */
  cachedFrom: number;
  callsPerDay: number;
};

/** Calls within the time that a provider keeps a prefix which nobody asks for. */
export function callsWhileKept(callsPerDay: number): number {
  return (callsPerDay * MINUTES_KEPT) / MINUTES_A_DAY;
}

/**
 * USD that it takes until the provider's cache holds a new beginning of so many tokens. Every call that does not find it
 * pays for writing instead of for reading:
 *
 *     calls that do not find it × tokens × (price of writing − price of reading)
 *
 * `least`: only the first call does not. `most`: no call of the first five minutes does, as when they come at the same
 * time, or reach machines that do not share a cache. Zero for a beginning too short to be kept.
 */
export function refillUsd(
  tokens: number,
  { prices, cachedFrom, callsPerDay }: CacheUse,
): { least: number; most: number } {
  if (tokens < cachedFrom) return { least: 0, most: 0 };
  const perCall = tokens * (prices.cacheWrite - prices.cacheRead);
  return { least: perCall, most: perCall * Math.max(1, callsWhileKept(callsPerDay)) };
}

/**
 * USD a day for the first `tokens` of every call, of which the provider can keep the first `kept`. A kept token is read
 * if a call came within the last five minutes, for calls that come independently with the probability 1 − e^(−calls in
 * five minutes), and written otherwise.
 */
export function startUsdPerDay(
  { tokens, kept }: { tokens: number; kept: number },
  { prices, cachedFrom, callsPerDay }: CacheUse,
): number {
  const cached = kept < cachedFrom ? 0 : Math.min(kept, tokens);
  const found = -Math.expm1(-callsWhileKept(callsPerDay));
  const perCached = found * prices.cacheRead + (1 - found) * prices.cacheWrite;
  return callsPerDay * (cached * perCached + (tokens - cached) * prices.full);
}

/** USD a day by which calls get cheaper (> 0) where the provider can keep `after` tokens of them instead of `before`. */
export function savedUsdPerDay({ before, after }: { before: number; after: number }, use: CacheUse): number {
  const tokens = Math.max(before, after);
  return startUsdPerDay({ tokens, kept: before }, use) - startUsdPerDay({ tokens, kept: after }, use);
}
