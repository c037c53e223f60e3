import { describe, expect, test } from 'vitest';
import { globMatcher } from '../../../src/base/glob.ts';
import { includedPaths } from '../../../src/prompt/included-paths.ts';
import { readParts, readPrompt } from '../../../src/prompt/read.ts';
import { renderMessages } from '../../../src/prompt/render.ts';
import { mistakesOf, snapshotOf } from '../../kit/snapshot.ts';

const PATH = 'promptfooconfig.yaml';

const configOf = (prompts: string, provider = 'openai:gpt-4.1-mini') =>
  `prompts:\n${prompts}\nproviders:\n  - ${provider}\ntests: []\n`;

const read = (prompts: string, files: Record<string, string> = {}, provider?: string, part?: number) =>
  readPrompt({ snapshot: snapshotOf({ [PATH]: configOf(prompts, provider), ...files }), path: PATH, part });

describe('a promptfoo config', () => {
  test("a prompt's own parameters come on top of the provider's, each by itself", async () => {
    const provider = '{ id: openai:gpt-4.1-mini, config: { top_k: 5, logit_bias: { "1": 2 }, seed: 1 } }';
    const own = '  - { raw: Hi, config: { parallel_tool_calls: false, top_k: 6 } }';
    expect((await read(own, {}, provider)).parameters).toEqual({
      ...{ seed: 1, extra: { top_k: 6, logit_bias: { '1': 2 }, parallel_tool_calls: false } },
    });
  });

  test('a text file is cut at lines of three dashes, spaces around them or not, and its parts are trimmed', async () => {
    const text = '\uFEFF\r\n  One\r\n   ---\t\r\n\r\n  Two\r\n  more\r\n---\r\n\r\n';
    const snapshot = snapshotOf({ [PATH]: configOf('  - file://a.txt'), 'a.txt': text });
    const parts = await readParts(snapshot, PATH);
    expect(parts?.map(({ source, place }) => [source, place.line])).toEqual([
      ['One', 2],
      ['Two\n  more', 5],
    ]);
    const [one, two] = await Promise.all([0, 1].map((part) => readPrompt({ snapshot, path: PATH, part })));
    expect([one?.messages, two?.messages]).toMatchObject([
      [{ template: 'One' }],
      [{ template: 'Two\n  more' }],
    ]);
  });

  test.each([
    'langfuse://support:3',
    'portkey://pp-1',
    'helicone://x:1.0',
    'exec:./make.sh',
    'prompts/',
    './prompts',
    'my prompts.csv',
    'prompts.jsonl',
    'prompts/a.unknown',
    'file://table.csv',
  ])('what is no prompt is not sent as one: %s', async (name) => {
    expect(await mistakesOf(read(`  - ${name}`, { 'table.csv': 'prompt\nHi\n' }))).toContain(`${PATH}:2:5: `);
  });

  test.each(['prompts/{a,b}.txt', 'my prompts/a.txt', 'prompts/é.txt', 'prompts\\a.txt'])(
    'a file is one, however it is named: %s',
    async (name) => {
      const files = { 'prompts/a.txt': 'A', 'my prompts/a.txt': 'A', 'prompts/é.txt': 'A' };
      for (const written of [`'${name}'`, name, `{ id: '${name}', label: x }`, `id: ${name}`]) {
        expect((await read(`  - ${written}`, files)).messages).toMatchObject([{ template: 'A' }]);
        const snapshot = snapshotOf({ ...files, [PATH]: configOf(`  - ${written}`) });
        const { paths } = await includedPaths({ snapshot, path: PATH });
        expect(paths.some((path) => Object.keys(files).some(globMatcher(path)))).toBe(true);
      }
    },
  );

  test('line ends at the end are sent, as nunjucks leaves them', async () => {
    const sent = async (prompts: string, files = {}) =>
      renderMessages(await read(prompts, files), { x: 1 }).map(({ content }) => content);
    expect(await sent('  - |\n    Hi {{ x }}\n')).toEqual(['Hi 1\n']);
    expect(await sent('  - file://a.md', { 'a.md': '{% include "b.md" %}\r\n', 'b.md': 'Hi\n' })).toEqual([
      'Hi\n\n',
    ]);
    const chat = '- role: system\n  content: |\n    Hi {{ x }}\n';
    expect(await sent('  - file://a.yaml', { 'a.yaml': chat })).toEqual(['Hi 1\n']);
    const prompt = await readPrompt({ snapshot: snapshotOf({ 'a.yaml': chat }), path: 'a.yaml' });
    expect(renderMessages(prompt, { x: 1 })[0]?.content).toBe('Hi 1\n');
  });

  test('a folder means its files', async () => {
    const files = { 'prompts/a.txt': 'A', 'prompts/b.txt': 'B' };
    const snapshot = snapshotOf({ [PATH]: configOf('  - prompts/'), ...files });
    expect((await readParts(snapshot, PATH))?.map(({ file }) => file)).toEqual(Object.keys(files));
  });

  test.each([
    'Answer yes/no: {{ q }}',
    'Hi.',
    'Is 1/2 > 0.5?',
    'Use https://example.org/a or b',
    'Write {{ x }}.md',
  ])('a text is sent as it is: %s', async (text) => {
    expect((await read(`  - '${text}'`)).messages).toMatchObject([{ template: text }]);
  });

  test.each([
    '[{% for m in turns %}{"role": "user", "content": {{ m | dump }}},{% endfor %}{"role": "user", "content": "Go"}]',
    '[{# turns #}{% for m in turns %}{"content": {{ m | dump }}, "role": "user"},{% endfor %}{"role": "user", "content": "Go"}]',
    '[{"content": {{ turns[0] | dump }}, "role": "user"}, {"role": "user", "content": "Go"}]',
  ])('JSON that begins with a tag is messages too: %s', async (text) => {
    const expected = [
      { role: 'user', content: 'a "b"' },
      { role: 'user', content: 'Go' },
    ];
    const vars = { turns: ['a "b"'] };
    expect(renderMessages(await read(`  - '${text}'`), vars)).toEqual(expected);
    expect(renderMessages(await read('  - file://a.txt', { 'a.txt': text }), vars)).toEqual(expected);
  });

  test("items of OpenAI's Responses API in JSON are messages", async () => {
    const items = [
      { type: 'function_call', call_id: 'c', name: 'f', arguments: '{}' },
      { type: 'function_call_output', call_id: 'c', output: 'x' },
      { role: 'user', content: 'Hi' },
    ];
    const { messages } = await read(`  - '${JSON.stringify(items)}'`);
    expect(messages.map(({ role }) => role)).toEqual(['assistant', 'tool', 'user']);
  });

  test('tests may call a prompt by its id as by its label', async () => {
    const prompts = '  - { id: one, label: First, raw: Hi }\n  - { id: two, raw: Ho }';
    expect((await read(prompts, {}, undefined, 0)).names).toEqual(expect.arrayContaining(['one', 'First']));
  });

  test('a prompt is asked of the first provider that is for it', async () => {
    const prompts =
      '  - { label: chat, raw: Hi }\n  - { label: claude, raw: Ho }\n  - { label: other, raw: Hm }';
    const provider =
      '{ id: openai:gpt-4.1, prompts: [chat] }\n  - anthropic:claude-x: { prompts: [claude], config: { seed: 2 } }';
    const asked = await Promise.all([0, 1, 2].map((part) => read(prompts, {}, provider, part)));
    expect(asked.map(({ model, parameters }) => [model, parameters])).toEqual([
      ['openai:gpt-4.1', {}],
      ['anthropic:claude-x', { seed: 2 }],
      ['openai:gpt-4.1', {}],
    ]);
  });

  test('what a provider makes of its answers is not passed over', async () => {
    const provider = '{ id: openai:gpt-4.1-mini, transform: "output.trim()" }';
    expect(await mistakesOf(read('  - Hi', {}, provider))).toMatch(
      /promptfooconfig\.yaml:4:\d+: .*`transform`.* is a program/,
    );
  });

  test.each([
    'instructions: "Be {{ tone }}"',
    'tools: file://tools.json',
    'response_format: { type: json_schema, json_schema: { name: "{{x}}" } }',
  ])('a template among parameters is not sent as it stands: %s', async (setting) => {
    const provider = `{ id: openai:responses:gpt-5, config: { ${setting} } }`;
    const files = { 'tools.json': '[{"type": "function", "name": "{{ name }}"}]' };
    expect(await mistakesOf(read('  - Hi', files, provider))).toMatch(
      /promptfooconfig\.yaml:4:\d+: `providers\[0\]\.config\.\w+` has a template in it\. Parameters are sent/,
    );
  });

  test('a file that a parameter names is sent with its content, however deep the name stands', async () => {
    const tool = (name: string) => ({ type: 'function', function: { name } });
    const files = {
      's.json': '{"type": "object", "properties": {"x": "file://x.yaml"}}',
      'x.yaml': 'type: string',
      't.json': JSON.stringify(tool('one')),
      'ts.yaml': JSON.stringify([tool('two'), tool('three')]),
      'be.md': 'Be brief: yes.\n',
    };
    const config =
      'instructions: file://be.md, tools: [file://t.json, file://ts.yaml], response_format: { type: json_schema, json_schema: { name: a, schema: file://s.json } }';
    const { parameters } = await read(
      '  - Hi',
      files,
      `{ id: openai:responses:gpt-5, config: { ${config} } }`,
    );
    expect(parameters).toEqual({
      extra: { instructions: 'Be brief: yes.\n' },
      tools: [tool('one'), tool('two'), tool('three')],
      responseFormat: {
        type: 'json_schema',
        jsonSchema: { name: 'a', schema: { type: 'object', properties: { x: { type: 'string' } } } },
      },
    });
  });

  test('so is a config that is a file', async () => {
    const provider = '{ id: openai:gpt-4.1-mini, config: file://c.yaml }';
    const files = { 'c.yaml': 'seed: 4\nstop: [x]\n' };
    expect((await read('  - Hi', files, provider)).parameters).toEqual({ seed: 4, stop: ['x'] });
  });

  test.each([
    ['tools: ["file://gone.json"]', 'gone.json'],
    ['tools: [{ parameters: "file://tools.py:make" }]', 'is a program'],
    ['metadata: { x: "file://round.json" }', 'in a circle'],
    ['tools: [{ parameters: { $ref: "s.json#/x" } }]', 'A `$ref` to a file'],
  ])('what cannot be put in its place is not sent as it stands: %s', async (setting, problem) => {
    const provider = `{ id: openai:gpt-4.1-mini, config: { ${setting} } }`;
    const mistake = await mistakesOf(read('  - Hi', { 'round.json': '["file://round.json"]' }, provider));
    expect(mistake).toContain('promptfooconfig.yaml:4:');
    expect(mistake).toContain(problem);
  });

  test('nor is a file that a message of a list names', async () => {
    const chat = '[{"role": "system", "content": "file://rules.md"}, {"role": "user", "content": "Hi"}]';
    expect(await mistakesOf(read('  - file://chat.json', { 'chat.json': chat }))).toMatch(
      /chat\.json:1:\d+: .*"file:\/\/rules\.md"/,
    );
  });

  test('`omitDefaults` is what is done here anyway', async () => {
    const provider = '{ id: openai:gpt-4.1-mini, config: { omitDefaults: true } }';
    expect((await read('  - Hi', {}, provider)).parameters).toEqual({});
  });
});
