import { type Reader, refuseLarge } from './source.ts';

/** A pointer that came so often in a row is asked for by its mark from then on. */
const SETTLED = 3;
/** One question in so many is without a mark, whatever came before. */
const UNMARKED = 20;

/**
 * Reads a published folder behind a web server. A web server's mark may be no finer than a second and the size, so that
 * two pointers which are published in one second have the same: by it alone the second one would never be seen.
 * @param base the folder's address; its path ends with a slash */
export function openHttps(base: URL, headers: Readonly<Record<string, string>>): Reader {
  /** The pointer as it came last, with the server's mark for it, and how often it came in a row. */
  let last: { etag: string; address: string; text: string; times: number } | null = null;
  let questions = 0;

  return {
    async readPointer(environment, signal) {
      const address = addressBelow(base, `${environment}/pointer.json`);
      const known = last?.address === address ? last : null;
      questions += 1;
      const isMarked = known !== null && known.times >= SETTLED && questions % UNMARKED !== 0;
      const response = await fetch(address, {
        redirect: 'manual',
        signal,
        // What stands between asks the server too.
        headers: {
          ...headers,
          'cache-control': 'no-cache',
          ...(isMarked && { 'if-none-match': known.etag }),
        },
      });
      if (response.status === 304 && isMarked) return known.text;
      const text = await textOf(response);
      const etag = response.headers.get('etag');
      const times = text === known?.text && etag === known.etag ? known.times + 1 : 1;
      last = text !== null && etag !== null ? { etag, address, text, times } : null;
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
