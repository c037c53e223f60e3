import { readFile } from 'node:fs/promises';
import { describe, expect, it, test } from 'vitest';
import { checkSnapshot } from '../../src/commands/check/check.ts';
import { renderCheck } from '../../src/commands/check/render.ts';
import { parseConfig } from '../../src/config/schema.ts';
import { DATA_SET_TOOLS } from '../../src/domain/data-set.ts';
import { readPrompt } from '../../src/prompt/read.ts';
import { readSuite } from '../../src/suite/read.ts';
import { mistakesOf, snapshotOf } from '../kit/snapshot.ts';

const POLICY = '.github/prompt-eval-gate.yml';

/** The suite of `p.md` as a policy reads it, whose entry has this `suite:`. */
async function read(suite: string, files: Record<string, string>, prompt = '{{ question }}') {
  const text = `prompts:\n  - path: p.md\n    suite: ${suite}\n`;
  const [entry] = parseConfig(text, POLICY).prompts;
  if (entry?.kind !== 'entry') throw new Error('the policy has no entry');
  const snapshot = snapshotOf({ 'p.md': `---\ntemplate: jinja\n---\n${prompt}`, ...files });
  return readSuite({ snapshot, prompt: await readPrompt({ snapshot, path: 'p.md', entry }), entry });
}

/** The parts of the cases that a data set states. */
async function casesOf(...of: Parameters<typeof read>) {
  const { cases } = await read(...of);
  return cases.map(({ vars, assertions }) => ({
    vars,
    checks: assertions.map(({ type, value }) => [type, value]),
  }));
}

describe('a data set of another tool is read by the names of its own columns', () => {
  test('DeepEval: goldens in JSON, with context as texts', async () => {
    const goldens = JSON.stringify([
      {
        input: 'How long do refunds take?',
        actual_output: null,
        expected_output: 'Five days.',
        context: ['Refunds take five days.', 'Shipping takes two.'],
        source_file: 'faq.md',
      },
    ]);
    const prompt = '{{ context }} {{ input }}';
    expect(await casesOf('{ path: g.json, as: deepeval }', { 'g.json': goldens }, prompt)).toEqual([
      {
        vars: {
          input: 'How long do refunds take?',
          context: 'Refunds take five days.\n\nShipping takes two.',
        },
        checks: [['factuality', 'Five days.']],
      },
    ]);
    const each = '{% for c in context %}{{ c }}{% endfor %} {{ input }}';
    const [asList] = await casesOf('{ path: g.json, as: deepeval }', { 'g.json': goldens }, each);
    expect(asList?.vars.context).toEqual(['Refunds take five days.', 'Shipping takes two.']);
  });

  test('DeepEval: goldens in CSV, as `save_as` writes them', async () => {
    const csv =
      'input,actual_output,expected_output,context,source_file\nHi,,Hello,a|b,x.md\nBye,,Goodbye,,\n';
    expect(await casesOf('{ path: g.csv, as: deepeval }', { 'g.csv': csv })).toEqual([
      { vars: { input: 'Hi', context: 'a|b' }, checks: [['factuality', 'Hello']] },
      { vars: { input: 'Bye' }, checks: [['factuality', 'Goodbye']] },
    ]);
  });

  test('Prompt flow: columns are the inputs of the flow, but for the truth and earlier answers', async () => {
    const line = { question: '2 + 2?', answer: '5', context: 'sums', ground_truth: '4' };
    expect(
      await casesOf('{ path: d.jsonl, as: prompt-flow, expected: icontains }', {
        'd.jsonl': `${JSON.stringify(line)}\n`,
      }),
    ).toEqual([{ vars: { question: '2 + 2?', context: 'sums' }, checks: [['icontains', '4']] }]);
  });

  test('Langfuse: members of `input` are variables, archived items are left out', async () => {
    const items = [
      {
        id: 'a',
        input: { question: 'Capital of Italy?' },
        expectedOutput: { answer: 'Rome' },
        metadata: { level: 'easy' },
        status: 'ACTIVE',
      },
      { id: 'b', input: { question: 'Capital of Gaul?' }, expectedOutput: 'Lugdunum', status: 'ARCHIVED' },
    ];
    const { cases, notices } = await read('{ path: i.json, as: langfuse }', {
      'i.json': JSON.stringify(items),
    });
    expect(cases).toMatchObject([
      { id: 'a', vars: { question: 'Capital of Italy?' }, metadata: { level: 'easy' } },
    ]);
    expect(cases[0]?.assertions).toMatchObject([{ type: 'factuality', value: 'Rome' }]);
    expect(notices).toContainEqual(expect.objectContaining({ code: 'data-set-read', retired: 1 }));
  });

  test('Langfuse: cells of a CSV export are JSON', async () => {
    const csv = 'id,input,expectedOutput\nx,"{""question"": ""Two?""}","""2"""\n';
    expect(await casesOf('{ path: i.csv, as: langfuse, expected: equals }', { 'i.csv': csv })).toEqual([
      { vars: { question: 'Two?' }, checks: [['equals', '2']] },
    ]);
  });

  test('LangSmith: examples in JSONL, the expected output named by its path', async () => {
    const line = JSON.stringify({
      inputs: { question: 'Who?' },
      outputs: { answer: 'Ann', source: 'db' },
      metadata: { split: 'base' },
    });
    const files = { 'e.jsonl': line };
    expect(
      await casesOf('{ path: e.jsonl, as: langsmith, columns: { outputs.answer: expected } }', files),
    ).toEqual([{ vars: { question: 'Who?' }, checks: [['factuality', 'Ann']] }]);
    expect(await mistakesOf(read('{ path: e.jsonl, as: langsmith }', files))).toMatch(
      /e\.jsonl:1:1: `outputs` has several members \(answer, source\).*columns: \{ outputs\.answer: expected \}/s,
    );
  });

  test('OpenAI Evals: the one message of the user, of several ideals one is enough', async () => {
    const chat = [
      { role: 'system', content: 'Answer briefly.' },
      { role: 'user', content: 'Largest planet?' },
    ];
    const lines = [
      { input: chat, ideal: 'Jupiter' },
      { input: 'Smallest planet?', ideal: ['Mercury', 'It is Mercury'] },
    ];
    const files = { 's.jsonl': lines.map((line) => JSON.stringify(line)).join('\n') };
    const { cases } = await read('{ path: s.jsonl, as: openai-evals }', files);
    expect(cases.map(({ vars }) => vars)).toEqual([
      { input: 'Largest planet?' },
      { input: 'Smallest planet?' },
    ]);
    expect(cases[0]?.assertions).toMatchObject([{ type: 'starts-with', value: 'Jupiter' }]);
    expect(cases[1]?.assertions).toMatchObject([
      {
        type: 'assert-set',
        threshold: 0.5,
        assertions: [
          { type: 'starts-with', value: 'Mercury' },
          { type: 'starts-with', value: 'It is Mercury' },
        ],
      },
    ]);
    const [several] = await casesOf('{ path: s.jsonl, as: openai-evals, expected: contains }', {
      's.jsonl': JSON.stringify(lines[1]),
    });
    expect(several?.checks).toEqual([['contains-any', ['Mercury', 'It is Mercury']]]);
  });

  test('OpenAI Evals: the items of the API, a chat of several turns by a variable of its own', async () => {
    const item = JSON.stringify({ item: { ticket: 'It burns', label: 'Hardware' } });
    expect(
      await casesOf('{ path: s.jsonl, as: openai-evals, columns: { label: expected }, expected: equals }', {
        's.jsonl': item,
      }),
    ).toEqual([{ vars: { ticket: 'It burns' }, checks: [['equals', 'Hardware']] }]);
    const chat = [
      { role: 'user', content: 'Hi' },
      { role: 'assistant', content: 'Hello' },
      { role: 'user', content: 'Bye' },
    ];
    const files = { 's.jsonl': JSON.stringify({ input: chat, ideal: 'Goodbye' }) };
    expect(await mistakesOf(read('{ path: s.jsonl, as: openai-evals }', files))).toContain(
      'columns: { input: vars.messages }',
    );
    const prompt = '{% for m in messages %}{{ m.content }}{% endfor %}';
    const suite = '{ path: s.jsonl, as: openai-evals, columns: { input: vars.messages } }';
    expect((await casesOf(suite, files, prompt))[0]?.vars).toEqual({ messages: chat });
  });
});

describe('rows that cannot be read', () => {
  const LINES = ['{"q":"a","out":"b"}', '{"q":"a" "out":"b"}', '', '[1]', '{"q":"a","out":}'].join('\n');

  it('are told all together, each with its line and column', async () => {
    const suite = '{ path: d.jsonl, columns: { q: vars.question, out: expected } }';
    expect((await mistakesOf(read(suite, { 'd.jsonl': LINES }))).split('\n')).toEqual([
      expect.stringMatching(
        /d\.jsonl:2:10: This line is not valid JSON: Expected ',' or '}' after property value\.$/,
      ),
      'd.jsonl:4:1: This row is no mapping of columns to values.',
      expect.stringMatching(/^d\.jsonl:5:\d+: This line is not valid JSON/),
    ]);
  });
});

const ROWS = `q,truth,kind,key
What is up?,The sky,short,one
Who is there?,A cat,long,two
`;

describe('columns that the policy names', () => {
  it('are every part of a case', async () => {
    const suite =
      '{ path: d.csv, columns: { q: vars.question, truth: expected, kind: segment, key: id }, expected: { type: similar, threshold: 0.8 } }';
    const { cases } = await read(suite, { 'd.csv': ROWS });
    expect(cases).toMatchObject([
      { id: 'one', segments: ['short'], vars: { question: 'What is up?' } },
      { id: 'two', segments: ['long'], vars: { question: 'Who is there?' } },
    ]);
    expect(cases[0]?.assertions).toMatchObject([{ type: 'similar', value: 'The sky', threshold: 0.8 }]);
    expect(cases[0]?.place).toEqual({ path: 'd.csv', line: 2, column: 1 });
  });

  it('are the group of a case too', async () => {
    const suite = '{ path: d.csv, columns: { q: vars.question, truth: expected, kind: group, key: id } }';
    const { cases } = await read(suite, { 'd.csv': ROWS });
    expect(cases.map(({ group }) => group)).toEqual(['short', 'long']);
  });

  it('win over those of the tool, and values stay what they are', async () => {
    const question = 'is {{ question }} file://that?';
    const rows = JSON.stringify([{ input: question, expected_output: 'x', best: 'file://yes {% y' }]);
    const suite = '{ path: d.json, as: deepeval, columns: { input: vars.question, best: expected } }';
    expect(await casesOf(suite, { 'd.json': rows })).toEqual([
      { vars: { question }, checks: [['factuality', 'file://yes {% y']] },
    ]);
  });

  it.each([
    [
      '{ path: d.csv, columns: { qq: vars.question } }',
      /prompt-eval-gate\.yml:3:\d+: No row of d\.csv has a value in the column "qq"\..*Its columns are q, truth, kind, key\./s,
    ],
    ['{ path: d.csv, columns: { truht: expected, q: vars.question } }', /Did you mean "truth"\?/],
    ['{ path: d.csv, columns: { q: var.question } }', /expected vars\.<name>/],
    ['{ path: d.csv, columns: { q: expectd } }', /Did you mean "expected"\?/],
    ['{ path: d.csv, columns: { q: vars.a, truth: vars.a } }', /Two columns are `vars\.a`/],
    ['{ path: d.csv, columns: { truth: expected } }', /No column of this data set is a variable/],
    ['{ path: d.csv, as: deepeval }', /No row of this data set has "input".*Its columns are q, truth/s],
    ['{ path: d.csv, as: deepevil }', /Did you mean "deepeval"\?/],
    [
      '{ path: d.csv, columns: { q: vars.question, truth: expected }, expected: icontain }',
      /"icontain" is no known assertion\. Did you mean "icontains"\?/,
    ],
    ['{ path: d.csv, column: { q: vars.question } }', /Did you mean "columns"\?/],
  ])('%s is told with its place', async (suite, told) => {
    const mistakes = await mistakesOf((async () => read(suite, { 'd.csv': ROWS }))());
    expect(mistakes).toMatch(told);
  });

  it('are told all at once where rows are wrong', async () => {
    const rows = JSON.stringify([
      { q: 'a', truth: { x: 1, y: 2 } },
      { q: 'b', truth: { x: 1, y: 2 } },
    ]);
    const suite = '{ path: d.json, columns: { q: vars.question, truth: expected } }';
    const mistakes = await mistakesOf(read(suite, { 'd.json': rows }));
    expect(mistakes).toContain('d.json:1:19');
    expect(mistakes.match(/has several members/g)).toHaveLength(2);
  });
});

it('a row without an expected output is left out, unless the policy gives every case an assertion', async () => {
  const files = { 'd.csv': 'q,truth\na,x\nb,\n' };
  const columns = 'columns: { q: vars.question, truth: expected }';
  expect(await casesOf(`{ path: d.csv, ${columns} }`, files)).toHaveLength(1);
  const all = await casesOf(
    `{ path: d.csv, ${columns}, assert: [{ type: not-icontains, value: as an AI }] }`,
    files,
  );
  expect(all.map(({ checks }) => checks.map(([type]) => type))).toEqual([
    ['icontains', 'factuality'],
    ['icontains'],
  ]);
});

it('assertions of the policy are added to a suite of any format', async () => {
  const files = { 's.yml': 'tests: [{ vars: { question: a } }, { vars: { question: b } }]' };
  const checks = await casesOf('{ path: s.yml, assert: [{ type: word-count, value: { max: 9 } }] }', files);
  expect(checks.map((each) => each.checks)).toEqual([
    [['word-count', { max: 9 }]],
    [['word-count', { max: 9 }]],
  ]);
  expect(await mistakesOf(read('{ path: s.yml, assert: [{ value: x }] }', files))).toMatch(
    /prompt-eval-gate\.yml:3:/,
  );
  const named = read('{ path: s.yml, assert: [{ type: icontains, value: file://a.txt }] }', files);
  expect(await mistakesOf(named)).toMatch(
    /prompt-eval-gate\.yml:3:\d+: An assertion of the policy takes its value from a file/,
  );
});

it('other columns are another suite', async () => {
  const files = { 'd.csv': ROWS };
  const hashes = await Promise.all(
    ['equals', 'icontains'].map(
      async (expected) =>
        (
          await read(
            `{ path: d.csv, columns: { q: vars.question, truth: expected }, expected: ${expected} }`,
            files,
          )
        ).sha256,
    ),
  );
  expect(new Set(hashes).size).toBe(2);
});

it('`check` tells what was read', async () => {
  const found = await checkSnapshot(
    snapshotOf({
      [POLICY]:
        'prompts:\n  - { path: p.md, model: openai:gpt-4.1-mini, suite: { path: g.json, as: deepeval } }\n',
      'p.md': '{{input}}',
      'g.json': JSON.stringify([{ input: 'a', expected_output: 'b', mood: 'good' }]),
    }),
    {
      configPath: POLICY,
      credentials: { providers: { openai: { apiKey: undefined, baseUrl: undefined } } },
    },
  );
  expect(renderCheck(found)).toContain(
    'g.json is read as DeepEval writes it, 1 case: `input` is vars.input, `expected_output` is expected (`factuality`); not read: `mood`.',
  );
});

const EXAMPLE = /```yaml\n# \S+: (.+)\nsuite: (\{ path: (\S+), as: ([\w-]+).*\})\n```/g;

test('the example of each tool in the documentation works', async () => {
  const text = await readFile(new URL('../../docs/formats.md', import.meta.url), 'utf8');
  const examples = [...text.matchAll(EXAMPLE)];
  expect(examples.map(([, , , , tool]) => tool)).toEqual([...DATA_SET_TOOLS]);
  for (const [, row = '', suite = '', path = ''] of examples) {
    const [only] = await casesOf(suite, { [path]: row });
    expect(only?.vars.question ?? only?.vars.input).toMatch(/\w/);
    expect(only?.checks).toHaveLength(1);
  }
});
