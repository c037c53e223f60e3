import { isUtf8 } from 'node:buffer';
import { lookup } from 'node:dns';
import http from 'node:http';
import https from 'node:https';
import type { LookupFunction } from 'node:net';
import type { Duplex } from 'node:stream';
import type { ProxySettings } from '../domain/answer.ts';

/**
 * Request headers that are sent, beside a provider's own; anything else that an SDK adds from the environment is not.
 */
const sentHeaders = /^(?:accept|content-type|authorization|user-agent)$/;

/** Response headers that the gate reads. */
const readHeaders = /^(?:content-type|date|retry-after(?:-ms)?|(?:[a-z]+-)?ratelimit-.*)$/;

/** The largest response that is read, bytes; a model's answer is thousands of times smaller. */
const largestBody = 32 * 1024 * 1024;

/** The form in which the SDKs take a `fetch`. */
export type Fetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>;

/** Connections that are kept alive from call to call. */
export type Transport = {
  /** A `fetch` whose calls all end when `signal` is aborted; `ownHeaders` are sent beside the usual ones. */
  fetchUntil(signal: AbortSignal, ownHeaders: RegExp): Fetch;
  /** The body of a response with a status of 2xx, whose own stream is empty. */
  textOf(response: Response): string;
  /** Closes all connections, so that the process can end at once. */
  close(): void;
};

/**
 * Connections of one sender. Unlike the global `fetch`, the whole body is read before the promise resolves, so that
 * `timeoutMs` covers it, and redirects are not followed: a key stays with its host. The stream of a `Response`, which
 * costs memory and time, is created for errors only (the SDKs read those themselves). Calls go through `proxy`.
 */
export function createTransport(timeoutMs: number, proxy: ProxySettings = {}): Transport {
  const options = { keepAlive: true, maxFreeSockets: 1024, proxyEnv: proxy, lookup: sharedLookup() };
  const plain = new http.Agent(options);
  const secure = new https.Agent(options);
  const tunnels = openedBy(secure);
  const texts = new WeakMap<Response, string>();

  const call = (
    input: string | URL | Request,
    init: RequestInit | undefined,
    { open, ownHeaders }: { open: Set<(why: Error) => void>; ownHeaders: RegExp },
  ) => {
    const url = new URL(input instanceof Request ? input.url : input);
    const isSecure = url.protocol === 'https:';
    return new Promise<Response>((resolve, reject) => {
      const request = (isSecure ? https : http).request(url, {
        method: init?.method ?? 'GET',
        headers: requestHeaders(init, ownHeaders),
        agent: isSecure ? secure : plain,
      });
      const end = (why: Error) => {
        request.destroy(why);
        // While a proxy is asked for a tunnel, the request reports nothing.
        reject(why);
      };
      open.add(end);
      const timer = setTimeout(() => end(new SlowAnswer('no answer in time')), timeoutMs);
      request.on('close', () => {
        clearTimeout(timer);
        open.delete(end);
      });
      request.on('error', reject);
      request.on('response', (message) => {
        readBody(message).then((text) => {
          const response = responseOf(message, text);
          texts.set(response, text);
          resolve(response);
        }, reject);
      });
      request.end(typeof init?.body === 'string' ? init.body : undefined);
    });
  };

  return {
    fetchUntil(signal, ownHeaders) {
      const open = new Set<(why: Error) => void>();
      const abandon = () => {
        for (const end of open) end(new Abandoned('given up'));
      };
      signal.addEventListener('abort', abandon, { once: true });
      return (input, init) => {
        if (signal.aborted) return Promise.reject(new Abandoned('given up'));
        return call(input, init, { open, ownHeaders });
      };
    },
    textOf: (response) => texts.get(response) ?? '',
    close() {
      plain.destroy();
      secure.destroy();
      for (const tunnel of tunnels) tunnel.destroy();
    },
  };
}

/** The connections that an agent opened and that are open: it forgets those over which a proxy gave no tunnel. */
function openedBy(agent: https.Agent): ReadonlySet<Duplex> {
  const opened = new Set<Duplex>();
  const connect = agent.createConnection.bind(agent);
  agent.createConnection = (options, callback) => {
    const socket = connect(options, callback);
    if (!socket) return socket;
    opened.add(socket);
    return socket.once('close', () => opened.delete(socket));
  };
  return opened;
}

/**
 * A DNS look-up that is shared by simultaneous calls for the same name: look-ups share one short queue with the reading
 * of files, and a hundred of an unknown name would block both for minutes.
 */
function sharedLookup(): LookupFunction {
  const asking = new Map<string, Parameters<LookupFunction>[2][]>();
  return (name, options, callback) => {
    const question = JSON.stringify([name, options]);
    const waiting = asking.get(question);
    if (waiting) {
      waiting.push(callback);
      return;
    }
    const callbacks = [callback];
    asking.set(question, callbacks);
    lookup(name, options, (error, address, family) => {
      asking.delete(question);
      for (const told of callbacks) told(error, address, family);
    });
  };
}

/** The error for an answer that did not arrive completely within the timeout. */
export class SlowAnswer extends Error {
  readonly code = 'ERR_SLOW_ANSWER';
}

/** The error for a body larger than any answer. */
export class OversizedBody extends Error {
  readonly code = 'ERR_BODY_TOO_LARGE';
}

/** The error for an answer that is not in UTF-8: what its bytes mean is a guess. */
export class NoText extends Error {
  readonly code = 'ERR_NOT_UTF8';
}

/** The error for a call that the caller aborted. */
export class Abandoned extends Error {
  readonly code = 'ERR_ABANDONED';
}

function requestHeaders(init: RequestInit | undefined, own: RegExp): Record<string, string> {
  const given = init?.headers instanceof Headers ? init.headers : new Headers(init?.headers);
  const headers: Record<string, string> = {};
  for (const [name, value] of given) {
    if (sentHeaders.test(name) || own.test(name)) headers[name] = value;
  }
  if (typeof init?.body === 'string') headers['content-length'] = String(Buffer.byteLength(init.body));
  return headers;
}

function readBody(message: http.IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    message.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > largestBody) message.destroy(new OversizedBody('the answer is larger than 32 MB'));
      else chunks.push(chunk);
    });
    message.on('error', reject);
    message.on('end', () => {
      const body = Buffer.concat(chunks);
      if (isGood(message.statusCode) && !isUtf8(body)) reject(new NoText('the answer is not in UTF-8'));
      else resolve(body.toString('utf8'));
    });
  });
}

function responseOf(
  { statusCode: status = 502, headers: given }: http.IncomingMessage,
  text: string,
): Response {
  const headers: [string, string][] = [];
  for (const [name, value] of Object.entries(given)) {
    if (typeof value === 'string' && readHeaders.test(name)) headers.push([name, value]);
  }
  return new Response(isGood(status) || text === '' ? null : text, { status, headers });
}

function isGood(status = 0): boolean {
  return status >= 200 && status < 300;
}
