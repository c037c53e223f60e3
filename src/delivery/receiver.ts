import { createHash, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { dirname } from 'node:path';
import { endsWithinLine, openToAppend } from '../base/append-to.ts';
import { ConfigurationError } from '../base/errors.ts';
import { TOKEN_VARIABLE } from '../domain/observation.ts';
import { isTaken, linesOf, MOST_BYTES, Refused, type RowCheck, tooLarge } from './posted-rows.ts';

/** Where observations are taken by HTTP. */
export type ReceiverPlace = { host: string; port: number };

export type Receiver = AsyncDisposable & {
  /** `http://127.0.0.1:4318`. */
  address: string;
};

/** The bodies of all requests that are not answered yet, in bytes. */
const MOST_WAITING = 64_000_000;
/** What is larger is cut off. */
const MOST_DISCARDED = 20 * MOST_BYTES;
const HEADERS_MS = 5000;
const REQUEST_MS = 30_000;
/** How often requests that take too long are looked for. */
const CHECK_MS = 1000;
const MOST_CONNECTIONS = 500;
/** Connections that have asked for nothing that is taken: the oldest one makes way for a new one. */
const MOST_UNPROVEN = 300;
/** At the end, requests that are under way have so long, ms. */
const GRACE_MS = 2000;
const LOOPBACK = new Set(['localhost', '127.0.0.1', '::1']);

/**
 * `4318`, `127.0.0.1:4318` or `[::1]:4318`; without a host, this machine.
 * @throws ConfigurationError: no such address; one that others reach, and no token
 */
export function receiverPlace(text: string, { token }: { token: string | null }): ReceiverPlace {
  const [, bracketed, plain, digits = ''] =
    /^(?:(?:\[([0-9a-f:.]+)\]|([\w.-]+)):)?(\d{1,5})$/i.exec(text) ?? [];
  const host = bracketed ?? plain ?? '127.0.0.1';
  const port = Number(digits);
  if (digits === '' || port > 65_535) {
    throw new ConfigurationError('--listen is no address.', {
      remedy: 'Give a port, or host and port: 4318, 127.0.0.1:4318.',
    });
  }
  if (LOOPBACK.has(host.toLowerCase()) || token !== null) return { host, port };
  throw new ConfigurationError('--listen is an address that other machines reach, and there is no token.', {
    remedy: `Set ${TOKEN_VARIABLE} to a secret of 16 characters or more, which whoever posts sends as \`authorization: Bearer …\`.`,
  });
}

const SHORTEST_TOKEN = 16;

/**
 * The token of the environment; null: there is none.
 * @throws ConfigurationError: one that can be guessed
 */
export function receiverToken(environment: Readonly<NodeJS.ProcessEnv>): string | null {
  const token = environment[TOKEN_VARIABLE]?.trim() ?? '';
  if (token === '') return null;
  if (token.length >= SHORTEST_TOKEN) return token;
  throw new ConfigurationError(`${TOKEN_VARIABLE} is shorter than ${SHORTEST_TOKEN} characters.`, {
    remedy: 'Take a random one: openssl rand -hex 32.',
  });
}

/**
 * Takes observations by POST, lines of JSON or one JSON document, and appends them to a file, a line each, before it
 * answers 200. A body is taken whole or not at all.
 * @param to.path the file; it is made where it is not there
 * @param to.directory where the command runs: no folder between it and the file may be a link
 * @param to.check is given each row
 * @param to.onTrouble is told when the file cannot be written
 * @throws ConfigurationError: the address is taken or not of this machine; the file cannot be written
 */
export async function openReceiver(
  { host, port }: ReceiverPlace,
  {
    path,
    directory = dirname(path),
    token,
    check = () => null,
    onTrouble,
  }: {
    path: string;
    directory?: string;
    token: string | null;
    check?: RowCheck;
    onTrouble: (sentence: string) => void;
  },
): Promise<Receiver> {
  const write = await appender(path, directory);
  let waiting = 0;
  let last: Promise<unknown> = Promise.resolve();
  /** One body after another: packed ones may be a thousand times as large. */
  const append = (body: Buffer, request: IncomingMessage): Promise<void> => {
    const { 'content-encoding': encoding = 'identity' } = request.headers;
    const taken = last.then(async () => {
      const lines = await linesOf(body, { type: typeOf(request), encoding, check });
      if (lines.length > 0) await write(`${lines.join('\n')}\n`);
    });
    last = taken.catch(() => {});
    return taken;
  };
  const take = async (request: IncomingMessage): Promise<void> => {
    const wrong = refusalOf(request, token);
    // Whoever does not know the token is not listened to.
    if (wrong?.status === 401) throw wrong;
    if (wrong === null) proven(request.socket);
    let held = 0;
    const hold = (bytes: number): boolean => {
      if (wrong !== null || waiting + bytes > MOST_WAITING) return false;
      held += bytes;
      waiting += bytes;
      return true;
    };
    try {
      const body = await bodyOf(request, hold).catch((problem: unknown) => {
        throw wrong ?? problem;
      });
      if (wrong !== null) throw wrong;
      await append(body, request);
    } finally {
      waiting -= held;
    }
  };
  const server = createServer({ connectionsCheckingInterval: CHECK_MS }, (request, response) => {
    take(request).then(
      () => answer(response, 200, {}),
      (problem: unknown) => {
        if (response.destroyed) return;
        if (problem instanceof Refused) return refuse(response, problem);
        onTrouble(`${path} cannot be written: observations are refused, and whoever posts has to try again.`);
        refuse(response, new Refused(503, 'It cannot be written down now.'));
      },
    );
  });
  Object.assign(server, { headersTimeout: HEADERS_MS, requestTimeout: REQUEST_MS });
  server.maxConnections = MOST_CONNECTIONS;
  const proven = provenConnections(server);
  try {
    await once(server.listen(port, host), 'listening');
  } catch (cause) {
    throw new ConfigurationError(`--listen: ${host}:${port} cannot be listened on.`, {
      remedy: 'Name a port that is free, and an address of this machine.',
      cause,
    });
  }
  const bound = server.address();
  const free = typeof bound === 'object' && bound !== null ? bound.port : port;
  return {
    address: `http://${host.includes(':') ? `[${host}]` : host}:${free}`,
    async [Symbol.asyncDispose]() {
      const closed = once(server, 'close');
      server.close();
      server.closeIdleConnections();
      const grace = setTimeout(() => server.closeAllConnections(), GRACE_MS);
      await closed;
      clearTimeout(grace);
    },
  };
}

/**
 * Keeps room for whoever posts: of connections that nothing was taken of yet, the oldest ends for a new one.
 * @returns what is told of a connection that something is taken of
 */
function provenConnections(server: Server): (socket: Socket) => void {
  const unproven = new Set<Socket>();
  server.on('connection', (socket) => {
    unproven.add(socket);
    socket.once('close', () => unproven.delete(socket));
    const [oldest] = unproven;
    if (unproven.size > MOST_UNPROVEN) oldest?.destroy();
  });
  return (socket) => void unproven.delete(socket);
}

/**
 * Appends, one after another; a line that was cut off is ended first.
 * @throws ConfigurationError: the file cannot be written
 */
async function appender(path: string, directory: string): Promise<(text: string) => Promise<void>> {
  let isTorn: boolean;
  try {
    await using file = await openToAppend(path, directory);
    isTorn = await endsWithinLine(file);
  } catch (cause) {
    throw new ConfigurationError('The file cannot be written.', {
      place: { path },
      remedy: '--listen appends to it what it takes: name a file, and no link.',
      cause,
    });
  }
  return async (text) => {
    const ended = isTorn ? `\n${text}` : text;
    isTorn = true;
    await using file = await openToAppend(path, directory);
    await file.appendFile(ended);
    isTorn = false;
  };
}

/**
 * Why a request is refused whatever its body says; null: it is not. Pages in a browser may post to this machine as well:
 * they send their origin or where they are from, may not send these types unless they are allowed to, and name another
 * host where a name of theirs leads to this machine.
 */
function refusalOf(request: IncomingMessage, token: string | null): Refused | null {
  if (request.method !== 'POST') return new Refused(405, 'Observations are taken by POST.');
  const { origin, 'sec-fetch-site': site, host = '' } = request.headers;
  if (origin !== undefined || site !== undefined) {
    return new Refused(403, 'Pages in browsers may not post here.');
  }
  if (token === null && !LOOPBACK.has(hostOf(host))) {
    return new Refused(403, 'Post to 127.0.0.1, [::1] or localhost: without a token no other host is known.');
  }
  if (token !== null && !isSame(request.headers.authorization ?? '', `Bearer ${token}`)) {
    return new Refused(401, 'The token is missing or wrong.');
  }
  if (isTaken(typeOf(request))) return null;
  return new Refused(415, 'The content-type is application/x-ndjson or application/json.');
}

/** The header's host without its port. */
function hostOf(header: string): string {
  return header
    .replace(/:\d+$/, '')
    .replace(/^\[(.*)\]$/, '$1')
    .toLowerCase();
}

function typeOf(request: IncomingMessage): string {
  return (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
}

function isSame(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}

/**
 * Reads a body to its end, also one that is refused: whoever is cut off while sending does not see why.
 * @param hold whether so many bytes more may be kept
 */
async function bodyOf(request: IncomingMessage, hold: (bytes: number) => boolean): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  let isKept = true;
  try {
    for await (const chunk of request) {
      size += chunk.length;
      if (size > MOST_DISCARDED) break;
      isKept &&= size <= MOST_BYTES && hold(chunk.length);
      if (isKept) chunks.push(chunk);
      else chunks.length = 0;
    }
  } catch {
    throw new Refused(400, 'The body ended early.');
  }
  if (size > MOST_BYTES) throw tooLarge();
  if (!isKept) throw new Refused(503, 'Too much is waiting to be written.');
  return Buffer.concat(chunks);
}

function refuse(response: ServerResponse, { status, message }: Refused): void {
  if (status === 503) response.setHeader('retry-after', '1');
  if (status === 401) response.setHeader('connection', 'close');
  if (status === 405) response.setHeader('allow', 'POST');
  answer(response, status, { error: message });
}

function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
