import type { Source } from '../api.ts';
import { PromptError } from '../prompt-error.ts';
import { refuseLarge } from '../source.ts';

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
  /** The pointer as it came last, with the server's mark for it. */
  let last: { etag: string; address: string; text: string } | null = null;

  return {
    name: `${base.origin}${base.pathname}`,
    ...(isPlain && { isUnprotected: true }),
    async readPointer(environment, signal) {
      const address = addressBelow(base, `${environment}/pointer.json`);
      const known = last?.address === address ? last : null;
      const response = await fetch(address, {
        redirect: 'manual',
        signal,
        // What stands between asks the server too.
        headers: { ...headers, 'cache-control': 'no-cache', ...(known && { 'if-none-match': known.etag }) },
      });
      if (response.status === 304 && known) return known.text;
      const text = await textOf(response);
      const etag = response.headers.get('etag');
      last = text !== null && etag !== null ? { etag, address, text } : null;
      return text;
    },
    async readObject(digest, signal) {
      const address = addressBelow(base, `objects/sha256/${digest}.json`);
      return textOf(await fetch(address, { redirect: 'manual', signal, headers }));
    },
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

function addressBelow(base: URL, path: string): string {
  const address = new URL(path, base);
  address.search = base.search;
  return address.href;
}

/** An answer's text; null for 404. Throws for any other status, and for more than any pointer or bundle has. */
async function textOf(response: Response): Promise<string | null> {
  if (response.status !== 200) {
    await response.body?.cancel();
    if (response.status === 404) return null;
    throw new Error(`answers with status ${response.status}`);
  }
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.length;
    refuseLarge(bytes);
    chunks.push(chunk);
  }
  return new TextDecoder().decode(Buffer.concat(chunks));
}
