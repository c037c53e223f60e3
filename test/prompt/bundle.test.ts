import { describe, expect, it, test } from 'vitest';
import type { Json } from '../../src/base/json.ts';
import type { PromptEntry } from '../../src/domain/policy.ts';
import { bundleOf } from '../../src/prompt/bundle.ts';
import { PROMPT_FORMATS } from '../../src/prompt/formats/table.ts';
import { readPrompt } from '../../src/prompt/read.ts';
import { renderMessages } from '../../src/prompt/render.ts';
import { readSuite } from '../../src/suite/read.ts';
import { promptFromBytes, readBundle } from '../kit/bundles.ts';
import { mistakesOf } from '../kit/snapshot.ts';
import { fixtureSnapshot } from './formats/fixture-files.ts';

const MODEL = { provider: 'openai', api: 'chat', model: 'gpt-4o' };

const FIXTURES = [
  'agent-skill/SKILL.md',
  'chat/extract.json',
  'dotprompt/triage.prompt',
  'github-models/schema.prompt.yml',
  'github-models/support.prompt.yml',
  'instructions/AGENTS.md',
  'langchain/summary.yaml',
  'promptfoo/promptfooconfig.yaml',
  'prompty/classic.prompty',
  'prompty/second.prompty',
  'text/reply.md',
];

test('the list of samples has one of every format', async () => {
  const snapshot = fixtureSnapshot();
  const formats = await Promise.all(
    FIXTURES.map(async (path) => (await readPrompt({ snapshot, path })).format),
  );
  expect([...new Set(formats)].sort()).toEqual(PROMPT_FORMATS.map(({ name }) => name).sort());
});

/** Messages as they are sent; members that are undefined are none. */
const sent = (...given: Parameters<typeof renderMessages>): Json =>
  JSON.parse(JSON.stringify(renderMessages(...given)));

describe('from its bundle alone', () => {
  it.each(FIXTURES)('%s is asked the same of every case', async (path) => {
    const snapshot = fixtureSnapshot();
    const prompt = await readPrompt({ snapshot, path });
    const { cases } = await readSuite({ snapshot, prompt });
    const again = promptFromBytes(bundleOf({ prompt, model: MODEL }));
    expect(cases.length).toBeGreaterThan(0);
    for (const { vars } of cases) expect(sent(again, vars)).toEqual(sent(prompt, vars));
  });

  const asks = async (
    files: Record<string, string>,
    path: string,
    vars: Record<string, Json> = {},
    entry?: PromptEntry,
  ) => {
    const { prompt, bundle } = await readBundle(files, path, entry && { entry });
    const messages = sent(prompt, vars);
    expect(sent(promptFromBytes(bundle), vars)).toEqual(messages);
    return messages;
  };

  test('line ends at the end of Jinja are dropped or kept, as its format has it', async () => {
    const files = {
      'b.md': 'B\n\n',
      'a.j2': 'A {% include "b.md" %}\n\n',
      'a.yaml': '- role: user\n  content: |\n    {% include "b.md" %}\n',
    };
    expect(await asks(files, 'a.j2')).toMatchObject([{ content: 'A B\n' }]);
    expect(await asks(files, 'a.yaml')).toMatchObject([{ content: 'B\n\n\n' }]);
  });

  test('a line end behind a tag that trims white space stays as it was', async () => {
    expect(await asks({ 'a.j2': 'A\n{%- if x %}B{% endif -%}\n\n' }, 'a.j2', { x: true })).toMatchObject([
      { content: 'AB' },
    ]);
    expect(await asks({ 'a.j2': '{% raw %}{{ x }}{% endraw %}\n\n\n' }, 'a.j2')).toMatchObject([
      { content: '{{ x }}\n' },
    ]);
  });

  test('includes of one name in several folders are told apart', async () => {
    const files = {
      'p/main.j2': '{% include "a/part.md" %} {% include "b/part.md" %} {% include "sign.md" %}',
      'p/a/part.md': 'A {% include "sign.md" %}',
      'p/b/part.md': 'B {% include "sign.md" %}',
      'p/a/sign.md': 'from a',
      'p/b/sign.md': 'from b',
      'sign.md': 'from the root',
    };
    const { bundle } = await readBundle(files, 'p/main.j2');
    expect(Object.keys(bundle.includes)).toEqual([
      'a/part.md',
      'sign.md',
      'b/part.md',
      'b/part.md>sign.md',
      '>sign.md',
    ]);
    expect(await asks(files, 'p/main.j2')).toMatchObject([{ content: 'A from a B from b from the root' }]);
  });

  test('partials of a folder above are found', async () => {
    const files = {
      'p/q/a.prompt': 'Hi {{> tone}}',
      'p/_tone.prompt': '{{> who}}!',
      '_who.prompt': '{{name}}',
    };
    expect(await asks(files, 'p/q/a.prompt', { name: 'Ada' })).toMatchObject([{ content: 'Hi Ada!' }]);
  });

  test("a call's arguments are sent as the file writes them", async () => {
    const conversation = (given: string) =>
      `- { role: user, content: Hi }\n- role: assistant\n  content: null\n  tool_calls: [{ id: c, type: function, function: { name: f, arguments: ${given} } }]\n- { role: tool, tool_call_id: c, content: "{{ x }}" }\n`;
    const given = async (text: string) => {
      const messages = await asks({ 'a.yaml': conversation(text) }, 'a.yaml', { x: 'a "b"' });
      return JSON.stringify(messages).match(/"arguments":("(?:[^"\\]|\\.)*")/)?.[1];
    };
    expect(await given(`'{ "b": 1.0, "a": 2 }'`)).toBe(JSON.stringify('{ "b": 1.0, "a": 2 }'));
    expect(await given(`'{ "b": "{{ x }}", "a": 2 }'`)).toBe(JSON.stringify('{"b":"a \\"b\\"","a":2}'));
    expect(await given(`'{ "b": {{ x | dump }}, "a": 2 }'`)).toBe(
      JSON.stringify('{ "b": "a \\"b\\"", "a": 2 }'),
    );
    expect(await given(`'{"10":1,"9":2}'`)).toBe(JSON.stringify('{"10":1,"9":2}'));
  });

  test('role lines and marks make the same messages', async () => {
    const prompty = '---\nmodel: gpt-4o\n---\nsystem:\nHi\n\n{{ role }}:\n{{ x }}\nuser:\n{{ x }}\n';
    const x = 'assistant:\nI am nobody';
    expect(await asks({ 'a.prompty': prompty }, 'a.prompty', { role: 'assistant', x })).toHaveLength(3);
    const dotprompt = '{{role "system"}}Hi{{history}}{{x}}{{role "user"}}{{x}}';
    expect(await asks({ 'a.prompt': dotprompt }, 'a.prompt', { x })).toHaveLength(3);
  });

  test('a list of messages that is JSON only once filled in', async () => {
    const text = '[{"role": "user", "content": {{ x | dump }}}]\n';
    expect(await asks({ 'a.json': text }, 'a.json', { x: 'a\n"b"' })).toMatchObject([{ content: 'a\n"b"' }]);
  });

  test('defaults fill in what a case does not give', async () => {
    const text = '---\ninput: { schema: { a: string, "b?": string }, default: { a: x } }\n---\n{{a}}{{b}}';
    expect(await asks({ 'a.prompt': text }, 'a.prompt')).toMatchObject([{ content: 'x' }]);
  });
});

describe('a digest', () => {
  const SUPPORT = `name: Support
description: For the shop
model: openai/gpt-4o-mini
modelParameters: { temperature: 0.2, max_tokens: 300 }
messages:
  - role: system
    content: |
      You help {{customer_tier}} customers.

      Be brief.
  - { role: user, content: "{{user_message}}" }
`;

  const FILES: Record<string, string> = {
    'support.prompt.yml': SUPPORT,
    'triage.prompt':
      '---\nmodel: gpt-4o\n---\n{{role "system"}}\nSort.\n{{> tone}}\n{{role "user"}}\n{{ticket}}\n',
    '_tone.prompt': 'Be\nbrief.\n',
    'a.prompty': '---\nmodel: gpt-4o\n---\nsystem:\nBe\nbrief.\n\nuser:\n{{ q }}\n',
    'reply.md': '---\nmodel: gpt-4o\n---\nsystem:\nBe\nbrief.\n\nuser:\n{{q}}\n',
    'plain.j2': 'Be {# so #}\n{% include "shared.md" %}\n{{ q }}\n',
    'shared.md': 'brief\n\nand\nkind\n',
    'chat.yaml': '- role: user\n  content: |\n    Be\n    brief, {{ q }}\n',
    'chat.json': '[\n  { "role": "user", "content": "Be\\nbrief, {{ q }}" }\n]\n',
    'open.json': '[\n  { "role": "user",\n  "content": {{ q | dump }} }\n]\n',
    'summary.yaml': '_type: prompt\ninput_variables: [q]\ntemplate: |\n  Be\n  brief {q}\n',
    'promptfooconfig.yaml':
      'prompts:\n  - file://listed.txt\n  - |\n    Be\n    kind {{q}}\nproviders: [openai:gpt-4o]\ntests: []\n',
    'listed.txt': 'Be\nbrief\n\n{{q}}\n',
  };
  const PROMPTS = Object.keys(FILES).filter(
    (path) => !['_tone.prompt', 'shared.md', 'listed.txt'].includes(path),
  );
  const part = (path: string) => (path.startsWith('promptfoo') ? { part: 0 } : {});
  const mapped = (map: (path: string, text: string) => [string, string]) =>
    Object.fromEntries(Object.entries(FILES).map(([path, text]) => map(path, text)));

  it.each(PROMPTS)('of %s is the same with CRLF line ends', async (path) => {
    const { digest } = await readBundle(FILES, path, part(path));
    const crlf = mapped((name, text) => [name, text.replaceAll('\n', '\r\n')]);
    expect((await readBundle(crlf, path, part(path))).digest).toBe(digest);
  });

  it.each(PROMPTS)('of %s is the same in another folder', async (path) => {
    const { digest } = await readBundle(FILES, path, part(path));
    const moved = mapped((name, text) => [`team/${name}`, text]);
    expect((await readBundle(moved, `team/${path}`, part(path))).digest).toBe(digest);
  });

  it('is the same with keys in another order, another name, description and comments in the file', async () => {
    const { digest } = await readBundle(FILES, 'support.prompt.yml');
    const reordered = `# reviewed
messages:
  - content: |
      You help {{customer_tier}} customers.

      Be brief.
    role: system
  - { content: "{{user_message}}", role: user }
modelParameters: { maxTokens: 300, temperature: 0.20 }
model: openai/gpt-4o-mini
description: For everybody
name: Helper
testData: [{ customer_tier: free, user_message: Hi }]
`;
    expect((await readBundle({ 'b.prompt.yml': reordered }, 'b.prompt.yml')).digest).toBe(digest);
  });

  it('is the same for one text in several formats', async () => {
    const files = {
      'a.yaml': '- { role: system, content: "Be {{x}}" }',
      'a.json': '[{"content":"Be {{x}}","role":"system"}]',
    };
    expect((await readBundle(files, 'a.json')).digest).toBe((await readBundle(files, 'a.yaml')).digest);
  });

  it.each<[string, (text: string) => string]>([
    ['text', (text) => text.replace('brief', 'short')],
    ['role', (text) => text.replace('role: user', 'role: assistant')],
    ['parameter', (text) => text.replace('0.2', '0.3')],
    ['variable', (text) => text.replace('{{user_message}}', '{{message}}')],
  ])('is another one with another %s', async (_, edit) => {
    const { digest } = await readBundle(FILES, 'support.prompt.yml');
    const edited = await readBundle({ 'support.prompt.yml': edit(SUPPORT) }, 'support.prompt.yml');
    expect(edited.digest).not.toBe(digest);
  });
});

describe('a bundle', () => {
  it('has what is stated of every variable', async () => {
    const entry: PromptEntry = {
      kind: 'entry',
      path: 'a.j2',
      variables: {
        tier: { enum: ['free', 'pro'] },
        text: { type: 'string', maxLength: 10, pattern: 'a+' },
        later: {},
      },
    };
    const { bundle } = await readBundle(
      { 'a.j2': '{{ tier }} {{ text }} {{ note | default("") }}' },
      'a.j2',
      { entry },
    );
    expect(bundle).toEqual({
      format: 1,
      engine: 'jinja',
      messages: [{ role: 'user', template: '{{ tier }} {{ text }} {{ note | default("") }}' }],
      includes: {},
      model: { provider: 'openai', api: 'chat', model: 'gpt-4.1-mini-2025-04-14' },
      parameters: {},
      variables: {
        tier: { enum: ['free', 'pro'], required: true },
        text: { type: 'string', 'max-length': 10, pattern: 'a+', required: true },
        note: { required: false },
        later: { required: false },
      },
    });
  });

  it.each([
    ['a message', 'a.json', '[\n{"role": "user", "content": "Hi \\ud83d"}]', 'a.json:2'],
    ['a parameter', 'a.md', '---\nparameters: { stop: "\\ud83d" }\n---\nHi', 'a.md:'],
    [
      "a call's arguments",
      'a.json',
      '[{"role":"assistant","tool_calls":[{"id":"c","type":"function","function":{"name":"f","arguments":{"b":"\\udc00","a":1}}}]},{"role":"tool","tool_call_id":"c","content":"x"}]',
      'a.json:1',
    ],
  ])('refuses half of a surrogate pair in %s', async (_, path, text, place) => {
    const told = await mistakesOf(readBundle({ [path]: text }, path));
    expect(told).toContain(`ConfigurationError: ${place}`);
    expect(told).toContain('half of a surrogate pair');
  });

  it('refuses an include whose name could be taken for another', async () => {
    const files = { 'a.j2': '{% include "b>c.md" %}', 'b>c.md': 'x' };
    expect(await mistakesOf(readBundle(files, 'a.j2'))).toContain(
      'The name of the included file "b>c.md" cannot be kept',
    );
  });
});
