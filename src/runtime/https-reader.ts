import type { Source } from './api.ts';
import { refuseLarge } from './source.ts';

/** Reads a published folder behind a web server. */
export type HttpsReader = Pick<Source, 'readPointer' | 'readObject'>;

/** @param base the folder's address; its path ends with a slash */
export function openHttps(base: URL, headers: Readonly<Record<string, string>>): HttpsReader {
  /** The pointer as it came last, with the server's mark for it. */
  let last: { etag: string; address: string; text: string } | null = null;

  return {
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
