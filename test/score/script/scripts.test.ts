import { randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { Json } from '../../../src/base/json.ts';
import type { TimeLimits } from '../../../src/score/script/child.ts';
import { openScripts, type Scripts } from '../../../src/score/script/scripts.ts';
import { readScripts, referenceOf } from '../../../src/score/script/source.ts';
import { assertionOf, complaints, judge, passes, reasonFor } from '../../kit/scoring.ts';
import { snapshotOf } from '../../kit/snapshot.ts';

const opened: Scripts[] = [];

afterEach(async () => {
  for (const scripts of opened.splice(0)) await scripts.close();
});

/** An assertion of `check.mjs` beside the suite, and the scripts that run it. */
async function opening(files: Record<string, string>, limits?: TimeLimits) {
  const assertion = assertionOf('script', { value: 'check.mjs' });
  const inFolder = Object.entries(files).map(([path, text]) => [`evals/${path}`, text]);
  const sources = await readScripts([assertion], snapshotOf(Object.fromEntries(inFolder)));
  const scripts = await openScripts(sources, limits);
  opened.push(scripts);
  return { context: { script: scripts.run }, reference: referenceOf(assertion), run: scripts.run };
}

const module = (body: string) => `export default async (output, context) => { ${body} };`;

/** What a script returns for an answer, or why it does not. */
async function given(body: string, output = 'answer', files: Record<string, string> = {}): Promise<Json> {
  const { run, reference } = await opening({ 'check.mjs': module(body), ...files });
  const reply = await run(reference, { output, context: { vars: {} } });
  return reply.ok ? reply.value : reply.problem;
}

const passing = async (body: string, rest: { threshold?: number } = {}) => {
  const { context } = await opening({ 'check.mjs': module(body) });
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
    ['throw new Error("oh\\nno")', '`script` check.mjs: oh no.'],
    ['return "x".repeat(200_000)', expect.stringContaining('more than 100000 characters')],
  ])('%s', async (body, verdict) => {
    expect(await passing(body)).toEqual(verdict);
  });

  it('has to reach the threshold, where there is one', async () => {
    expect(await passing('return 0.4', { threshold: 0.5 })).toMatchObject({ passed: false });
    expect(await passing('return { pass: true, score: 0.6 }', { threshold: 0.5 })).toMatchObject({
      passed: true,
    });
  });

  it('is told with its reason, and turned round by `not-`', async () => {
    const { context } = await opening({
      'check.mjs': module('return { pass: false, reason: "rude\\u202e" }'),
    });
    expect(await reasonFor('script', { value: 'check.mjs' }, 'x', context)).toBe(
      'expected the answer to pass “check.mjs”; the script says: “rude\\u202e”',
    );
    expect(await passes('not-script', { value: 'check.mjs' }, 'x', context)).toBe(true);
  });

  it('is about the answer, its tool calls, the case and what the assertion configures', async () => {
    const body = 'return { pass: false, reason: JSON.stringify([output, context]) }';
    const { context } = await opening({ 'check.mjs': module(body) });
    expect(
      await reasonFor('script', { value: 'check.mjs', options: { tone: 'warm' } }, 'Hi', context),
    ).toContain('["Hi",{"vars":{},"config":{"tone":"warm"},"toolCalls":[],"finishReason":"stop"}]');
  });
});

describe('a script', () => {
  it('uses what lies in its folder', async () => {
    const files = { 'lib/words.mjs': 'export const words = ["sorry"];', 'data.json': '{ "a": 1 }' };
    const body = `
      const { words } = await import('./lib/words.mjs');
      const { readFile } = await import('node:fs/promises');
      const data = JSON.parse(await readFile(new URL('data.json', import.meta.url), 'utf8'));
      return [...words, data.a]`;
    expect(await given(body, 'x', files)).toEqual(['sorry', 1]);
  });

  it('is loaded once for all answers', async () => {
    const { run, reference } = await opening({
      'check.mjs': 'let count = 0; export default () => ++count;',
    });
    const replies = await Promise.all(
      Array.from({ length: 500 }, () => run(reference, { output: 'x'.repeat(500), context: {} })),
    );
    expect(replies.at(-1)).toEqual({ ok: true, value: 500 });
  });

  it('that never ends is stopped, and in the end not started again', async () => {
    const files = { 'check.mjs': module('if (output === "loop") for (;;); return true') };
    const { run, reference } = await opening(files, { load: 10_000, call: 1_000 });
    expect(await run(reference, { output: 'loop', context: {} })).toEqual({
      ok: false,
      problem: 'it took more than 1 s',
    });
    expect(await run(reference, { output: 'x', context: {} })).toEqual({ ok: true, value: true });
    await Promise.all([1, 2].map(() => run(reference, { output: 'loop', context: {} })));
    expect(await run(reference, { output: 'x', context: {} })).toEqual({
      ok: false,
      problem: 'it was stopped 3 times',
    });
  });

  it('that dies is started again', async () => {
    const { run, reference } = await opening({
      'check.mjs': module(
        'if (output === "die") { setTimeout(() => { throw new Error("late") }); } return true',
      ),
    });
    expect(await run(reference, { output: 'die', context: {} })).toEqual({ ok: true, value: true });
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(await run(reference, { output: 'x', context: {} })).toEqual({ ok: true, value: true });
  });

  it('that eats memory is errored, not the end of the gate', async () => {
    expect(await given('const all = []; for (;;) all.push(new Array(1e6).fill(output));')).toBe(
      'it ended its process',
    );
  });

  it.each([
    ['export const check = 1;', 'its default export is no function'],
    ['export default (', 'Unexpected'],
    ['throw new Error("broken at once")', 'broken at once'],
    ['import "./gone.mjs"; export default () => true;', 'Cannot find module'],
    ['import "left-pad"; export default () => true;', 'Cannot find package'],
  ])('%s is refused before any answer, and leaves nothing behind', async (text, problem) => {
    const marked = `${text} // ${randomUUID()}`;
    await expect(opening({ 'check.mjs': marked })).rejects.toThrow(problem);
    expect(await copiesOf(marked)).toEqual([]);
  });
});

/** Folders of scripts in which this one still lies. */
async function copiesOf(script: string): Promise<string[]> {
  const found: string[] = [];
  for (const name of await readdir(tmpdir())) {
    if (!name.startsWith('prompt-eval-gate-script-')) continue;
    const text = await readFile(join(tmpdir(), name, '0/script/check.mjs'), 'utf8').catch(() => '');
    if (text === script) found.push(name);
  }
  return found;
}

describe('a script may not', () => {
  const fs = 'const fs = await import("node:fs");';
  const refused = /has been restricted|may not import|is not a function|is not defined/;

  it.each([
    ['see the environment', 'return JSON.stringify(process.env)', '{}'],
    ['read outside of its folder', `${fs} return fs.readFileSync("/etc/passwd", "utf8")`, refused],
    [
      'read the environment of its process',
      `${fs} return fs.readFileSync("/proc/self/environ", "utf8")`,
      refused,
    ],
    ['list other folders', `${fs} return fs.readdirSync("/")`, refused],
    [
      'write beside itself',
      `${fs} fs.writeFileSync(new URL("x", import.meta.url), "x"); return true`,
      refused,
    ],
    ['start a process', 'return (await import("node:child_process")).execSync("id").toString()', refused],
    [
      'start a thread',
      'new (await import("node:worker_threads")).Worker("1", { eval: true }); return true',
      refused,
    ],
    ['open a database', 'return typeof (await import("node:sqlite")).DatabaseSync', refused],
    ['come to modules another way', 'return typeof process.getBuiltinModule("net").connect', refused],
    [
      'come to modules as before',
      'return typeof (await import("node:module")).createRequire("/")("net")',
      refused,
    ],
    ['come to bindings', 'return typeof process.binding("tcp_wrap")', refused],
    ['end other processes', 'return process.kill(process.ppid, 0)', refused],
    ['speak for the gate', 'process.send({ value: 1 }); return true', refused],
    [
      'run code from a text',
      'return (await import("data:text/javascript,export default 1")).default',
      refused,
    ],
  ])('%s', async (_, body, expected) => {
    const value = await given(body);
    if (typeof expected === 'string') expect(value).toBe(expected);
    else expect(value).toMatch(expected);
  });

  it.each([
    ['fetch', (port: number) => `return (await fetch("http://127.0.0.1:${port}")).status`],
    [
      'node:net',
      (port: number) =>
        `const net = await import("node:net"); return await new Promise((done, fail) => net.connect(${port}, "127.0.0.1").on("connect", () => done("connected")).on("error", fail))`,
    ],
    [
      'node:http',
      (port: number) =>
        `const http = await import("node:http"); return await new Promise((done, fail) => http.get("http://127.0.0.1:${port}", () => done("connected")).on("error", fail))`,
    ],
    ['node:dns', () => 'return (await (await import("node:dns/promises")).lookup("localhost")).address'],
  ])('reach the network by %s', async (_, bodyFor) => {
    let connections = 0;
    const server = createServer((__, response) => response.end()).on('connection', () => {
      connections += 1;
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    try {
      expect(await given(bodyFor(typeof address === 'object' && address ? address.port : 0))).toMatch(
        refused,
      );
      expect(connections).toBe(0);
    } finally {
      server.close();
    }
  });
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
    expect(complaints('script', { value }, { script: async () => ({ ok: true, value: true }) })).toContain(
      message,
    );
  });

  it('nowhere for code that nobody trusts', () => {
    expect(complaints('script', { value: 'check.mjs' })).toContain('never done for a fork');
  });
});
