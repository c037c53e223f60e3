import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { isObject, objectAt, stringAt } from '../../src/model/json.ts';
import { allowanceOf, readNumber } from '../../src/model/limits.ts';
import type { Api, Provider, ProviderError } from '../../src/model/provider.ts';
import { tokensAt } from '../../src/model/tokens.ts';

const inputKeys = ['contents'];

/** An API that is nobody else's: the model stands in the path, and messages and answers have shapes of their own. */
const generate: Api = {
  title: 'Acme',
  label: "Acme's generate",
  path: ({ model }) => `/models/${model}:generate`,
  body: ({ messages, parameters: { maxTokens } }) => ({
    contents: messages.map(({ role, content }) => ({ from: role, say: content })),
    ...(maxTokens !== undefined && { most: maxTokens }),
  }),
  readAnswer(body, request) {
    const text = isObject(body) ? stringAt(body, 'reply') : null;
    if (text === null) return undefined;
    const inputTokens = tokensAt(request.body, inputKeys);
    const usage = { inputTokens, outputTokens: 1, cachedInputTokens: 0 };
    return { text, toolCalls: [], finishReason: null, usage, model: request.target.model };
  },
  inputKeys,
  outputLimitKeys: ['most'],
  reservedKeys: ['contents'],
  ownKeys: ['mood'],
  leftOut: ({ parameters }) => (parameters.seed === undefined ? [] : ['`seed`']),
  cachedStart: () => null,
};

/** A third provider, without an SDK: everything about it is in this file. */
export const acme: Provider = {
  title: 'Acme',
  key: { variable: 'ACME_API_KEY', input: 'acme-api-key' },
  baseUrl: {
    byDefault: 'https://acme.invalid/v1',
    variable: 'ACME_BASE_URL',
    normalised: (url) => (url.endsWith('/v1') ? url : `${url}/v1`),
  },
  family: {
    has: (model) => model.startsWith('acme-'),
    isPinned: (model) => /-r\d+$/.test(model),
    takesTemperature: () => false,
    takesJsonSchema: () => true,
    cachedFromTokens: () => 512,
  },
  apis: { generate },
  defaultApi: 'generate',
  embeddings: null,
  defaultJudge: 'acme-large-r1',
  priceList: null,
  sentHeaders: /^x-acme-key$/,
  rateLimits: (header) => ({
    requests: allowanceOf({
      limit: readNumber(header('acme-ratelimit-limit')),
      remaining: readNumber(header('acme-ratelimit-left')),
      resetMs: 1000,
    }),
    tokens: undefined,
  }),
  failureKind: (status: number, { code }: ProviderError) =>
    status === 400 && code === 'KEY_INVALID' ? 'auth' : undefined,
  async connect({ apiKey, baseUrl, fetch }) {
    const headers = { 'content-type': 'application/json', 'x-acme-key': apiKey, 'x-unasked': 'yes' };
    return (path, body) =>
      fetch(`${baseUrl}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
  },
};

type Seen = { path: string; headers: http.IncomingHttpHeaders; body: unknown };

/** A server that speaks it: it knows one key and one model, and repeats what was said last. */
export async function startAcme(key: string) {
  const seen: Seen[] = [];
  const server = http.createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8'));
    seen.push({ path: request.url ?? '', headers: request.headers, body });
    const answer = (status: number, value: unknown) => {
      response.writeHead(status, { 'acme-ratelimit-limit': '10', 'acme-ratelimit-left': '9' });
      response.end(JSON.stringify(value));
    };
    if (request.headers['x-acme-key'] !== key) {
      return answer(400, { error: { code: 'KEY_INVALID', message: `no such key` } });
    }
    if (request.url !== '/v1/models/acme-small:generate') return answer(404, { error: { code: 'NO_MODEL' } });
    const contents = isObject(body) && Array.isArray(body.contents) ? body.contents : [];
    answer(200, { reply: `You said: ${objectAt({ last: contents.at(-1) }, 'last').say}` });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    seen,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
