import { randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { probeConfinement } from '../../src/score/script/node/confine.ts';
import { scriptOf, scriptOpener } from '../kit/scripts.ts';

const { opening, given } = scriptOpener('node');
const patient = { limits: { load: 60_000, call: 60_000 } };

describe('a script in Node', () => {
  it('uses what lies in its folder, and what Node has', async () => {
    const files = { 'lib/words.mjs': 'export const words = ["sorry"];', 'data.json': '{ "a": 1 }' };
    const body = `
      const { words } = await import('./lib/words.mjs');
      const { readFile } = await import('node:fs/promises');
      const data = JSON.parse(await readFile(new URL('data.json', import.meta.url), 'utf8'));
      return [...words, data.a]`;
    expect(await given(body, files, patient)).toEqual(['sorry', 1]);
  });

  it('has a process of its own for all answers', async () => {
    const { call } = await opening({ 'check.mjs': 'let count = 0; export default () => ++count;' }, patient);
    expect(await Promise.all([call(), call(), call()])).toEqual([1, 2, 3]);
  });

  it('that never ends is stopped, and in the end not started again', async () => {
    const { call } = await opening(
      { 'check.mjs': scriptOf('if (output === "loop") for (;;); return true') },
      { limits: { load: 60_000, call: 2_000 } },
    );
    const outcomes = await Promise.all(['loop', 'loop', 'loop', 'x'].map((output) => call(output)));
    expect(outcomes).toEqual([
      ...Array.from({ length: 3 }, () => 'it took more than 2 s'),
      'it was stopped 3 times',
    ]);
  });

  it('that ends its process is started again', async () => {
    const { call } = await opening(
      {
        'check.mjs': scriptOf(
          'if (output === "die") setImmediate(() => { throw new Error("late") }); await new Promise((r) => setTimeout(r, 50)); return true',
        ),
      },
      patient,
    );
    expect(await call('die')).toBe('it ended its process');
    expect(await call()).toBe(true);
  });

  it.each([
    ['export const check = 1;', 'its default export is no function'],
    ['export default (', 'Unexpected'],
    ['import "./gone.mjs"; export default () => true;', 'Cannot find module'],
  ])('%s is refused before any answer, and leaves nothing behind', async (text, problem) => {
    const marked = `${text} // ${randomUUID()}`;
    await expect(opening({ 'check.mjs': marked }, patient)).rejects.toThrow(problem);
    expect(await copiesOf(marked)).toEqual([]);
  });

  it('that eats memory outside of its heap is ended, where the system bounds it', async ({ skip }) => {
    if (!(await probeConfinement()).memory) skip('this system bounds no process');
    const body = 'const all = []; for (;;) all.push(Buffer.alloc(50_000_000, 1));';
    expect(await given(body, {}, patient)).toMatch(/allocat|it ended its process/);
  });

  it('says where the system does not hold it', async () => {
    const notices: string[] = [];
    const { namespaces, memory } = await probeConfinement();
    await opening(
      { 'check.mjs': scriptOf('return true') },
      { ...patient, onNotice: (notice) => notices.push(notice) },
    );
    expect(notices.some((notice) => notice.includes('no network and process namespace'))).toBe(!namespaces);
    expect(notices.some((notice) => notice.includes('no memory limit'))).toBe(!memory);
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

describe('a script in Node may not', () => {
  const fs = 'const fs = await import("node:fs");';
  const refused = /has been restricted|is not a function|is not defined|Cannot read|no network/;

  it.each([
    ['see the environment', 'return JSON.stringify((await import("node:process")).env)', '{}'],
    ['read outside of its folder', `${fs} return fs.readFileSync("/etc/passwd", "utf8")`, refused],
    ['read the environment of the gate', `${fs} return fs.readFileSync("/proc/1/environ", "utf8")`, refused],
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
    ['end other processes', 'return process.kill(process.ppid, 0)', refused],
  ])('%s', async (_, body, expected) => {
    const value = await given(body, {}, patient);
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
  ])('reach the network by %s', async (_, bodyFor) => {
    const { connections, value } = await whileListening((port) => given(bodyFor(port), {}, patient));
    expect(value).toMatch(refused);
    expect(connections).toBe(0);
  });

  it('be reached by what is left of the network in it, where it has a namespace of its own', async ({
    skip,
  }) => {
    if (!(await probeConfinement()).namespaces) skip('this system has no namespaces for everybody');
    const body = `
      const { _createServerHandle } = await import('node:net');
      const handle = _createServerHandle('127.0.0.1', 0, 4);
      handle.onconnection = () => {};
      const address = {};
      return [handle.listen(1), handle.getsockname(address), address.port];`;
    const { call } = await opening({ 'check.mjs': scriptOf(body) }, patient);
    const [listening, named, port] = z.tuple([z.literal(0), z.literal(0), z.number()]).parse(await call());
    expect([listening, named]).toEqual([0, 0]);
    expect(await connects(port)).toBe(false);
  });
});

describe('garbage on the channel of a script in Node', () => {
  const saying = (code: string) =>
    `import { writeSync } from 'node:fs'; export default () => { ${code}; return true; };`;

  it.each([
    ['no JSON', String.raw`writeSync(3, 'garbage\n')`],
    ['JSON that is no message', String.raw`writeSync(3, '[[]]\n')`],
    ['a message of Node itself', String.raw`writeSync(3, '{"cmd":"NODE_HANDLE","type":"net.Socket"}\n')`],
    ['lines without end', 'for (;;) writeSync(3, "[]\\n")'],
    ['a line without end', 'for (;;) writeSync(3, "x".repeat(10_000))'],
  ])('%s is an error of the script', async (_, code) => {
    const { call } = await opening({ 'check.mjs': saying(code) }, patient);
    expect(await call()).toBe('it wrote to the channel of its process, where only replies belong');
  });
});

function connects(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

async function whileListening<T>(
  work: (port: number) => Promise<T>,
): Promise<{ connections: number; value: T }> {
  let connections = 0;
  const server = createServer((_, response) => response.end()).on('connection', () => {
    connections += 1;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  try {
    const value = await work(typeof address === 'object' && address ? address.port : 0);
    return { connections, value };
  } finally {
    server.close();
  }
}
