import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, inject, test } from 'vitest';

const dist = inject('dist');

/** A file of the bundle and all that it imports at once, by name. */
async function closureOf(names: readonly string[]): Promise<Set<string>> {
  const closure = new Set(names);
  for (const name of closure) {
    const code = await readFile(join(dist, name), 'utf8');
    for (const [, imported = ''] of code.matchAll(/(?:from|import)\s*["']\.\/([^"']+\.js)["']/g))
      closure.add(imported);
  }
  return closure;
}

async function bytesOf(names: Iterable<string>): Promise<number> {
  const sizes = await Promise.all([...names].map(async (name) => (await stat(join(dist, name))).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}

test('the code of the gate stays under 5.15 MB, and under 4.12 MB without interpreter and Redis; the runtime has its own', async () => {
  const code = (await readdir(dist)).filter((name) => name.endsWith('.js'));
  const runtime = code.filter((name) => /^(?:runtime|openfeature)/.test(name));
  const gate = code.filter((name) => !runtime.includes(name));
  expect(await bytesOf(gate)).toBeLessThan(5_150_000);
  expect(
    await bytesOf(gate.filter((name) => !['script-interpreter.js', 'redis.js'].includes(name))),
  ).toBeLessThan(4_120_000);
  expect(await bytesOf(runtime)).toBeLessThan(500_000);
});

test('the interpreter of scripts is loaded by the thread that needs it, and by nothing else', async () => {
  const code = (await readdir(dist)).filter((name) => name.endsWith('.js'));
  const own = await closureOf(['script-worker.js']);
  expect(own).toContain('script-interpreter.js');
  const others = code.filter((name) => !own.has(name) && !/^(?:jitl|quickjs)-/.test(name));
  expect(await closureOf(others)).not.toContain('script-interpreter.js');
});

test('the licences of what is bundled lie beside it, and of nothing else', async () => {
  const text = await readFile(join(dist, 'THIRD-PARTY-LICENSES.txt'), 'utf8');
  for (const name of ['@actions/core', '@anthropic-ai/sdk', '@octokit/core', 'jstat', 'openai', 'zod'])
    expect(text).toMatch(new RegExp(`^${name} \\d\\S* \\(.+\\)$`, 'm'));
  for (const name of ['typescript', 'rolldown', 'vitest', 'undici']) expect(text).not.toContain(`\n${name} `);
});

test('a run without prompt changes loads less than 510 KB, and no client of anything', async () => {
  const loaded = await closureOf(['action.js', 'config-read.js']);
  expect(await bytesOf(loaded)).toBeLessThan(510_000);
  for (const client of ['openai.js', 'anthropic.js', 'octokit.js', 'redis.js']) {
    expect(await readdir(dist)).toContain(client);
    expect([...loaded]).not.toContain(client);
  }
});

test('--version loads next to nothing', async () => {
  expect(await bytesOf(await closureOf(['cli.js']))).toBeLessThan(36_000);
});
