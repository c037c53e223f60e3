import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { digestOf } from '../../../src/base/digest.ts';
import { type ProgramContext, programTarget } from '../../../src/commands/registry/publish/program-target.ts';
import { greeting, publicationIn, serving } from '../../kit/published.ts';

const one = greeting('1.0.0');
const publication = publicationIn(serving(3, { '1.0.0': one }));

let root = '';
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'program-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

/** Node runs this text, which gets the folder and what is to be said of its files. */
function uploading(script: string, context: Partial<ProgramContext> = {}) {
  const here = `process.chdir(${JSON.stringify(root)});\n${script}`;
  const words = [process.execPath, '-e', here, '{directory}', '--cache={cache-control}'];
  const environment = { PATH: process.env.PATH };
  return programTarget(words, {
    repository: { root },
    policyFrom: 'main',
    runsPrograms: true,
    environment,
    ...context,
  });
}

/** Copies the folder to \`bucket\`, and notes the state of the bucket after each run. */
const COPY = `
  const { appendFileSync, cpSync, readdirSync } = require('node:fs');
  const [folder, cache] = process.argv.slice(1);
  cpSync(folder, 'bucket', { recursive: true });
  appendFileSync('runs', JSON.stringify({ cache, files: readdirSync('bucket', { recursive: true }).sort() }) + '\\n');
`;

test('is run twice without a shell: first with the bundles, then with flags and pointers', async () => {
  expect(await uploading(COPY).publish([publication])).toEqual(['published']);
  const runs = (await readFile(join(root, 'runs'), 'utf8')).trim().split('\n');
  const object = `objects/sha256/${digestOf(one)}.json`;
  const bundles = ['objects', 'objects/sha256', object];
  expect(runs.map((line) => JSON.parse(line))).toEqual([
    { cache: '--cache=public, max-age=31536000, immutable', files: bundles },
    {
      cache: '--cache=no-cache',
      files: [...bundles, 'production', 'production/flags.json', 'production/pointer.json'],
    },
  ]);
  expect(await readFile(join(root, 'bucket/production/pointer.json'), 'utf8')).toBe(publication.pointer);
});

test('when it fails on the bundles, no pointer is uploaded, and its last words are shown without effect', async () => {
  const failing = uploading(`${COPY}; console.error('no access\\n::add-mask::\\u001b[31m'); process.exit(3)`);
  const told = await messageOf(failing.publish([publication]));
  expect(told).toMatch(/^The program .* ended with 3: no access :.?:add-mask::␛\[31m\. /u);
  expect(await readdir(join(root, 'bucket'))).toEqual(['objects']);
});

test('one that hangs is ended with everything that it started', async () => {
  const script = `
    const { spawn } = require('node:child_process');
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'inherit' });
    require('node:fs').writeFileSync('child', String(child.pid));
    setInterval(() => {}, 1000);
  `;
  const hanging = uploading(script, { timeLimitMs: 8000 });
  expect(await messageOf(hanging.publish([publication]))).toContain('takes more than 8 s');
  const child = Number(await readFile(join(root, 'child'), 'utf8'));
  await expect.poll(() => isRunning(child), { timeout: 30_000 }).toBe(false);
});

test('one that leaves something running that holds its output is not waited for', async () => {
  const script = `
    const { spawn } = require('node:child_process');
    const child = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 120000)'], { stdio: 'inherit', detached: true });
    require('node:fs').writeFileSync('child', String(child.pid));
    child.unref();
  `;
  expect(await uploading(script, { timeLimitMs: 50_000 }).publish([publication])).toEqual(['published']);
  process.kill(Number(await readFile(join(root, 'child'), 'utf8')));
});

test.for([
  ['sh', './up.sh', '{directory}'],
  ['sh', 'deploy/up.sh', '{directory}'],
  ['deploy/up.sh', '{directory}'],
  ['make', '--file=deploy/up.sh', '{directory}'],
])("%j is not run: it names a file of the work tree, which may be anybody's branch", async (words) => {
  await mkdir(join(root, 'deploy'));
  for (const path of ['up.sh', 'deploy/up.sh'])
    await writeFile(join(root, path), `echo > ${root}/ran`, { mode: 0o755 });
  const context = { repository: { root }, policyFrom: 'main', runsPrograms: true, environment: {} } as const;
  const target = programTarget(words, context);
  expect(await messageOf(target.publish([publication]))).toContain(
    "where anybody's branch may be checked out",
  );
  expect(await readdir(root)).not.toContain('ran');
});

test('a relative name finds nothing of the work tree', async () => {
  await writeFile(join(root, 'up.sh'), `echo > ${root}/ran`);
  const context = {
    repository: { root },
    policyFrom: 'main',
    runsPrograms: true,
    environment: { PATH: process.env.PATH },
  } as const;
  const target = programTarget(['sh', 'up.sh', '{directory}'], context);
  expect(await messageOf(target.publish([publication]))).toMatch(/The program sh ended with/);
  expect(await readdir(root)).not.toContain('ran');
});

test('one that is not there is reported by its name', async () => {
  const words = ['no-such-program', '{directory}'];
  const context = { repository: { root }, policyFrom: 'main', runsPrograms: true, environment: {} } as const;
  const missing = programTarget(words, context);
  expect(await messageOf(missing.publish([publication]))).toMatch(
    /program no-such-program cannot be started: .*ENOENT/,
  );
});

test('gets the environment without any of the keys that the gate is given', async () => {
  const script = `require('node:fs').writeFileSync('environment', Object.keys(process.env).join(' '))`;
  const environment = {
    ...{ PATH: process.env.PATH, AWS_ACCESS_KEY_ID: 'a', OPENAI_API_KEY: 'b', PROMPT_POINTER_KEY: 'c' },
    ...{ PROMPT_PROMOTION_KEY: 'd', PROMPTS_REDIS_URL: 'e', GITHUB_TOKEN: 'f', 'INPUT_POINTER-KEY': 'g' },
    ...{ PROMPT_POINTER_KEY_2: 'h', REDIS_URL: 'i', PROMPT_OBSERVATIONS_TOKEN: 'j', GH_TOKEN: 'k' },
    ...{ GH_ENTERPRISE_TOKEN: 'l', ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'm', ACTIONS_RUNTIME_TOKEN: 'n' },
  };
  await uploading(script, { environment }).publish([publication]);
  const names = (await readFile(join(root, 'environment'), 'utf8')).split(' ');
  expect(names).toEqual(expect.arrayContaining(['PATH', 'AWS_ACCESS_KEY_ID']));
  expect(names.filter((name) => !['PATH', 'AWS_ACCESS_KEY_ID'].includes(name))).toEqual([]);
});

test.for([
  [{ runsPrograms: false }, /not run unasked\. Add --programs/],
  [{ policyFrom: 'work-tree' }, /not that of the main branch/],
  [
    { environment: { GITHUB_ACTIONS: 'true', GITHUB_EVENT_NAME: 'pull_request' } },
    /not run on the event "pull_request"/,
  ],
  [{ environment: { GITHUB_ACTIONS: 'true', GITHUB_EVENT_NAME: 'workflow_run' } }, /"workflow_run"/],
] as const)('is not run with %j', async ([context, message]) => {
  await mkdir(join(root, 'bucket'));
  await writeFile(join(root, 'bucket/kept'), '');
  const target = uploading(COPY, context);
  expect(await messageOf(target.publish([publication]))).toMatch(message);
  expect(await messageOf(target.serials(['production']))).toMatch(message);
  expect(await readdir(join(root, 'bucket'))).toEqual(['kept']);
});

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

async function messageOf(work: Promise<unknown>): Promise<string> {
  const problem = await work.then(
    () => null,
    (error: unknown) => error,
  );
  if (problem instanceof Error) return problem.message;
  throw new Error('it was expected to fail');
}
