import { LLMock } from '@copilotkit/aimock';
import { afterEach, expect, test } from 'vitest';
import type { ModelTarget } from '../../src/domain/answer.ts';
import type { Message } from '../../src/domain/message.ts';
import { estimateUsage } from '../../src/model/estimate.ts';
import { buildRequest } from '../../src/model/request.ts';
import { createSender } from '../../src/model/send.ts';

const closers: (() => unknown)[] = [];

afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

const targets = {
  chat: { provider: 'openai', model: 'gpt-4o-mini' },
  responses: { provider: 'openai', model: 'gpt-5-mini', api: 'responses' },
  anthropic: { provider: 'anthropic', model: 'claude-sonnet-4-5' },
} as const;

const weather = { id: 'call.1:a', name: 'weather', arguments: '{"city":"Rome"}' };
const news = { id: 'call_2', name: 'news', arguments: '{}' };

/** Two tools are called and answer, then the user goes on. */
const conversation: Message[] = [
  { role: 'system', content: 'Be brief.' },
  { role: 'user', content: 'What is up in Rome?' },
  { role: 'assistant', content: '', toolCalls: [weather, news] },
  { role: 'tool', toolCallId: 'call.1:a', content: 'Rain' },
  { role: 'tool', toolCallId: 'call_2', content: '' },
  { role: 'user', content: 'So?' },
];

const tools = [{ type: 'function', function: { name: 'weather', parameters: { type: 'object' } } }];

function body(to: keyof typeof targets, messages: Message[] = conversation) {
  return buildRequest({ ...targets[to], baseUrl: 'http://localhost' }, messages, { tools }).body;
}

test('chat completions get calls in the assistant’s message, and a message for each answer', () => {
  expect(body('chat').messages).toEqual([
    { role: 'system', content: 'Be brief.' },
    { role: 'user', content: 'What is up in Rome?' },
    {
      role: 'assistant',
      content: null,
      tool_calls: [
        { id: 'call.1:a', type: 'function', function: { name: 'weather', arguments: '{"city":"Rome"}' } },
        { id: 'call_2', type: 'function', function: { name: 'news', arguments: '{}' } },
      ],
    },
    { role: 'tool', tool_call_id: 'call.1:a', content: 'Rain' },
    { role: 'tool', tool_call_id: 'call_2', content: '' },
    { role: 'user', content: 'So?' },
  ]);
});

test('the Responses API gets calls and answers as items', () => {
  expect(body('responses').input).toEqual([
    { role: 'system', content: 'Be brief.' },
    { role: 'user', content: 'What is up in Rome?' },
    { type: 'function_call', call_id: 'call.1:a', name: 'weather', arguments: '{"city":"Rome"}' },
    { type: 'function_call', call_id: 'call_2', name: 'news', arguments: '{}' },
    { type: 'function_call_output', call_id: 'call.1:a', output: 'Rain' },
    { type: 'function_call_output', call_id: 'call_2', output: '' },
    { role: 'user', content: 'So?' },
  ]);
});

test('Anthropic gets all answers in the one turn behind the calls, with ids that it takes', () => {
  expect(body('anthropic').messages).toEqual([
    { role: 'user', content: 'What is up in Rome?' },
    {
      role: 'assistant',
      content: [
        { type: 'tool_use', id: 'call_1_a', name: 'weather', input: { city: 'Rome' } },
        { type: 'tool_use', id: 'call_2', name: 'news', input: {} },
      ],
    },
    {
      role: 'user',
      content: [
        { type: 'tool_result', tool_use_id: 'call_1_a', content: 'Rain' },
        { type: 'tool_result', tool_use_id: 'call_2', content: '' },
        { type: 'text', text: 'So?' },
      ],
    },
  ]);
});

test('what the assistant says beside its calls is sent too', () => {
  const said = conversation.map((message) =>
    message.toolCalls ? { ...message, content: 'One moment.' } : message,
  );
  expect(body('chat', said).messages).toMatchObject({ 2: { content: 'One moment.' } });
  expect(body('responses', said).input).toMatchObject({ 2: { role: 'assistant', content: 'One moment.' } });
  expect(body('anthropic', said).messages).toMatchObject({
    1: { content: [{ type: 'text', text: 'One moment.' }, { type: 'tool_use' }, { type: 'tool_use' }] },
  });
});

test.each(['chat', 'responses', 'anthropic'] as const)('servers understand it: %s', async (to) => {
  const mock = new LLMock({ port: 0 });
  closers.push(() => mock.stop());
  const id = 'call_2';
  mock.on({ toolCallId: id }, { content: 'It rains.' });
  await mock.start();
  const target: ModelTarget = {
    ...targets[to],
    baseUrl: to === 'anthropic' ? mock.url : `${mock.url}/v1`,
  };
  const given = { apiKey: 'sk-test', baseUrl: undefined };
  const send = createSender({ providers: { openai: given, anthropic: given } }, { timeoutMs: 2000 });
  closers.push(() => send.close());
  const request = buildRequest(target, conversation.slice(0, -1), { tools });
  const result = await send(request, new AbortController().signal);
  expect(result).toMatchObject({ ok: true, answer: { text: 'It rains.' } });
});

test('calls count in an estimate', () => {
  const estimate = (messages: Message[]) =>
    estimateUsage(buildRequest({ ...targets.chat, baseUrl: 'http://localhost' }, messages, {})).inputTokens;
  const long = { ...weather, arguments: JSON.stringify({ city: 'x'.repeat(4000) }) };
  const messages: Message[] = [
    { role: 'assistant', content: 'One moment.', toolCalls: [long] },
    { role: 'tool', toolCallId: weather.id, content: 'Rain' },
  ];
  expect(estimate(messages)).toBeGreaterThan(1000);
});

test('`developer` goes to those who know it, and is `system` to others', () => {
  const developer: Message[] = [{ role: 'developer', content: 'Be brief.' }];
  const roles = (model: string) =>
    buildRequest({ provider: 'openai', model, baseUrl: 'http://localhost' }, developer, {}).body.messages;
  expect(roles('gpt-5-mini')).toEqual([{ role: 'developer', content: 'Be brief.' }]);
  expect(roles('openai/gpt-4.1')).toEqual([{ role: 'developer', content: 'Be brief.' }]);
  expect(roles('openai/gpt-oss-120b')).toEqual([{ role: 'system', content: 'Be brief.' }]);
  expect(roles('llama3')).toEqual([{ role: 'system', content: 'Be brief.' }]);
  expect(roles('mistral-ai/mistral-small')).toEqual([{ role: 'system', content: 'Be brief.' }]);
});
