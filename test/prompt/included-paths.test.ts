import { describe, expect, it } from 'vitest';
import type { PromptEntry } from '../../src/domain/policy.ts';
import { includedPaths } from '../../src/prompt/included-paths.ts';
import { readPrompt } from '../../src/prompt/read.ts';
import { snapshotOf } from '../kit/snapshot.ts';

type Files = Record<string, string>;

const chatOf = (content: string) => `[{"role": "user", "content": "${content}"}]`;
const promptyOf = (body: string) => `---\nname: x\nmodel: { id: gpt-4o }\n---\nsystem:\n${body}\n`;
const configOf = (prompts: string) => `prompts:\n${prompts}\nproviders: [openai:gpt-4.1-mini]\ntests: []\n`;
const askedOf = (config: string) =>
  `prompts: [Hi]\nproviders:\n  - { id: openai:gpt-4.1-mini, config: ${config} }\ntests: []\n`;

/** Everything that a prompt is read from, and everything that counts as such when it alone changes. */
async function pathsOf(files: Files, path: string, entry?: Omit<PromptEntry, 'kind' | 'path'>) {
  const request = {
    snapshot: snapshotOf(files),
    path,
    entry: entry && { kind: 'entry' as const, path, ...entry },
  };
  return {
    read: Object.keys((await readPrompt(request)).includes),
    found: (await includedPaths(request)).paths,
  };
}

const RULES = { 'rules.md': 'Be brief.' };

describe('what a prompt is read from counts, however its file writes the name', () => {
  it.each<[string, string, string, Files]>([
    ['JSON with quotes escaped', 'a.json', chatOf('{% include \\"rules.md\\" %}'), RULES],
    ['JSON with letters escaped', 'a.json', chatOf("{% inc\\u006cude 'rul\\u0065s.md' %}"), RULES],
    ['JSON with the slash escaped', 'a.json', chatOf("{% include 'p\\/rules.md' %}"), { 'p/rules.md': 'P' }],
    [
      'JSON of content parts',
      'a.json',
      `[{"role":"user","content":[{"type":"text","text":"{% include \\"rules.md\\" %}"}]}]`,
      RULES,
    ],
    ['YAML in double quotes', 'a.yaml', '- role: user\n  content: "{% include \\"rules.md\\" %}"\n', RULES],
    [
      'YAML with letters escaped',
      'a.yaml',
      '- role: user\n  content: "{% include \'rul\\x65s.md\' %}"\n',
      RULES,
    ],
    ['YAML in single quotes', 'a.yaml', "- role: user\n  content: '{% include ''rules.md'' %}'\n", RULES],
    ['YAML over two lines', 'a.yaml', '- role: user\n  content: "{% include\n    \'rules.md\' %}"\n', RULES],
    [
      'YAML with the line continued inside the name',
      'a.yaml',
      '- role: user\n  content: "{% include \'rul\\\n    es.md\' %}"\n',
      RULES,
    ],
    ['a tag of YAML', 'a.yaml', '- role: user\n  content: !!str "{% include \'r\\u0075les.md\' %}"\n', RULES],
    ['Jinja', 'a.j2', "{%- include\n  'rules.md'\n-%}", RULES],
    ['Prompty', 'a.prompty', promptyOf('{% include "rules.md" %}'), RULES],
    [
      'Prompty, a file as a value',
      'a.prompty',
      '---\nname: x\nmodel:\n  id: gpt-4o\n  options:\n    stop: "\\x24{file:stop.json}"\n---\nsystem:\nHi\n',
      { 'stop.json': '["x"]' },
    ],
    ['Dotprompt', 'a.prompt', '{{>rules}}', { '_rules.prompt': 'Be brief.' }],
    [
      'LangChain, a file in one line of JSON',
      'a.json',
      '{"_type": "prompt", "input_variables": [], "template_path": "rules.md"}',
      RULES,
    ],
    [
      'LangChain, escaped',
      'a.json',
      '{"_type": "prompt", "input_variables": [], "template\\u005fpath": "rul\\u0065s.md"}',
      RULES,
    ],
    [
      'LangChain, an include',
      'a.json',
      '{"_type": "prompt", "input_variables": [], "template_format": "jinja2", "template": "{% include \\"rules.md\\" %}"}',
      RULES,
    ],
    [
      'LangChain, an include of its file',
      'a.json',
      '{"_type": "prompt", "input_variables": [], "template_format": "jinja2", "template_path": "t.txt"}',
      { 't.txt': '{% include "rules.md" %}', ...RULES },
    ],
    ['promptfoo, a file', 'promptfooconfig.yaml', configOf('  - "file://rul\\x65s.md"'), RULES],
    [
      'promptfoo, a schema deep in a parameter',
      'promptfooconfig.yaml',
      askedOf('{ response_format: { type: json_schema, json_schema: { name: a, schema: file://s.json } } }'),
      {
        's.json': '{"type": "object", "properties": {"x": "file://x.json"}}',
        'x.json': '{"type": "string"}',
      },
    ],
    [
      'promptfoo, a list of tools',
      'promptfooconfig.yaml',
      askedOf('{ tools: [file://t.json] }'),
      { 't.json': '{"type": "function", "function": {"name": "f"}}' },
    ],
    ['promptfoo, all of a config', 'promptfooconfig.yaml', askedOf('file://c.yaml'), { 'c.yaml': 'seed: 1' }],
    [
      'promptfoo, an anchor',
      'promptfooconfig.yaml',
      `description: &file rules.md\n${configOf('  - *file')}`,
      RULES,
    ],
    ['promptfoo, a text', 'promptfooconfig.yaml', configOf('  - "Hi {% include \\"rules.md\\" %}"'), RULES],
    [
      'promptfoo, messages in a text',
      'promptfooconfig.yaml',
      configOf(`  - '${chatOf('{% include \\"rules.md\\" %}')}'`),
      RULES,
    ],
    [
      'promptfoo, messages in a file',
      'promptfooconfig.yaml',
      configOf('  - chat.json'),
      { 'chat.json': chatOf('{% include \\"rules.md\\" %}'), ...RULES },
    ],
  ])('%s', async (_, path, text, files) => {
    const { read, found } = await pathsOf({ ...files, [path]: text }, path);
    expect(read.length).toBeGreaterThan(0);
    expect(found).toEqual(expect.arrayContaining(read));
  });

  it('where the policy chooses the engine of a text', async () => {
    const files = { 'a.md': "{% include 'rules.md' %}", ...RULES };
    const { read, found } = await pathsOf(files, 'a.md', { template: 'jinja' });
    expect([read, found]).toEqual([['rules.md'], ['rules.md']]);
  });

  it('through others, and at every place where a name may mean a file', async () => {
    const files = {
      'p/a.j2': '{% include "policy.md" %} {% include "shared/tone.md" %}',
      'p/policy.md': 'P{% include "./deep.md" %}',
      'p/deep.md': 'D',
      'shared/tone.md': 'T',
    };
    expect((await includedPaths({ snapshot: snapshotOf(files), path: 'p/a.j2' })).paths).toEqual([
      'p/policy.md',
      'policy.md',
      'p/shared/tone.md',
      'shared/tone.md',
      'p/deep.md',
    ]);
  });

  it('of every prompt that a promptfoo config lists, also beside one that is no prompt', async () => {
    const files = {
      'promptfooconfig.yaml': configOf('  - gone.md\n  - run.py\n  - "\\x61.md"\n  - texts/*.txt'),
      'a.md': '{% include "rules.md" %}',
      'texts/b.txt': 'B',
      ...RULES,
    };
    const found = (await includedPaths({ snapshot: snapshotOf(files), path: 'promptfooconfig.yaml' })).paths;
    expect(found).toEqual(
      expect.arrayContaining(['gone.md', 'a.md', 'rules.md', 'texts/*.txt', 'texts/b.txt']),
    );
  });
});

describe('what does not', () => {
  it.each<[string, string, string]>([
    ['a comment of YAML', 'a.yaml', "# {% include 'rules.md' %}\n- role: user\n  content: Hi\n"],
    ['a comment of Jinja', 'a.j2', "{# {% include 'rules.md' %} #} Hi"],
    ['a raw block', 'a.j2', "{% raw %}{% include 'rules.md' %}{% endraw %}"],
    [
      'the cases of the same file',
      'a.prompt.yml',
      'messages:\n  - { role: user, content: Hi }\ntestData:\n  - q: "{% include \'rules.md\' %}"\n',
    ],
  ])('%s', async (_, path, text) => {
    const files = { ...RULES, [path]: text };
    expect((await pathsOf(files, path)).found).toEqual([]);
  });
});

describe('a file with a mistake names rather too many files than too few', () => {
  it.each<[string, string, string]>([
    ['a template', 'a.j2', "{{ open {% include 'rules.md' %}"],
    ['JSON', 'a.json', `${chatOf('{% include \\"rules.md\\" %}')}}`],
    ['JSON with letters escaped', 'a.json', `${chatOf("{% inc\\u006cude 'rul\\u0065s.md' %}")}}`],
    [
      'YAML in single quotes',
      'a.yaml',
      "- role: user\n  content: '{% include ''rules.md'' %}'\n  content: 1\n",
    ],
    ['an unknown role', 'a.yaml', '- role: nobody\n  content: "{% include \\"rules.md\\" %}"\n'],
    ['a path of no format', 'a.xyz', "{% include 'rules.md' %}"],
  ])('%s', async (_, path, text) => {
    const snapshot = snapshotOf({ ...RULES, [path]: text });
    await expect(readPrompt({ snapshot, path })).rejects.toThrow();
    expect((await includedPaths({ snapshot, path })).paths).toContain('rules.md');
  });

  it('also in a file that another includes', async () => {
    const files = { 'a.j2': '{% include "b.md" %}', 'b.md': "{{ open {% include 'rules.md' %}", ...RULES };
    expect((await includedPaths({ snapshot: snapshotOf(files), path: 'a.j2' })).paths).toContain('rules.md');
  });
});

describe('files that include the next one twice', () => {
  /** A snapshot that counts how often each file is read. */
  function counting(files: Files) {
    const reads = new Map<string, number>();
    const snapshot = snapshotOf(files);
    const read = (path: string) => {
      reads.set(path, (reads.get(path) ?? 0) + 1);
      return snapshot.read(path);
    };
    return { reads, snapshot: { ...snapshot, read } };
  }

  const chain = (length: number, include: (index: number) => string, nameOf: (index: number) => string) =>
    Object.fromEntries(
      Array.from({ length }, (_, index) => [
        nameOf(index),
        index === length - 1 ? 'end' : include(index + 1).repeat(2),
      ]),
    );
  const jinja = chain(
    40,
    (index) => `{% include "${index}.j2" %}`,
    (index) => `${index}.j2`,
  );
  const handlebars = chain(
    40,
    (index) => `{{>p${index}}}`,
    (index) => (index === 0 ? 'a.prompt' : `_p${index}.prompt`),
  );

  it.each([
    ['Jinja', jinja, '0.j2'],
    ['Handlebars', handlebars, 'a.prompt'],
  ])('are read once each: %s', async (_, files, path) => {
    const { reads, snapshot } = counting(files);
    expect((await includedPaths({ snapshot, path })).paths).toHaveLength(39);
    expect(reads.size).toBe(40);
    expect([...reads.values()].every((count) => count === 1)).toBe(true);
  });

  it('are a mistake of the prompt where they make too much, after a bounded time', async () => {
    for (const [files, path] of [
      [jinja, '0.j2'],
      [handlebars, 'a.prompt'],
    ] as const) {
      await expect(readPrompt({ snapshot: snapshotOf(files), path })).rejects.toThrow('The template');
    }
  });
});
