import { afterEach, describe, expect, test } from 'vitest';
import { gate } from '../../src/commands/gate.ts';
import { buildRepository, type Files } from '../kit/repository.ts';

const POLICY = '.github/prompt-eval-gate.yml';
const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

/** The gate, without any key, on a pull request that edits these files: null deletes one. */
async function judge(base: Files, edit: Files) {
  const repository = await buildRepository(base);
  cleanUps.push(repository.dispose);
  await repository.branch('edit');
  await repository.write(edit);
  await repository.commit('edit');
  const nobody = { apiKey: undefined, baseUrl: undefined };
  return gate({
    ...{ directory: repository.root, base: 'main', configPath: POLICY },
    head: { kind: 'revision', ref: 'edit' },
    credentials: { providers: { openai: nobody, anthropic: nobody } },
    ...{ offline: false, version: '0.0.0', log: () => {} },
  });
}

const jinja = (tag: string) => `Help. ${tag}\n{{ question }}\n`;
const prompty = (head: string) => `---\nname: x\nmodel: { id: gpt-4o }\n${head}\n---\nsystem:\nHelp.\n`;
const promptfoo = (prompts: string) => `prompts: [${prompts}]\nproviders: [openai:gpt-4.1-mini]\ntests: []\n`;

/** A prompt whose includes cannot all be told, and a file that it may include. */
const OPEN: [string, string, string, string][] = [
  ['Jinja, a variable', 'p/a.j2', jinja('{% include rules %}'), 'p/rules.md'],
  ['Jinja, a set variable', 'p/a.j2', jinja("{% set f = 'x.md' %}{%- include f -%}"), 'p/parts/x.md'],
  ['Jinja, a list', 'p/a.j2', jinja("{% include ['none.md', 'lib/rules.md'] %}"), 'lib/rules.md'],
  ['Jinja, put together', 'p/a.j2', jinja("{% include 'lib/' ~ language ~ '.md' %}"), 'lib/de.md'],
  ['Jinja, one of two', 'p/a.j2', jinja("{% include 'x.md' if formal else 'lib/y.md' %}"), 'lib/y.md'],
  ['Jinja, missing or not', 'p/a.j2', jinja("{% include 'lib/x.md' ignore missing %}"), 'lib/x.md'],
  ['Jinja, a parent', 'p/a.j2', jinja("{% extends 'lib/base.j2' %}"), 'lib/base.j2'],
  ['Jinja, macros', 'p/a.j2', jinja("{% from 'lib/m.j2' import rules %}{{ rules() }}"), 'lib/m.j2'],
  ['Jinja, imported', 'p/a.j2', jinja("{%- import 'lib/m.j2' as m %}{{ m.rules() }}"), 'lib/m.j2'],
  ['a function of the application', 'p/a.j2', jinja("{{ load_file('lib/rules.md') }}"), 'lib/rules.md'],
  ['such a function of a variable', 'p/a.j2', jinja('{{ include(rules) }}'), 'p/rules.txt'],
  ['a plain text with a statement of Jinja', 'p/a.md', jinja("{% include 'rules.txt' %}"), 'p/rules.txt'],
  ['messages', 'p/a.json', '[{"role":"user","content":"{% include \\"x/\\" ~ y %}"}]', 'p/x/de.md'],
  ['Dotprompt, in quotes', 'p/a.prompt', '{{> "rules"}}', 'p/_rules.prompt'],
  ['Dotprompt, in brackets', 'p/a.prompt', '{{>[rules of tone]}}', 'p/_rules of tone.prompt'],
  ['Dotprompt, computed', 'p/a.prompt', '{{> (lookup . "tone") }}', 'p/_calm.prompt'],
  ['Dotprompt, a block', 'p/a.prompt', '{{#> rules}}Help.{{/rules}}', 'p/_rules.prompt'],
  ['Prompty, tools', 'p/a.prompty', prompty('tools: \x24{file:tools.json}'), 'p/tools.json'],
  ['Prompty, outputs', 'p/a.prompty', prompty('outputs: \x24{file:lib/out.json}'), 'p/lib/out.json'],
  [
    'Prompty, a folder by the environment',
    'p/a.prompty',
    prompty('tools: \x24{file:\x24{env:DIR}/t.json}'),
    'p/t.json',
  ],
  [
    'promptfoo, a folder by the environment',
    'p/promptfooconfig.yaml',
    promptfoo('"file://{{env.DIR}}/a.txt"'),
    'p/x/a.txt',
  ],
  [
    'promptfoo, a name by the environment',
    'p/promptfooconfig.yaml',
    promptfoo('"file://{{ env.FILE }}"'),
    'p/b.txt',
  ],
];
const watch = 'prompts: ["p/a.*", "p/promptfooconfig.yaml"]\n';

describe.each(OPEN)('a file that is included by a name that is not read: %s', (_, path, text, included) => {
  const base = {
    [POLICY]: watch,
    [path]: text,
    [included]: 'old\n',
    'README.md': 'Acme.\n',
    'p/run.py': '1\n',
  };

  test('is never taken for no change', async () => {
    const edits = [{ [included]: 'new\n' }, { [included]: null }];
    for (const edit of edits) expect(await judge(base, edit)).toMatchObject({ verdict: 'error' });
  });

  test('stops no pull request that changes other files', async () => {
    const edit = { 'README.md': 'Acme!\n', 'p/run.py': '2\n', 'src/new.ts': '3\n' };
    expect(await judge(base, edit)).toMatchObject({ verdict: 'pass', prompts: [] });
  });
});

test('the error names the prompt, the file, and what to do', async () => {
  const base = { [POLICY]: watch, 'p/a.j2': jinja('{% include rules %}'), 'p/rules.md': 'old\n' };
  const { errors } = await judge(base, { 'p/rules.md': 'new\n' });
  expect(errors).toMatchObject([
    {
      message: expect.stringContaining('p/rules.md, which it may include, changed'),
      place: 'p/a.j2',
    },
    { message: expect.stringContaining('is a statement that this Jinja engine'), place: 'p/a.j2:1:7' },
  ]);
});

test('other prompts and suites beside such a prompt are judged alone', async () => {
  const base = {
    [POLICY]: 'prompts: ["p/*.j2"]\n',
    'p/a.j2': jinja('{% include rules %}'),
    'p/b.suite.yml': 'tests: []\n',
    'p/b.j2': 'b\n',
  };
  const { prompts } = await judge(base, { 'p/b.suite.yml': 'tests: [{}]\n', 'p/b.j2': null });
  expect(prompts).toMatchObject([{ path: 'p/b.j2', change: 'deleted' }]);
});
