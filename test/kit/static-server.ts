import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import http from 'node:http';
import { join } from 'node:path';

/** What the server does with a request: serves the file as it is, or this instead. */
export type Behaviour =
  | { kind: 'serve' }
  | { kind: 'hang' }
  | { kind: 'truncate' }
  | { kind: 'status'; status: number; location?: string }
  | { kind: 'text'; text: string };

export type StaticServer = AsyncDisposable & {
  url: string;
  /** By path; the last that was given counts. Without one all is served. */
  behave(behaviour: (path: string) => Behaviour): void;
  /** Answers so far, by status. */
  answers: Record<number, number>;
};

/** A web server for a folder, with ETags, that misbehaves on demand. */
export async function startStaticServer(folder: string): Promise<StaticServer> {
  let behaviour: (path: string) => Behaviour = () => ({ kind: 'serve' });
  const answers: Record<number, number> = {};
  const server = http.createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    const act = behaviour(path);
    const end = (status: number, text: string, headers: http.OutgoingHttpHeaders = {}) => {
      answers[status] = (answers[status] ?? 0) + 1;
      response.writeHead(status, headers).end(text);
    };
    if (act.kind === 'hang') return;
    if (act.kind === 'status') {
      end(act.status, '', act.location === undefined ? {} : { location: act.location });
      return;
    }
    const content = act.kind === 'text' ? Promise.resolve(act.text) : readFile(join(folder, path), 'utf8');
    content.then(
      (text) => {
        if (act.kind === 'truncate') {
          response.writeHead(200, { 'content-length': Buffer.byteLength(text) });
          response.write(text.slice(0, text.length / 2), () => response.socket?.destroy());
          return;
        }
        const etag = `"${createHash('sha256').update(text).digest('hex').slice(0, 16)}"`;
        if (request.headers['if-none-match'] === etag) end(304, '');
        else end(200, text, { etag });
      },
      () => end(404, ''),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server listens on no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    behave(next) {
      behaviour = next;
    },
    answers,
    async [Symbol.asyncDispose]() {
      await new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      });
    },
  };
}
