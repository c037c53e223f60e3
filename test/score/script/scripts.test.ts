import { describe, expect, it } from 'vitest';
import { readScripts } from '../../../src/score/script/source.ts';
import { assertionOf, complaints, judge, passes, reasonFor } from '../../kit/scoring.ts';
import { scriptOf, scriptOpener } from '../../kit/scripts.ts';
import { snapshotOf } from '../../kit/snapshot.ts';

const { opening, given } = scriptOpener();

const passing = async (body: string, rest: { threshold?: number } = {}) => {
  const { context } = await opening({ 'check.mjs': scriptOf(body) });
  const result = await judge('script', { value: 'check.mjs', ...rest }, 'Hello', context);
  return result.errored ? result.errored.message : { passed: result.passed, score: result.score };
};

describe('what a script says', () => {
  it.each([
    ['return output === "Hello"', { passed: true, score: 1 }],
    ['return output === "Bye"', { passed: false, score: 0 }],
    ['return 0.4', { passed: true, score: 0.4 }],
    ['return 0', { passed: false, score: 0 }],
    ['return { pass: true, score: 0.4, reason: "so so" }', { passed: true, score: 0.4 }],
    ['return { pass: false }', { passed: false, score: 0 }],
    ['return "yes"', '`script` check.mjs returned “"yes"”, which says neither yes nor no.'],
    ['return 7', expect.stringContaining('neither yes nor no')],
    ['', '`script` check.mjs: it returns nothing.'],
    ['return NaN', '`script` check.mjs returned “null”, which says neither yes nor no.'],
    ['return { get pass() { throw new Error("no") } }', '`script` `evals/check.mjs:1`: no.'],
    ['const all = {}; all.all = all; return all', '`script` check.mjs: circular reference.'],
    ['return "[".repeat(50_000)', expect.stringContaining('neither yes nor no')],
    ['throw new Error("oh\\nno")', '`script` `evals/check.mjs:1`: oh no.'],
    ['return "x".repeat(200_000)', expect.stringContaining('more than 100000 characters')],
  ])('%s', async (body, verdict) => {
    expect(await passing(body)).toEqual(verdict);
  });

  it.each(['quickjs', 'node'] as const)(
    'that throws (%s) is not the prompt’s fault, and file and line are named',
    async (runtime) => {
      const files = {
        'check.mjs': 'import { words } from "./lib/words.mjs";\nexport default (output) => words(output);\n',
        'lib/words.mjs': '// Words.\n\nexport const words = (output) => output.tone.split(" ");\n',
      };
      const { context } = await opening(files, { runtime });
      const { errored } = await judge('script', { value: 'check.mjs' }, 'Hello', context);
      expect(errored).toMatchObject({ kind: 'script', transient: false, fatal: false });
      expect(errored?.message).toMatch(/^`script` `evals\/lib\/words\.mjs:3`: .*undefined.*\.$/);
    },
  );

  it('has to reach the threshold, where there is one', async () => {
    expect(await passing('return 0.4', { threshold: 0.5 })).toMatchObject({ passed: false });
    expect(await passing('return { pass: true, score: 0.6 }', { threshold: 0.5 })).toMatchObject({
      passed: true,
    });
  });

  it('is told with its reason, and turned round by `not-`', async () => {
    const { context } = await opening({
      'check.mjs': scriptOf('return { pass: false, reason: "rude\\u202e" }'),
    });
    expect(await reasonFor('script', { value: 'check.mjs' }, 'x', context)).toBe(
      'expected the answer to pass “check.mjs”; the script says: “rude\\u202e”',
    );
    expect(await passes('not-script', { value: 'check.mjs' }, 'x', context)).toBe(true);
  });

  it('is about the answer, its tool calls, the case and what the assertion configures', async () => {
    const body = 'return { pass: false, reason: JSON.stringify([output, context]) }';
    const { context } = await opening({ 'check.mjs': scriptOf(body) });
    expect(
      await reasonFor('script', { value: 'check.mjs', options: { tone: 'warm' } }, 'Hi', context),
    ).toContain('["Hi",{"vars":{},"config":{"tone":"warm"},"toolCalls":[],"finishReason":"stop"}]');
  });
});

describe('a script', () => {
  it('imports modules, data and texts of its folder', async () => {
    const files = {
      'check.mjs': `
        import { words } from './lib/words.mjs';
        import data from './data.json' with { type: 'json' };
        import text from './notes/tone.md';
        export default () => [...words, data.a, text];`,
      'lib/words.mjs': 'import { more } from "../more.js"; export const words = ["sorry", ...more];',
      'more.js': 'export const more = ["thanks"];',
      'data.json': '{ "a": 1 }',
      'notes/tone.md': '# Be "warm"\u2028',
    };
    const { call } = await opening(files);
    expect(await call()).toEqual(['sorry', 'thanks', 1, '# Be "warm"\u2028']);
  });

  it('may await what it computes itself, and write to a console that nobody sees', async () => {
    expect(await given('console.log(output); return await Promise.resolve(output.length)')).toBe(6);
  });

  it('keeps nothing from one answer to the next', async () => {
    const { call } = await opening({
      'check.mjs': `
        let calls = 0;
        export default () => {
          globalThis.calls = (globalThis.calls ?? 0) + 1;
          Object.prototype.calls = (Object.prototype.calls ?? 0) + 1;
          return [++calls, globalThis.calls, ({}).calls];
        };`,
    });
    expect(await call()).toEqual([1, 1, 1]);
    expect(await call()).toEqual([1, 1, 1]);
  });

  it('keeps nothing for another script of the run', async () => {
    const sources = await readScripts(
      ['one.mjs', 'other.mjs'].map((value) => assertionOf('script', { value })),
      snapshotOf({
        'evals/one.mjs': 'JSON.stringify = () => "true"; export default () => false;',
        'evals/other.mjs': 'export default () => false;',
      }),
    );
    const { openScripts } = await import('../../../src/score/script/scripts.ts');
    const scripts = await openScripts(sources, { runtime: 'quickjs' });
    const run = (name: string) =>
      scripts.run({ from: 'evals/support.yml', name }, { output: '', context: {} });
    expect(await Promise.all([run('one.mjs'), run('other.mjs')])).toEqual([
      { ok: true, json: 'false' },
      { ok: true, json: 'false' },
    ]);
    await scripts.close();
  });

  it('that never ends is stopped, and in the end not run again', async () => {
    const { call } = await opening(
      { 'check.mjs': scriptOf('if (output === "loop") for (;;); return true') },
      { limits: { load: 60_000, call: 1_000 } },
    );
    expect(await call('loop')).toBe('it took more than 1 s');
    expect(await call()).toBe(true);
    await Promise.all([call('loop'), call('loop')]);
    expect(await call()).toBe('it was stopped 3 times');
  });

  it.each([
    ['export const check = 1;', 'its default export is no function'],
    ['export default (', 'unexpected token'],
    ['throw new Error("broken at once")', 'broken at once'],
    ['await new Promise(() => {}); export default () => true;', 'its promise never settles'],
    [
      'import "./gone.mjs"; export default () => true;',
      'Cannot find module "./gone.mjs" in the script\'s folder',
    ],
    ['import "../other/x.mjs"; export default () => true;', 'Cannot find module'],
    [
      'import "left-pad"; export default () => true;',
      'Cannot import "left-pad": a script imports files of its own folder',
    ],
    ['import "node:fs"; export default () => true;', 'there is no package, network, file or process here'],
    ['import "./bad.json"; export default () => true;', '"./bad.json" is not valid JSON'],
    ['module.exports = () => true;', "'module' is not defined"],
  ])('%s is refused before any answer', async (text, problem) => {
    await expect(opening({ 'check.mjs': text, 'bad.json': '{' })).rejects.toThrow(problem);
  });

  it.each(['process.env', 'fetch("https://example.com")', 'require("fs")', 'setTimeout(() => {})'])(
    'is told by name that there is no %s',
    async (code) => {
      const name = /^\w+/.exec(code)?.[0];
      expect(await given(`return ${code}`)).toBe(
        `'${name}' is not defined: there is no network, file, process or timer here`,
      );
    },
  );
});

describe('where a script is', () => {
  const snapshot = snapshotOf({
    'evals/check.mjs': 'x',
    'evals/lib/deep/word.mjs': 'y',
    'evals/package.json': '{ "type": "commonjs" }',
    'evals/support.yml': 'tests: []',
    'evals/picture.png': 'z',
    'checks/tone.js': 't',
    'README.md': 'r',
  });
  const read = (value: string) => readScripts([assertionOf('script', { value })], snapshot);

  it('beside the suite, with all modules and data of its folder', async () => {
    const [source] = await read('check.mjs');
    expect(source?.path).toBe('evals/check.mjs');
    expect(source?.files.map(({ path }) => path)).toEqual(['check.mjs', 'lib/deep/word.mjs', 'support.yml']);
  });

  it.each(['checks/tone.js', '/checks/tone.js', '../checks/tone.js', 'file://checks/tone.js'])(
    '%s',
    async (value) => {
      const [source] = await read(value);
      expect(source?.files).toEqual([{ path: 'tone.js', text: 't' }]);
    },
  );

  it.each([
    ['nowhere.mjs', 'The script "nowhere.mjs" is not there. Looked for evals/nowhere.mjs and nowhere.mjs.'],
    ['../../check.mjs', 'The script "../../check.mjs" leaves the repository.'],
  ])('%s is refused', async (value, problem) => {
    await expect(read(value)).rejects.toThrow(problem);
  });

  it('not in a folder with more than a script needs', async () => {
    const many = Array.from({ length: 300 }, (_, index) => [`docs/${index}.md`, '']);
    const files = snapshotOf({ 'check.mjs': 'x', ...Object.fromEntries(many) });
    await expect(readScripts([assertionOf('script', { value: '/check.mjs' })], files)).rejects.toThrow(
      'Put the script into a folder of its own.',
    );
  });

  it.each([
    ['check.py', 'needs the path of a JavaScript module'],
    ['return true', 'needs the path of a JavaScript module'],
  ])('%s is no script', (value, message) => {
    expect(complaints('script', { value }, { script: async () => ({ ok: true, json: 'true' }) })).toContain(
      message,
    );
  });

  it('not in Node for code that nobody trusts', () => {
    expect(complaints('script', { value: 'check.mjs' })).toContain('never done for a fork');
  });
});
