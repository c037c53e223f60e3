import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ConfigurationError, ConfigurationErrors } from '../../../src/base/errors.ts';
import { readPrompt } from '../../../src/prompt/read.ts';
import { renderMessages } from '../../../src/prompt/render.ts';
import { checkVariables, variablesOf } from '../../../src/prompt/variables.ts';
import { mistakesOf, snapshotOf } from '../../kit/snapshot.ts';

const read = (text: string, path = 'a.json') => readPrompt({ snapshot: snapshotOf({ [path]: text }), path });

/** A conversation in which the assistant asks for the weather, and gets it. */
const conversation = `
- { role: developer, content: Be brief. }
- { role: user, content: "Weather in {{ city }}?" }
- role: assistant
  content: null
  tool_calls:
    - id: call_1
      type: function
      function: { name: weather, arguments: '{"city": "{{ city }}", "days": [1, "{{ day }}"]}' }
- { role: tool, tool_call_id: call_1, content: '{"degrees": {{ degrees }}}' }
- { role: user, content: And tomorrow? }
`;

const vars = { city: 'St. "Petersburg"\\', day: '2', degrees: -3 };

const expected = [
  { role: 'developer', content: 'Be brief.' },
  { role: 'user', content: `Weather in ${vars.city}?` },
  {
    role: 'assistant',
    content: '',
    toolCalls: [
      { id: 'call_1', name: 'weather', arguments: JSON.stringify({ city: vars.city, days: [1, '2'] }) },
    ],
  },
  { role: 'tool', content: '{"degrees": -3}', toolCallId: 'call_1' },
  { role: 'user', content: 'And tomorrow?' },
];

describe('tool calls in messages', () => {
  it('are filled in, with any quotes in a value', async () => {
    const prompt = await read(conversation, 'a.yaml');
    expect(renderMessages(prompt, vars)).toEqual(expected);
    expect(variablesOf(prompt).map(({ name, place }) => [name, place.line])).toEqual([
      ['city', 3],
      ['day', 9],
      ['degrees', 10],
    ]);
    expect((await checkVariables(prompt, [])).errors).toEqual([]);
  });

  it('are read from a GitHub Models prompt, an inline promptfoo prompt and a promptfoo file alike', async () => {
    const list = JSON.stringify([
      { role: 'user', content: 'Hi' },
      {
        role: 'assistant',
        content: 'Let me look.',
        tool_calls: [{ id: 'c', type: 'function', function: { name: 'f', arguments: '{ "a": 1.0 }' } }],
      },
      { role: 'tool', tool_call_id: 'c', content: [{ type: 'text', text: 'yes' }] },
    ]);
    const wanted = [
      { role: 'user', content: 'Hi' },
      {
        role: 'assistant',
        content: 'Let me look.',
        toolCalls: [{ id: 'c', name: 'f', arguments: '{ "a": 1.0 }' }],
      },
      { role: 'tool', toolCallId: 'c', content: 'yes' },
    ];
    const files = {
      'g.prompt.yml': `model: gpt-4o\nmessages: ${list}\n`,
      'inline.yaml': `prompts: [${JSON.stringify(list)}]\nproviders: [openai:gpt-4o]\n`,
      'file.yaml': 'prompts: [file://chat.json]\nproviders: [openai:gpt-4o]\n',
      'chat.json': list,
    };
    for (const path of Object.keys(files)) {
      const prompt = await readPrompt({ snapshot: snapshotOf(files), path });
      expect(renderMessages(prompt, {}), path).toEqual(wanted);
    }
  });

  it('are read in Anthropic’s shape', async () => {
    const prompt = await read(
      JSON.stringify([
        { role: 'user', content: 'Weather?' },
        {
          role: 'assistant',
          content: [
            { type: 'text', text: 'One moment.' },
            { type: 'tool_use', id: 'toolu_1', name: 'weather', input: { city: '{{ city }}' } },
            { type: 'tool_use', id: 'toolu_2', name: 'news', input: {} },
          ],
        },
        {
          role: 'user',
          content: [
            { type: 'tool_result', tool_use_id: 'toolu_1', content: 'Rain in {{ city }}' },
            { type: 'tool_result', tool_use_id: 'toolu_2', content: [{ type: 'text', text: 'None' }] },
            { type: 'text', text: 'So?' },
          ],
        },
      ]),
    );
    expect(renderMessages(prompt, { city: 'Rome' })).toEqual([
      { role: 'user', content: 'Weather?' },
      {
        role: 'assistant',
        content: 'One moment.',
        toolCalls: [
          { id: 'toolu_1', name: 'weather', arguments: '{"city":"Rome"}' },
          { id: 'toolu_2', name: 'news', arguments: '{}' },
        ],
      },
      { role: 'tool', content: 'Rain in Rome', toolCallId: 'toolu_1' },
      { role: 'tool', content: 'None', toolCallId: 'toolu_2' },
      { role: 'user', content: 'So?' },
    ]);
  });

  it('are read as items of the Responses API', async () => {
    const prompt = await read(
      JSON.stringify([
        { role: 'user', content: [{ type: 'input_text', text: 'Weather?' }] },
        { type: 'function_call', call_id: 'call_1', name: 'weather', arguments: '{"city":"Rome"}' },
        { type: 'function_call', call_id: 'call_2', name: 'news', arguments: '{}' },
        { type: 'function_call_output', call_id: 'call_1', output: 'Rain' },
        { type: 'function_call_output', call_id: 'call_2', output: 'None' },
      ]),
    );
    expect(renderMessages(prompt, {})).toMatchObject([
      { role: 'user', content: 'Weather?' },
      { role: 'assistant', content: '', toolCalls: [{ id: 'call_1' }, { id: 'call_2' }] },
      { role: 'tool', toolCallId: 'call_1', content: 'Rain' },
      { role: 'tool', toolCallId: 'call_2', content: 'None' },
    ]);
  });

  it('may have arguments that are JSON only once filled in', async () => {
    const text = conversation.replace(/'\{"city.*\}'/, `'{"city": {{ city | dump }}, "limit": {{ day }}}'`);
    const prompt = await read(text, 'a.yaml');
    expect(renderMessages(prompt, vars)[2]?.toolCalls?.[0]?.arguments).toBe(
      `{"city": ${JSON.stringify(vars.city)}, "limit": 2}`,
    );
    expect(() => renderMessages(prompt, { ...vars, day: 'x"' })).toThrow(
      'a.yaml:7:7: The arguments of the call "call_1" are no JSON object once filled in.',
    );
  });

  it('keep a prototype out of reach', async () => {
    const prompt = await read(conversation.replace('{"city"', '{"__proto__": {"a": 1}, "city"'), 'a.yaml');
    const [call] = renderMessages(prompt, vars)[2]?.toolCalls ?? [];
    expect(call?.arguments).toContain('{"__proto__":{"a":1}');
  });
});

const message = (fields: object) => JSON.stringify([{ role: 'user', content: 'Hi' }, fields]);
const call = { id: 'call_1', type: 'function', function: { name: 'f', arguments: '{}' } };
const calling = { role: 'assistant', content: null, tool_calls: [call] };

describe('mistakes about tools in messages', () => {
  it.each<[string, string, string]>([
    [
      'an answer to nothing',
      message({ role: 'tool', tool_call_id: 'call_1', content: 'x' }),
      'a.json:1:63: There is no call "call_1" that this answers. A tool\'s message follows the assistant\'s',
    ],
    [
      'an answer to another call',
      JSON.stringify([calling, { role: 'tool', tool_call_id: 'call_l', content: 'x' }]),
      'There is no call "call_l" that this answers. Did you mean "call_1"?',
    ],
    [
      'an answer without an id',
      JSON.stringify([calling, { role: 'tool', content: 'x' }]),
      "A tool's message has to say which call it answers.",
    ],
    [
      'a call that is never answered',
      JSON.stringify([calling, { role: 'user', content: 'x' }]),
      'a.json:1:51: The call "call_1" is never answered',
    ],
    ['a call at the end', message(calling), 'The call "call_1" is never answered'],
    [
      'a call answered twice',
      JSON.stringify([calling, ...Array(2).fill({ role: 'tool', tool_call_id: 'call_1', content: 'x' })]),
      'The call "call_1" is answered twice.',
    ],
    [
      'two calls of one id',
      JSON.stringify([
        { ...calling, tool_calls: [call, call] },
        { role: 'tool', tool_call_id: 'call_1', content: 'x' },
      ]),
      'Two calls have the id "call_1".',
    ],
    [
      'a user who calls',
      message({ role: 'user', tool_calls: [call] }),
      'Only a message of the assistant calls',
    ],
    [
      'arguments that are no object',
      message({ ...calling, tool_calls: [{ ...call, function: { name: 'f', arguments: '[1]' } }] }),
      'The arguments of the call "call_1" are no JSON object.',
    ],
    [
      'arguments without end',
      message({
        ...calling,
        tool_calls: [
          { ...call, function: { name: 'f', arguments: `{"a":${'['.repeat(5000)}${']'.repeat(5000)}}` } },
        ],
      }),
      'These arguments nest too deep.',
    ],
    [
      'a misspelt key',
      message({ ...calling, tool_cals: [] }),
      'Unknown key "tool_cals" in `[1]`. Did you mean "tool_calls"?',
    ],
    [
      'the older shape',
      message({ role: 'function', name: 'f', content: 'x' }),
      "The role `function` is OpenAI's older",
    ],
    ['no content', message({ role: 'user' }), 'The `content` of a message has to be text'],
    ['no role', message({ content: 'x' }), 'This message has no `role`.'],
    [
      'an image',
      message({
        role: 'user',
        content: [
          { type: 'text', text: 'x' },
          { type: 'image_url', image_url: {} },
        ],
      }),
      'a.json:1:86: This image has neither an address nor data.',
    ],
    [
      'what nobody knows',
      message({ role: 'user', content: [{ type: 'hologram' }] }),
      'This message holds a part of the type "hologram" (`hologram`).',
    ],
    [
      'a result in the wrong mouth',
      message({ role: 'assistant', content: [{ type: 'tool_result', tool_use_id: 'x', content: 'y' }] }),
      '`tool_result` stands in a message of the user',
    ],
    [
      'a failed tool',
      message({ role: 'user', content: [{ type: 'tool_result', tool_use_id: 'x', is_error: true }] }),
      '`is_error` has no counterpart',
    ],
  ])('tells the place of %s', async (_, text, told) => {
    const mistakes = await mistakesOf(read(text));
    expect(mistakes).toContain(told);
    expect(mistakes).toMatch(/a\.json:1:\d+/);
  });

  it.each([
    ['a.md', 'system:\nHi\ntool:\nx\n', "a.md:4:1: A tool's message has to say which call it answers."],
    ['a.prompty', '---\nname: a\n---\nsystem:\nHi\ntool:\nx\n', "A tool's message has to say which call"],
    ['a.prompt', 'Hi{{role "tool"}}x', "A tool's message has to say which call"],
  ])('tells of tools in a format that has no calls: %s', async (path, text, told) => {
    const filled = read(text, path).then((prompt) => renderMessages(prompt, {}));
    expect(await mistakesOf(filled)).toContain(told);
  });
});

describe('messages in a file that is JSON only after variables are filled in', () => {
  const templated = `[
  { "role": "system", "content": {{ rules | dump }} },
  {% for turn in turns %}
  { "role": "{{ turn.role }}", "content": {{ turn.text | dump }} },
  {% endfor %}
  { "role": "user", "content": "{{ question }}" }
]`;
  const turns = [
    { role: 'user', text: 'Say "hi"\nplease' },
    { role: 'assistant', text: 'hi' },
  ];

  it('become messages case by case', async () => {
    const prompt = await read(templated);
    expect(renderMessages(prompt, { rules: 'Be "brief"', turns, question: 'And now?' })).toEqual([
      { role: 'system', content: 'Be "brief"' },
      { role: 'user', content: 'Say "hi"\nplease' },
      { role: 'assistant', content: 'hi' },
      { role: 'user', content: 'And now?' },
    ]);
    expect(variablesOf(prompt).map(({ name, place }) => [name, place.line])).toEqual([
      ['rules', 2],
      ['turns', 3],
      ['question', 6],
    ]);
  });

  it('may call tools', async () => {
    const text = `[
      { "role": "assistant", "tool_calls": [{ "id": "c", "function": { "name": "f", "arguments": {{ given | dump | dump }} } }] },
      { "role": "tool", "tool_call_id": "c", "content": {{ found | dump }} }
    ]`;
    expect(renderMessages(await read(text), { given: { a: 1 }, found: 'x{{y}}' })).toEqual([
      { role: 'assistant', content: '', toolCalls: [{ id: 'c', name: 'f', arguments: '{"a":1}' }] },
      { role: 'tool', content: 'x{{y}}', toolCallId: 'c' },
    ]);
  });

  it('are a mistake where a value breaks them, or they are none', async () => {
    const prompt = await read(templated);
    const vars = { rules: '', turns: [], question: 'He said "no"' };
    expect(() => renderMessages(prompt, vars)).toThrow(
      /a\.json:1:1: These messages are no JSON once they are filled in: .* Write a text as `\{\{ name \| dump \}\}`/,
    );
    const wrong = { ...vars, turns: [{ role: 'nobody', text: '' }], question: '' };
    expect(() => renderMessages(prompt, wrong)).toThrow('The role "nobody" is unknown');
    expect(await mistakesOf(read('[{"role": "user", "content": "{{ x }}"'))).toContain('not valid YAML');
  });
});

describe('any list of messages', () => {
  const word = fc.constantFrom('call_1', 'call_2', 'f', '{}', '{"a": "{{ x }}"}', '[', '{{', 'x', '');
  const part = fc.record(
    {
      type: fc.constantFrom('text', 'tool_use', 'tool_result', 'image', 'function_call'),
      ...{ text: word, id: word, name: word, tool_use_id: word, content: word },
      input: fc.oneof(word, fc.object({ maxDepth: 3 })),
    },
    { requiredKeys: ['type'] },
  );
  const item = fc.record(
    {
      role: fc.constantFrom('user', 'assistant', 'tool', 'system', 'function', 'x'),
      content: fc.oneof(word, fc.constant(null), fc.array(part, { maxLength: 3 })),
      tool_calls: fc.array(
        fc.record({ id: word, function: fc.record({ name: word, arguments: fc.oneof(word, fc.object()) }) }),
        { maxLength: 2 },
      ),
      ...{ tool_call_id: word, call_id: word, name: word, arguments: word, output: word },
      type: fc.constantFrom('message', 'function_call', 'function_call_output'),
    },
    { requiredKeys: [] },
  );

  it('becomes messages, or mistakes that are reported', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(item, { minLength: 1, maxLength: 5 }), async (items) => {
        try {
          renderMessages(await read(JSON.stringify(items)), { x: '"}' });
        } catch (error) {
          expect(error instanceof ConfigurationError || error instanceof ConfigurationErrors).toBe(true);
        }
      }),
      { numRuns: 200 },
    );
  });
});
