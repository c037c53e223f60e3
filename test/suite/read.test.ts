import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ConfigurationError, ConfigurationErrors } from '../../src/base/errors.ts';
import type { PromptEntry } from '../../src/domain/policy.ts';
import { segmentNames } from '../../src/domain/suite.ts';
import { readPrompt } from '../../src/prompt/read.ts';
import { readSuite } from '../../src/suite/read.ts';
import { mistakesOf, snapshotOf } from '../kit/snapshot.ts';

const PROMPT = { 'p/ask.md': '{{question}}' };

async function read(files: Record<string, string>, entry?: Omit<PromptEntry, 'kind' | 'path'>) {
  const snapshot = snapshotOf({ ...PROMPT, ...files });
  const prompt = await readPrompt({ snapshot, path: 'p/ask.md' });
  return readSuite({
    snapshot,
    prompt,
    entry: entry === undefined ? undefined : { kind: 'entry', path: 'p/ask.md', ...entry },
  });
}

async function readEmbedded(text: string) {
  const snapshot = snapshotOf({ 'a.prompt.yml': text });
  return readSuite({ snapshot, prompt: await readPrompt({ snapshot, path: 'a.prompt.yml' }) });
}

const LIST = `defaultTest:
  vars: { language: English }
  assert:
    - { type: not-icontains, value: as an AI }
tests:
  - description: greets
    segment: premium
    critical: true
    vars: { question: Hello?, name: Ann }
    assert:
      - { type: contains, value: "Hello, {{name}} {{ other }}", weight: 2, metric: greeting }
  - id: two
    segment: standard
    threshold: 0.5
    vars: { question: Who?, language: French }
    metadata: { kind: x }
    assert:
      - type: assert-set
        threshold: 0.5
        assert: [{ type: equals, value: A }, { type: regex, value: "{{language}}" }]
`;

describe("promptfoo's test list", () => {
  it('gives cases: defaults first, variables put into assertions, places', async () => {
    const { cases, path } = await read({ 'p/ask.suite.yml': LIST });
    expect(path).toBe('p/ask.suite.yml');
    expect(cases[0]).toEqual({
      id: 'greets',
      description: 'greets',
      segments: ['premium'],
      vars: { language: 'English', question: 'Hello?', name: 'Ann' },
      assertions: [
        { type: 'icontains', negated: true, value: 'as an AI', place: { path, line: 4, column: 7 } },
        {
          type: 'contains',
          negated: false,
          value: 'Hello, Ann {{ other }}',
          weight: 2,
          metric: 'greeting',
          place: { path, line: 11, column: 9 },
        },
      ],
      usedVars: ['name'],
      threshold: null,
      critical: true,
      metadata: {},
      place: { path, line: 6, column: 5 },
    });
    expect(cases[1]).toMatchObject({
      id: 'two',
      segments: ['standard'],
      threshold: 0.5,
      vars: { language: 'French' },
      metadata: { kind: 'x' },
    });
    expect(cases[1]?.assertions[1]).toMatchObject({
      type: 'assert-set',
      threshold: 0.5,
      assertions: [{ type: 'equals' }, { type: 'regex', value: 'French' }],
    });
  });

  it('may be a bare list, in JSON or one test a line', async () => {
    const test = { vars: { question: 'a' }, assert: [{ type: 'equals', value: 'x' }] };
    const other = { ...test, vars: { question: 'b' } };
    const json = await read({ 'p/ask.suite.json': JSON.stringify([test, other]) });
    const lines = await read({
      'p/ask.suite.jsonl': `${JSON.stringify(test)}\n\n${JSON.stringify(other)}\n`,
    });
    expect(json.cases.map(({ vars }) => vars)).toEqual(lines.cases.map(({ vars }) => vars));
    expect(json.cases.map(({ id }) => id)).toEqual(lines.cases.map(({ id }) => id));
    expect(lines.cases[1]?.place).toEqual({ path: 'p/ask.suite.jsonl', line: 3, column: 1 });
    expect(lines.cases[0]?.segments).toEqual(['all']);
  });

  it('says how a line of bare data becomes a test', async () => {
    const data = '{"question": "a", "intent": "chat"}\n';
    expect(await mistakesOf(read({ 'p/ask.suite.jsonl': data }))).toContain(
      'p/ask.suite.jsonl:1:1: This line is no test: it has neither `vars` nor `assert`. Write its fields under "vars"',
    );
  });

  it('takes the descriptions that people give to assertions', async () => {
    const assert = [{ type: 'is-json', description: 'parses' }];
    const { cases } = await read({
      'p/ask.suite.json': JSON.stringify([{ vars: { question: 'a' }, assert }]),
    });
    expect(cases[0]?.assertions).toMatchObject([{ type: 'is-json' }]);
  });

  it('notices keys that it does not read, and refuses what looks like a misspelt one or asks for another request', async () => {
    const suite = (test: object) => ({ 'p/ask.suite.json': JSON.stringify([test]) });
    const test = { vars: { question: 'a' }, assert: [{ type: 'contains', value: 'x' }] };
    const set = { type: 'assert-set', assert: [{ ...test.assert[0], delay: 5 }] };
    const more = { ...test, author: 'Ann', options: { showOutput: true }, assert: [...test.assert, set] };
    const { cases, notices } = await read(suite(more));
    expect(cases).toHaveLength(1);
    expect(notices).toEqual([
      { code: 'key-not-read', key: 'author', of: 'test' },
      { code: 'key-not-read', key: 'showOutput', of: 'options' },
      { code: 'key-not-read', key: 'delay', of: 'assertion' },
    ]);
    const refused: [object, string][] = [
      [{ ...test, assertions: [] }, 'Unknown key "assertions" in `[0]`. Did you mean "assert"?'],
      [{ ...test, options: { transfrom: 'x' } }, 'in `[0].options`. Did you mean "transform"?'],
      [{ ...test, assert: [{ type: 'equals', vlaue: 'x' }] }, 'in `[0].assert[0]`. Did you mean "value"?'],
      [{ ...test, options: { temperature: 0 } }, '`options.temperature` is a parameter of the model'],
    ];
    for (const [wrong, told] of refused) expect(await mistakesOf(read(suite(wrong)))).toContain(told);
    const line = `${JSON.stringify({ ...test, vlaue: 1, vasr: {} })}\n`;
    expect(await mistakesOf(read({ 'p/ask.suite.jsonl': line }))).toContain('Did you mean "vars"?');
  });

  it('takes the last line end off variables, and blanks around texts of files, as promptfoo does', async () => {
    const { cases } = await read({
      'p/ask.suite.yml': `tests:
  - vars: { question: file://q.txt }
    assert: [{ type: contains, value: file://q.txt }]
  - vars:
      question: |+
        One

      list: ["x\\n"]
    assert: [{ type: equals, value: "{{question}}!" }]
  - file://c.csv
`,
      'p/q.txt': '\r\n  What?\n\n',
      'p/c.csv': 'question,__expected\n"Two\n",contains: x\n',
    });
    expect(cases.map(({ vars }) => vars)).toEqual([
      { question: 'What?' },
      { question: 'One\n', list: 'x' },
      { question: 'Two' },
    ]);
    expect(cases.map(({ assertions }) => assertions[0]?.value)).toEqual(['What?', 'One\n!', 'x']);
    const row = 'messages: [{ role: user, content: "{{q}}" }]\ntestData:\n  - q: |\n      One\n';
    const evaluators = 'evaluators: [{ name: n, string: { contains: x } }]\n';
    expect((await readEmbedded(`${row}${evaluators}`)).cases[0]?.vars).toEqual({ q: 'One\n' });
  });

  it('takes tests, variables and values from files, relative to where they are named', async () => {
    const { cases } = await read({
      'p/ask.suite.yml': 'tests:\n  - file://more/*.yml\n  - file:///data/last.csv\n',
      'p/more/a.yml': '- vars: data/vars.yml\n  assert: [{ type: is-json, value: file://schema.json }]\n',
      'p/more/data/vars.yml': 'question: Q\n',
      'p/more/schema.json': '{"type": "object"}',
      'data/last.csv': 'question,__expected\nfile://why.txt,contains: because\n',
      'data/why.txt': 'Why?',
    });
    expect(cases.map(({ vars }) => vars)).toEqual([{ question: 'Q' }, { question: 'Why?' }]);
    expect(cases[0]?.assertions[0]?.value).toEqual({ type: 'object' });
  });

  it('has the functions that answers go through: of the test before the default, then of the assertion', async () => {
    const suite = `defaultTest: { options: { transform: output.trim() } }
tests:
  - { vars: { question: a }, assert: [{ type: contains, value: x, transform: output.x }] }
  - vars: { question: b }
    options: { transform: "file://clean.js" }
    assert: [{ type: assert-set, assert: [{ type: contains, value: x }] }]
`;
    const { cases } = await read({ 'p/ask.suite.yml': suite });
    expect(cases[0]?.assertions[0]?.transforms).toEqual([{ code: 'output.trim()' }, { code: 'output.x' }]);
    expect(cases[1]?.assertions[0]?.transforms).toBeUndefined();
    expect(cases[1]?.assertions[0]?.assertions?.[0]?.transforms).toEqual([{ code: 'file://clean.js' }]);
  });

  it('leaves it to the check of assertions to say what a program in a file is refused for', async () => {
    const tests =
      'tests:\n  - vars: { question: a }\n    assert: [{ type: javascript, value: file://check.js }]\n';
    const { cases } = await read({ 'p/ask.suite.yml': tests });
    expect(cases[0]?.assertions[0]?.value).toBe('file://check.js');
  });

  it('leaves out a case without assertions, and says so, where others have some', async () => {
    const tests = (asserted: string) =>
      `tests:\n  - vars: { question: a }\n  - vars: { question: b }\n${asserted}`;
    const { cases, notices } = await read({
      'p/ask.suite.yml': tests('    assert: [{ type: contains, value: x }]\n'),
    });
    expect(cases.map(({ vars }) => vars.question)).toEqual(['b']);
    expect(notices).toEqual([{ code: 'cases-without-assertion', cases: 1 }]);
    expect(await mistakesOf(read({ 'p/ask.suite.yml': tests('') }))).toContain(
      'p/ask.suite.yml:2:5: No case of this suite has an assertion',
    );
  });

  it('multiplies lists out as promptfoo does, and says so', async () => {
    const { cases, notices } = await read({
      'p/ask.suite.yml':
        'tests:\n  - id: t\n    vars: { question: [a, b], tone: [x, y] }\n    assert: [{ type: equals, value: "{{question}}" }]\n',
    });
    expect(cases.map(({ id, vars, assertions }) => [id, vars.tone, assertions[0]?.value])).toEqual([
      ['t/1', 'x', 'a'],
      ['t/2', 'y', 'a'],
      ['t/3', 'x', 'b'],
      ['t/4', 'y', 'b'],
    ]);
    expect(notices).toEqual([{ code: 'cases-multiplied' }]);
  });

  it('leaves a list whole that the prompt goes through, or that it declares', async () => {
    const snapshot = snapshotOf({
      'a.j2': '{% for x in items %}{{ x }}{% endfor %}{{ tags | join(", ") }}{{ tone }}',
      'a.suite.yml':
        '- { id: t, vars: { items: [a, b], tags: [[c], [d, e]], tone: [x, y] }, assert: [{ type: equals, value: z }] }\n',
    });
    const { cases } = await readSuite({ snapshot, prompt: await readPrompt({ snapshot, path: 'a.j2' }) });
    expect(cases.map(({ vars }) => vars)).toEqual([
      { items: ['a', 'b'], tags: [['c'], ['d', 'e']], tone: 'x' },
      { items: ['a', 'b'], tags: [['c'], ['d', 'e']], tone: 'y' },
    ]);
  });

  it('runs every test of a scenario with every entry of its config, and knows assertion templates', async () => {
    const { cases } = await read({
      'p/ask.suite.yml': `assertionTemplates:
  short: { type: word-count, value: 5 }
scenarios:
  - config: [{ vars: { language: French } }, { vars: { language: German } }]
    tests:
      - vars: { question: Hi }
        assert: [{ $ref: '#/assertionTemplates/short' }]
`,
    });
    expect(cases.map(({ vars }) => vars)).toEqual([
      { language: 'French', question: 'Hi' },
      { language: 'German', question: 'Hi' },
    ]);
    expect(cases[0]?.assertions[0]).toMatchObject({ type: 'word-count', value: 5 });
  });
});

describe('a CSV suite', () => {
  const csv = (text: string) => read({ 'p/ask.tests.csv': text });

  it('reads promptfoo’s columns and ours', async () => {
    const { cases } = await csv(
      '\uFEFFquestion,segment,__description,__expected1,__expected2,__expected3,__metadata:kind,__metadata:tags[],__threshold,__metric,__config:__expected3:threshold\n' +
        '"Why, oh\nwhy?",pro,asks,contains: a b,"not-contains-any: x, y",similar(0.8):hello,k,"a,b\\,c",0.5,m,0.9\n' +
        'Who?,free,,Nobody: no one,,,,,,,\n',
    );
    expect(cases[0]).toMatchObject({
      id: 'asks',
      segments: ['pro'],
      vars: { question: 'Why, oh\nwhy?', segment: 'pro' },
      threshold: 0.5,
      metadata: { kind: 'k', tags: ['a', 'b,c'] },
      place: { line: 2 },
    });
    expect(cases[0]?.assertions).toMatchObject([
      { type: 'contains', negated: false, value: 'a b', metric: 'm' },
      { type: 'contains-any', negated: true, value: ['x', 'y'] },
      { type: 'similar', value: 'hello', threshold: 0.9 },
    ]);
    expect(cases[1]).toMatchObject({
      segments: ['free'],
      place: { line: 4 },
      assertions: [{ type: 'equals', value: 'Nobody: no one' }],
    });
  });

  it.each([
    [
      'a misspelt kind of assertion',
      'question,__expected\nx,contians: y\n',
      '2:1: "contians" is not a kind of assertion. Did you mean "contains"?',
    ],
    [
      'a misspelt column',
      'question,__expcted\nx,y\n',
      '1:2: The column "__expcted" means nothing here. Did you mean "__expected"?',
    ],
    [
      'one underscore too few',
      'question,_expected\nx,y\n',
      '1:2: The column "_expected" means nothing here. Did you mean "__expected"?',
    ],
    [
      'a column that stands twice',
      'question,question\nx,y\n',
      '1:2: The column "question" stands here twice.',
    ],
    ['a row that is too long', 'question,__expected\nx,y,z\n', 'p/ask.tests.csv:2:1: This is not valid CSV'],
    [
      'a threshold that is no number',
      'question,__threshold,__expected\nx,half,y\n',
      '2:1: `__threshold` is "half"; expected a number.',
    ],
  ])('tells of %s', async (_, text, told) => {
    expect(await mistakesOf(csv(text))).toContain(told);
  });
});

describe('the cases in a GitHub Models prompt', () => {
  const prompt = `messages: [{ role: user, content: "{{input}}" }]
testData:
  - { input: Hi, expected: Hello, segment: polite, items: [1, 2] }
  - { input: Ho, expected: Hey, id: second, segment: rude }
evaluators:
  - name: greets
    description: For readers
    string: { contains: "{{expected}}" }
  - { name: all, string: { equals: A, startsWith: B, endsWith: C } }
  - name: judge
    llm:
      modelId: openai/gpt-4o
      prompt: Compare {{completion}} with {{expected}}
      choices: [{ choice: good, score: 1 }, { choice: bad, score: 0 }]
`;

  it('are its rows, each checked by every evaluator', async () => {
    const { cases, path } = await readEmbedded(prompt);
    expect(path).toBe('a.prompt.yml');
    expect(cases.map(({ id, segments }) => [id, segments])).toEqual([
      [expect.stringMatching(/^[0-9a-f]{12}$/), ['polite']],
      ['second', ['rude']],
    ]);
    expect(cases[0]).toMatchObject({ vars: { items: [1, 2] }, place: { line: 3, column: 5 } });
    expect(cases[0]?.assertions).toMatchObject([
      { type: 'icontains', value: 'Hello', metric: 'greets', place: { line: 6, column: 5 } },
      {
        type: 'assert-set',
        assertions: [{ type: 'equals' }, { type: 'istarts-with' }, { type: 'iends-with' }],
      },
      {
        type: 'llm-choice',
        options: { model: 'openai/gpt-4o', prompt: 'Compare {{completion}} with Hello', choices: [{}, {}] },
      },
    ]);
  });

  it('are judged by GitHub’s own evaluators, where the rows have what these need', async () => {
    const judged = prompt.replace('string: { contains: "{{expected}}" }', 'uses: github/similarity');
    const { cases } = await readEmbedded(judged);
    expect(cases[0]?.assertions[0]).toMatchObject({ type: 'llm-choice', metric: 'greets' });
    expect(JSON.stringify(cases[0]?.assertions[0]?.options)).toContain('Expected answer: Hello');
    expect(await mistakesOf(readEmbedded(judged.replace('expected: Hey, ', '')))).toContain(
      '4:5: `github/similarity` needs the field `expected`, which this row does not have.',
    );
  });

  it('are also checked by the evaluators of their own row, and by no other row’s', async () => {
    const own = prompt.replace('id: second,', 'evaluators: [{ name: own, string: { contains: Hey } }],');
    const { cases } = await readEmbedded(own);
    expect(cases.map(({ assertions }) => assertions.length)).toEqual([3, 4]);
    expect(cases[1]?.assertions[3]).toMatchObject({ type: 'icontains', metric: 'own', place: { line: 4 } });
    expect(cases[1]?.vars).not.toHaveProperty('evaluators');
    expect(await mistakesOf(readEmbedded(own.replace('contains: Hey', 'contain: Hey')))).toContain(
      'Unknown key "contain" in `testData[1].evaluators[0].string`. Did you mean "contains"?',
    );
  });

  it('keep their hash while the prompt’s text changes', async () => {
    const before = await readEmbedded(prompt);
    const after = await readEmbedded(prompt.replace('content: "', 'content: "Please: '));
    expect(after.sha256).toBe(before.sha256);
  });

  it.each([
    [
      'an evaluator by name',
      prompt.replace('string: { contains: "{{expected}}" }', 'uses: github/similarty'),
      '6:5: The evaluator "greets" uses `github/similarty`, which is not known. Did you mean "github/similarity"?',
    ],
    [
      'an evaluator that checks nothing',
      prompt.replace('contains: "{{expected}}"', 'contains: ""'),
      '6:5: The evaluator "greets" checks nothing.',
    ],
    [
      'a misspelt operator',
      prompt.replace('startsWith', 'startWith'),
      '9:39: Unknown key "startWith" in `evaluators[1].string`. Did you mean "startsWith"?',
    ],
    [
      'a misspelt variable',
      prompt.replace('"{{expected}}"', '"{{expcted}}"'),
      '6:5: The case has no variable `expcted`. Did you mean "expected"?',
    ],
  ])('are refused for %s', async (_, text, told) => {
    expect(await mistakesOf(readEmbedded(text))).toContain(told);
  });
});

describe('segments', () => {
  const suite = `tests:
  - { id: a, vars: { question: x, tier: pro }, metadata: { lang: [de, en] }, assert: [{ type: equals, value: x }] }
  - { id: b, vars: { question: y, tier: free }, metadata: { lang: de }, assert: [{ type: equals, value: x }] }
`;

  it('come from a variable, or from several dimensions at once', async () => {
    const one = await read({ 'p/ask.suite.yml': suite }, { segmentBy: ['vars.tier'] });
    expect(one.cases.map(({ segments }) => segments)).toEqual([['pro'], ['free']]);
    const two = await read({ 'p/ask.suite.yml': suite }, { segmentBy: ['vars.tier', 'metadata.lang'] });
    expect(two.cases.map(({ segments }) => segments)).toEqual([
      ['tier=pro', 'lang=de', 'lang=en'],
      ['tier=free', 'lang=de'],
    ]);
  });

  it('of several dimensions are listed one dimension after the other', async () => {
    const { cases } = await read({ 'p/ask.suite.yml': suite }, { segmentBy: ['vars.tier', 'metadata.lang'] });
    expect(segmentNames(cases)).toEqual(['tier=pro', 'tier=free', 'lang=de', 'lang=en']);
    expect(segmentNames([{ segments: ['b'] }, { segments: ['a', 'b'] }])).toEqual(['b', 'a']);
  });

  it.each<[string, Record<string, string>, Omit<PromptEntry, 'kind' | 'path'>, string]>([
    [
      'a value that is missing',
      { 'p/ask.suite.yml': suite },
      { segmentBy: ['vars.teir'] },
      '2:5: The case has no `vars.teir`, which tells its segment. Did you mean "tier"?',
    ],
    [
      'some cases without one',
      { 'p/ask.suite.yml': suite.replace('id: a', 'id: a, segment: x') },
      {},
      '3:5: 1 of 2 cases have no segment, the first of them "b"',
    ],
  ])('are refused for %s', async (_, files, entry, told) => {
    expect(await mistakesOf(read(files, entry))).toContain(told);
  });

  it('that hardly differ are noticed', async () => {
    const text = suite.replace('tier: pro', 'tier: Free ');
    const { notices } = await read({ 'p/ask.suite.yml': text }, { segmentBy: ['vars.tier'] });
    expect(notices).toEqual([{ code: 'segments-alike', names: ['Free', 'free'] }]);
  });
});

describe('ids', () => {
  const test = (head: string, question: string, value = 'x') =>
    `  - { ${head}vars: { question: ${question} }, assert: [{ type: equals, value: ${value} }] }\n`;
  const suite = (...tests: string[]) => read({ 'p/ask.suite.yml': `tests:\n${tests.join('')}` });

  it('are descriptions, or a hash of the variables; repeated ones get more of it', async () => {
    const { cases } = await suite(
      test('description: d, ', '1'),
      test('description: e, ', '1'),
      test('description: e, ', '2'),
      test('', '3', 'x'),
      test('', '3', 'y'),
      test('', '4'),
    );
    expect(cases.map(({ id }) => id.replace(/[0-9a-f]{12}/g, 'H'))).toEqual([
      'd',
      'e #H',
      'e #H',
      'H-H',
      'H-H',
      'H',
    ]);
    expect(new Set(cases.map(({ id }) => id)).size).toBe(6);
  });

  it('stated twice are refused with both places', async () => {
    expect(await mistakesOf(suite(test('id: a, ', '1'), test('id: a, ', '2')))).toContain(
      'p/ask.suite.yml:3:5: The id "a" is taken by the case at p/ask.suite.yml:2:5.',
    );
  });

  it('cases that are the same in everything are asked once, and counted', async () => {
    const { cases, notices } = await suite(test('', '1'), test('', '2'), test('', '1'), test('', '1'));
    expect(cases.map(({ vars }) => vars.question)).toEqual([1, 2]);
    expect(notices).toContainEqual({ code: 'cases-equal', cases: 2 });
    expect(cases[0]?.id).toBe((await suite(test('', '1'))).cases[0]?.id);
  });

  it('cannot tell two cases apart that differ only in their segment', async () => {
    expect(await mistakesOf(suite(test('segment: a, ', '1'), test('segment: b, ', '1')))).toContain(
      'This case is the same as the one at p/ask.suite.yml:2:5',
    );
  });
});

describe('a suite that cannot be', () => {
  it.each<[string, Record<string, string>, Omit<PromptEntry, 'kind' | 'path'> | undefined, string]>([
    ['is nowhere', {}, undefined, 'p/ask.md: This prompt has no cases. Write them into p/ask.suite.yml'],
    [
      'is not where the config says',
      { 'evals/ask.yml': '' },
      { suite: 'eval/ask.yml' },
      'eval/ask.yml: The suite of p/ask.md is not there. Did you mean "evals/ask.yml"?',
    ],
    ['is empty', { 'p/ask.suite.yml': 'tests: []\n' }, undefined, 'p/ask.suite.yml: The suite has no cases.'],
    ['is an empty file', { 'p/ask.suite.yml': '' }, undefined, 'p/ask.suite.yml: The suite has no cases.'],
    [
      'checks nothing',
      { 'p/ask.suite.yml': '- { vars: { question: x } }\n' },
      undefined,
      'No case of this suite has an assertion',
    ],
    [
      'has a misspelt key',
      { 'p/ask.suite.yml': '- { vars: {}, asert: [] }\n' },
      undefined,
      '1:15: Unknown key "asert" in `[0]`. Did you mean "assert"?',
    ],
    [
      'is a program',
      { 'p/ask.suite.yml': 'tests: file://make.py:tests\n' },
      undefined,
      '1:8: "make.py:tests" is a program, which is not run here.',
    ],
    [
      'transforms variables in Python',
      { 'p/ask.suite.yml': '- { vars: {}, options: { transformVars: "file://x.py:make" } }\n' },
      undefined,
      '1:41: this `transformVars` is no JavaScript',
    ],
    [
      'transforms answers in Python',
      { 'p/ask.suite.yml': '- { vars: {}, options: { transform: "file://x.py:clean" } }\n' },
      undefined,
      '1:3: this `transform` is no JavaScript',
    ],
    [
      'refers to itself',
      { 'p/ask.suite.yml': 'tests: file://ask.suite.yml\n' },
      undefined,
      'refer to each other in a circle',
    ],
    [
      'leaves the repository',
      { 'p/ask.suite.yml': 'tests: file://../../../etc/hosts.yml\n' },
      undefined,
      'leaves the repository',
    ],
    [
      'multiplies without end',
      {
        'p/ask.suite.yml': `- { vars: { ${'abcdefgh'
          .split('')
          .map((name) => `${name}: [${'x,'.repeat(20)}]`)
          .join(', ')} } }\n`,
      },
      undefined,
      'make more than 1000000 cases',
    ],
  ])('is refused when it %s', async (_, files, entry, told) => {
    expect(await mistakesOf(read(files, entry))).toContain(told);
  });

  const hostile = fc
    .array(
      fc.oneof(
        fc.constantFrom(
          'tests:\n',
          '- vars: ',
          '  - ',
          '{ question: x }',
          '\n',
          'assert:',
          '[',
          ']',
          '{',
          '}',
          ': ',
          '"',
          ',',
          '__proto__',
          '__expected',
          'file://',
          '{{x}}',
          'defaultTest:',
          'type: contains',
          '&a',
          '*a',
          'scenarios:',
          'segment: ',
        ),
        fc.string({ maxLength: 10 }),
      ),
      { maxLength: 25 },
    )
    .map((parts) => parts.join(''));

  it.each(['yml', 'json', 'jsonl', 'csv'])(
    'is told as a mistake, whatever stands in the .%s',
    async (ending) => {
      await fc.assert(
        fc.asyncProperty(hostile, async (text) => {
          try {
            await read({ [`p/ask.suite.${ending}`]: text });
          } catch (error) {
            expect(error instanceof ConfigurationError || error instanceof ConfigurationErrors).toBe(true);
          }
        }),
        { numRuns: 300 },
      );
    },
  );

  it('a prototype cannot be reached through any format', async () => {
    const tests: Record<string, string> = {
      'p/ask.suite.jsonl': '{"vars": {"__proto__": {"x": 1}}}',
      'p/ask.suite.csv': '__proto__,question\n1,2\n',
      'p/ask.suite.yml': '- vars: { __proto__: { x: 1 } }\n',
    };
    for (const [path, text] of Object.entries(tests)) {
      expect(await mistakesOf(read({ [path]: text }))).toContain('__proto__');
    }
  });
});
