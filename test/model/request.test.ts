import { expect, test } from 'vitest';
import type { Json } from '../../src/base/json.ts';
import type { Message } from '../../src/domain/message.ts';
import type { ModelParameters } from '../../src/domain/prompt.ts';
import { buildRequest } from '../../src/model/request.ts';

const messages: Message[] = [
  { role: 'system', content: 'Be kind.' },
  { role: 'user', content: 'Hello' },
];

function body(name: string, parameters: ModelParameters = {}, sent: Message[] = messages) {
  const provider = name.startsWith('claude') ? ('anthropic' as const) : ('openai' as const);
  return buildRequest({ provider, model: name, baseUrl: 'http://localhost' }, sent, parameters).body;
}

test('parameters get OpenAI’s names', () => {
  const parameters: ModelParameters = { temperature: 0, topP: 0.9, maxTokens: 50, stop: ['END'], seed: 7 };
  expect(body('gpt-4o', parameters)).toEqual({
    model: 'gpt-4o',
    messages,
    temperature: 0,
    top_p: 0.9,
    max_tokens: 50,
    stop: ['END'],
    seed: 7,
  });
});

test('the name of a speaker is sent to chat completions', () => {
  const named: Message[] = [{ role: 'system', name: 'example_user', content: 'Hi' }];
  expect(body('gpt-4o', {}, named).messages).toEqual(named);
  expect(body('claude-opus-4-6', {}, [{ role: 'user', name: 'ada', content: 'Hi' }]).messages).toEqual([
    { role: 'user', content: 'Hi' },
  ]);
});

test('a reasoning model gets max_completion_tokens', () => {
  for (const model of ['o4-mini', 'gpt-5-mini', 'openai/o3']) {
    const sent = body(model, { maxTokens: 50, reasoningEffort: 'low' });
    expect(sent).toMatchObject({ max_completion_tokens: 50, reasoning_effort: 'low' });
    expect(sent).not.toHaveProperty('max_tokens');
  }
});

test('Anthropic gets system apart, its own names, and the max_tokens it demands', () => {
  const developer: Message[] = [{ role: 'developer', content: 'Be brief.' }];
  expect(
    body('claude-sonnet-4-5', { topP: 0.9, stop: ['END'], seed: 7 }, [...messages, ...developer]),
  ).toEqual({
    model: 'claude-sonnet-4-5',
    max_tokens: 4096,
    system: 'Be kind.\n\nBe brief.',
    messages: [{ role: 'user', content: 'Hello' }],
    top_p: 0.9,
    stop_sequences: ['END'],
  });
});

test('a prompt of system messages only reaches Anthropic as the user’s', () => {
  const sent = body('claude-sonnet-4-5', {}, [{ role: 'system', content: 'Say hello.' }]);
  expect(sent).toMatchObject({ messages: [{ role: 'user', content: 'Say hello.' }] });
  expect(sent).not.toHaveProperty('system');
});

test('a JSON schema reaches both providers, wrapped or bare', () => {
  const schema = { type: 'object', properties: { a: { type: 'string' } } };
  const wrapped = { name: 'reply', strict: true, schema };
  const asked = (model: string, jsonSchema: Json) =>
    body(model, { responseFormat: { type: 'json_schema', jsonSchema } });
  expect(asked('gpt-4o', wrapped).response_format).toEqual({ type: 'json_schema', json_schema: wrapped });
  expect(asked('gpt-4o', schema).response_format).toEqual({
    type: 'json_schema',
    json_schema: { name: 'answer', schema },
  });
  for (const jsonSchema of [wrapped, schema]) {
    expect(asked('claude-opus-4-6', jsonSchema).output_config).toEqual({
      format: { type: 'json_schema', schema },
    });
  }
});

test('a tool written for one provider reaches the other', () => {
  const parameters = { type: 'object', properties: { city: { type: 'string' } } };
  const openAiTool = { type: 'function', function: { name: 'weather', description: 'd', parameters } };
  const anthropicTool = { name: 'weather', description: 'd', input_schema: parameters };
  const toolChoice = { type: 'function', function: { name: 'weather' } };
  expect(body('claude-opus-4-6', { tools: [openAiTool], toolChoice })).toMatchObject({
    tools: [anthropicTool],
    tool_choice: { type: 'tool', name: 'weather' },
  });
  expect(body('gpt-4o', { tools: [anthropicTool] }).tools).toEqual([openAiTool]);
  expect(body('claude-opus-4-6', { toolChoice: 'required' }).tool_choice).toEqual({ type: 'any' });
});

test('extra parameters are sent unchanged, but cannot replace the question', () => {
  const extra = { logit_bias: { '50256': -100 }, model: 'gpt-4', stream: true, messages: [] };
  expect(body('gpt-4o', { extra })).toEqual({ model: 'gpt-4o', messages, logit_bias: { '50256': -100 } });
});

test('extra parameters cannot reach a prototype', () => {
  const extra = JSON.parse('{"__proto__": {"polluted": true}, "top_k": 5}');
  const sent = body('gpt-4o', { extra });
  expect(Object.getPrototypeOf(sent)).toBe(Object.prototype);
  expect(sent).toEqual({ model: 'gpt-4o', messages, top_k: 5 });
});

test('Anthropic is asked to cache long instructions that many requests share', () => {
  const target = { provider: 'anthropic' as const, model: 'claude-sonnet-4-5', baseUrl: 'http://localhost' };
  const system = (text: string, sharesInstructions: boolean) => {
    const sent: Message[] = [
      { role: 'system', content: text },
      { role: 'user', content: 'Hello' },
    ];
    return buildRequest(target, sent, {}, { sharesInstructions }).body.system;
  };
  const long = 'Be kind. '.repeat(600);
  expect(system(long, true)).toEqual([{ type: 'text', text: long, cache_control: { type: 'ephemeral' } }]);
  expect(system(long, false)).toBe(long);
  expect(system('Be kind.', true)).toBe('Be kind.');
});
