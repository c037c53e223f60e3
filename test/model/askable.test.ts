import { expect, test } from 'vitest';
import type { Json } from '../../src/base/json.ts';
import type { ModelTarget } from '../../src/domain/answer.ts';
import type { ModelParameters, Prompt, TemplateMessage } from '../../src/domain/prompt.ts';
import { leftOutNotices, refuseUnaskable } from '../../src/model/askable.ts';

const place = { path: 'a.prompt.yml', line: 2, column: 8 };
const responses: ModelTarget = {
  ...{ provider: 'openai', model: 'gpt-5-mini', api: 'responses' },
  baseUrl: 'http://localhost',
};
const claude: ModelTarget = {
  ...{ provider: 'anthropic', model: 'claude-sonnet-4-5' },
  baseUrl: 'http://localhost',
};

function refuse(target: ModelTarget, parameters: ModelParameters, messages: TemplateMessage[] = []) {
  const prompt: Pick<Prompt, 'messages' | 'parameters' | 'modelPlace'> = {
    messages,
    parameters,
    modelPlace: place,
  };
  return () => refuseUnaskable(target, prompt);
}

test('a parameter that the Responses API has not is refused, with its place', () => {
  expect(refuse(responses, { seed: 7, stop: ['END'] })).toThrow(
    "a.prompt.yml:2:8: OpenAI's Responses API, by which gpt-5-mini is asked, has no `seed` and no `stop`. Leave that out, or name the model as openai:chat:gpt-5-mini.",
  );
  expect(refuse(responses, { frequencyPenalty: 1 })).toThrow('has no `frequency_penalty`');
  expect(refuse(responses, { extra: { previous_response_id: 'resp_1' } })).toThrow(
    '`extra.previous_response_id`',
  );
  expect(refuse(responses, { temperature: 0, maxTokens: 5 })).not.toThrow();
  const { api: _, ...chat } = responses;
  expect(refuse(chat, { seed: 7 })).not.toThrow();
  const extra = { instructions: 'Be brief.' };
  expect(refuse(chat, { extra })).toThrow('Name the model as openai:responses:gpt-5-mini.');
  expect(refuse(responses, { extra })).not.toThrow();
});

test.each<[string, Json]>([
  ['n', 100],
  ['n', '100'],
  ['best_of', 20],
  ['num_completions', 5],
  ['candidate_count', 8],
])('`%s: %j`, which multiplies what a question costs, is refused by name and place', (key, value) => {
  for (const target of [responses, claude]) {
    expect(refuse(target, { extra: { [key]: value } })).toThrow(
      `a.prompt.yml:2:8: \`${key}: ${JSON.stringify(value)}\` asks for several answers to each question`,
    );
  }
});

test('more alternatives to a token than any host gives are refused', () => {
  expect(refuse(claude, { extra: { top_logprobs: 5000 } })).toThrow('`top_logprobs: 5000` asks for more');
});

test('one answer, and alternatives to its tokens, may be asked for', () => {
  for (const extra of [{ n: 1 }, { best_of: null }, { logprobs: true, top_logprobs: 5 }, { seed: 5 }]) {
    expect(refuse(claude, { extra })).not.toThrow();
  }
});

test('what is left out is told', () => {
  const told = (target: ModelTarget, parameters: ModelParameters, messages: TemplateMessage[] = []) =>
    leftOutNotices(target, { messages, parameters, modelPlace: place });
  const format = { type: 'json_object' } as const;
  expect(told(claude, { seed: 7, presencePenalty: 1, stop: ['x'], responseFormat: format })).toEqual([
    {
      code: 'parameters-left-out',
      api: 'Anthropic',
      parameters: ['`seed`', '`presence_penalty`', '`json_object` without a schema'],
    },
  ]);
  const named: TemplateMessage[] = [{ role: 'user', name: 'ada', template: 'Hi', place }];
  expect(told(responses, {}, named)).toEqual([
    {
      code: 'parameters-left-out',
      api: "OpenAI's Responses API",
      parameters: ['`name` of a message'],
    },
  ]);
  const { api: _, ...chat } = responses;
  expect(told(chat, { seed: 7 }, named)).toEqual([]);
  expect(told(claude, { temperature: 0 })).toEqual([]);
});

test('Anthropic wants tools declared that messages call', () => {
  const call = { id: 'call_1', name: 'weather', arguments: {}, place };
  const messages: TemplateMessage[] = [{ role: 'assistant', template: '', place, toolCalls: [call] }];
  expect(refuse(claude, {}, messages)).toThrow('a.prompt.yml:2:8: The messages call tools');
  expect(refuse(claude, { tools: [{ name: 'weather', input_schema: {} }] }, messages)).not.toThrow();
  expect(refuse(responses, {}, messages)).not.toThrow();
});
