import { describe, expect, it } from 'vitest';
import { judge } from '../kit/scoring.ts';
import { type Folder, scriptOf, scriptOpener } from '../kit/scripts.ts';

const { opening, given } = scriptOpener();

/** Time enough for everything that ends by itself. */
const patient = { limits: { load: 60_000, call: 60_000 } };
const hasty = { limits: { load: 60_000, call: 2_000 } };

/** What a script may have: the language, and a console that says nothing. */
const LANGUAGE = new Set([
  ...Object.getOwnPropertyNames(globalThis).filter((name) => /^(?:[A-Z]\w*Error|Error)$/.test(name)),
  ...[
    'InternalError',
    'Iterator',
    'Float16Array',
    'console',
    'globalThis',
    'undefined',
    'NaN',
    'Infinity',
    'eval',
  ],
  ...[
    'Array',
    'Object',
    'Function',
    'Number',
    'Boolean',
    'String',
    'Symbol',
    'BigInt',
    'Date',
    'RegExp',
    'Promise',
  ],
  ...[
    'Math',
    'Reflect',
    'JSON',
    'Proxy',
    'Map',
    'Set',
    'WeakMap',
    'WeakSet',
    'WeakRef',
    'FinalizationRegistry',
  ],
  ...[
    'ArrayBuffer',
    'SharedArrayBuffer',
    'DataView',
    'Uint8ClampedArray',
    'Int8Array',
    'Uint8Array',
    'Int16Array',
  ],
  ...[
    'Uint16Array',
    'Int32Array',
    'Uint32Array',
    'BigInt64Array',
    'BigUint64Array',
    'Float32Array',
    'Float64Array',
  ],
  ...['parseInt', 'parseFloat', 'isNaN', 'isFinite', 'escape', 'unescape'],
  ...['decodeURI', 'decodeURIComponent', 'encodeURI', 'encodeURIComponent'],
]);

describe('a script finds nothing to escape to', () => {
  it('has the language and nothing else', async () => {
    const names = await given('return Object.getOwnPropertyNames(globalThis)', {}, patient);
    expect(names).toContain('JSON');
    expect(Array.isArray(names) && names.filter((name) => !LANGUAGE.has(name))).toEqual([]);
  });

  it.each([
    [
      'the process that an emitter hands over',
      'const { EventEmitter } = await import("node:events"); return 1',
    ],
    ['a built-in module by import', 'return Object.keys(await import("node:fs"))'],
    ['a built-in module by its bare name', 'return Object.keys(await import("fs"))'],
    ['a module from a text', 'return await import("data:text/javascript,export default 1")'],
    ['a module by its address', 'return await import("file:///etc/passwd")'],
    ['a file of the disk', 'return await import("/etc/passwd")'],
    ['a package', 'return await import("zod")'],
  ])('%s cannot be imported', async (_, body) => {
    expect(await given(body, {}, patient)).toMatch(
      /^Cannot import .*: a script imports files of its own folder, by "\.\/"; there is no package, network, file or process here$/,
    );
  });

  it.each([
    ['process.getBuiltinModule', 'return process.getBuiltinModule("fs")', /'process' is not defined/],
    [
      'the constructor of a constructor',
      'return output.constructor.constructor("return process")()',
      /'process' is not defined/,
    ],
    [
      'the constructor of an argument',
      'return context.constructor.constructor("return this")().process',
      'it returns nothing',
    ],
    [
      'the constructor of a module',
      'return (await import("./check.mjs")).default.constructor("return typeof require")()',
      'undefined',
    ],
    [
      'a frame that calls it',
      'return String((function f() { return f.caller })())',
      /null|invalid|TypeError/,
    ],
    [
      "a stack made of the host's frames",
      'Error.prepareStackTrace = (_, frames) => frames[0].getThis(); return String(new Error("x").stack)',
      /^(?!.*(?:file:|\/src\/|node_modules)).*$/s,
    ],
    ['a thread', 'return new Worker("1", { eval: true })', /'Worker' is not defined/],
    [
      'code that waits for memory',
      'return Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)',
      /'Atomics' is not defined/,
    ],
    ['WebAssembly', 'return typeof WebAssembly', 'undefined'],
    ['what tells where it lies', 'return Object.keys(import.meta)', []],
  ])('nor is there %s', async (_, body, expected) => {
    const value = await given(body, {}, patient);
    if (expected instanceof RegExp) expect(value).toMatch(expected);
    else expect(value).toEqual(expected);
  });

  it('is a module also under node_modules, where CommonJS would be', async () => {
    const files = {
      'node_modules/hook/index.js': 'require("node:module").registerHooks({}); module.exports = 1;',
    };
    expect(await given('return await import("./node_modules/hook/index.js")', files, patient)).toMatch(
      /'require' is not defined/,
    );
  });

  it('reads no file but those of its folder, by any spelling', async () => {
    const body = `
      const found = [];
      for (const path of ['../secret.json', './../secret.json', './a/../../secret.json', './%2e%2e/secret.json', './.\\\\../secret.json', './__proto__', './constructor']) {
        await import(path).then(() => found.push(path), () => {});
      }
      return found`;
    expect(await given(body, { '../secret.json': '{}' }, patient)).toEqual([]);
  });
});

describe('what a script leaves behind', () => {
  const polluting = scriptOf(`
    if (output !== 'pollute') return [({}).polluted ?? null, JSON.stringify({ a: 1 }), typeof globalThis.kept];
    Object.prototype.polluted = true;
    Array.prototype.map = Promise.prototype.then = String.prototype.slice = () => { throw new Error('patched'); };
    JSON.stringify = () => '"patched"';
    JSON.parse = () => 'patched';
    globalThis.kept = true;
    return JSON.parse('{}')`);

  it('meets no later answer', async () => {
    const { call } = await opening({ 'check.mjs': polluting }, patient);
    await call('pollute');
    expect(await call('x')).toEqual([null, '{"a":1}', 'undefined']);
  });

  it('does not reach the gate', async () => {
    const { call } = await opening({ 'check.mjs': polluting }, patient);
    await call('pollute');
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect([1].map((one) => one)).toEqual([1]);
    expect(
      await given(`return JSON.parse('{ "__proto__": { "pass": true } }')`, {}, patient),
    ).not.toHaveProperty('pass', true);
  });

  it('is no verdict by way of its prototype', async () => {
    const { context } = await opening(
      { 'check.mjs': scriptOf(`return JSON.parse('{ "__proto__": { "pass": true } }')`) },
      patient,
    );
    const score = await judge('script', { value: 'check.mjs' }, 'x', context);
    expect(score.errored?.message).toContain('neither yes nor no');
  });
});

describe('what a script returns is an error of its assertion, and of nothing else', () => {
  it.each([
    ['a text of 100 MB', 'return "x".repeat(100_000_000)', /memory|more than 100000 characters/],
    [
      'a text that grows when it is written',
      'return "\\u0000".repeat(90_000)',
      /more than 100000 characters/,
    ],
    [
      'a list without end',
      'return { toJSON() { return Array.from({ length: 1e9 }, () => this) } }',
      /memory|took more than|stack/,
    ],
    ['itself', 'const all = []; all.push(all); return all', /circular/],
    ['a getter that throws', 'return { get pass() { throw new Error("no") } }', /no/],
    ['a proxy that throws', 'return new Proxy({}, { ownKeys() { throw new Error("no keys") } })', /no keys/],
    [
      'a proxy of a proxy of a …',
      'let all = {}; for (let i = 0; i < 1e5; i++) all = new Proxy(all, {}); return all',
      /stack|memory/,
    ],
    [
      'a promise that promises more',
      'const then = (done) => done({ then }); return { then }',
      /took more than/,
    ],
    ['a promise that never settles', 'return new Promise(() => {})', /never settles/],
    ['a number of the other kind', 'return 10n ** 1000n', /BigInt/i],
    ['a function', 'return () => true', /returns nothing/],
    ['a symbol', 'return Symbol("pass")', /returns nothing/],
    [
      'depth',
      'let all = true; for (let i = 0; i < 40_000; i++) all = [all]; return all',
      /stack|neither|took more than/,
    ],
    ['depth that it writes itself', 'return { toJSON: () => "[".repeat(90_000) }', /neither/],
    ['an error that cannot be read', 'throw { toString() { throw this } }', /cannot be read/],
    ['an error of 10 MB', 'throw new Error("x".repeat(1e7))', /xxx/],
    [
      'an error that is no text',
      'const error = new Error(); error.message = { toString: null }; throw error',
      /./,
    ],
    ['NaN', 'return NaN', /neither/],
    ['no number between 0 and 1', 'return { pass: true, score: 1e308 }', /neither/],
  ])('%s', async (_, body, problem) => {
    const { context } = await opening(
      { 'check.mjs': scriptOf(body) },
      { limits: { load: 60_000, call: 5_000 } },
    );
    const score = await judge('script', { value: 'check.mjs' }, 'x', context);
    expect(score.errored?.message).toMatch(problem);
    expect(score.errored?.message.length).toBeLessThan(400);
  });
});

describe('a script that would never end', () => {
  const endless: [string, string][] = [
    ['a loop', 'for (;;);'],
    ['a loop that catches everything', 'for (;;) try { for (;;); } catch {} finally { continue }'],
    ['promises', 'const next = () => Promise.resolve().then(next); return await next();'],
    ['an iterator', 'for await (const one of (async function* () { for (;;) yield 1 })());'],
    ['a regular expression', 'return /^(a+)+$/.test("a".repeat(60) + "b")'],
    ['another regular expression', 'return /(x+x+)+y/.test("x".repeat(60))'],
    [
      'a sort',
      'return Array.from({ length: 3e5 }, (_, i) => -i).sort(() => { for (let i = 0; i < 1e4; i++); return 1 })',
    ],
    ["the interpreter's own code", 'return Array.prototype.indexOf.call({ length: 2 ** 53 - 1 }, 1)'],
    ['a getter', 'return { get pass() { for (;;); } }'],
    [
      'a setter of the caller',
      'Object.defineProperty(Object.prototype, "then", { get() { for (;;); } }); return {}',
    ],
  ];

  it.each(endless)('by %s is stopped, and the next answer is judged', async (_, body) => {
    const { call } = await opening(
      { 'check.mjs': scriptOf(`if (output === 'next') return true; ${body}`) },
      hasty,
    );
    expect(await call('endless')).toBe('it took more than 2 s');
    expect(await call('next')).toBe(true);
  });

  it('while it is loaded is refused', async () => {
    const files: Folder = { 'check.mjs': 'for (;;); export default () => true;' };
    await expect(opening(files, { limits: { load: 2_000, call: 2_000 } })).rejects.toThrow(
      'it took more than 2 s',
    );
  });

  it('leaves the gate free to work meanwhile', async () => {
    const { call } = await opening({ 'check.mjs': scriptOf('for (;;);') }, hasty);
    let turns = 0;
    let ended = false;
    const stopped = call().finally(() => {
      ended = true;
    });
    while (!ended) {
      await new Promise((resolve) => setTimeout(resolve, 10));
      turns += 1;
    }
    await stopped;
    expect(turns).toBeGreaterThan(5);
  });
});

describe('a script that takes too much', () => {
  it.each([
    ['memory in one piece', 'return new Uint8Array(1e9).length', /allocate|memory/i],
    [
      'memory in small pieces',
      'const all = []; for (;;) all.push({ all: [all.length] })',
      /memory|took more than/,
    ],
    ['memory in texts', 'let all = "x"; for (;;) all += all', /memory|too long/],
    [
      'memory by a pattern',
      'return "x".repeat(1e6).replace(/x/g, "x".repeat(1e6)).length',
      /memory|took more than/,
    ],
    ['memory of a number', 'return String((2n ** 1_000_000n) ** 1_000n)', /memory|too large|BigInt/i],
    ['stack by recursion', 'const deeper = () => deeper() + 1; return deeper()', /stack/],
    ['stack by the parser', 'return eval("[".repeat(1e6))', /stack/],
    [
      'stack by a regular expression',
      'return new RegExp("(?:".repeat(1e5) + ")".repeat(1e5)).test("")',
      /stack/,
    ],
    ['stack by JSON', 'return JSON.parse("[".repeat(1e6))', /stack|memory|end of input|unexpected/i],
    [
      'stack by destruction',
      'let all = null; for (let i = 0; i < 3e5; i++) all = { all }; all = null; return "done"',
      /done|memory/,
    ],
  ])('%s is stopped, and the next answer is judged', async (_, body, problem) => {
    const { call } = await opening(
      { 'check.mjs': scriptOf(`if (output === 'next') return true; ${body}`) },
      { limits: { load: 60_000, call: 10_000 } },
    );
    expect(await call('greedy')).toMatch(problem);
    expect(await call('next')).toBe(true);
  });
});
