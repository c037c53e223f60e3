import { describe, expect, test } from 'vitest';
import { buildRequest } from '../../../src/model/request.ts';
import { resolveTarget } from '../../../src/model/target.ts';
import { readPrompt } from '../../../src/prompt/read.ts';
import { renderMessages } from '../../../src/prompt/render.ts';
import { variablesOf } from '../../../src/prompt/variables.ts';
import { mistakesOf, snapshotOf } from '../../kit/snapshot.ts';

const NOBODY = { apiKey: undefined, baseUrl: undefined };
const MEANS = { models: {}, credentials: { providers: { openai: NOBODY, anthropic: NOBODY } } };

const read = (path: string, text: string) => readPrompt({ snapshot: snapshotOf({ [path]: text }), path });

/** The body of the request that a prompt makes. */
async function bodyOf(path: string, text: string) {
  const prompt = await read(path, text);
  const target = resolveTarget(prompt.model ?? '', MEANS);
  return buildRequest(target, renderMessages(prompt, {}), prompt.parameters).body;
}

describe('Dotprompt', () => {
  const head = '---\nmodel: openai/gpt-4.1\nconfig: { temperature: 0.5 }\n---\n';

  test.each([
    ['a licence', '# Copyright\n# MIT\n'],
    ['empty lines', '\n  \n'],
    ['both', '# Copyright\n\n#\n\n'],
  ])('finds its front matter after %s', async (_, before) => {
    const prompt = await read('a.prompt', `${before}${head}Hi {{name}}\n`);
    expect(prompt).toMatchObject({ model: 'openai/gpt-4.1', parameters: { temperature: 0.5 } });
    expect(renderMessages(prompt, { name: 'Ann' })).toMatchObject([{ role: 'user', content: 'Hi Ann' }]);
    const lines = before.split('\n').length - 1;
    expect(variablesOf(prompt)[0]?.place).toMatchObject({ line: lines + 5, column: 6 });
  });

  test('trims the text after a front matter on both sides', async () => {
    const prompt = await read('a.prompt', `${head}\n  \t Hi {{name}}\n\n `);
    expect(renderMessages(prompt, { name: 'Ann' })[0]?.content).toBe('Hi Ann');
    expect(variablesOf(prompt)[0]?.place).toMatchObject({ line: 6, column: 10 });
  });

  test('trims nothing without one', async () => {
    const prompt = await read('a.prompt', '\n# Hi {{name}}\n\n');
    expect(renderMessages(prompt, { name: 'Ann' })[0]?.content).toBe('\n# Hi Ann\n\n');
  });

  test("leaves out what only Google's models have", async () => {
    const config =
      '{ topK: 4, thinkingConfig: { thinkingBudget: 0 }, safetySettings: [], maxOutputTokens: 9 }';
    const prompt = await read('a.prompt', `---\nmodel: openai/gpt-4.1\nconfig: ${config}\n---\nHi`);
    expect(prompt.parameters).toEqual({ maxTokens: 9 });
  });
});

describe('Prompty', () => {
  const prompty = (head: string) => `---\nmodel:\n  id: gpt-4.1\n${head}\n---\nuser:\nHi`;

  test('asks for its outputs in strict mode: all are required, and one that need not be there may be null', async () => {
    const outputs = `outputs:
  - { name: degrees, kind: float, required: true, description: in Celsius }
  - { name: sky, kind: string, enumValues: [clear, grey] }
  - { name: hours, kind: array }
  - name: wind
    kind: object
    required: true
    properties: [{ name: from, kind: string }, { name: speed, kind: integer, required: true }]`;
    expect((await bodyOf('a.prompty', prompty(outputs))).response_format).toEqual({
      type: 'json_schema',
      json_schema: {
        name: 'structured_output',
        strict: true,
        schema: {
          type: 'object',
          properties: {
            degrees: { type: 'number', description: 'in Celsius' },
            sky: { type: ['string', 'null'], enum: ['clear', 'grey', null] },
            hours: { type: ['array', 'null'], items: { type: 'string' } },
            wind: {
              type: 'object',
              properties: { from: { type: ['string', 'null'] }, speed: { type: 'integer' } },
              required: ['from', 'speed'],
              additionalProperties: false,
            },
          },
          required: ['degrees', 'sky', 'hours', 'wind'],
          additionalProperties: false,
        },
      },
    });
  });

  test('requires of a tool only what it says it requires, unless the tool is strict', async () => {
    const tools = (more: string) => `tools:
  - name: look_up
    kind: function${more}
    parameters: [{ name: place, kind: string, required: true }, { name: unit, kind: string }]`;
    const parametersOf = async (more: string) => (await bodyOf('a.prompty', prompty(tools(more)))).tools;
    expect(await parametersOf('')).toEqual([
      {
        type: 'function',
        function: {
          name: 'look_up',
          parameters: {
            type: 'object',
            properties: { place: { type: 'string' }, unit: { type: 'string' } },
            required: ['place'],
          },
        },
      },
    ]);
    expect(await parametersOf('\n    strict: true')).toMatchObject([
      {
        function: {
          strict: true,
          parameters: {
            properties: { unit: { type: ['string', 'null'] } },
            required: ['place', 'unit'],
            additionalProperties: false,
          },
        },
      },
    ]);
  });

  test.each(['gpt-5-mini', 'openai/gpt-5-mini', 'openai:gpt-5-mini'])(
    'is asked by the Responses API where it says so: %s',
    async (name) => {
      const text = `---\nmodel: { id: "${name}", apiType: responses }\n---\nuser:\nHi`;
      expect((await read('a.prompty', text)).model).toBe('openai:responses:gpt-5-mini');
    },
  );

  test.each(['apiType: embedding', 'apiType: image', 'api: completion'])(
    'that asks for something else than messages is refused: %s',
    async (api) => {
      const [key = '', value = ''] = api.split(': ');
      expect(await mistakesOf(read('a.prompty', prompty(`  ${api}`)))).toContain(
        `a.prompty:4:${key.length + 5}: \`${key}: ${value}\` asks for something else than messages.`,
      );
    },
  );

  test.each(['image', 'audio', 'file', 'thread'])(
    'whose input is of the kind %s is refused',
    async (kind) => {
      const inputs = `inputs: [{ name: given, kind: ${kind} }]`;
      expect(await mistakesOf(read('a.prompty', prompty(inputs)))).toMatch(
        /The input "given" is (?:an image|a sound|a file|a thread of messages), which is not supported\./,
      );
    },
  );

  test('names the limit of its answers as its own runtime does', async () => {
    const options = '  options: { maxOutputTokens: 50 }';
    expect(await bodyOf('a.prompty', prompty(options))).toMatchObject({ max_completion_tokens: 50 });
    expect(await bodyOf('a.prompty', prompty(options))).not.toHaveProperty('max_tokens');
  });
});

describe('a limit of tokens', () => {
  const config = (model: string, limit: string) =>
    `prompts: [Hi]\nproviders: [{ id: "${model}", config: { ${limit}: 500 } }]\n`;

  test.each([
    ['openai:chat:our-deployment', 'max_completion_tokens', 'max_completion_tokens'],
    ['openai:chat:our-deployment', 'max_tokens', 'max_tokens'],
    ['openai:o4-mini', 'max_tokens', 'max_completion_tokens'],
    ['anthropic:messages:claude-sonnet-4-6', 'max_completion_tokens', 'max_tokens'],
    ['openai:responses:gpt-5', 'max_completion_tokens', 'max_output_tokens'],
  ])('for %s is written %s and sent as %s', async (model, written, sent) => {
    const body = await bodyOf('promptfooconfig.yaml', config(model, written));
    const names = ['max_tokens', 'max_completion_tokens', 'max_output_tokens', 'maxTokensName'];
    expect(Object.keys(body).filter((key) => names.includes(key))).toEqual([sent]);
    expect(body[sent]).toBe(500);
  });
});
