import http from 'node:http';
import https from 'node:https';

/** Headers of an SDK's request that are sent; whatever else it finds in the environment is not. */
const sentHeaders =
  /^(?:accept|content-type|authorization|user-agent|x-api-key|anthropic-version|x-stainless-.*)$/;

/** Headers of an answer that anyone reads. */
const readHeaders = /^(?:content-type|retry-after(?:-ms)?|x-ratelimit-.*|anthropic-ratelimit-.*)$/;

/** The largest answer that is read, bytes; a model's answer is thousands of times smaller. */
const largestBody = 32 * 1024 * 1024;

/** Calls over kept-alive connections, in the shape the SDKs take as their `fetch`. */
export type Transport = {
  fetch(input: string | URL | Request, init?: RequestInit): Promise<Response>;
  /** Closes idle connections, so that the process can end at once. */
  close(): void;
};

/**
 * Connections of one sender. Unlike the global `fetch` the answer's whole body is read before the promise
 * resolves, so that `timeoutMs` and the signal cover it, redirects are not followed (a key stays with the host
 * it is for), and a call costs less CPU.
 */
export function createTransport(timeoutMs: number): Transport {
  const options = { keepAlive: true, maxFreeSockets: 1024 };
  const plain = new http.Agent(options);
  const secure = new https.Agent(options);
  return {
    fetch(input, init) {
      const url = new URL(input instanceof Request ? input.url : input);
      const isSecure = url.protocol === 'https:';
      return new Promise((resolve, reject) => {
        const request = (isSecure ? https : http).request(url, {
          method: init?.method ?? 'GET',
          headers: requestHeaders(init),
          agent: isSecure ? secure : plain,
          ...(init?.signal && { signal: init.signal }),
        });
        const timer = setTimeout(() => request.destroy(new SlowAnswer('no answer in time')), timeoutMs);
        request.on('close', () => clearTimeout(timer));
        request.on('error', reject);
        request.on('response', (response) => readResponse(response).then(resolve, reject));
        request.end(typeof init?.body === 'string' ? init.body : undefined);
      });
    },
    close() {
      plain.destroy();
      secure.destroy();
    },
  };
}

/** The whole answer did not come within the timeout. */
export class SlowAnswer extends Error {
  readonly code = 'ERR_SLOW_ANSWER';
}

/** More body than any answer has. */
export class OversizedBody extends Error {
  readonly code = 'ERR_BODY_TOO_LARGE';
}

function requestHeaders(init: RequestInit | undefined): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of new Headers(init?.headers)) {
    if (sentHeaders.test(name)) headers[name] = value;
  }
  if (typeof init?.body === 'string') headers['content-length'] = String(Buffer.byteLength(init.body));
  return headers;
}

function readResponse(response: http.IncomingMessage): Promise<Response> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    response.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > largestBody) response.destroy(new OversizedBody('the answer is larger than 32 MB'));
      else chunks.push(chunk);
    });
    response.on('error', reject);
    response.on('end', () => {
      const status = response.statusCode ?? 502;
      const headers: [string, string][] = [];
      for (const [name, value] of Object.entries(response.headers)) {
        if (typeof value === 'string' && readHeaders.test(name)) headers.push([name, value]);
      }
      const empty = status === 204 || status === 205 || status === 304;
      try {
        resolve(new Response(empty ? null : Buffer.concat(chunks), { status, headers }));
      } catch (error) {
        reject(error);
      }
    });
  });
}
