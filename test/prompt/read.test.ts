import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ConfigurationError, ConfigurationErrors } from '../../src/base/errors.ts';
import type { PromptEntry } from '../../src/domain/policy.ts';
import { readPrompt } from '../../src/prompt/read.ts';
import { renderMessages } from '../../src/prompt/render.ts';
import { mistakesOf, snapshotOf } from '../kit/snapshot.ts';

const SUPPORT = `name: Support
model: openai/gpt-4o-mini
modelParameters:
  temperature: 0.2
  max_tokens: 300
messages:
  - role: system
    content: |
      You help {{customer_tier}} customers.
      Answer in {{language}}.
  - role: user
    content: "{{user_message}}"
`;

async function read(files: Record<string, string>, path: string, entry?: PromptEntry) {
  return readPrompt({ snapshot: snapshotOf(files), path, entry });
}

describe('a GitHub Models prompt', () => {
  it('takes a schema as the Responses API writes it', async () => {
    const format = '{ type: json_schema, name: event, strict: true, schema: { type: object } }';
    const prompt = await read(
      { 'a.md': `---\nmodel: gpt-5\nparameters: { response_format: ${format}, store: true }\n---\nHi` },
      'a.md',
    );
    expect(prompt.parameters).toEqual({
      responseFormat: {
        type: 'json_schema',
        jsonSchema: { name: 'event', strict: true, schema: { type: 'object' } },
      },
    });
  });

  it('passes on what only one provider knows, wherever it is written', async () => {
    const stated = 'top_k: 5, thinking: { type: enabled }, passthrough: { a: 1 }, extra: { b: 2 }';
    const prompt = await read(
      {
        'a.md': `---\nmodel: gpt-5\nparameters: { ${stated}, reasoning: { effort: low, summary: auto } }\n---\nHi`,
      },
      'a.md',
    );
    expect(prompt.parameters).toEqual({
      extra: { top_k: 5, thinking: { type: 'enabled' }, a: 1, b: 2 },
      reasoningEffort: 'low',
    });
  });

  it('gives messages, model and parameters, and fills in a case verbatim', async () => {
    const prompt = await read({ 'p/support.prompt.yml': SUPPORT }, 'p/support.prompt.yml');
    expect(prompt).toMatchObject({
      format: 'github-models',
      model: 'openai/gpt-4o-mini',
      modelPlace: { path: 'p/support.prompt.yml', line: 2, column: 8 },
      parameters: { temperature: 0.2, maxTokens: 300 },
      embeddedSuite: null,
    });
    const vars = {
      customer_tier: 'premium',
      language: 'English',
      user_message: 'Is {{language}} a template?',
    };
    expect(renderMessages(prompt, vars)).toEqual([
      { role: 'system', content: 'You help premium customers.\nAnswer in English.\n' },
      { role: 'user', content: 'Is {{language}} a template?' },
    ]);
  });

  it('asks for JSON by a schema written as text', async () => {
    const text = `${SUPPORT}responseFormat: json_schema\njsonSchema: '{"name": "answer", "schema": {"type": "object"}}'\n`;
    const prompt = await read({ 'a.prompt.yml': text }, 'a.prompt.yml');
    expect(prompt.parameters.responseFormat).toEqual({
      type: 'json_schema',
      jsonSchema: { name: 'answer', schema: { type: 'object' } },
    });
  });

  it.each([
    [
      'a misspelt key',
      SUPPORT.replace('modelParameters', 'modelParameter'),
      '3:1: Unknown key "modelParameter". Did you mean "modelParameters"?',
    ],
    [
      'a misspelt parameter',
      SUPPORT.replace('temperature', 'temprature'),
      '4:3: Unknown model parameter "temprature". Did you mean "temperature"?',
    ],
    [
      'a parameter out of range',
      SUPPORT.replace('0.2', '20'),
      '4:16: `modelParameters.temperature`: expected a number from 0 to 2, found 20.',
    ],
    ['an unknown role', SUPPORT.replace('role: user', 'role: usr'), '11:11: The role "usr" is unknown'],
    ['no messages', 'model: x\n', '`messages`: missing'],
    [
      'a schema that is no JSON',
      `${SUPPORT}responseFormat: json_schema\njsonSchema: "{"\n`,
      '14:13: `jsonSchema` is not valid JSON',
    ],
    ['Jinja', SUPPORT.replace('{{language}}', '{% if x %}'), '10:17: `{% if` is Jinja'],
    ['no YAML', 'messages: [', 'This is not valid YAML'],
  ])('tells the place of %s', async (_, text, told) => {
    expect(await mistakesOf(read({ 'a.prompt.yml': text }, 'a.prompt.yml'))).toContain(told);
  });

  it('lets people have keys of their own', async () => {
    const prompt = await read({ 'a.prompt.yml': `${SUPPORT}authors: [Ann]\n` }, 'a.prompt.yml');
    expect(prompt.messages).toHaveLength(2);
  });
});

describe('a plain text prompt', () => {
  it('is one user message, placed where its body begins', async () => {
    const text = '---\nmodel: openai:gpt-4.1-mini\nparameters: { temperature: 0 }\n---\nSay {{word}}.\n';
    const prompt = await read({ 'say.md': text }, 'say.md');
    expect(prompt).toMatchObject({
      format: 'text',
      model: 'openai:gpt-4.1-mini',
      parameters: { temperature: 0 },
    });
    expect(prompt.messages).toEqual([
      { role: 'user', template: 'Say {{word}}.', place: { path: 'say.md', line: 5, column: 1 } },
    ]);
  });

  it('may be the system message, with the user’s beside it', async () => {
    const text = '---\nrole: system\nuser: "{{question}}"\n---\nBe brief.\n';
    const prompt = await read({ 'a.md': text }, 'a.md');
    expect(renderMessages(prompt, { question: 'Why?' })).toEqual([
      { role: 'system', content: 'Be brief.' },
      { role: 'user', content: 'Why?' },
    ]);
  });

  it('is cut at lines that name a role', async () => {
    const prompt = await read(
      { 'a.txt': 'system:\nBe brief.\n\nuser:\n{{q}}\nassistant:\nHm.\nuser:\nSo?\n' },
      'a.txt',
    );
    expect(prompt.messages.map(({ role, template, place }) => [role, template, place.line])).toEqual([
      ['system', 'Be brief.', 2],
      ['user', '{{q}}', 5],
      ['assistant', 'Hm.', 7],
      ['user', 'So?', 9],
    ]);
  });

  it('is Jinja when it says so, in its front matter or its name', async () => {
    const declared = await read({ 'a.md': '---\ntemplate: jinja\n---\n{% if a %}x{% endif %}' }, 'a.md');
    const named = await read({ 'a.j2': '{% if a %}x{% endif %}' }, 'a.j2');
    expect([declared.engine, named.engine]).toEqual(['jinja', 'jinja']);
    const entry: PromptEntry = { kind: 'entry', path: 'a.txt', template: 'jinja' };
    const told = await read({ 'a.txt': '{{ name | upper }}' }, 'a.txt', entry);
    expect(renderMessages(told, { name: 'ada' })).toEqual([{ role: 'user', content: 'ADA' }]);
    const misled = read({ 'a.prompt': 'Hi {{name}}' }, 'a.prompt', { ...entry, path: 'a.prompt' });
    expect(await mistakesOf(misled)).toContain('`template: jinja` does not fit: a.prompt is a dotprompt');
    expect(await mistakesOf(read({ 'a.md': '{% if a %}x{% endif %}' }, 'a.md'))).toContain(
      'declare `template: jinja`',
    );
  });

  it.each([
    ['a misspelt key', '---\nmodle: x\n---\nHi', '2:1: Unknown key "modle". Did you mean "model"?'],
    ['front matter that never ends', '---\nmodel: x\nHi', '1:1: The front matter is never closed'],
    ['an empty body', '---\nmodel: x\n---\n\n', '4:1: The prompt is empty.'],
    [
      'a filter that is not there',
      '---\ntemplate: jinja\n---\nHi\n{{ a | uper }}',
      'a.md:5:8: The filter `uper`',
    ],
  ])('tells the place of %s', async (_, text, told) => {
    expect(await mistakesOf(read({ 'a.md': text }, 'a.md'))).toContain(told);
  });
});

describe('reading any prompt', () => {
  it('tells the place of a variable that is never closed', async () => {
    const text = 'model: openai/gpt-4o\nmessages:\n  - role: user\n    content: |\n      Hi\n      {{ oops\n';
    expect(await mistakesOf(read({ 'a.prompt.yml': text }, 'a.prompt.yml'))).toContain(
      'a.prompt.yml:6:7: `{{ oops` is never closed by `}}`.',
    );
  });

  it('lets the config name the model and declare variables', async () => {
    const entry: PromptEntry = {
      kind: 'entry',
      path: 'a.prompt.yml',
      model: 'anthropic:claude',
      variables: { language: { maxLength: 2 } },
    };
    const prompt = await read({ 'a.prompt.yml': SUPPORT }, 'a.prompt.yml', entry);
    expect(prompt).toMatchObject({ model: 'anthropic:claude', variables: { language: { maxLength: 2 } } });
  });

  it('says when there is no such file, and when it is no prompt', async () => {
    expect(await mistakesOf(read({}, 'a.prompt.yml'))).toContain(
      'a.prompt.yml: There is no such prompt file.',
    );
    expect(await mistakesOf(read({ 'a.bin': 'x' }, 'a.bin'))).toContain('This is no prompt in a format');
  });

  it('reads includes beside the file or from the root, and hashes them', async () => {
    const files = {
      'p/a.j2': '{% include "policy.md" %} {% include "shared/tone.md" %}',
      'p/policy.md': 'P{% include "./deep.md" %}',
      'p/deep.md': 'D{{ x }}',
      'shared/tone.md': 'T',
    };
    const prompt = await read(files, 'p/a.j2');
    expect(Object.keys(prompt.includes).sort()).toEqual(['p/deep.md', 'p/policy.md', 'shared/tone.md']);
    expect(renderMessages(prompt, { x: '!' })).toEqual([{ role: 'user', content: 'PD! T' }]);
    const other = await read({ ...files, 'p/deep.md': 'D {{ x }}' }, 'p/a.j2');
    expect(other.sha256).not.toBe(prompt.sha256);
  });

  it.each([
    [
      'goes round in a circle',
      { 'a.j2': '{% include "b.j2" %}', 'b.j2': 'x\n{% include "a.j2" %}' },
      'b.j2:2:1: The include goes round in a circle: a.j2 → b.j2 → a.j2.',
    ],
    [
      'leaves the repository',
      { 'a.j2': '{% include "../../etc/passwd" %}' },
      'a.j2:1:1: The included path "../../etc/passwd" leaves the repository.',
    ],
    [
      'is not there',
      { 'a.j2': 'Hi {% include "b.md" %}' },
      'a.j2:1:4: The included file "b.md" is not there. Looked for b.md.',
    ],
    [
      'has a mistake',
      { 'a.j2': '{% include "b.md" %}', 'b.md': 'x\n y{{ a | uper }}' },
      'b.md:2:10: The filter `uper`',
    ],
  ])('tells of an include that %s', async (_, files, told) => {
    expect(await mistakesOf(read(files, 'a.j2'))).toContain(told);
  });

  it('tells where in a template a value is missing', async () => {
    const prompt = await read({ 'a.j2': 'Hi\n{{ user.name }}' }, 'a.j2');
    expect(() => renderMessages(prompt, { user: {} })).toThrow('a.j2:2:4: `user.name` is undefined here.');
  });

  const hostile = fc.oneof(
    fc.string({ maxLength: 300 }),
    fc
      .array(
        fc.oneof(
          fc.constantFrom(
            '---\n',
            'messages:',
            '\n',
            '  - role: user\n',
            '    content: ',
            '{{',
            '}}',
            '{%',
            '|',
            ': ',
            '- ',
            '&a',
            '*a',
            '<<: ',
            '!!x',
            '"',
            '{',
            '[',
            '__proto__: 1',
            'testData:',
            'evaluators:',
            'system:',
            '{{#if x}}',
            '{{> y}}',
            '_type: prompt\n',
            'template: ',
          ),
          fc.string({ maxLength: 10 }),
        ),
        { maxLength: 25 },
      )
      .map((parts) => parts.join('')),
  );

  it.each(['a.prompt.yml', 'a.md', 'a.j2'])(
    'gives a prompt or a mistake for whatever stands in %s',
    async (path) => {
      await fc.assert(
        fc.asyncProperty(hostile, async (text) => {
          try {
            await read({ [path]: text }, path);
          } catch (error) {
            expect(error instanceof ConfigurationError || error instanceof ConfigurationErrors).toBe(true);
          }
        }),
        { numRuns: 300 },
      );
    },
  );
});
