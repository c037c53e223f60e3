import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { greeting, publishInto, serving } from '../kit/published.ts';

const dist = inject('dist');
const run = promisify(execFile);

/** A file of dist/ and all that it loads at once; `late`: also what it loads later. */
async function filesLoadedBy(name: string, { late = false } = {}): Promise<string[]> {
  const imports = late
    ? /(?:from|import)\s*\(?\s*["'`]\.\/([^"'`]+)["'`]/g
    : /(?:from|import)\s*["']\.\/([^"']+)["']/g;
  const files = new Set([name]);
  for (const each of files) {
    const code = await readFile(join(dist, each), 'utf8');
    for (const [, imported = ''] of code.matchAll(imports)) files.add(imported);
  }
  return [...files].sort();
}

async function codeOf(names: readonly string[]): Promise<string> {
  return (await Promise.all(names.map((name) => readFile(join(dist, name), 'utf8')))).join('\n');
}

test('what every application loads has at most 30 KB, and needs nothing but Node', async () => {
  const code = await codeOf(await filesLoadedBy('runtime.js'));
  expect(Buffer.byteLength(code)).toBeLessThanOrEqual(30_000);
  const modules = [...code.matchAll(/\bfrom\s*"([^."][^"]*)"/g)].map(([, module]) => module);
  expect(new Set(modules)).toEqual(new Set(['node:crypto', 'node:fs/promises', 'node:path']));
});

test('nothing else of the gate is in it, and none of it is in the gate', async () => {
  const own = await filesLoadedBy('runtime.js', { late: true });
  const files = (await readdir(dist)).filter((name) => name.endsWith('.js'));
  expect(own).toEqual(files.filter((name) => name.startsWith('runtime')).sort());
  for (const entry of ['cli.js', 'action.js', 'script-worker.js']) {
    expect((await filesLoadedBy(entry, { late: true })).filter((name) => own.includes(name))).toEqual([]);
  }
  const code = await codeOf(await filesLoadedBy('runtime.js'));
  for (const foreign of ['api.openai.com', 'GITHUB_', 'process.env', 'child_process']) {
    expect(code).not.toContain(foreign);
  }
});

test('its types refer to each other and to nothing else', async () => {
  const types = join(dist, 'types');
  const files = await readdir(types, { recursive: true, withFileTypes: true });
  const texts = files
    .filter((file) => file.isFile())
    .map((file) => readFile(join(file.parentPath, file.name), 'utf8'));
  const names = (await Promise.all(texts)).flatMap((text) => [...text.matchAll(/from '([^']+)'/g)]);
  expect(names.length).toBeGreaterThan(5);
  expect(names.filter(([, name = '']) => !/^\.{1,2}\/.*\.js$/.test(name))).toEqual([]);
});

describe('an application', () => {
  let home = '';
  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'application-'));
    await mkdir(join(home, 'node_modules'));
    await symlink(join(dist, '..'), join(home, 'node_modules/prompt-eval-gate'));
    const template = {
      ...greeting('1.0.0'),
      variables: { user_message: { required: true, pattern: '[a-z]+' } },
    };
    const jinja = {
      ...template,
      engine: 'jinja',
      messages: [{ role: 'user' as const, template: '{{ user_message | upper }}' }],
    };
    await publishInto(home, serving(1, { '1.0.0': template }, { environment: 'staging' }));
    await publishInto(home, serving(1, { '1.0.0': jinja }));
  });
  afterAll(() => rm(home, { recursive: true, force: true }));

  const program = `
import { directory, openPrompts, PromptError } from 'prompt-eval-gate/runtime';
const served: string[] = [];
for (const environment of ['staging', 'production']) {
  const prompts = await openPrompts({ environment, sources: [directory(import.meta.dirname)] });
  const prompt = prompts.get('support', { unit: 'ada', segment: { customer_tier: 'free' } });
  served.push(...prompt.render({ user_message: 'ada' }).map(({ role, content }) => role + ' ' + content));
  try {
    prompt.render({ user_message: 'Ada 1' });
  } catch (problem) {
    if (!(problem instanceof PromptError)) throw problem;
    served.push(problem.name);
  }
}
console.log(JSON.stringify(served));
`;

  test('serves and renders with the package alone, and ends by itself', async () => {
    const path = join(home, 'application.mts');
    await writeFile(path, program);
    const { stdout, stderr } = await run(process.execPath, ['--preserve-symlinks', path]);
    expect(JSON.parse(stdout)).toEqual(['system 1.0.0: hello ada', 'PromptError', 'user ADA', 'PromptError']);
    expect(stderr).toBe('');
  });

  test('is checked by TypeScript against the types of the package', async () => {
    const path = join(home, 'application.mts');
    const wrong = join(home, 'wrong.mts');
    await writeFile(path, program);
    await writeFile(wrong, program.replace('environment, sources', 'environment: 7, sources'));
    const compiler = join(import.meta.dirname, '../../node_modules/typescript/bin/tsc');
    const types = join(import.meta.dirname, '../../node_modules/@types');
    const check = (file: string) =>
      run(
        process.execPath,
        [
          ...[compiler, '--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2023'],
          ...['--typeRoots', types, '--types', 'node', file],
        ],
        { cwd: home },
      );
    await expect(check(path)).resolves.toMatchObject({ stdout: '' });
    await expect(check(wrong)).rejects.toMatchObject({
      stdout: expect.stringContaining("'number' is not assignable to type 'string'"),
    });
  });
});
