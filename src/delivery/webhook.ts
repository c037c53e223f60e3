import { ConfigurationError } from '../base/errors.ts';

/** How long an answer is waited for, ms. */
const TIMEOUT_MS = 10_000;
const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * The address of a webhook.
 * @throws ConfigurationError: no https address, and none of this machine; it does not quote it, since such addresses are secrets
 */
export function webhookAddress(text: string): URL {
  const address = URL.canParse(text) ? new URL(text) : null;
  const isHere = address !== null && LOOPBACK.has(address.hostname);
  if (address?.protocol === 'https:' || (address?.protocol === 'http:' && isHere)) return address;
  throw new ConfigurationError('--webhook is no https address.', {
    remedy: 'Give the address that takes a POST of JSON; http: only for this machine.',
  });
}

/**
 * Posts JSON once; redirects are not followed.
 * @param timeoutMs how long an answer is waited for. For tests
 * @returns why it was not taken, as a sentence that does not have the address; null: it was
 */
export async function postWebhook(
  address: URL,
  body: object,
  timeoutMs = TIMEOUT_MS,
): Promise<string | null> {
  try {
    const response = await fetch(address, {
      method: 'POST',
      redirect: 'manual',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(timeoutMs),
    });
    await response.body?.cancel();
    return response.ok ? null : `The webhook (${address.host}) answered with status ${response.status}.`;
  } catch {
    return `The webhook (${address.host}) did not answer.`;
  }
}
