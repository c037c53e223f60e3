import type { Connection } from './provider.ts';

/** Options for every provider's SDK: no retries, no logging, and a time limit longer than that of our own transport. */
export function sdkOptions({ apiKey, baseUrl, timeoutMs, fetch }: Connection) {
  return { apiKey, baseURL: baseUrl, timeout: timeoutMs, maxRetries: 0, logLevel: 'off' as const, fetch };
}
