import { expect, test } from 'vitest';
import type { Json } from '../../src/base/json.ts';
import { chatTools } from '../../src/model/apis/chat.ts';
import { messagesTools } from '../../src/model/apis/messages.ts';
import { responsesTools } from '../../src/model/apis/responses.ts';
import { spelledChoice, spelledTool } from '../../src/model/tools.ts';

const apis = { chat: chatTools, responses: responsesTools, messages: messagesTools };

const parameters = { type: 'object', properties: { city: { type: 'string' } } };
const described = { name: 'weather', description: 'd' };

const spelled: Record<keyof typeof apis, { tool: Json; choice: Json; must: Json }> = {
  chat: {
    tool: { type: 'function', function: { ...described, parameters } },
    choice: { type: 'function', function: { name: 'weather' } },
    must: 'required',
  },
  responses: {
    tool: { type: 'function', ...described, parameters, strict: false },
    choice: { type: 'function', name: 'weather' },
    must: 'required',
  },
  messages: {
    tool: { ...described, input_schema: parameters },
    choice: { type: 'tool', name: 'weather' },
    must: { type: 'any' },
  },
};

const spellings = ['chat', 'responses', 'messages'] as const;

test.each(spellings.flatMap((from) => spellings.map((to) => [from, to] as const)))(
  'a tool and the choice of it, written for %s, reach %s',
  (from, to) => {
    const { tool, choice, must } = spelled[from];
    expect(spelledTool(tool, apis[to])).toEqual(
      from === 'responses' && to === 'chat'
        ? { type: 'function', function: { ...described, parameters, strict: false } }
        : spelled[to].tool,
    );
    expect(spelledChoice(choice, apis[to])).toEqual(spelled[to].choice);
    expect(spelledChoice(must, apis[to])).toEqual(spelled[to].must);
  },
);

test('strictness is kept, and what is no function goes as it stands', () => {
  const strict = { type: 'function', function: { name: 'f', parameters, strict: true } };
  expect(spelledTool(strict, responsesTools)).toMatchObject({ strict: true });
  const bare = { name: 'f', parameters };
  expect(spelledTool(bare, chatTools)).toEqual({ type: 'function', function: bare });
  const others: Json[] = [{ type: 'web_search' }, { type: 'web_search_20250305', name: 'web_search' }];
  for (const tool of others) {
    for (const to of spellings) expect(spelledTool(tool, apis[to])).toEqual(tool);
  }
  expect(spelledChoice({ type: 'auto', disable_parallel_tool_use: true }, messagesTools)).toEqual({
    type: 'auto',
    disable_parallel_tool_use: true,
  });
  expect(spelledChoice({ type: 'web_search' }, responsesTools)).toEqual({ type: 'web_search' });
});
