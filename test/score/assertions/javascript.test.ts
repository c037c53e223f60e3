import { afterAll, afterEach, beforeAll, describe, expect, it, test } from 'vitest';
import type { Assertion } from '../../../src/domain/suite.ts';
import { functionBodyOf } from '../../../src/score/script/javascript/function-body.ts';
import { openScripts, type Scripts } from '../../../src/score/script/scripts.ts';
import { readScripts } from '../../../src/score/script/source.ts';
import { answerOf, assertionOf, complaints, judge } from '../../kit/scoring.ts';
import { mistakesOf, snapshotOf } from '../../kit/snapshot.ts';

const opened: Scripts[] = [];
/** What runs the code that is written in suites: the same for all. */
let inline: Scripts;

async function open(check: Assertion, files: Record<string, string>): Promise<Scripts> {
  const sources = await readScripts([check], snapshotOf(files));
  const scripts = await openScripts(sources, { runtime: 'quickjs' });
  opened.push(scripts);
  return scripts;
}

beforeAll(async () => {
  inline = await open(assertionOf('javascript', { value: 'true' }), {});
  opened.length = 0;
});
afterAll(() => inline.close());
afterEach(async () => {
  for (const scripts of opened.splice(0)) await scripts.close();
});

type Check = Partial<Assertion> & { value: string };

/** Judges an answer by a `javascript` assertion of `evals/support.yml`, beside which these files lie. */
async function judged(
  check: Check | string,
  answer: Parameters<typeof judge>[2] = 'Hello',
  {
    files = {},
    type = 'javascript',
    ...more
  }: { files?: Record<string, string>; type?: string; asksForJson?: boolean; prompt?: string } = {},
) {
  const rest = typeof check === 'string' ? { value: check } : check;
  const scripts = rest.value.startsWith('file:') ? await open(assertionOf(type, rest), files) : inline;
  const { errored, passed, score, failures } = await judge(type, rest, answer, {
    script: scripts.run,
    ...more,
  });
  return errored ? { problem: errored.message } : { passed, score, reason: failures[0]?.reason };
}

const passed = async (...given: Parameters<typeof judged>) => (await judged(...given)).passed;

describe('the function that a `javascript` assertion is', () => {
  it.each([
    ['output.length > 3', 'return output.length > 3'],
    ["output === 'a;b';", "return output === 'a;b'"],
    ['const s = JSON.parse(output).score; s > 0.5', 'const s = JSON.parse(output).score; return s > 0.5'],
    ["let s = output; s === 'a;b'", "let s = output; return s === 'a;b'"],
    ['const f = (x) => { return x; }; f(output)', 'const f = (x) => { return x; }; return f(output)'],
    ['const r = /;"/.test(output); r', 'const r = /;"/.test(output); return r'],
    [`const r = \`a;\${output}\`; r`, `const r = \`a;\${output}\`; return r`],
    ['const half = 8 / 2; half /* ; */ > 3', 'const half = 8 / 2; return half /* ; */ > 3'],
    ['const only = 1', 'const only = 1'],
    ['const a = 1;\nreturn a > 0;\n', 'const a = 1;\nreturn a > 0;'],
  ])('%j is %j', (code, body) => {
    expect(functionBodyOf(code)).toBe(body);
  });
});

describe('what it may return', () => {
  it.each([
    ['output === "Hello"', { passed: true, score: 1 }],
    ['output === "Bye"', { passed: false, score: 0, reason: expect.stringContaining('it returned false') }],
    ['0.4', { passed: true, score: 0.4 }],
    ['0', { passed: false, score: 0 }],
    ['7', { passed: true, score: 1 }],
    ['Promise.resolve(true)', { passed: true }],
    ['({ pass: true, score: 0.3, reason: "so so" })', { passed: true, score: 0.3 }],
    [
      '({ pass: false, score: 0, reason: "rude", componentResults: [{ pass: false, score: 0, reason: "no greeting" }, { pass: true, score: 1, reason: "short" }] })',
      { passed: false, reason: expect.stringMatching(/it says: “rude” \(“no greeting”\)$/) },
    ],
  ])('%s', async (value, expected) => {
    expect(await judged(value)).toMatchObject(expected);
  });

  it('a number has to reach the threshold, a result of its own says itself whether it passes', async () => {
    expect(await passed({ value: '0.4', threshold: 0.5 })).toBe(false);
    expect(await passed({ value: '0.5', threshold: 0.5 })).toBe(true);
    expect(await passed({ value: '12', threshold: 10 })).toBe(true);
    expect(await passed({ value: '({ pass: true, score: 0.1, reason: "" })', threshold: 0.5 })).toBe(true);
  });

  it.each([
    ['undefined', 'it returned undefined'],
    ['"yes"', 'it returned string'],
    ['NaN', 'it returned NaN'],
    ['null', 'it returned null'],
    ['({ pass: true })', 'it returned object'],
    ['JSON.parse(output).x', 'it threw'],
    ['nowhere.x', 'it threw: “nowhere is not defined'],
  ])('%s fails, also with `not-`, as in promptfoo', async (value, reason) => {
    for (const type of ['javascript', 'not-javascript']) {
      const result = await judged(value, 'Hello', { type });
      expect([result.passed, result.score]).toEqual([false, 0]);
      expect(result.reason?.replaceAll("'", '')).toContain(reason);
    }
  });

  it('is turned round by `not-`, its score is not', async () => {
    expect(await judged('output === "Hello"', 'Hello', { type: 'not-javascript' })).toMatchObject({
      ...{ passed: false, score: 0 },
    });
    expect(await judged('0.2', 'Hello', { type: 'not-javascript' })).toMatchObject({
      passed: false,
      score: expect.closeTo(0.2),
    });
    expect(await judged({ value: '0.2', threshold: 0.5 }, 'Hello', { type: 'not-javascript' })).toMatchObject(
      {
        ...{ passed: true, score: expect.closeTo(0.2) },
      },
    );
  });
});

describe('what it is given', () => {
  const told = async (value: string, ...more: [Parameters<typeof judge>[2]?, object?]) =>
    (
      await judged(
        { value: `({ pass: false, score: 0, reason: JSON.stringify(${value}) })`, options: { tone: 'warm' } },
        ...more,
      )
    ).reason;

  it('is promptfoo’s context', async () => {
    expect(await told('context.config')).toContain('{"tone":"warm"}');
    expect(await told('context.vars')).toContain('{}');
    expect(await told('context.prompt', 'x', { prompt: 'Ask {{x}}' })).toContain('Ask {{x}}');
    expect(await told('context.test.assert[0].type')).toContain('javascript');
    expect(await told('context.providerResponse.tokenUsage')).toContain(
      '{"prompt":100,"completion":20,"total":120}',
    );
  });

  it('is a value where the model was asked for JSON by a schema, or calls tools', async () => {
    const asked = { asksForJson: true };
    expect(await passed('output.a === 1', '{"a":1}', asked)).toBe(true);
    expect(await passed('JSON.parse(output).a === 1', '{"a":1}')).toBe(true);
    const calls = [{ type: 'function', function: { name: 'weather', arguments: '{}' } }];
    const answer = answerOf(JSON.stringify(calls), { toolCalls: [{ name: 'weather', arguments: '{}' }] });
    expect(await passed('output[0].function.name === "weather"', answer)).toBe(true);
  });
});

describe('a function of a file', () => {
  it.each([
    ['mjs', 'export default (output, { vars }) => output === "Hello" && vars !== undefined;'],
    ['cjs', 'module.exports = (output) => output === "Hello";'],
    ['js', 'module.exports = async (output, context) => output === "Hello" && !!context.test;'],
    [
      'ts',
      'type Answer = string;\nexport default function (output: Answer): boolean { return output === "Hello"; }',
    ],
  ])('.%s', async (ending, text) => {
    const files = { [`evals/check.${ending}`]: text };
    expect(await passed(`file://check.${ending}`, 'Hello', { files })).toBe(true);
    expect(await passed(`file://check.${ending}`, 'Bye', { files })).toBe(false);
  });

  it('may be one of several', async () => {
    const files = {
      'evals/a.mjs':
        'export const greets = (output) => output === "Hello";\nexport const isLong = () => false;',
      'evals/b.js': 'module.exports = { greets: (output) => output === "Hello", isLong: () => false };',
    };
    for (const file of ['a.mjs', 'b.js']) {
      expect(await passed(`file://${file}:greets`, 'Hello', { files })).toBe(true);
      expect(await passed(`file://${file}:isLong`, 'Hello', { files })).toBe(false);
    }
  });

  it('imports and requires files by relative paths, with and without their endings', async () => {
    const files = {
      'evals/check.cjs':
        "const { words } = require('../lib/words');\nconst limits = require('./limits.json');\nmodule.exports = (output) => words(output) <= limits.most;",
      'lib/words.js': "const split = require('./split.js');\nexports.words = (text) => split(text).length;",
      'lib/split.js': 'module.exports = (text) => text.split(" ");',
      'evals/limits.json': '{ "most": 2 }',
      'evals/check.ts':
        "import { words } from '../lib/typed';\nexport default (output: string) => words(output) < 3;",
      'lib/typed.ts': 'export const words = (text: string): number => text.split(" ").length;',
    };
    for (const value of ['file://check.cjs', 'file://check.ts']) {
      expect(await passed(value, 'one two', { files })).toBe(true);
      expect(await passed(value, 'one two three', { files })).toBe(false);
    }
  });

  it.each([
    [
      'check.mjs',
      'import { readFileSync } from "node:fs";\nexport default () => true;',
      'Cannot import "node:fs"',
    ],
    ['check.cjs', 'const fs = require("fs");\nmodule.exports = () => true;', 'require("fs")'],
    ['check.mjs', 'export const other = 1;', 'it exports no function by default'],
    ['check.mjs', 'export default (', 'cannot be used'],
    ['check.ts', 'enum A { B }\nexport default () => true;', 'its types cannot be stripped'],
  ])('%s that cannot be used is found before any answer: %j', async (name, text, problem) => {
    const loading = judged(`file://${name}`, 'Hello', { files: { [`evals/${name}`]: text } });
    expect(await mistakesOf(loading)).toContain(problem);
    expect(await mistakesOf(loading)).toContain('evals/support.yml:7:9');
  });
});

describe('what is not there', () => {
  it.each([
    'require("fs").readFileSync("/etc/passwd")',
    'process.env.OPENAI_API_KEY',
    'process.mainModule.require("child_process")',
    'fetch("https://example.com")',
    'new Promise((done) => setTimeout(done, 1))',
    'new Function("return process")()',
  ])('%s says nothing about the answer', async (value) => {
    expect((await judged(value)).problem).toMatch(/there is no (?:package, )?network, file, process/);
  });

  it('an endless loop is stopped', async () => {
    const sources = await readScripts([assertionOf('javascript', { value: 'x' })], snapshotOf({}));
    const scripts = await openScripts(sources, { runtime: 'quickjs', limits: { load: 5000, call: 200 } });
    opened.push(scripts);
    const result = await judge('javascript', { value: '(() => { for (;;); })()' }, 'x', {
      script: scripts.run,
    });
    expect(result.errored?.message).toContain('it took more than 0.2 s');
  });
});

test('code that is no JavaScript is reported at its place, before any answer', () => {
  expect(complaints('javascript', { value: 'output.length >' })).toMatch(
    /^evals\/support\.yml:7:9: `javascript` is no JavaScript: /,
  );
  expect(complaints('javascript', { value: 'return output' })).toContain('is no JavaScript');
  expect(complaints('javascript', { value: 'file://check.py' })).toContain(
    'needs a JavaScript or TypeScript file',
  );
});

describe('code that means harm', () => {
  it('and alters what its reply is made of says nothing, and nothing about the next answer', async () => {
    const { problem } = await judged('(Object.prototype.toJSON = () => 1, true)');
    expect(problem).toContain('breaks the form of its reply');
    expect(await passed('output === "Hello"')).toBe(true);
  });

  it('and ends the function that it is the body of is no JavaScript', () => {
    expect(complaints('javascript', { value: 'true }); process.exit(); (function () { return 1' })).toContain(
      'is no JavaScript',
    );
  });

  it('and is nested too deeply is refused', () => {
    expect(complaints('javascript', { value: `${'('.repeat(200_000)}1${')'.repeat(200_000)}` })).toContain(
      '`javascript` ',
    );
  });
});
