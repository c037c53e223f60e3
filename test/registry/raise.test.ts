import { describe, expect, it, test } from 'vitest';
import type { Json } from '../../src/base/json.ts';
import type { Bundle, BundleModel } from '../../src/domain/bundle.ts';
import type { VariableDeclaration } from '../../src/domain/policy.ts';
import type { VersionPart } from '../../src/domain/registry.ts';
import { raiseOf } from '../../src/plan/raise.ts';
import { readBundle } from '../kit/bundles.ts';

type Change = {
  change: string;
  part: VersionPart | null;
  because: string[];
  before?: (bundle: Bundle) => Bundle;
  after: (bundle: Bundle) => Bundle;
};

/** A prompt with two variables, one of them optional, and a comment. */
const SUPPORT = `- role: system
  content: |
    {# For the shop. #}
    You help {{ tier }} customers.{% if note is defined %} {{ note }}{% endif %}
- role: user
  content: "{{ question }}"
`;

const bounds: Record<string, VariableDeclaration> = {
  tier: { enum: ['free', 'pro'] },
  question: { type: 'string', maxLength: 1000 },
};

async function support(): Promise<Bundle> {
  const entry = { kind: 'entry', path: 'a.yaml', variables: bounds } as const;
  return (await readBundle({ 'a.yaml': SUPPORT }, 'a.yaml', { entry })).bundle;
}

const asIs = (bundle: Bundle): Bundle => bundle;
const model = (changed: Partial<BundleModel>) => (bundle: Bundle) => ({
  ...bundle,
  model: { ...bundle.model, ...changed },
});
const parameters = (stated: Record<string, Json>) => (bundle: Bundle) => ({ ...bundle, parameters: stated });
const variable = (name: string, changed: Partial<Bundle['variables'][string]>) => (bundle: Bundle) => ({
  ...bundle,
  variables: { ...bundle.variables, [name]: { required: true, ...bundle.variables[name], ...changed } },
});
const bounded = (name: string, stated: Bundle['variables'][string]) => (bundle: Bundle) => ({
  ...bundle,
  variables: { ...bundle.variables, [name]: stated },
});
const without = (name: string) => (bundle: Bundle) => {
  const { [name]: _, ...variables } = bundle.variables;
  return { ...bundle, variables };
};
const text = (from: string, to: string) => (bundle: Bundle) => ({
  ...bundle,
  messages: bundle.messages.map((message) => ({ ...message, template: message.template.replace(from, to) })),
});
const both =
  (...changes: ((bundle: Bundle) => Bundle)[]) =>
  (bundle: Bundle) =>
    changes.reduce((changed, change) => change(changed), bundle);

const schema = (
  properties: Record<string, Json>,
  required: string[] = Object.keys(properties),
): Record<string, Json> => ({
  responseFormat: {
    type: 'json_schema',
    jsonSchema: {
      name: 'answer',
      strict: true,
      schema: { type: 'object', properties, required, additionalProperties: false },
    },
  },
});
const tool = (name: string, properties: Record<string, Json>, description = 'Looks it up'): Json => ({
  type: 'function',
  function: {
    name,
    description,
    parameters: { type: 'object', properties, required: Object.keys(properties) },
  },
});

const CHANGES: Change[] = [
  { change: 'nothing', part: null, because: [], after: asIs },
  // Callers must change.
  {
    change: 'a required variable more',
    part: 'major',
    because: ['required variable added: city', 'text changed'],
    after: both(variable('city', {}), text('customers', 'customers in {{ city }}')),
  },
  {
    change: 'a required variable less',
    part: 'major',
    because: ['required variable removed: tier', 'text changed'],
    after: both(without('tier'), text('{{ tier }} ', '')),
  },
  {
    change: 'a required variable renamed',
    part: 'major',
    because: ['required variable added: query', 'required variable removed: question', 'text changed'],
    after: both(without('question'), variable('query', {}), text('{{ question }}', '{{ query }}')),
  },
  {
    change: 'an optional variable becomes required',
    part: 'major',
    because: ['variable now required: note', 'text changed'],
    after: both(
      variable('note', { required: true }),
      text('{% if note is defined %} {{ note }}{% endif %}', ' {{ note }}'),
    ),
  },
  {
    change: 'a value of an enum less',
    part: 'major',
    because: ['bounds narrowed: tier'],
    after: variable('tier', { enum: ['free'] }),
  },
  {
    change: 'a value of an enum renamed',
    part: 'major',
    because: ['bounds narrowed: tier'],
    after: variable('tier', { enum: ['free', 'plus'] }),
  },
  {
    change: 'an enum where any text was allowed',
    part: 'major',
    because: ['bounds narrowed: question'],
    after: variable('question', { enum: ['a', 'b'] }),
  },
  {
    change: 'a smaller length',
    part: 'major',
    because: ['bounds narrowed: question'],
    after: variable('question', { 'max-length': 999 }),
  },
  {
    change: 'a length where there was none',
    part: 'major',
    because: ['bounds narrowed: note'],
    after: variable('note', { 'max-length': 4000 }),
  },
  {
    change: 'a pattern',
    part: 'major',
    because: ['bounds narrowed: question'],
    after: variable('question', { pattern: '[a-z]+' }),
  },
  {
    change: 'another type',
    part: 'major',
    because: ['bounds narrowed: question'],
    after: variable('question', { type: 'array' }),
  },
  {
    change: 'a number that must be whole',
    part: 'major',
    because: ['bounds narrowed: note'],
    before: variable('note', { type: 'number' }),
    after: variable('note', { type: 'integer' }),
  },
  {
    change: 'the last message is the assistant’s',
    part: 'major',
    because: ['role of the last message changed', 'messages added'],
    after: (bundle) => ({
      ...bundle,
      messages: [...bundle.messages, { role: 'assistant', template: 'Dear' }],
    }),
  },
  {
    change: 'text answers become JSON',
    part: 'major',
    because: ['output format changed'],
    after: parameters(schema({ a: { type: 'string' } })),
  },
  {
    change: 'JSON answers become text',
    part: 'major',
    because: ['output format changed'],
    before: parameters({ responseFormat: { type: 'json_object' } }),
    after: parameters({}),
  },
  {
    change: 'a property of the answer less',
    part: 'major',
    because: ['output schema changed'],
    before: parameters(schema({ a: { type: 'string' }, b: { type: 'string' } })),
    after: parameters(schema({ a: { type: 'string' } })),
  },
  {
    change: 'a property of the answer of another type',
    part: 'major',
    because: ['output schema changed'],
    before: parameters(schema({ a: { type: 'string' } })),
    after: parameters(schema({ a: { type: 'integer' } })),
  },
  {
    change: 'a property that the answer need not have any more',
    part: 'major',
    because: ['output schema changed'],
    before: parameters(schema({ a: { type: 'string' } })),
    after: parameters(schema({ a: { type: 'string' } }, [])),
  },
  {
    change: 'a value of the answer’s enum less',
    part: 'major',
    because: ['output schema changed'],
    before: parameters(schema({ a: { enum: ['x', 'y'] } })),
    after: parameters(schema({ a: { enum: ['x'] } })),
  },
  {
    change: 'a tool less',
    part: 'major',
    because: ['tools changed'],
    before: parameters({ tools: [tool('f', {}), tool('g', {})] }),
    after: parameters({ tools: [tool('f', {})] }),
  },
  {
    change: 'a tool renamed',
    part: 'major',
    because: ['tools changed'],
    before: parameters({ tools: [tool('f', {})] }),
    after: parameters({ tools: [tool('g', {})] }),
  },
  {
    change: 'a tool’s parameter less',
    part: 'major',
    because: ['tools changed'],
    before: parameters({ tools: [tool('f', { a: { type: 'string' } })] }),
    after: parameters({ tools: [tool('f', {})] }),
  },
  // Behaviour may change.
  {
    change: 'another model',
    part: 'minor',
    because: ['model changed'],
    after: model({ model: 'gpt-5-2025-08-07' }),
  },
  {
    change: 'another provider',
    part: 'minor',
    because: ['model changed'],
    after: model({ provider: 'anthropic', api: 'messages', model: 'claude-sonnet-4-5-20250929' }),
  },
  { change: 'another API', part: 'minor', because: ['API changed'], after: model({ api: 'responses' }) },
  {
    change: 'another base URL',
    part: 'minor',
    because: ['base URL changed'],
    after: model({ 'base-url': 'https://llm.example.com/v1' }),
  },
  {
    change: 'another temperature',
    part: 'minor',
    because: ['parameters changed: temperature'],
    before: parameters({ temperature: 0.2 }),
    after: parameters({ temperature: 0.3 }),
  },
  {
    change: 'a parameter more and one less',
    part: 'minor',
    because: ['parameters changed: seed, temperature'],
    before: parameters({ temperature: 0.2 }),
    after: parameters({ seed: 1 }),
  },
  { change: 'another word', part: 'minor', because: ['text changed'], after: text('help', 'serve') },
  { change: 'a space more', part: 'minor', because: ['text changed'], after: text('You help', 'You  help') },
  {
    change: 'a blank line at the end',
    part: 'minor',
    because: ['text changed'],
    after: text('{{ question }}', '{{ question }}\n'),
  },
  {
    change: 'a filter',
    part: 'minor',
    because: ['text changed'],
    after: text('{{ tier }}', '{{ tier | upper }}'),
  },
  {
    change: 'another role of the first message',
    part: 'minor',
    because: ['text changed'],
    after: (bundle) => ({
      ...bundle,
      messages: bundle.messages.map((message, index) =>
        index === 0 ? { ...message, role: 'developer' } : message,
      ),
    }),
  },
  {
    change: 'a message more at the start',
    part: 'minor',
    because: ['messages added'],
    after: (bundle) => ({ ...bundle, messages: [{ role: 'user', template: 'Hi' }, ...bundle.messages] }),
  },
  {
    change: 'a message less',
    part: 'minor',
    because: ['messages removed'],
    after: (bundle) => ({ ...bundle, messages: bundle.messages.slice(1) }),
  },
  {
    change: 'an optional variable more',
    part: 'minor',
    because: ['optional variable added: city', 'text changed'],
    after: both(
      variable('city', { required: false }),
      text('customers', '{{ city | default("") }} customers'),
    ),
  },
  {
    change: 'an optional variable less',
    part: 'minor',
    because: ['optional variable removed: note', 'text changed'],
    after: both(without('note'), text('{% if note is defined %} {{ note }}{% endif %}', '')),
  },
  {
    change: 'a required variable becomes optional',
    part: 'minor',
    because: ['variable now optional: tier', 'default changed: tier'],
    after: variable('tier', { required: false, default: 'free' }),
  },
  {
    change: 'another default',
    part: 'minor',
    because: ['default changed: note'],
    before: variable('note', { default: 'a' }),
    after: variable('note', { default: 'b' }),
  },
  {
    change: 'a property of the answer more',
    part: 'minor',
    because: ['output schema widened'],
    before: parameters(schema({ a: { type: 'string' } })),
    after: parameters(schema({ a: { type: 'string' }, b: { type: 'number' } })),
  },
  {
    change: 'a value of the answer’s enum more',
    part: 'minor',
    because: ['output schema widened'],
    before: parameters(schema({ a: { enum: ['x'] } })),
    after: parameters(schema({ a: { enum: ['x', 'y'] } })),
  },
  {
    change: 'another description in the answer’s schema',
    part: 'minor',
    because: ['output schema widened'],
    before: parameters(schema({ a: { type: 'string' } })),
    after: parameters(schema({ a: { type: 'string', description: 'short' } })),
  },
  {
    change: 'another name of the answer’s schema',
    part: 'minor',
    because: ['output schema stated otherwise'],
    before: parameters({ responseFormat: { type: 'json_schema', jsonSchema: { name: 'a', schema: {} } } }),
    after: parameters({ responseFormat: { type: 'json_schema', jsonSchema: { name: 'b', schema: {} } } }),
  },
  {
    change: 'a tool more',
    part: 'minor',
    because: ['tools widened'],
    before: parameters({ tools: [tool('f', {})] }),
    after: parameters({ tools: [tool('f', {}), tool('g', {})] }),
  },
  {
    change: 'a tool described otherwise',
    part: 'minor',
    because: ['tools stated otherwise'],
    before: parameters({ tools: [tool('f', {})] }),
    after: parameters({ tools: [tool('f', {}, 'Finds it')] }),
  },
  // Neither can.
  {
    change: 'another comment',
    part: 'patch',
    because: ['templates written otherwise'],
    after: text('For the shop.', 'For everybody.'),
  },
  {
    change: 'no comment',
    part: 'patch',
    because: ['templates written otherwise'],
    before: text('{# For the shop. #}\n', '{# For the shop. #}'),
    after: text('{# For the shop. #}\n', ''),
  },
  {
    change: 'spaces in a tag',
    part: 'patch',
    because: ['templates written otherwise'],
    after: text('{{ tier }}', '{{tier}}'),
  },
  {
    change: 'a value of an enum more',
    part: 'patch',
    because: ['bounds widened: tier'],
    after: variable('tier', { enum: ['free', 'pro', 'team'] }),
  },
  {
    change: 'an enum becomes any text',
    part: 'patch',
    because: ['bounds widened: tier'],
    after: bounded('tier', { type: 'string', required: true }),
  },
  {
    change: 'a greater length',
    part: 'patch',
    because: ['bounds widened: question'],
    after: variable('question', { 'max-length': 1001 }),
  },
  {
    change: 'no length',
    part: 'patch',
    because: ['bounds widened: question'],
    after: bounded('question', { type: 'string', required: true }),
  },
  {
    change: 'no pattern',
    part: 'patch',
    because: ['bounds widened: note'],
    before: bounded('note', { pattern: 'a+', required: false }),
    after: bounded('note', { required: false }),
  },
  {
    change: 'a whole number may be any',
    part: 'patch',
    because: ['bounds widened: note'],
    before: variable('note', { type: 'integer' }),
    after: variable('note', { type: 'number' }),
  },
  {
    change: 'values of an enum in another order',
    part: 'patch',
    because: ['bounds stated otherwise: tier'],
    after: variable('tier', { enum: ['pro', 'free'] }),
  },
];

describe('a change raises', () => {
  it.each(CHANGES)('$part: $change', async ({ before = asIs, after, part, because }) => {
    const bundle = await support();
    const raise = await raiseOf(before(bundle), after(bundle));
    expect(raise).toEqual(part === null ? null : { part, because });
  });

  test('the gravest part of what changed, which is named first', async () => {
    const bundle = await support();
    const edited = both(
      model({ model: 'gpt-5' }),
      variable('tier', { enum: ['free'] }),
      variable('question', { 'max-length': 2000 }),
    );
    expect(await raiseOf(bundle, edited(bundle))).toEqual({
      part: 'major',
      because: ['bounds narrowed: tier', 'model changed', 'bounds widened: question'],
    });
  });
});

describe('of a template, only what it renders counts:', () => {
  const raise = async (
    path: string,
    before: Record<string, string>,
    after: Record<string, string>,
    to = path,
  ) => {
    const [old, now] = [await readBundle(before, path), await readBundle(after, to)];
    return await raiseOf(old.bundle, now.bundle);
  };
  const PATCH = { part: 'patch', because: ['templates written otherwise'] };
  const TEXT = { part: 'minor', because: ['text changed'] };

  test('a comment of Dotprompt, in a partial too', async () => {
    const before = {
      'a.prompt': '{{!-- one --}}Hi {{name}}{{> end}}',
      '_end.prompt': '{{! one }}Bye {{name}}',
    };
    const after = { 'a.prompt': 'Hi {{ name }}{{> end}}', '_end.prompt': '{{! two }}Bye {{name}}' };
    expect(await raise('a.prompt', before, after)).toEqual(PATCH);
    expect(await raise('a.prompt', before, { ...before, '_end.prompt': 'By {{name}}' })).toEqual(TEXT);
    expect(
      await raise('a.prompt', before, { ...before, 'a.prompt': '{{#if name}}Hi {{name}}{{/if}}{{> end}}' }),
    ).toEqual(TEXT);
  });

  test('white space that Jinja trims', async () => {
    const jinja = (text: string) => ({ 'a.j2': text });
    expect(
      await raise('a.j2', jinja('A\n{%- if x %}B{% endif %}'), jinja('A{% if x %}B{% endif %}')),
    ).toEqual(PATCH);
    expect(
      await raise('a.j2', jinja('A\n{%- if x %}B{% endif %}'), jinja('A\n{% if x %}B{% endif %}')),
    ).toEqual(TEXT);
    expect(await raise('a.j2', jinja(`A {{ x | default('b') }}`), jinja('A {{x|default("b")}}'))).toEqual(
      PATCH,
    );
  });

  test('an included file under another name', async () => {
    const before = { 'a.j2': '{% include "b.md" %} {{ x }}', 'b.md': 'B' };
    const after = { 'a.j2': '{% include "parts/c.md" %} {{ x }}', 'parts/c.md': 'B' };
    expect(await raise('a.j2', before, after)).toEqual(PATCH);
    expect(await raise('a.j2', before, { ...after, 'parts/c.md': 'C' })).toEqual(TEXT);
  });

  test('the same text in another engine', async () => {
    const before = { 'a.md': '---\nmodel: gpt-4o\n---\nHi {{name}}, {you}' };
    const after = { 'a.md': '---\nmodel: gpt-4o\ntemplate: f-string\n---\nHi {name}, {{you}}' };
    expect(await raise('a.md', before, after)).toEqual(PATCH);
  });

  test('the role of the last message, where the template says it', async () => {
    const MAJOR = expect.objectContaining({
      part: 'major',
      because: ['role of the last message changed', 'text changed'],
    });
    const dotprompt = (text: string) => ({ 'a.prompt': text });
    const asked = dotprompt('{{role "system"}}Hi{{role "user"}}{{x}}');
    expect(await raise('a.prompt', asked, dotprompt('{{role "user"}}{{x}}{{role "model"}}Dear'))).toEqual(
      MAJOR,
    );
    expect(await raise('a.prompt', asked, dotprompt('{{role "developer"}}Hi{{role "user"}}{{x}}'))).toEqual(
      TEXT,
    );
    const prompty = (text: string) => ({ 'a.prompty': `---\nmodel: gpt-4o\n---\n${text}` });
    expect(
      await raise(
        'a.prompty',
        prompty('system:\nHi\nuser:\n{{ x }}'),
        prompty('user:\n{{ x }}\nsystem:\nHi'),
      ),
    ).toEqual(MAJOR);
    const json = (role: string) => ({
      'a.json': `[{"role": "system", "content": "Hi"}, {"role": "${role}", "content": {{ x | dump }}}]`,
    });
    expect(await raise('a.json', json('user'), json('assistant'))).toEqual(MAJOR);
  });

  test("a call's arguments", async () => {
    const conversation = (given: string) => ({
      'a.yaml': `- role: assistant\n  content: null\n  tool_calls: [{ id: c, type: function, function: { name: f, arguments: '${given}' } }]\n- { role: tool, tool_call_id: c, content: Hi }\n- { role: user, content: Go }\n`,
    });
    const before = conversation('{ "a": "{# one #}x{{ y }}" }');
    expect(await raise('a.yaml', before, conversation('{ "a": "x{{y}}" }'))).toEqual(PATCH);
    expect(await raise('a.yaml', before, conversation('{ "a": "z{{ y }}" }'))).toEqual(TEXT);
  });
});
