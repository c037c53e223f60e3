import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer, json } from 'node:stream/consumers';
import { z } from 'zod';

type Entry = { scope: string; key: string; version: string; content: Buffer | null; finished: boolean };

const questionSchema = z.object({
  key: z.string(),
  version: z.string(),
  restore_keys: z.array(z.string()).default([]),
});
type Question = z.infer<typeof questionSchema>;

export type CacheServer = Awaited<ReturnType<typeof startCacheServer>>;

/**
 * GitHub's cache service (v2) on loopback, as far as a cache client can tell: its calls, its upload and download
 * addresses, and its scopes: a run sees the entries of its own ref and those of the base branch, and adds to its own.
 */
export async function startCacheServer() {
  const entries: Entry[] = [];
  const calls: { method: string; question: Question }[] = [];
  let refusal: string | null = null;
  let damaged = false;
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => response.writeHead(500).end(String(error)));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const url = `http://127.0.0.1:${address.port}`;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '/', url);
    const blob = /^\/account\/cache\/(\d+)$/.exec(pathname)?.[1];
    if (blob !== undefined) return serveBlob(request, response, entries[Number(blob)], damaged);
    const method = /\/github\.actions\.results\.api\.v1\.CacheService\/(\w+)$/.exec(pathname)?.[1] ?? '';
    const question = questionSchema.parse(await json(request));
    calls.push({ method, question });
    const scopes = (request.headers.authorization ?? '').replace('Bearer ', '').split(',');
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(serve(method, question, scopes)));
  }

  function serve(method: string, { key, version, restore_keys }: Question, scopes: string[]) {
    const [own = ''] = scopes;
    const mine = entries.findIndex(
      (entry) => entry.scope === own && entry.key === key && entry.version === version,
    );
    if (method === 'CreateCacheEntry') {
      if (refusal !== null) return { ok: false, message: refusal };
      if (mine !== -1) return { ok: false, message: 'cache entry already exists' };
      entries.push({ scope: own, key, version, content: null, finished: false });
      return { ok: true, signed_upload_url: `${url}/account/cache/${entries.length - 1}?sig=secret` };
    }
    if (method === 'FinalizeCacheEntryUpload') {
      const entry = entries[mine];
      if (entry?.content) entry.finished = true;
      return { ok: Boolean(entry?.finished), entry_id: String(mine) };
    }
    const wanted = scopes.flatMap((scope) => [key, ...restore_keys].map((prefix) => ({ scope, prefix })));
    for (const { scope, prefix } of wanted) {
      const found = entries.findLastIndex(
        (entry) =>
          entry.finished &&
          entry.scope === scope &&
          entry.version === version &&
          entry.key.startsWith(prefix),
      );
      if (found === -1) continue;
      const signed_download_url = `${url}/account/cache/${found}?sig=secret`;
      return { ok: true, signed_download_url, matched_key: entries[found]?.key };
    }
    return { ok: false };
  }

  return {
    /** What was asked, oldest first. */
    calls,
    /** Keys of the entries that are complete. */
    keys: () => entries.filter(({ finished }) => finished).map(({ key }) => key),
    /** From now on nothing is taken in, for this reason. */
    refuse(reason: string) {
      refusal = reason;
    },
    /** From now on what is given out is not what was taken in. */
    damage() {
      damaged = true;
    },
    /** What the runner gives a step. The first ref is the run's own, the others those it may read. */
    environment: (...refs: [own: string, ...readable: string[]]) => ({
      ACTIONS_CACHE_SERVICE_V2: 'true',
      ACTIONS_RESULTS_URL: `${url}/`,
      ACTIONS_RUNTIME_TOKEN: refs.join(','),
    }),
    close: () => new Promise((closed) => server.close(closed)),
  };
}

async function serveBlob(
  request: IncomingMessage,
  response: ServerResponse,
  entry: Entry | undefined,
  damaged: boolean,
): Promise<void> {
  if (!entry) return void response.writeHead(404).end();
  if (request.method === 'PUT') {
    entry.content = await buffer(request);
    const headers = { etag: '"1"', 'last-modified': new Date().toUTCString(), 'x-ms-request-id': '1' };
    return void response.writeHead(201, headers).end();
  }
  const content = damaged ? Buffer.from('no archive') : (entry.content ?? Buffer.alloc(0));
  response.writeHead(200, { 'content-length': content.length, 'content-type': 'application/octet-stream' });
  response.end(request.method === 'HEAD' ? undefined : content);
}
