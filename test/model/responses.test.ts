import { LLMock } from '@copilotkit/aimock';
import { afterEach, expect, test } from 'vitest';
import type { Json } from '../../src/base/json.ts';
import type { ModelTarget } from '../../src/domain/answer.ts';
import type { Message } from '../../src/domain/message.ts';
import type { ModelParameters } from '../../src/domain/prompt.ts';
import { estimateUsage } from '../../src/model/estimate.ts';
import { buildRequest } from '../../src/model/request.ts';
import type { SendResult } from '../../src/model/response.ts';
import { createSender } from '../../src/model/send.ts';
import { prefixOf } from '../../src/run/prefix.ts';
import { trialKey } from '../../src/run/store.ts';
import { judgeRequest } from '../../src/score/judge/asking.ts';
import { type Behaviour, refusals, startFaultServer } from '../kit/fault-server.ts';

const key = 'sk-very-secret-key-0123456789';
const closers: (() => unknown)[] = [];

afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

const hello: Message[] = [
  { role: 'system', content: 'Be kind.' },
  { role: 'user', content: 'hello' },
];

function target(baseUrl = 'http://localhost', model = 'gpt-5-mini'): ModelTarget {
  return { provider: 'openai', model, api: 'responses', baseUrl };
}

function body(parameters: ModelParameters): { [key: string]: Json } {
  return buildRequest(target(), hello, parameters).body;
}

function ask(baseUrl: string, parameters: ModelParameters = {}): Promise<SendResult> {
  const given = { apiKey: key, baseUrl: undefined };
  const send = createSender({ providers: { openai: given, anthropic: given } }, { timeoutMs: 60_000 });
  closers.push(() => send.close());
  return send(buildRequest(target(baseUrl), hello, parameters), new AbortController().signal);
}

async function serve(behaviour: Behaviour) {
  const server = await startFaultServer(() => behaviour);
  closers.push(() => server.close());
  return server;
}

async function mock(): Promise<LLMock> {
  const mock = new LLMock({ port: 0 });
  closers.push(() => mock.stop());
  return mock;
}

/** A response as OpenAI gives it, with what differs from an ordinary one. */
function response(differs: Record<string, unknown> = {}): Behaviour {
  const content = [{ type: 'output_text', text: 'Hi ', annotations: [] }];
  const ordinary = {
    id: 'resp_1',
    object: 'response',
    status: 'completed',
    error: null,
    incomplete_details: null,
    model: 'gpt-5-mini-2025-08-07',
    output: [
      { type: 'reasoning', id: 'rs_1', summary: [{ type: 'summary_text', text: 'thinking' }] },
      { type: 'message', role: 'assistant', content: [...content, { type: 'output_text', text: 'there!' }] },
    ],
    usage: {
      input_tokens: 30,
      input_tokens_details: { cached_tokens: 20 },
      output_tokens: 14,
      output_tokens_details: { reasoning_tokens: 10 },
    },
  };
  return { kind: 'answer', body: { ...ordinary, ...differs } };
}

test('it is asked as its documentation says, and its answer read', async () => {
  const server = await mock();
  server.onMessage('hello', {
    content: 'Hi there!',
    usage: { input_tokens: 30, output_tokens: 4, total_tokens: 34 },
  });
  await server.start();
  const result = await ask(`${server.url}/v1`, { maxTokens: 20, reasoningEffort: 'low' });
  expect(result).toMatchObject({
    ok: true,
    answer: {
      text: 'Hi there!',
      toolCalls: [],
      finishReason: 'stop',
      usage: { inputTokens: 30, outputTokens: 4, cachedInputTokens: 0 },
      model: 'gpt-5-mini',
    },
  });
  expect(server.getLastRequest()).toMatchObject({ method: 'POST', path: '/v1/responses' });
});

test('the body says all, and asks OpenAI to keep nothing', async () => {
  const server = await serve(response());
  await ask(server.openai, { maxTokens: 20, temperature: 0, topP: 0.9, reasoningEffort: 'low' });
  expect(server.seen[0]).toMatchObject({ path: '/v1/responses' });
  expect(server.seen[0]?.body).toEqual({
    model: 'gpt-5-mini',
    input: hello,
    max_output_tokens: 20,
    temperature: 0,
    top_p: 0.9,
    reasoning: { effort: 'low' },
    store: false,
  });
});

test('the texts of an answer are joined; cached input and what was thought are counted', async () => {
  const server = await serve(response());
  expect(await ask(server.openai)).toMatchObject({
    ok: true,
    answer: {
      text: 'Hi there!',
      finishReason: 'stop',
      usage: { inputTokens: 30, outputTokens: 14, cachedInputTokens: 20 },
      model: 'gpt-5-mini-2025-08-07',
    },
  });
});

test('function calls are read', async () => {
  const call = { type: 'function_call', call_id: 'call_1', name: 'weather', arguments: '{"city":"Rome"}' };
  const server = await serve(response({ output: [call] }));
  expect(await ask(server.openai)).toMatchObject({
    answer: {
      text: '',
      toolCalls: [{ name: 'weather', arguments: '{"city":"Rome"}' }],
      finishReason: 'tool_calls',
    },
  });
  const other = await mock();
  other.onMessage('hello', { toolCalls: [{ name: 'weather', arguments: '{"city":"Rome"}' }] });
  await other.start();
  expect(await ask(`${other.url}/v1`)).toMatchObject({
    answer: { toolCalls: [{ name: 'weather', arguments: '{"city":"Rome"}' }], finishReason: 'tool_calls' },
  });
});

test.each([
  ['cut off', { status: 'incomplete', incomplete_details: { reason: 'max_output_tokens' } }, 'length'],
  ['filtered', { status: 'incomplete', incomplete_details: { reason: 'content_filter' } }, 'content_filter'],
  ['refused', { output: [refusal('I cannot do that.')] }, 'refusal'],
])('an answer that is %s says so', async (_, differs, finishReason) => {
  const server = await serve(response(differs));
  expect(await ask(server.openai)).toMatchObject({ ok: true, answer: { finishReason } });
});

test('a refusal is the answer’s text', async () => {
  const server = await serve(response({ output: [refusal('I cannot do that.')] }));
  expect(await ask(server.openai)).toMatchObject({ answer: { text: 'I cannot do that.' } });
});

function refusal(text: string) {
  return { type: 'message', role: 'assistant', content: [{ type: 'refusal', refusal: text }] };
}

const failed = (code: string) => response({ status: 'failed', output: [], error: { code, message: 'ACME' } });

test.each<[string, Behaviour, object]>([
  ['a wrong key', refusals.badKey, { kind: 'auth', fatal: true }],
  ['an unknown model', refusals.unknownModel, { kind: 'unknown-model', fatal: true }],
  ['messages that are too long', refusals.tooLong, { kind: 'context-overflow', fatal: false }],
  ['a spent quota', refusals.quota, { kind: 'quota', fatal: true }],
  ['a rate limit', refusals.rateLimited({ 'retry-after': '2' }), { kind: 'rate-limit', retryAfterMs: 2000 }],
  ['a refused parameter', refusals.badParameter, { kind: 'refused', transient: false }],
  ['a response that failed', failed('server_error'), { kind: 'server', transient: true }],
  ['a limit told within', failed('rate_limit_exceeded'), { kind: 'rate-limit', transient: true }],
  ['a prompt that is not allowed', failed('invalid_prompt'), { kind: 'refused', transient: false }],
  ['one not yet done', response({ status: 'queued', output: [] }), { kind: 'server', transient: true }],
  ['half an answer', { kind: 'truncated-json' }, { kind: 'unreadable', transient: true }],
])('%s is told apart', async (_, behaviour, expected) => {
  const server = await serve(behaviour);
  const result = await ask(server.openai);
  expect(result).toMatchObject({ ok: false, failure: expected });
  expect(!result.ok && result.failure.message).not.toMatch(/ACME|secret/);
});

test('a model that only this API serves is distinguished from an unknown one', async () => {
  const message = 'This model is only supported in v1/responses and not in v1/chat/completions.';
  const server = await serve({ kind: 'status', status: 404, body: { error: { message } } });
  const given = { apiKey: key, baseUrl: undefined };
  const send = createSender({ providers: { openai: given, anthropic: given } }, { timeoutMs: 60_000 });
  closers.push(() => send.close());
  const chat: ModelTarget = { provider: 'openai', model: 'gpt-5-codex', baseUrl: server.openai };
  const result = await send(buildRequest(chat, hello, {}), new AbortController().signal);
  expect(!result.ok && result.failure.message).toContain('name it openai:responses:gpt-5-codex');
});

test('structured output and verbosity are asked for in this API’s way', () => {
  const schema = { type: 'object', properties: { a: { type: 'string' } } };
  const asked = (jsonSchema: Json) => body({ responseFormat: { type: 'json_schema', jsonSchema } }).text;
  expect(asked({ name: 'reply', strict: true, schema })).toEqual({
    format: { type: 'json_schema', name: 'reply', strict: true, schema },
  });
  expect(asked(schema)).toEqual({ format: { type: 'json_schema', name: 'answer', schema } });
  expect(body({ responseFormat: { type: 'json_object' }, verbosity: 'low' }).text).toEqual({
    format: { type: 'json_object' },
    verbosity: 'low',
  });
});

test('tools of every spelling are flat here, and no stricter than they were', () => {
  const parameters = { type: 'object', properties: { city: { type: 'string' } } };
  const flat = { type: 'function', name: 'weather', description: 'd', parameters };
  const chat = { type: 'function', function: { name: 'weather', description: 'd', parameters } };
  const anthropic = { name: 'weather', description: 'd', input_schema: parameters };
  const search = { type: 'web_search' };
  const toolChoice = { type: 'function', function: { name: 'weather' } };
  const sent = body({ tools: [chat, anthropic, flat, search], toolChoice });
  expect(sent.tools).toEqual([{ ...flat, strict: false }, { ...flat, strict: false }, flat, search]);
  expect(sent.tool_choice).toEqual({ type: 'function', name: 'weather' });
  expect(body({ tools: [chat], toolChoice: 'required' }).tool_choice).toBe('required');
  const strict = { type: 'function', function: { name: 'weather', strict: true, parameters } };
  expect(body({ tools: [strict] }).tools).toMatchObject([{ name: 'weather', strict: true }]);
});

test('what only this API knows goes beside what the prompt says', () => {
  const extra = { reasoning: { summary: 'auto' }, service_tier: 'flex', store: true, input: 'x' };
  expect(body({ extra, reasoningEffort: 'high' })).toMatchObject({
    input: hello,
    reasoning: { summary: 'auto', effort: 'high' },
    service_tier: 'flex',
    store: false,
  });
});

test('an estimate counts what is asked this way as it does the other', () => {
  const long: Message[] = [{ role: 'user', content: 'x'.repeat(4000) }];
  const parameters: ModelParameters = { maxTokens: 100 };
  const { api: _, ...chat } = target();
  expect(estimateUsage(buildRequest(target(), long, parameters))).toEqual(
    estimateUsage(buildRequest(chat, long, parameters)),
  );
});

test('what a provider may keep warm is known as it is of chat completions', () => {
  const { api: _, ...chat } = target();
  const long: Message[] = [
    { role: 'system', content: 'Be kind. '.repeat(800) },
    { role: 'user', content: 'hello' },
  ];
  const prefix = prefixOf(buildRequest(target(), long, {}));
  expect(prefix).toContain('Be kind. Be kind.');
  expect(prefix).toBe(prefixOf(buildRequest(chat, long, {})));
  expect(prefixOf(buildRequest(target(), hello, {}))).toBeNull();
});

test('a judge may be asked this way', async () => {
  const server = await mock();
  const verdict = JSON.stringify({ reason: 'Because.', pass: true });
  server.onMessage('good?', { content: verdict });
  await server.start();
  const given = { apiKey: key, baseUrl: undefined };
  const send = createSender({ providers: { openai: given, anthropic: given } }, { timeoutMs: 2000 });
  closers.push(() => send.close());
  const replySchema = { name: 'reply', schema: { type: 'object' } };
  const messages: Message[] = [{ role: 'user', content: 'Is this good?' }];
  const request = judgeRequest(target(`${server.url}/v1`, 'gpt-4.1-2025-04-14'), {
    model: null,
    messages,
    replySchema,
  });
  expect(request.body).toMatchObject({
    temperature: 0,
    text: { format: { type: 'json_schema', name: 'reply', strict: true } },
  });
  const result = await send(request, new AbortController().signal);
  expect(result).toMatchObject({ ok: true, answer: { text: verdict } });
});

test('answers of the two APIs are kept apart', () => {
  const { api: _, ...chat } = target();
  const trial = (to: ModelTarget) => ({
    ...{ prompt: 'a.md', caseId: 'x', arm: 'candidate' as const, index: 0, scope: '' },
    request: { target: to, body: { model: 'gpt-5-mini' } },
  });
  expect(trialKey(trial(chat))).not.toBe(trialKey(trial(target())));
});
