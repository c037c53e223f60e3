import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ConfigurationError, ConfigurationErrors } from '../../../src/base/errors.ts';
import { readPrompt } from '../../../src/prompt/read.ts';
import { renderMessages } from '../../../src/prompt/render.ts';
import { readSuite } from '../../../src/suite/read.ts';
import { mistakesOf, snapshotOf } from '../../kit/snapshot.ts';

/** Prompty's references, which JavaScript would take for its own. */
const ENV = ['$', '{env:SEED}'].join('');
const FILE = ['$', '{file:x}'].join('');

const read = (files: Record<string, string>, path: string) =>
  readPrompt({ snapshot: snapshotOf(files), path });

describe('mistakes in formats of others', () => {
  it.each<[string, Record<string, string>, string]>([
    [
      'a tool known to the application only',
      { 'a.prompt': '---\ntools: [clock]\n---\nHi' },
      '2:8: Tools that only an application knows',
    ],
    [
      'a schema known by name',
      { 'a.prompt': '---\noutput: { schema: Order }\n---\nHi' },
      "2:19: This is not a schema: unsupported scalar type 'Order'.",
    ],
    ['a helper that is not there', { 'a.prompt': 'Hi\n{{shout name}}' }, 'a.prompt:2:3: The helper `shout`'],
    ['an image', { 'a.prompt': '{{media url=photo}}' }, 'An image is sent only from a list of messages.'],
    [
      'a partial that is not there',
      { 'a.prompt': '{{>nope}}' },
      'a.prompt:1:1: The included file "nope" is not there. Looked for _nope.prompt.',
    ],
    [
      'partials in a circle',
      { 'a.prompt': '{{>b}}', '_b.prompt': '{{>c}}', '_c.prompt': '{{>b}}' },
      '_c.prompt:1:1: The include goes round in a circle: a.prompt → _b.prompt → _c.prompt → _b.prompt.',
    ],
    [
      'a mistake in a partial',
      { 'a.prompt': '{{>b}}', '_b.prompt': 'x\n{{shout y}}' },
      '_b.prompt:2:3: The helper `shout`',
    ],
    ['a block never closed', { 'a.prompt': 'Hi\n{{#if x}}\n' }, 'This is not a Handlebars template'],
    [
      'Mustache in a prompty',
      { 'a.prompty': '---\ntemplate: mustache\n---\nHi' },
      '2:11: The template format "mustache" is not supported. Use jinja2.',
    ],
    [
      'a prompty based on another',
      { 'a.prompty': '---\nbase: b.prompty\n---\nHi' },
      '2:7: A prompty based on another one is not supported.',
    ],
    [
      'the environment',
      { 'a.prompty': `---\nmodel: { parameters: { seed: "${ENV}" } }\n---\nHi` },
      `2:30: \`${ENV}\` is read from the environment`,
    ],
    [
      'few-shot prompts',
      { 'a.yaml': '_type: few_shot\ninput_variables: [x]\n' },
      '1:8: LangChain\'s "few_shot" prompts are not supported.',
    ],
    [
      'few-shot prompts in one line of JSON',
      { 'a.json': '{"_type": "few_shot", "input_variables": ["x"]}' },
      '1:11: LangChain\'s "few_shot" prompts are not supported.',
    ],
    [
      'an f-string’s format',
      { 'a.yaml': '_type: prompt\ntemplate: "Price {x:.2f}"\n' },
      'a.yaml:2:18: `{x:.2f}` is not the plain name',
    ],
    [
      'a promptfoo config without prompts',
      { 'promptfooconfig.yaml': 'targets: [openai:gpt-4o]\nredteam: {}\n' },
      'promptfooconfig.yaml:1:1: This promptfoo config has no `prompts:`, so there is nothing to compare. Write them here, or leave the file out with "!promptfooconfig.yaml"',
    ],
    [
      'a provider that is a program without a scheme',
      { 'a.yaml': 'prompts: [Hi there]\nproviders: [rag.py]\n' },
      '2:13: The provider "rag.py" is a program',
    ],
    [
      'a pattern that no file has a name like',
      { 'a.yaml': 'prompts: [file://p/*.txt]\nproviders: [openai:gpt-4o]\n' },
      '1:11: No file is named like "p/*.txt".',
    ],
    [
      'a prompt in a format of its own',
      {
        'e/a.yaml': 'prompts: [b.prompty]\nproviders: [openai:gpt-4o]\n',
        'e/b.prompty': '---\nname: b\n---\nHi',
      },
      '1:11: "e/b.prompty" has a format of its own, with its own model. Name it in the gate\'s config, with its cases: `{ path: e/b.prompty, suite: e/a.yaml }`.',
    ],
    [
      'a prompt that is a program',
      { 'a.yaml': 'prompts: [file://p.py]\nproviders: [openai:gpt-4o]\n' },
      '1:11: "p.py" is a program, which is not run here.',
    ],
    [
      'a provider that is a program',
      { 'a.yaml': 'prompts: [Hi there]\nproviders: [file://p.py]\n' },
      '2:13: The provider "file://p.py" is a program',
    ],
    [
      'a parameter that is none',
      { 'a.yaml': 'prompts: [Hi there]\nproviders:\n  - id: openai:gpt-4o\n    config: { temprature: 1 }\n' },
      '4:15: Unknown model parameter "temprature". Did you mean "temperature"?',
    ],
    [
      'an image in messages',
      { 'a.json': '[{"role": "user", "content": [{"type": "image_url"}]}]' },
      '1:31: This image has neither an address nor data.',
    ],
  ])('tells the place of %s', async (_, files, told) => {
    expect(await mistakesOf(read(files, Object.keys(files)[0] ?? ''))).toContain(told);
  });

  it.each([
    [
      'YAML in a text file',
      'p.txt',
      '- role: system\n  content: Be kind.\n- role: user\n  content: "{{ x }}"\n',
    ],
    [
      'JSON with dump',
      'p.txt',
      '[{"role": "system", "content": "Be kind."}, {"role": "user", "content": {{ x | dump }}}]',
    ],
    [
      'JSON with dump in a file of JSON',
      'p.json',
      '[{"role":"system","content":"Be kind."},{"role":"user","content":{{x|dump}}}]',
    ],
  ])('reads messages written as %s', async (_, name, written) => {
    const files = { 'a.yaml': `prompts: [${name}]\nproviders: [openai:gpt-4o]\n`, [name]: written };
    const prompt = await read(files, 'a.yaml');
    expect(renderMessages(prompt, { x: '"quoted"' })).toEqual([
      { role: 'system', content: 'Be kind.' },
      { role: 'user', content: '"quoted"' },
    ]);
  });

  it('asks the first of several providers that can be asked, and says so', async () => {
    const text = `prompts: [Hi there]
providers:
  - python:x.py
  - { id: "google:gemini-2.5-flash", config: { responseMimeType: text/plain } }
  - { id: "openai:gpt-4o", config: { temperature: 0, apiKey: x } }
  - anthropic:claude
`;
    const prompt = await readPrompt({
      snapshot: snapshotOf({ 'a.yaml': text }),
      path: 'a.yaml',
      canAsk: (model) => !model.startsWith('google:'),
    });
    expect([prompt.model, prompt.modelPlace.line]).toEqual(['openai:gpt-4o', 5]);
    expect(prompt.parameters).toEqual({ temperature: 0 });
    expect(prompt.notices).toEqual([
      {
        code: 'one-of-several-providers',
        path: 'a.yaml',
        providers: 4,
        model: 'openai:gpt-4o',
        first: false,
      },
    ]);
  });

  it('asks the one of several providers that the config names, with its parameters', async () => {
    const path = 'a.yaml';
    const text = `prompts: [Hi there]
providers:
  - openai:gpt-4o
  - { id: "anthropic:messages:claude-sonnet-4-6", config: { temperature: 0, max_tokens: 9 } }
`;
    const entry = { kind: 'entry' as const, path, model: 'anthropic:messages:claude-sonnet-4-6' };
    const prompt = await readPrompt({ snapshot: snapshotOf({ [path]: text }), path, entry });
    expect(prompt).toMatchObject({ model: entry.model, parameters: { temperature: 0, maxTokens: 9 } });
  });

  it('asks the API that a prompty names', async () => {
    const stated = '---\nmodel: { id: gpt-5-mini, provider: openai, apiType: responses }\n---\nHi';
    expect((await read({ 'a.prompty': stated }, 'a.prompty')).model).toBe('openai:responses:gpt-5-mini');
  });

  it('needs no provider where the config of the gate names the model', async () => {
    const path = 'a.yaml';
    const text = 'prompts: [Hi there]\nproviders:\n  - { id: "python:x.py", config: { model: y } }\n';
    const entry = { kind: 'entry' as const, path, model: 'openai:gpt-4o' };
    const prompt = await readPrompt({ snapshot: snapshotOf({ [path]: text }), path, entry });
    expect(prompt).toMatchObject({ model: 'openai:gpt-4o', parameters: {} });
  });

  it('says so when a prompty leaves its model to the environment', async () => {
    const deployed = { 'a.prompty': `---\nmodel: { connection: { azure_deployment: "${ENV}" } }\n---\nHi` };
    const prompt = await read(deployed, 'a.prompty');
    expect([prompt.model, prompt.modelPlace.line]).toEqual([null, 2]);
    expect(prompt.modelProblem).toContain('read from the environment');
  });

  it('lets a prompt of several be gated by itself, with the cases of the promptfoo config', async () => {
    const files = {
      'evals/promptfooconfig.yaml':
        'prompts: [file://a.txt, file://b.txt]\nproviders: [openai:gpt-4o]\ntests:\n  - vars: { x: 1 }\n    assert: [{ type: equals, value: y }]\n',
      'evals/a.txt': 'A {{ x }}',
    };
    const prompt = await read(files, 'evals/a.txt');
    const suite = await readSuite({
      snapshot: snapshotOf(files),
      prompt,
      entry: { kind: 'entry', path: 'evals/a.txt', suite: 'evals/promptfooconfig.yaml' },
    });
    expect(suite.cases).toHaveLength(1);
  });

  it('bounds what a hostile Handlebars template makes', async () => {
    const depth = 8;
    const text = `${'{{#each @root.a}}'.repeat(depth)}x${'{{/each}}'.repeat(depth)}`;
    const prompt = await read({ 'a.prompt': text }, 'a.prompt');
    expect(() => renderMessages(prompt, { a: Array.from({ length: 100 }, () => ({})) })).toThrow(
      'does too much',
    );
  });

  it('reports where Handlebars misses a value', async () => {
    const prompt = await read({ 'a.prompt': 'Hi\n{{#each list}}{{name}}{{/each}}' }, 'a.prompt');
    expect(() => renderMessages(prompt, { list: [{}] })).toThrow('a.prompt:2:17: `name` is undefined here.');
  });

  const parts = fc.oneof(
    fc.constantFrom(
      ...[
        '---\n',
        'prompts:',
        'providers:',
        'tests:',
        '\n',
        '- ',
        '  ',
        '{{',
        '}}',
        '{{#if x}}',
        '{{/if}}',
        '{{> y}}',
        '{',
        '}',
      ],
      ...[
        '_type: prompt\n',
        'template: ',
        'input_variables: [x]\n',
        'model: ',
        'config: ',
        'system:\n',
        'user:\n',
        '[',
        ']',
      ],
      ...[
        '{"role": "user", "content": "x"}',
        'file://',
        'output: ',
        'schema: ',
        'inputs: ',
        FILE,
        '"',
        '\uFDD0',
        '\uFDD1',
      ],
    ),
    fc.string({ maxLength: 8 }),
  );

  it.each(['a.prompt', 'a.prompty', 'a.yaml', 'a.json', 'promptfooconfig.yaml'])(
    'gives messages or a mistake for whatever stands in %s',
    async (path) => {
      await fc.assert(
        fc.asyncProperty(fc.array(parts, { maxLength: 25 }), async (pieces) => {
          try {
            renderMessages(await read({ [path]: pieces.join('') }, path), { x: 1 });
          } catch (error) {
            expect(error instanceof ConfigurationError || error instanceof ConfigurationErrors).toBe(true);
          }
        }),
        { numRuns: 200 },
      );
    },
  );
});
