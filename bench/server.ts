import http from 'node:http';

/*
 * A model server on loopback, in a process of its own, so that its CPU is not counted with the clients'. node
 * bench/server.ts: prints its port on the first line. `POST /control` sets latency and limit and resets the counts;
 * `GET /control` returns the counts.
 */

type Settings = {
  latencyMs: number;
  perSecond: number | null;
  /** 8 % of the calls fail: 2 % as 429 and 500 each, 1 % as 529, 2 % as resets, 1 % as cut bodies. */
  faults: boolean;
  /** From so many ms after the first call on, every call is reset for so long; null: never. */
  outage: { fromMs: number; lastsMs: number } | null;
};

const undisturbed: Settings = { latencyMs: 0, perSecond: null, faults: false, outage: null };
let settings = undisturbed;
let counts = newCounts();

function newCounts() {
  return {
    seen: 0,
    refused: 0,
    open: 0,
    firstAt: 0,
    lastAt: 0,
    changedAt: 0,
    openTime: 0,
    tokens: 0,
    filledAt: 0,
  };
}

/** Records that the number of calls in flight changed, adding up their time. */
function change(by: number): void {
  const now = performance.now();
  if (counts.firstAt === 0) counts.firstAt = now;
  else counts.openTime += counts.open * (now - counts.changedAt);
  counts.changedAt = now;
  counts.lastAt = now;
  counts.open += by;
}

/** A bucket of one second's calls, refilled steadily; full at the first call. */
function isAllowed(): boolean {
  const { perSecond } = settings;
  if (perSecond === null) return true;
  const now = performance.now();
  const refilled = counts.filledAt === 0 ? perSecond : ((now - counts.filledAt) / 1000) * perSecond;
  counts.tokens = Math.min(perSecond, counts.tokens + refilled);
  counts.filledAt = now;
  if (counts.tokens < 1) return false;
  counts.tokens -= 1;
  return true;
}

const answer = JSON.stringify({
  id: 'chatcmpl-1',
  object: 'chat.completion',
  created: 1,
  model: 'gpt-4.1-mini-2025-04-14',
  choices: [
    {
      index: 0,
      finish_reason: 'stop',
      message: { role: 'assistant', content: 'A specialist will call you. '.repeat(12) },
    },
  ],
  usage: { prompt_tokens: 180, completion_tokens: 80, prompt_tokens_details: { cached_tokens: 0 } },
});
const answerHeaders = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(answer) };

function control(request: http.IncomingMessage, response: http.ServerResponse, body: string): void {
  if (request.method === 'POST') {
    const given: unknown = JSON.parse(body);
    settings = { ...undisturbed, ...(typeof given === 'object' ? given : {}) };
    counts = newCounts();
  }
  const { seen, refused, openTime, firstAt, lastAt } = counts;
  const meanInFlight = openTime / Math.max(1e-9, lastAt - firstAt);
  response.end(JSON.stringify({ seen, refused, meanInFlight, spanMs: lastAt - firstAt }));
}

/** Gives a call a fault where the settings and chance will have it; whether they did. */
function meetsFault(response: http.ServerResponse): boolean {
  const sinceFirst = counts.firstAt === 0 ? 0 : performance.now() - counts.firstAt;
  const { outage } = settings;
  if (outage && sinceFirst >= outage.fromMs && sinceFirst < outage.fromMs + outage.lastsMs) {
    response.socket?.resetAndDestroy();
    return true;
  }
  const chance = settings.faults ? Math.random() : 1;
  if (chance >= 0.08) return false;
  if (chance < 0.02) {
    response.socket?.resetAndDestroy();
    return true;
  }
  if (chance < 0.03) {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(answer.slice(0, answer.length / 2));
    return true;
  }
  response.writeHead(chance < 0.05 ? 429 : chance < 0.07 ? 500 : 529, { 'content-type': 'application/json' });
  response.end('{"error":{"message":"Try again"}}');
  return true;
}

const server = http.createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    if (request.url === '/control') return control(request, response, Buffer.concat(chunks).toString());
    counts.seen += 1;
    if (!isAllowed()) {
      counts.refused += 1;
      response.writeHead(429, { 'content-type': 'application/json', 'retry-after': '1' });
      response.end('{"error":{"message":"Rate limit reached","code":"rate_limit_exceeded"}}');
      return;
    }
    if (meetsFault(response)) return;
    change(1);
    const respond = () => {
      change(-1);
      response.writeHead(200, answerHeaders);
      response.end(answer);
    };
    if (settings.latencyMs > 0) setTimeout(respond, settings.latencyMs);
    else respond();
  });
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.stdout.write(`${typeof address === 'object' ? address?.port : ''}\n`);
});
