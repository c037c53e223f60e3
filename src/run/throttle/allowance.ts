import type { Allowance } from '../../model/limits.ts';

/** What a provider's headers last reported of one allowance (calls or tokens), and what was used since. */
export type Bucket = {
  told: { allowance: Allowance; sentAt: number; usedBefore: number } | null;
  used: number;
};

/** A bucket of which nothing was reported yet. */
export function newBucket(): Bucket {
  return { told: null, used: 0 };
}

/** When nothing remains, limits this short are waited out in full; longer ones refill steadily. */
const shortResetMs = 2000;

/**
 * When `amount` more may be used, computed from the provider's report: what remained then, less what was sent since,
 * plus what refills (steadily, so that all of `limit` is there at the reset; within a minute if it is there already).
 * `now` or before means at once.
 */
export function allowedAt(bucket: Bucket, amount: number, now: number): number {
  if (!bucket.told) return now;
  const { allowance, sentAt, usedBefore } = bucket.told;
  const { limit, remaining, resetMs } = allowance;
  const fullAt = sentAt + resetMs;
  if (remaining === 0 && resetMs <= shortResetMs && now < fullAt) return fullAt;
  const rate = remaining < limit && resetMs > 0 ? (limit - remaining) / resetMs : limit / 60_000;
  const level = Math.min(limit, remaining + (now - sentAt) * rate) - (bucket.used - usedBefore);
  const needed = Math.min(amount, limit) - level;
  return needed <= 0 ? now : now + needed / rate;
}

/**
 * Records the headers of the answer to the call sent at `sentAt`; `usedBefore` is `bucket.used` right after that call.
 */
export function noteAllowance(
  bucket: Bucket,
  allowance: Allowance,
  sentAt: number,
  usedBefore: number,
): void {
  if (bucket.told && bucket.told.sentAt > sentAt) return;
  bucket.told = { allowance, sentAt, usedBefore };
}
