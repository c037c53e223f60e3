import { describe, expect, it, test } from 'vitest';
import { readPrompt } from '../../src/prompt/read.ts';
import { suiteFilesOf } from '../../src/suite/named-files.ts';
import { readSuite } from '../../src/suite/read.ts';
import { mistakesOf, snapshotOf } from '../kit/snapshot.ts';

/** The suite of a promptfoo config in `evals/`, of which this is all but prompts and providers. */
async function read(config: string, files: Record<string, string> = {}) {
  const path = 'evals/promptfooconfig.yaml';
  const text = `prompts: ["{{ question }}"]\nproviders: [openai:gpt-4.1-mini]\n${config}\n`;
  const snapshot = snapshotOf({ ...files, [path]: text });
  return readSuite({ snapshot, prompt: await readPrompt({ snapshot, path }) });
}

const questions = async (...of: Parameters<typeof read>) =>
  (await read(...of)).cases.map(({ vars }) => vars.question);

const CHECK = "assert: [{ type: 'contains', value: 'x' }]";

describe('tests that JavaScript makes', () => {
  test.each([
    ['a list', 'tests.mjs', '', `export default [{ vars: { question: 'a' }, ${CHECK} }];`],
    ['a function', 'tests.js', '', `module.exports = () => [{ vars: { question: 'a' }, ${CHECK} }];`],
    [
      'a function that promises',
      'tests.cjs',
      '',
      `module.exports = async () => [{ vars: { question: 'a' }, ${CHECK} }];`,
    ],
    [
      'a named function in TypeScript',
      'tests.ts',
      ':make',
      `type Test = object; export function make(): Test[] { return [{ vars: { question: 'a' }, ${CHECK} }]; }`,
    ],
    ['a single test', 'tests.mjs', '', `export default { vars: { question: 'a' }, ${CHECK} };`],
  ])('%s', async (_, name, exported, text) => {
    const files = { [`evals/${name}`]: text };
    expect(await questions(`tests: file://${name}${exported}`, files)).toEqual(['a']);
    expect(await questions(`tests: [file://${name}${exported}]`, files)).toEqual(['a']);
  });

  it('have what they import, and the config that is stated, files in it included', async () => {
    const make = `import { ask } from './lib/ask.mjs';
import words from './words.json' with { type: 'json' };
export const make = ({ count, data }) =>
  words.slice(0, count).map((word) => ({ vars: { question: ask(word + data.end) }, ${CHECK} }));`;
    const config = 'tests: [{ path: "file://make.mjs:make", config: { count: 2, data: "file://data.yml" } }]';
    expect(
      await questions(config, {
        'evals/make.mjs': make,
        'evals/lib/ask.mjs': "export const ask = (word) => 'Is it ' + word;",
        'evals/words.json': '["red", "green", "blue"]',
        'evals/data.yml': 'end: "?"',
      }),
    ).toEqual(['Is it red?', 'Is it green?']);
  });

  it('are the same each time, whatever the clock and chance', async () => {
    const make = `const item = () => ({ vars: { question: [Math.random(), Date.now(), new Date().toISOString(), Date(), new Date(0).getTime()].join(' ') }, ${CHECK} });
export default () => [item(), item()];`;
    const [first, second] = [
      await read('tests: file://m.mjs', { 'evals/m.mjs': make }),
      await read('tests: file://m.mjs', { 'evals/m.mjs': make }),
    ];
    expect(first).toEqual(second);
    expect(first.cases[0]?.vars.question).toMatch(/^0\.\d+ 1767225600000 2026-01-01T00:00:00\.000Z .* 0$/);
    expect(first.cases[0]?.vars.question).not.toBe(first.cases[1]?.vars.question);
  });

  it('are told to come from a program, and change when it or what it imports does', async () => {
    const files = { 'evals/m.mjs': "export { default } from './n.mjs';" };
    const with_ = (word: string) =>
      read('tests: file://m.mjs', {
        ...files,
        'evals/n.mjs': `export default [{ vars: { question: 'a' }, ${CHECK} }]; // ${word}`,
      });
    const [one, two] = [await with_('one'), await with_('two')];
    expect(one.notices).toContainEqual({ code: 'cases-generated', path: 'evals/m.mjs', cases: 1 });
    expect(one.sha256).not.toBe(two.sha256);
    expect(suiteFilesOf('evals/c.yaml', 'tests: file://m.ts:make\n')).toContain('evals/m.ts');
    expect(suiteFilesOf('evals/c.yaml', 'tests: m.ts:make\n')).toContain('evals/m.ts');
  });

  test.each([
    [
      "import fs from 'node:fs'; export default [];",
      /Cannot import "node:fs".*no package, network, file or process/,
    ],
    ["module.exports = require('dedent')``;", /require\("dedent"\): there is no package/],
    [
      "const t = 'a'; module.exports = require('./' + t);",
      /require\(".\/a"\): a file is found by a path that is written out/,
    ],
    [
      "export default async () => (await fetch('https://x.test')).json();",
      /m\.mjs:1 cannot be used: 'fetch' is not defined: there is no network/,
    ],
    ['export default () => [{ vars: { key: process.env.KEY } }];', /'process' is not defined/],
    ['export default () => new Promise(() => {});', /promise never settles/],
    ['export default () => { for (;;) {} };', /took more than 5 s/],
    ['export default (', /m\.mjs/],
    ['export const make = [];', /it has no default export/],
    ['export default () => {};', /it returns nothing/],
    ["export default 'text';", /makes no tests: expected a list/],
    [
      "export default [{ vars: { question: 'a' }, assert: [{ type: 'javascript', value: (o) => o.length > 1 }] }];",
      /`\[0\]\.assert\[0\]\.value` in what it returns is a function/,
    ],
    [
      "export default [{ vars: { question: 'a' }, asert: [] }];",
      /evals\/m\.mjs: Unknown key "asert".*"assert"/,
    ],
  ])('%s is told by name', async (text, told) => {
    const mistakes = await mistakesOf(read('tests: file://m.mjs', { 'evals/m.mjs': text }));
    expect(mistakes).toMatch(told);
    if (!mistakes.includes('Unknown key')) expect(mistakes).toContain('evals/promptfooconfig.yaml:3:8: ');
  });

  it('cannot be in Python, nor somewhere else', async () => {
    expect(await mistakesOf(read('tests: file://m.py:make', { 'evals/m.py': '' }))).toContain(
      '"m.py:make" is a program, which is not run here.',
    );
    expect(await mistakesOf(read('tests: file://../../m.mjs'))).toContain('leaves the repository');
    expect(await mistakesOf(read('tests: file://m.mjs'))).toContain('The file "m.mjs" is not there.');
  });
});

describe('variables that `transformVars` makes', () => {
  const tests = (options: string, vars = 'name: Ann') =>
    `tests: [{ vars: { ${vars} }, options: { ${options} }, assert: [{ type: contains, value: x }] }]`;

  test.each([
    ['an expression', `transformVars: "{ ...vars, question: 'Hello ' + vars.name + '?' }"`],
    ['a body', `transformVars: "const { name } = vars;\\nreturn { question: 'Hello ' + name + '?' };"`],
    ['a file', 'transformVars: "file://t.js"'],
    ['a named function', 'transformVars: "file://t.js:greet"'],
  ])('%s', async (_, options) => {
    const greet = "({ name }) => ({ question: 'Hello ' + name + '?' })";
    const { cases } = await read(tests(options), {
      'evals/t.js': `module.exports = ${greet}; module.exports.greet = ${greet};`,
    });
    expect(cases[0]?.vars).toEqual({ name: 'Ann', question: 'Hello Ann?' });
  });

  it('are made for every test where `defaultTest` says so, of its variables too, before lists are multiplied', async () => {
    const config = `defaultTest:
  vars: { end: "!" }
  options: { transformVars: "{ question: vars.words.map((word) => word + vars.end) }" }
tests:
  - { vars: { words: [a, b] }, assert: [{ type: contains, value: x }] }
  - { vars: { words: [c] }, options: { transformVars: "{ question: 'mine' }" }, assert: [{ type: contains, value: x }] }`;
    expect([...new Set(await questions(config))]).toEqual(['a!', 'b!', 'mine']);
  });

  it('have an id of their own for each test, the same each time', async () => {
    const config = `defaultTest: { options: { transformVars: "{ question: context.uuid }" } }
tests:
  - { vars: { name: Ann }, assert: [{ type: contains, value: x }] }
  - { vars: { name: Ben }, assert: [{ type: contains, value: x }] }`;
    const made = await questions(config);
    expect(new Set(made).size).toBe(2);
    expect(made[0]).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-8[\da-f]{3}-[\da-f]{12}$/);
    expect(await questions(config)).toEqual(made);
  });

  test.each([
    ['transformVars: "vars.x.y"', /cannot be used: .*of undefined/],
    ['transformVars: "1"', /has to return a mapping/],
    ['transformVars: "require(\'fs\').readFileSync(vars.name)"', /require is not here: there is no package/],
    ['transformVars: "(("', /cannot be used/],
  ])('%s is told with its place', async (options, told) => {
    const mistakes = await mistakesOf(read(tests(options)));
    expect(mistakes).toMatch(told);
    expect(mistakes).toContain('evals/promptfooconfig.yaml:3:');
  });
});
