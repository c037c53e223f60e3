import type { Source } from '../api.ts';
import { PromptError } from '../prompt-error.ts';
import { loadedLate } from '../source.ts';

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/**
 * A published folder behind a web server. `http:` is taken for loopback, and elsewhere only with `publicKeys`.
 * Redirections are not followed.
 * @param url the folder's address; a query is kept for each request
 * @param headers sent with each request, such as `authorization`
 * @throws PromptError for an address that is none
 */
export function https(url: string, { headers = {} }: { headers?: Record<string, string> } = {}): Source {
  const base = addressOf(url);
  const isPlain = base.protocol === 'http:' && !LOOPBACK.test(base.hostname);
  return {
    name: `${base.origin}${base.pathname}`,
    ...(isPlain && { isUnprotected: true }),
    ...loadedLate(async () => (await import('../https-reader.ts')).openHttps(base, headers)),
  };
}

function addressOf(url: string): URL {
  const address = URL.canParse(url) ? new URL(url) : null;
  if (!address || !['http:', 'https:'].includes(address.protocol)) {
    throw new PromptError('https() takes an address that begins with https://.');
  }
  if (address.username !== '' || address.password !== '') {
    throw new PromptError('https() takes no password in the address: give it as the header `authorization`.');
  }
  if (!address.pathname.endsWith('/')) address.pathname += '/';
  return address;
}
