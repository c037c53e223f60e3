import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { bundleFileOf, greeting, publishInto, serving } from '../kit/published.ts';

const dist = inject('dist');
const run = promisify(execFile);
const installed = join(import.meta.dirname, '../../node_modules');

/** A file of dist/ and all that it loads at once; `late`: also what it loads later. */
async function filesLoadedBy(name: string, { late = false } = {}): Promise<string[]> {
  const imports = late
    ? /(?:from|import)\s*\(?\s*["'`]\.\/([^"'`]+\.js)["'`]/g
    : /(?:from|import)\s*["']\.\/([^"']+\.js)["']/g;
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
  expect(Buffer.byteLength(code)).toBeLessThanOrEqual(30 * 1024);
  const modules = [...code.matchAll(/\bfrom\s*"([^."][^"]*)"/g)].map(([, module]) => module);
  expect(new Set(modules)).toEqual(new Set(['node:crypto']));
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

test('the provider for OpenFeature has at most 5 KB of its own, and needs the SDK', async () => {
  const code = await codeOf(['openfeature.js']);
  expect(Buffer.byteLength(code)).toBeLessThanOrEqual(5_000);
  const modules = [...code.matchAll(/\bfrom\s*"([^"]+)"/g)].map(([, module]) => module);
  expect(new Set(modules)).toEqual(new Set(['./runtime-core.js', '@openfeature/server-sdk', 'node:crypto']));
});

test('types refer to each other and to nothing else, but those of the provider to the SDK', async () => {
  const types = join(dist, 'types');
  const files = await readdir(types, { recursive: true, withFileTypes: true });
  const paths = files.filter((file) => file.isFile()).map((file) => join(file.parentPath, file.name));
  const foreign: string[] = [];
  for (const path of paths) {
    for (const [, name = ''] of (await readFile(path, 'utf8')).matchAll(/from '([^']+)'/g)) {
      if (!/^\.{1,2}\/.*\.js$/.test(name)) foreign.push(`${relative(types, path)} ${name}`);
    }
  }
  expect(paths.length).toBeGreaterThan(5);
  expect(foreign).toEqual(['runtime/openfeature/api.d.ts @openfeature/server-sdk']);
});

describe('an application', () => {
  let home = '';
  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'application-'));
    await mkdir(join(home, 'node_modules'));
    await symlink(join(installed, '@openfeature'), join(home, 'node_modules/@openfeature'));
    await symlink(join(dist, '..'), join(home, 'node_modules/prompt-eval-gate'));
    await symlink(join(installed, '@redis/client'), join(home, 'node_modules/redis'));
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

  test('that makes a mistake sees what it was, not the whole bundle', async () => {
    const path = join(home, 'mistaken.mts');
    await writeFile(path, program.replace("'staging'", "'stagin'"));
    const failed = run(process.execPath, ['--preserve-symlinks', path]);
    await expect(failed).rejects.toMatchObject({
      stderr: expect.stringContaining('PromptError: No source serves a valid pointer of stagin.'),
    });
    const { stderr } = await failed.catch((problem: { stderr: string }) => problem);
    expect(stderr).toContain('has no environment stagin, but production, staging');
    expect(stderr.length).toBeLessThan(2_000);
  });

  const openFeature = `
import { OpenFeature } from '@openfeature/server-sdk';
import { promptsProvider } from 'prompt-eval-gate/openfeature';
import { directory, type ServedPrompt } from 'prompt-eval-gate/runtime';
const provider = promptsProvider({
  environment: 'production',
  sources: [directory(import.meta.dirname)],
  record: import.meta.dirname + '/observations.jsonl',
});
await OpenFeature.setProviderAndWait(provider);
const client = OpenFeature.getClient();
const context = { targetingKey: 'ada', customer_tier: 'free' };
const { value, variant, flagMetadata } = await client.getObjectDetails('support', {}, context);
client.track('resolved', context, { ...flagMetadata, value: 1 });
const version: ServedPrompt['version'] | undefined = variant;
console.log(JSON.stringify([version, provider.render(value, { user_message: 'ada' })]));
await OpenFeature.close();
`;

  test('serves and records through OpenFeature’s own SDK, and ends by itself', async () => {
    const path = join(home, 'provider.mts');
    await writeFile(path, openFeature);
    const { stdout, stderr } = await run(process.execPath, ['--preserve-symlinks', path]);
    expect(JSON.parse(stdout)).toEqual(['1.0.0', [{ role: 'user', content: 'ADA' }]]);
    expect(stderr).toBe('');
    const line = await readFile(join(home, 'observations.jsonl'), 'utf8');
    expect(JSON.parse(line)).toMatchObject({ prompt: 'support', metrics: { resolved: 1 } });
  });

  test.each(['runtime', 'openfeature'])('as docs/%s.md shows it does what the page says', async (name) => {
    const bundle = {
      ...greeting('1.0.0'),
      variables: { customer_tier: { required: true }, user_message: { required: true } },
    };
    await publishInto(join(home, 'example/before'), serving(1, { '1.0.0': bundle }));
    const page = await readFile(join(import.meta.dirname, `../../docs/${name}.md`), 'utf8');
    const [, section = ''] = page.split('\n## A prompt in five minutes\n');
    const path = join(home, 'example/app.mjs');
    await writeFile(path, /^```js\n(.*?)^```/ms.exec(section)?.[1] ?? '');
    const { stdout, stderr } = await run(process.execPath, ['--preserve-symlinks', path], { cwd: home });
    expect(stdout).toMatch(/^1\.0\.0 gpt-4\.1-mini-2025-04-14 \{ temperature: 0 \} \[\s*\{/);
    expect(stdout).toContain('1.0.0: hello Are my backups encrypted?');
    expect(stderr).toBe('');
  });

  test('connected to Redis as docs/publishing.md shows it starts while Redis is down, and says so', async () => {
    const page = await readFile(join(import.meta.dirname, '../../docs/publishing.md'), 'utf8');
    const [, section = ''] = page.split('\n### In an application\n');
    const path = join(home, 'redis.mjs');
    const afterwards = `
console.log(prompts.get('support').version, prompts.state().sources[0].problem);
process.exit();
`;
    await writeFile(path, (/^```js\n(.*?)^```/ms.exec(section)?.[1] ?? '') + afterwards);
    await writeFile(
      join(home, 'prompts.bundle.json'),
      bundleFileOf(serving(1, { '1.0.0': greeting('1.0.0') })),
    );
    const env = { ...process.env, PROMPTS_REDIS_URL: 'redis://127.0.0.1:1' };
    const { stdout, stderr } = await run(process.execPath, ['--preserve-symlinks', path], {
      ...{ cwd: home, env, timeout: 60_000 },
    });
    expect(stdout).toBe('1.0.0 The client is offline\n');
    expect(stderr).toContain('Redis: connect ECONNREFUSED 127.0.0.1:1');
  });

  test('is checked by TypeScript against the types of the package', async () => {
    const path = join(home, 'application.mts');
    const provider = join(home, 'provider.mts');
    const wrong = join(home, 'wrong.mts');
    await writeFile(path, program);
    await writeFile(provider, openFeature);
    await writeFile(wrong, program.replace('environment, sources', 'environment: 7, sources'));
    const check = (...files: string[]) =>
      run(
        process.execPath,
        [
          ...[join(installed, 'typescript/bin/tsc'), '--noEmit', '--strict', '--module', 'nodenext'],
          ...[
            '--preserveSymlinks',
            '--target',
            'es2023',
            '--typeRoots',
            join(installed, '@types'),
            '--types',
            'node',
            ...files,
          ],
        ],
        { cwd: home },
      );
    await expect(check(path, provider)).resolves.toMatchObject({ stdout: '' });
    await expect(check(wrong)).rejects.toMatchObject({
      stdout: expect.stringContaining("'number' is not assignable to type 'string'"),
    });
  });
});
