import http from 'node:http';
import type { AddressInfo } from 'node:net';

/** The server's reaction to one request. */
export type Behaviour =
  | {
      kind: 'answer';
      text?: string;
      latencyMs?: number;
      /** The answer is sent once this resolves. */
      after?: Promise<unknown>;
      headers?: Record<string, string>;
      body?: unknown;
    }
  | { kind: 'status'; status: number; body?: unknown; headers?: Record<string, string>; latencyMs?: number }
  | { kind: 'html'; status: number }
  /** These bytes, as JSON. */
  | { kind: 'bytes'; bytes: Buffer }
  | { kind: 'truncated-json' }
  /** Chunks of a body, of which the last never comes. */
  | { kind: 'cut-stream' }
  /** Server-sent events, though none were asked for, that end in the middle. */
  | { kind: 'event-stream' }
  | { kind: 'reset' }
  | { kind: 'reset-mid-body' }
  | { kind: 'hang' }
  | { kind: 'slow-body'; ms: number };

/** A request as it arrived; times are ms of `performance.now()`. */
export type SeenRequest = {
  at: number;
  path: string;
  headers: http.IncomingHttpHeaders;
  body: { [key: string]: unknown };
};

export type FaultServer = {
  /** Base URL for OpenAI's SDK. */
  openai: string;
  /** Base URL for Anthropic's SDK. */
  anthropic: string;
  seen: SeenRequest[];
  /** Maximum number of requests answered at the same time. */
  peak(): number;
  /** Connections opened so far. */
  connections(): number;
  close(): Promise<void>;
};

const status = (
  code: number,
  body: unknown,
  headers: Record<string, string> = {},
): Extract<Behaviour, { kind: 'status' }> => ({
  kind: 'status',
  status: code,
  body,
  headers,
});

/** Refusals as the providers word them. */
export const refusals = {
  rateLimited: (headers: Record<string, string> = {}) =>
    status(429, { error: { message: 'Rate limit reached', code: 'rate_limit_exceeded' } }, headers),
  quota: status(429, { error: { message: 'You exceeded your quota', code: 'insufficient_quota' } }),
  overloaded: status(529, { type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } }),
  badKey: status(401, { error: { message: 'Incorrect API key: sk-secret-key', code: 'invalid_api_key' } }),
  unknownModel: status(404, { error: { message: 'The model does not exist', code: 'model_not_found' } }),
  tooLong: status(400, { error: { message: 'maximum is 8192', code: 'context_length_exceeded' } }),
  tooLongAnthropic: status(400, {
    type: 'error',
    error: { type: 'invalid_request_error', message: 'prompt is too long: 210000 tokens > 200000 maximum' },
  }),
  noCreditAnthropic: status(400, {
    type: 'error',
    error: { type: 'invalid_request_error', message: 'Your credit balance is too low to access the API.' },
  }),
  badParameter: status(400, {
    error: {
      message: 'no <b>',
      type: 'invalid_request_error',
      param: 'temperature',
      code: 'unsupported_value',
    },
  }),
};

/**
 * A server with OpenAI's chat completions and Anthropic's messages that misbehaves on demand: `behave` is called for
 * every request, `count` being the number of earlier ones. By default on a free port.
 */
export async function startFaultServer(
  behave: (request: SeenRequest, count: number) => Behaviour,
  port = 0,
): Promise<FaultServer> {
  const seen: SeenRequest[] = [];
  let open = 0;
  let peak = 0;
  let connections = 0;
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const parsed: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8'));
      const body = typeof parsed === 'object' && parsed !== null ? { ...parsed } : {};
      const one = { at: performance.now(), path: request.url ?? '', headers: request.headers, body };
      const behaviour = behave(one, seen.length);
      seen.push(one);
      open += 1;
      peak = Math.max(peak, open);
      response.on('close', () => {
        open -= 1;
      });
      respond(response, behaviour, one);
    });
  });
  server.on('connection', () => {
    connections += 1;
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${portOf(server)}`;
  return {
    openai: `${url}/v1`,
    anthropic: url,
    seen,
    peak: () => peak,
    connections: () => connections,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function portOf(server: http.Server): number {
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server listens on no port');
  return address.port;
}

function respond(response: http.ServerResponse, behaviour: Behaviour, request: SeenRequest): void {
  const text = JSON.stringify(answerBody(request, 'ok'));
  const whole = { 'content-type': 'application/json', 'content-length': text.length };
  const later = (ms: number | undefined, act: () => void) => (ms ? setTimeout(act, ms) : act());
  const sendJson = (code: number, body: unknown, headers: Record<string, string> = {}) => {
    response.writeHead(code, { 'content-type': 'application/json', ...headers });
    response.end(JSON.stringify(body));
  };
  switch (behaviour.kind) {
    case 'answer': {
      const body = behaviour.body ?? answerBody(request, behaviour.text ?? 'ok');
      void Promise.resolve(behaviour.after).then(() =>
        later(behaviour.latencyMs, () => sendJson(200, body, behaviour.headers)),
      );
      return;
    }
    case 'status':
      later(behaviour.latencyMs, () => sendJson(behaviour.status, behaviour.body ?? {}, behaviour.headers));
      return;
    case 'html':
      response.writeHead(behaviour.status, { 'content-type': 'text/html' });
      response.end('<!DOCTYPE html><html><body>Bad gateway of ACME proxy</body></html>');
      return;
    case 'bytes':
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(behaviour.bytes);
      return;
    case 'truncated-json':
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(text.slice(0, text.length / 2));
      return;
    case 'cut-stream':
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write(text.slice(0, text.length - 4), () => response.socket?.end());
      return;
    case 'event-stream':
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.end(`data: ${text}\n\ndata: ${text.slice(0, text.length / 2)}`);
      return;
    case 'reset':
      response.socket?.resetAndDestroy();
      return;
    case 'reset-mid-body':
      response.writeHead(200, whole);
      response.write(text.slice(0, 10), () => response.socket?.resetAndDestroy());
      return;
    case 'hang':
      return;
    case 'slow-body':
      response.writeHead(200, whole);
      response.write(text.slice(0, 10));
      setTimeout(() => response.end(text.slice(10)), behaviour.ms);
      return;
  }
}

function answerBody(request: SeenRequest, text: string): unknown {
  const model = request.body.model;
  if (request.path.endsWith('/messages')) {
    return {
      type: 'message',
      role: 'assistant',
      model,
      content: [{ type: 'text', text }],
      stop_reason: 'end_turn',
      usage: {
        input_tokens: 10,
        output_tokens: 2,
        cache_read_input_tokens: 5,
        cache_creation_input_tokens: 3,
      },
    };
  }
  return {
    id: 'chatcmpl-1',
    object: 'chat.completion',
    model,
    choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content: text } }],
    usage: { prompt_tokens: 10, completion_tokens: 2, prompt_tokens_details: { cached_tokens: 4 } },
  };
}
