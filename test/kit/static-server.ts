import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import http from 'node:http';
import { join } from 'node:path';
import { deferred } from './deferred.ts';

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
  /**
   * From now on answers are made at once, and sent only when they are released.
   * @returns `made` resolves when so many answers wait
   */
  hold(count: number): { made: Promise<void>; release(): void };
  /** Closes all connections, and takes no new ones until it is brought up again. */
  takeDown(): Promise<void>;
  bringUp(): Promise<void>;
  /** Answers so far, by status. */
  answers: Record<number, number>;
};

/**
 * A web server for a folder, with ETags, that misbehaves on demand.
 * @param markOf what the ETag is made of, instead of the text
 */
export async function startStaticServer(
  folder: string,
  markOf: (text: string) => string = (text) => text,
): Promise<StaticServer> {
  let behaviour: (path: string) => Behaviour = () => ({ kind: 'serve' });
  let held: { take(send: () => void): void } | null = null;
  const answers: Record<number, number> = {};
  const server = http.createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    const act = behaviour(path);
    const end = (status: number, text: string, headers: http.OutgoingHttpHeaders = {}) => {
      answers[status] = (answers[status] ?? 0) + 1;
      const send = () => void response.writeHead(status, headers).end(text);
      if (held) held.take(send);
      else send();
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
        const etag = `"${createHash('sha256').update(markOf(text)).digest('hex').slice(0, 16)}"`;
        if (request.headers['if-none-match'] === etag) end(304, '');
        else end(200, text, { etag });
      },
      () => end(404, ''),
    );
  });
  // On a busy machine, a request may come just when an idle connection is closed.
  server.keepAliveTimeout = 0;
  const listen = (port: number) =>
    new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', () => {
        server.off('error', reject);
        resolve();
      });
    });
  const takeDown = async () => {
    await new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    });
  };
  await listen(0);
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server listens on no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    behave(next) {
      behaviour = next;
    },
    hold(count) {
      const waiting: (() => void)[] = [];
      const { promise: made, resolve } = deferred();
      held = {
        take(send) {
          waiting.push(send);
          if (waiting.length === count) resolve();
        },
      };
      const release = () => {
        held = null;
        for (const send of waiting) send();
      };
      return { made, release };
    },
    takeDown,
    bringUp: () => listen(address.port),
    answers,
    [Symbol.asyncDispose]: takeDown,
  };
}
