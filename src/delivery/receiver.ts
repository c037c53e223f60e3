import { createHash, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { appendFile, open } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { ConfigurationError } from '../base/errors.ts';
import { isMapping, type Json } from '../base/json.ts';
import { hasCode } from '../base/system-error.ts';
import { TOKEN_VARIABLE } from '../domain/observation.ts';

/** Where observations are taken by HTTP. */
export type ReceiverPlace = { host: string; port: number };

export type Receiver = AsyncDisposable & {
  /** `http://127.0.0.1:4318`. */
  address: string;
};

/** The largest body, unpacked, in bytes, … */
const MOST_BYTES = 8_000_000;
/** … and of all requests that are not answered yet. */
const MOST_WAITING = 64_000_000;
/** What is larger is cut off. */
const MOST_DISCARDED = 20 * MOST_BYTES;
const HEADERS_MS = 10_000;
const REQUEST_MS = 30_000;
const MOST_CONNECTIONS = 500;
const LOOPBACK = new Set(['localhost', '127.0.0.1', '::1']);
const JSON_TYPES = new Set(['application/json']);
const LINE_TYPES = new Set(['application/x-ndjson', 'application/ndjson', 'application/jsonl']);

const unpack = promisify(gunzip);

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

/** A request that is not taken, and why. */
class Refused extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/**
 * Takes observations by POST, lines of JSON or one JSON document, and appends them to a file, a line each, before it
 * answers 200. A body is taken whole or not at all.
 * @param to.path the file; it is made where it is not there
 * @param to.onTrouble is told when the file cannot be written
 * @throws ConfigurationError: the address is taken or not of this machine; the file cannot be written
 */
export async function openReceiver(
  { host, port }: ReceiverPlace,
  { path, token, onTrouble }: { path: string; token: string | null; onTrouble: (sentence: string) => void },
): Promise<Receiver> {
  const append = await appender(path);
  let waiting = 0;
  const take = async (request: IncomingMessage): Promise<void> => {
    const wrong = refusalOf(request, token);
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
      const lines = linesIn(await unpacked(body, request), typeOf(request));
      if (lines.length > 0) await append(`${lines.join('\n')}\n`);
    } finally {
      waiting -= held;
    }
  };
  const server = createServer((request, response) => {
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
      await closed;
    },
  };
}

/** Appends one after another; a line that was cut off is ended first. */
async function appender(path: string): Promise<(text: string) => Promise<void>> {
  let isTorn = await endsWithinLine(path);
  let last: Promise<void> = Promise.resolve();
  return (text) => {
    const write = async (): Promise<void> => {
      const ended = isTorn ? `\n${text}` : text;
      isTorn = true;
      await appendFile(path, ended);
      isTorn = false;
    };
    const written = last.then(write);
    last = written.catch(() => {});
    return written;
  };
}

async function endsWithinLine(path: string): Promise<boolean> {
  try {
    await using file = await open(path, 'a+');
    const { size } = await file.stat();
    const { buffer, bytesRead } = await file.read(Buffer.alloc(1), 0, 1, Math.max(0, size - 1));
    return bytesRead === 1 && buffer[0] !== 10;
  } catch (cause) {
    throw new ConfigurationError('The file cannot be written.', {
      place: { path },
      remedy: '--listen appends to it what it takes.',
      cause,
    });
  }
}

/**
 * Why a request is refused whatever its body says; null: it is not. Pages in a browser may post to this machine as well:
 * they send their origin, and may not send these types unless they are allowed to.
 */
function refusalOf(request: IncomingMessage, token: string | null): Refused | null {
  if (request.method !== 'POST') return new Refused(405, 'Observations are taken by POST.');
  if (request.headers.origin !== undefined) return new Refused(403, 'Pages in browsers may not post here.');
  if (token !== null && !isSame(request.headers.authorization ?? '', `Bearer ${token}`)) {
    return new Refused(401, 'The token is missing or wrong.');
  }
  const type = typeOf(request);
  if (JSON_TYPES.has(type) || LINE_TYPES.has(type)) return null;
  return new Refused(415, 'The content-type is application/x-ndjson or application/json.');
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

async function unpacked(body: Buffer, request: IncomingMessage): Promise<string> {
  const encoding = request.headers['content-encoding'] ?? 'identity';
  if (encoding === 'identity') return textOf(body);
  if (encoding !== 'gzip') throw new Refused(415, 'The content-encoding is gzip, or none.');
  try {
    return textOf(await unpack(body, { maxOutputLength: MOST_BYTES }));
  } catch (problem) {
    if (problem instanceof Refused) throw problem;
    throw hasCode(problem, 'ERR_BUFFER_TOO_LARGE') ? tooLarge() : new Refused(400, 'This is no gzip.');
  }
}

function textOf(body: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    throw new Refused(400, 'This is no UTF-8.');
  }
}

function tooLarge(): Refused {
  return new Refused(413, `The body is larger than ${MOST_BYTES / 1e6} MB: post fewer at once.`);
}

/** One line for each JSON object. */
function linesIn(text: string, type: string): string[] {
  if (LINE_TYPES.has(type)) {
    const lines = text.split('\n').map((line, index) => ({ line: line.trim(), where: `line ${index + 1}` }));
    return lines
      .filter(({ line }) => line !== '')
      .map(({ line, where }) => oneLine(parsed(line, where), where));
  }
  const value = parsed(text, 'the body');
  const rows = Array.isArray(value) ? value : [value];
  return rows.map((row, index) => oneLine(row, Array.isArray(value) ? `item ${index + 1}` : 'the body'));
}

function parsed(text: string, where: string): Json {
  try {
    return JSON.parse(text);
  } catch {
    throw new Refused(400, `Nothing is taken: ${where} is not valid JSON.`);
  }
}

function oneLine(value: Json, where: string): string {
  if (isMapping(value)) return JSON.stringify(value);
  throw new Refused(400, `Nothing is taken: ${where} is not a JSON object.`);
}

function refuse(response: ServerResponse, { status, message }: Refused): void {
  if (status === 503) response.setHeader('retry-after', '1');
  if (status === 405) response.setHeader('allow', 'POST');
  answer(response, status, { error: message });
}

function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
