import type { Connection } from './provider.ts';

/** What every provider's SDK is told: not to retry, not to log, and to end a call after our own transport would. */
export function sdkOptions({ apiKey, baseUrl, timeoutMs, fetch }: Connection) {
  return { apiKey, baseURL: baseUrl, timeout: timeoutMs, maxRetries: 0, logLevel: 'off' as const, fetch };
}
