import { once } from 'node:events';
import http from 'node:http';
import net from 'node:net';
import { finished } from 'node:stream/promises';
import { LLMock } from '@copilotkit/aimock';
import { afterEach, expect, test, vi } from 'vitest';
import type { Message } from '../../src/domain/message.ts';
import type { ModelParameters } from '../../src/domain/prompt.ts';
import { buildRequest } from '../../src/model/request.ts';
import type { SendResult } from '../../src/model/response.ts';
import { createSender } from '../../src/model/send.ts';
import { type Behaviour, type FaultServer, refusals, startFaultServer } from '../kit/fault-server.ts';

const key = 'sk-very-secret-key-0123456789';
const NOBODY = { apiKey: undefined, baseUrl: undefined };
/** Longer than any answer that comes at all takes, also on a busy machine. */
const ANSWERED_MS = 60_000;

const closers: (() => unknown)[] = [];

afterEach(async () => {
  vi.unstubAllEnvs();
  vi.useRealTimers();
  for (const close of closers.splice(0)) await close();
});

const hello: Message[] = [
  { role: 'system', content: 'Be kind.' },
  { role: 'user', content: 'hello' },
];

const models = { openai: 'gpt-4o-mini', anthropic: 'claude-sonnet-4-5' };
type Provider = keyof typeof models;

function ask(
  baseUrl: string,
  provider: Provider = 'openai',
  parameters: ModelParameters = {},
  timeoutMs = ANSWERED_MS,
): Promise<SendResult> {
  const credentials = {
    providers: {
      openai: { apiKey: key, baseUrl: undefined },
      anthropic: { apiKey: key, baseUrl: undefined },
    },
  };
  const send = createSender(credentials, { timeoutMs });
  closers.push(() => send.close());
  const request = buildRequest({ provider, model: models[provider], baseUrl }, hello, parameters);
  return send(request, new AbortController().signal);
}

async function serve(behaviour: Behaviour): Promise<FaultServer> {
  const server = await startFaultServer(() => behaviour);
  closers.push(() => server.close());
  return server;
}

async function failureOf(behaviour: Behaviour, provider: Provider = 'openai') {
  const server = await serve(behaviour);
  const neverEnds = behaviour.kind === 'hang' || behaviour.kind === 'slow-body';
  const result = await ask(server[provider], provider, {}, neverEnds ? 400 : ANSWERED_MS);
  if (result.ok) throw new Error('an answer where a failure was expected');
  expect(server.seen).toHaveLength(1);
  expect(result.failure.message).not.toMatch(/secret|ACME|<|undefined/);
  expect(result.failure.message).toContain(models[provider]);
  return result.failure;
}

test('OpenAI’s API is asked as its documentation says, and its answer read', async () => {
  const mock = new LLMock({ port: 0 });
  closers.push(() => mock.stop());
  mock.onMessage('hello', {
    content: 'Hi there!',
    usage: { prompt_tokens: 30, completion_tokens: 4, total_tokens: 34 },
  });
  await mock.start();
  const result = await ask(`${mock.url}/v1`, 'openai', { temperature: 0, maxTokens: 20 });
  expect(result).toMatchObject({
    ok: true,
    answer: {
      text: 'Hi there!',
      toolCalls: [],
      finishReason: 'stop',
      usage: { inputTokens: 30, outputTokens: 4, cachedInputTokens: 0 },
      model: 'gpt-4o-mini',
    },
  });
  expect(mock.getLastRequest()).toMatchObject({
    method: 'POST',
    path: '/v1/chat/completions',
    body: { model: 'gpt-4o-mini', messages: hello, temperature: 0, max_tokens: 20 },
  });
});

test('Anthropic’s API is asked as its documentation says, and its answer read', async () => {
  const server = await serve({ kind: 'answer', text: 'Hi!' });
  const result = await ask(server.anthropic, 'anthropic');
  expect(result).toMatchObject({
    ok: true,
    answer: {
      text: 'Hi!',
      finishReason: 'end_turn',
      usage: { inputTokens: 18, outputTokens: 2, cachedInputTokens: 5 },
    },
  });
  expect(server.seen[0]).toMatchObject({
    path: '/v1/messages',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: { model: 'claude-sonnet-4-5', max_tokens: 4096, system: 'Be kind.' },
  });
  expect(server.seen[0]?.headers['anthropic-version']).toMatch(/^\d{4}-\d{2}-\d{2}$/);
});

test('Anthropic is understood by a server that is not ours', async () => {
  const mock = new LLMock({ port: 0 });
  closers.push(() => mock.stop());
  mock.onMessage('hello', { content: 'Hi there!' });
  await mock.start();
  const result = await ask(mock.url, 'anthropic');
  expect(result).toMatchObject({ ok: true, answer: { text: 'Hi there!', finishReason: 'end_turn' } });
  expect(mock.getLastRequest()).toMatchObject({ path: '/v1/messages' });
});

test('tool calls are read from both providers', async () => {
  const openai = await serve({
    kind: 'answer',
    body: {
      model: 'm',
      choices: [
        {
          finish_reason: 'tool_calls',
          message: { content: null, tool_calls: [{ function: { name: 'f', arguments: '{"a":1}' } }] },
        },
      ],
      usage: { prompt_tokens: 1, completion_tokens: 1 },
    },
  });
  const anthropic = await serve({
    kind: 'answer',
    body: {
      type: 'message',
      model: 'm',
      content: [{ type: 'tool_use', name: 'f', input: { a: 1 } }],
      stop_reason: 'tool_use',
      usage: { input_tokens: 1, output_tokens: 1 },
    },
  });
  const expected = { ok: true, answer: { text: '', toolCalls: [{ name: 'f', arguments: '{"a":1}' }] } };
  expect(await ask(openai.openai)).toMatchObject(expected);
  expect(await ask(anthropic.anthropic, 'anthropic')).toMatchObject(expected);
});

test('usage that a server does not report is approximated', async () => {
  const text = 'word '.repeat(40);
  const body = { model: 'm', choices: [{ finish_reason: 'stop', message: { content: text } }] };
  const server = await serve({ kind: 'answer', body });
  const result = await ask(server.openai);
  expect(result).toMatchObject({ ok: true, answer: { usage: { outputTokens: 50 } } });
  expect(result.ok && result.answer.usage.inputTokens).toBeGreaterThan(5);
});

test('nothing of the environment reaches a provider', async () => {
  vi.stubEnv('OPENAI_ORG_ID', 'org-from-environment');
  vi.stubEnv('OPENAI_PROJECT_ID', 'project-from-environment');
  vi.stubEnv('OPENAI_CUSTOM_HEADERS', 'x-evil: from-environment');
  vi.stubEnv('ANTHROPIC_CUSTOM_HEADERS', 'x-evil: from-environment');
  vi.stubEnv('ANTHROPIC_AUTH_TOKEN', 'token-from-environment');
  const server = await serve({ kind: 'answer' });
  await ask(server.openai);
  await ask(server.anthropic, 'anthropic');
  expect(server.seen).toHaveLength(2);
  expect(JSON.stringify(server.seen)).not.toContain('from-environment');
});

test('without a key nothing is sent, and the variable to set is named', async () => {
  const server = await serve({ kind: 'answer' });
  const none = { apiKey: undefined, baseUrl: undefined };
  const send = createSender({ providers: { openai: none, anthropic: none } }, { timeoutMs: ANSWERED_MS });
  const request = buildRequest(
    { provider: 'anthropic', model: 'claude-x', baseUrl: server.anthropic },
    hello,
    {},
  );
  const result = await send(request, new AbortController().signal);
  expect(result).toMatchObject({ ok: false, failure: { kind: 'no-key', fatal: true, transient: false } });
  expect(!result.ok && result.failure.message).toContain('ANTHROPIC_API_KEY');
  expect(server.seen).toHaveLength(0);
});

const transient = { transient: true, fatal: false };
const final = { transient: false, fatal: false };
const fatal = { transient: false, fatal: true };

test.each<[string, Behaviour, object]>([
  ['a wrong key', refusals.badKey, { kind: 'auth', status: 401, ...fatal }],
  ['an unknown model', refusals.unknownModel, { kind: 'unknown-model', status: 404, ...fatal }],
  ['messages that are too long', refusals.tooLong, { kind: 'context-overflow', ...final }],
  ['a spent quota', refusals.quota, { kind: 'quota', status: 429, ...fatal }],
  ['a rate limit', refusals.rateLimited(), { kind: 'rate-limit', status: 429, ...transient }],
  ['an overloaded provider', refusals.overloaded, { kind: 'overloaded', status: 529, ...transient }],
  ['a fault of the server', { kind: 'status', status: 500 }, { kind: 'server', status: 500, ...transient }],
  ['a proxy’s error page', { kind: 'html', status: 502 }, { kind: 'server', status: 502, ...transient }],
  ['a proxy’s page for an answer', { kind: 'html', status: 200 }, { kind: 'unreadable', ...transient }],
  ['half an answer', { kind: 'truncated-json' }, { kind: 'unreadable', ...transient }],
  ['JSON that is no answer', { kind: 'answer', body: { hello: 1 } }, { kind: 'unreadable', ...transient }],
  ['an empty body', { kind: 'status', status: 204 }, { kind: 'unreadable', ...transient }],
  ['a reset connection', { kind: 'reset' }, { kind: 'network', ...transient }],
  ['a reset within the answer', { kind: 'reset-mid-body' }, { kind: 'network', ...transient }],
  ['silence', { kind: 'hang' }, { kind: 'timeout', ...transient }],
  ['an answer that never ends', { kind: 'slow-body', ms: 60_000 }, { kind: 'timeout', ...transient }],
  [
    'a redirect',
    { kind: 'status', status: 308, headers: { location: 'http://127.0.0.1:9/' } },
    { fatal: true },
  ],
])('%s is recognised and told in a sentence of our own', async (_, behaviour, expected) => {
  expect(await failureOf(behaviour)).toMatchObject(expected);
});

test.each<[string, Behaviour, object]>([
  ['a prompt that is too long', refusals.tooLongAnthropic, { kind: 'context-overflow', ...final }],
  ['spent credit', refusals.noCreditAnthropic, { kind: 'quota', ...fatal }],
  ['an overloaded provider', refusals.overloaded, { kind: 'overloaded', status: 529, ...transient }],
  ['a rate limit', refusals.rateLimited({ 'retry-after': '7' }), { kind: 'rate-limit', retryAfterMs: 7000 }],
])('%s is recognised at Anthropic too', async (_, behaviour, expected) => {
  expect(await failureOf(behaviour, 'anthropic')).toMatchObject(expected);
});

test.each([
  ['where nobody listens', 'http://user:sk-in-the-url@127.0.0.1:9/v1', '127.0.0.1:9', 'ECONNREFUSED'],
  ['of a name that is nobody’s', 'https://nobody.invalid/v1', 'nobody.invalid', /ENOTFOUND|EAI_AGAIN/],
])('a host %s is named, with what to check', async (_, baseUrl, host, code) => {
  const result = await ask(baseUrl);
  if (result.ok) throw new Error('an answer where a failure was expected');
  expect(result.failure).toMatchObject({ kind: 'network', unreachable: true, ...transient });
  expect(result.failure.message).toMatch(code);
  expect(result.failure.message).toContain(`${host} cannot be reached for openai:gpt-4o-mini (`);
  expect(result.failure.message).toContain('Check the base URL, and the network or proxy between.');
  expect(result.failure.message).not.toContain('sk-');
});

test('calls that ask for the same name at the same time look it up once', async () => {
  const server = await serve({ kind: 'answer' });
  const baseUrl = server.openai.replace('127.0.0.1', 'localhost');
  const send = createSender(
    { providers: { openai: { apiKey: key, baseUrl: undefined }, anthropic: NOBODY } },
    { timeoutMs: 5000 },
  );
  closers.push(() => send.close());
  const request = buildRequest({ provider: 'openai', model: 'm', baseUrl }, hello, {});
  const { signal } = new AbortController();
  await send(request, signal);
  const calls = Array.from({ length: 40 }, () => send(request, signal));
  let most = 0;
  for (let turn = 0; turn < 20; turn += 1) {
    await new Promise((resolve) => setImmediate(resolve));
    const lookUps = process.getActiveResourcesInfo().filter((name) => name === 'GetAddrInfoReqWrap');
    most = Math.max(most, lookUps.length);
  }
  expect(most).toBeLessThanOrEqual(1);
  for (const result of await Promise.all(calls)) expect(result.ok).toBe(true);
});

test('a refused parameter is named', async () => {
  const failure = await failureOf(refusals.badParameter);
  expect(failure).toMatchObject({ kind: 'refused', ...final });
  expect(failure.message).toContain('parameter temperature');
});

test('the wait a provider asks for is read in all its forms', async () => {
  const wait = async (headers: Record<string, string>) =>
    (await failureOf(refusals.rateLimited(headers))).retryAfterMs;
  expect(await wait({ 'retry-after': '3' })).toBe(3000);
  expect(await wait({ 'retry-after': '3', 'retry-after-ms': '250' })).toBe(250);
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-01-01T00:00:00Z') });
  const atOne = { 'retry-after': 'Thu, 01 Jan 2026 00:01:00 GMT' };
  expect(await wait({ ...atOne, date: 'Thu, 01 Jan 2026 00:00:00 GMT' })).toBe(60_000);
  expect(await wait({ ...atOne, date: '' })).toBe(60_000);
  expect(await wait({})).toBeUndefined();
});

test('a wait until a date is measured by the clock of whoever set it', async () => {
  const headers = {
    date: 'Thu, 01 Jan 2026 12:00:00 GMT',
    'retry-after': 'Thu, 01 Jan 2026 12:00:30 GMT',
    'anthropic-ratelimit-requests-limit': '50',
    'anthropic-ratelimit-requests-remaining': '0',
    'anthropic-ratelimit-requests-reset': '2026-01-01T12:00:20Z',
  };
  for (const own of ['2026-01-01T11:50:00Z', '2026-01-01T12:10:00Z']) {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date(own) });
    const server = await serve(refusals.rateLimited(headers));
    expect(await ask(server.anthropic, 'anthropic')).toMatchObject({
      failure: { kind: 'rate-limit', retryAfterMs: 30_000 },
      limits: { requests: { resetMs: 20_000 } },
    });
    vi.useRealTimers();
  }
});

test('a wait of hours is a spent quota', async () => {
  const failure = await failureOf(refusals.rateLimited({ 'retry-after': '43200' }));
  expect(failure).toMatchObject({ kind: 'quota', ...fatal });
  expect(failure.message).toContain('720 minutes');
});

test('what the provider still allows comes with the answer', async () => {
  const server = await serve({
    kind: 'answer',
    headers: {
      'x-ratelimit-limit-requests': '5000',
      'x-ratelimit-remaining-requests': '4999',
      'x-ratelimit-reset-requests': '12ms',
      'x-ratelimit-limit-tokens': '200000',
      'x-ratelimit-remaining-tokens': '199000',
      'x-ratelimit-reset-tokens': '6m0.5s',
    },
  });
  expect(await ask(server.openai)).toMatchObject({
    limits: {
      requests: { limit: 5000, remaining: 4999, resetMs: 12 },
      tokens: { limit: 200_000, remaining: 199_000, resetMs: 360_500 },
    },
  });
});

test('Anthropic’s limits are read, of its token limits the scarcest', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-01-01T00:00:00Z') });
  const reset = '2026-01-01T00:00:30Z';
  const limit = (kind: string, all: number, left: number) => ({
    [`anthropic-ratelimit-${kind}-limit`]: String(all),
    [`anthropic-ratelimit-${kind}-remaining`]: String(left),
    [`anthropic-ratelimit-${kind}-reset`]: reset,
  });
  const headers = {
    date: 'Thu, 01 Jan 2026 00:00:00 GMT',
    ...limit('requests', 50, 49),
    ...limit('input-tokens', 40_000, 39_000),
    ...limit('output-tokens', 8000, 400),
  };
  const server = await serve({ kind: 'answer', headers });
  const { limits } = await ask(server.anthropic, 'anthropic');
  expect(limits).toMatchObject({
    requests: { limit: 50, remaining: 49 },
    tokens: { limit: 8000, remaining: 400 },
  });
  expect(limits?.tokens?.resetMs).toBe(30_000);
});

test('connections are kept alive', async () => {
  const server = await serve({ kind: 'answer' });
  const credentials = {
    providers: {
      openai: { apiKey: key, baseUrl: undefined },
      anthropic: { apiKey: '', baseUrl: undefined },
    },
  };
  const send = createSender(credentials, { timeoutMs: ANSWERED_MS });
  closers.push(() => send.close());
  const request = buildRequest({ provider: 'openai', model: 'gpt-4o', baseUrl: server.openai }, hello, {});
  for (let call = 0; call < 5; call += 1) await send(request, new AbortController().signal);
  expect(server.seen).toHaveLength(5);
  expect(server.connections()).toBe(1);
});

test('calls go through the proxy that is named, except to hosts it is not for', async () => {
  const server = await serve({ kind: 'answer' });
  const proxied: string[] = [];
  const proxy = http.createServer((request, response) => {
    proxied.push(request.url ?? '');
    response.writeHead(502).end();
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  closers.push(() => proxy.close());
  const address = proxy.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const through = async (noProxy: string) => {
    const given = { apiKey: key, baseUrl: undefined };
    const send = createSender(
      {
        ...{ providers: { openai: given, anthropic: given } },
        proxy: { HTTP_PROXY: `http://127.0.0.1:${port}`, NO_PROXY: noProxy },
      },
      { timeoutMs: 1000 },
    );
    closers.push(() => send.close());
    const request = buildRequest({ provider: 'openai', model: 'gpt-4o', baseUrl: server.openai }, hello, {});
    return send(request, new AbortController().signal);
  };
  expect(await through('')).toMatchObject({ ok: false, failure: { kind: 'server', status: 502 } });
  expect(proxied).toEqual([`${server.openai}/chat/completions`]);
  expect(await through('127.0.0.1')).toMatchObject({ ok: true });
});

test.each([
  ['says nothing', ''],
  ['gives a tunnel to nobody', 'HTTP/1.1 200 Connection established\r\n\r\n'],
])('a proxy that takes the connection and %s ends the call, and is left', async (_, said) => {
  const proxy = net.createServer((socket) => void socket.on('error', () => {}).write(said));
  await once(proxy.listen(0, '127.0.0.1'), 'listening');
  closers.push(() => proxy.close());
  const address = proxy.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const target = { provider: 'openai', model: 'gpt-4o', baseUrl: 'https://models.example/v1' } as const;
  const call = (timeoutMs: number) => {
    const credentials = {
      providers: { openai: { apiKey: key, baseUrl: undefined }, anthropic: NOBODY },
      proxy: { HTTPS_PROXY: `http://127.0.0.1:${port}` },
    };
    const send = createSender(credentials, { timeoutMs });
    const stop = new AbortController();
    return { send, stop, result: send(buildRequest(target, hello, {}), stop.signal) };
  };
  const connected = (): Promise<net.Socket[]> => once(proxy, 'connection');

  const [[first], slow] = await Promise.all([connected(), call(400)]);
  expect(await slow.result).toMatchObject({ ok: false, failure: { kind: 'timeout', ...transient } });
  const [[second], stopped] = await Promise.all([connected(), call(ANSWERED_MS)]);
  stopped.stop.abort();
  expect(await stopped.result).toMatchObject({ ok: false });
  for (const { send } of [slow, stopped]) send.close();
  const left = [first, second].map((socket) => socket && finished(socket.resume()).catch(() => {}));
  await Promise.all(left);
});
