import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { resultSchema } from '../../src/domain/result.ts';
import { startModels, startSilentModel } from '../kit/models.ts';
import { buildRepository, type TestRepository } from '../kit/repository.ts';
import { KEY } from '../kit/stage.ts';
import {
  answerByRule,
  BASE,
  CONFIG,
  CONFIG_FILE,
  GOOD_RULE,
  HARMFUL_RULE,
  HARMLESS_RULE,
  PROMPT,
  promptFile,
} from '../kit/support.ts';
import { terminal } from '../kit/terminal.ts';

const cli = join(inject('dist'), 'cli.js');
let models: Awaited<ReturnType<typeof startModels>>;
let repository: TestRepository;

beforeAll(async () => {
  models = await startModels(answerByRule);
  repository = await buildRepository(BASE);
});

afterAll(async () => {
  await models.stop();
  await repository.dispose();
});

function command(words: string[], environment: Record<string, string> = {}, directory = repository.root) {
  return terminal(words, { directory, environment });
}

const keys = () => ({ OPENAI_API_KEY: KEY, ...models.environment });

test('the demo blocks its pull request, offline, and leaves nothing behind', async () => {
  const temporary = await mkdtemp(join(tmpdir(), 'prompt-eval-gate-terminal-'));
  const { exitCode, stdout, stderr } = await terminal(['demo'], {
    directory: repository.root,
    environment: { TMPDIR: temporary },
    ownProcess: true,
  });
  expect(stderr).toBe('');
  expect(exitCode).toBe(0);
  expect(stdout).toContain('prompts/support.prompt.yml gets worse for standard');
  expect(stdout).toContain('The gate itself would end with exit code 1');
  expect(await readdir(temporary)).toEqual([]);
  await rm(temporary, { recursive: true });
});

test('the demo leaves its repository and the reports in the folder of --keep', async () => {
  const temporary = await mkdtemp(join(tmpdir(), 'prompt-eval-gate-terminal-'));
  const folder = join(temporary, 'tour');
  const { exitCode, stdout } = await command(['demo', '--keep', folder]);
  expect(exitCode).toBe(0);
  const report = join(folder, 'report');
  const result = resultSchema.parse(JSON.parse(await readFile(join(report, 'result.json'), 'utf8')));
  expect(result.verdict).toBe('block');
  expect(result.usage.calls).toBe(0);
  const [prompt] = result.prompts;
  const rise = (prompt?.overall?.candidate.rate ?? 0) - (prompt?.overall?.baseline?.rate ?? 0);
  expect(rise).toBeGreaterThan(0);
  expect(prompt?.cost?.comparison.ratio?.ratio).toBeCloseTo(1.15, 2);
  expect((await stat(join(report, 'report.html'))).size).toBeGreaterThan(10_000);
  const [, words = ''] =
    /prompt-eval-gate (gate --base [^;]+?) repeats it/.exec(stdout.replaceAll(/\s+/g, ' ')) ?? [];
  const again = await command(words.split(' '), {}, join(folder, 'repository'));
  expect(again.exitCode, again.stderr).toBe(1);
  expect(again.stdout).toContain('prompts/support.prompt.yml gets worse for standard');
  await rm(temporary, { recursive: true });
});

test('the demo of the registry plays its story offline, and leaves nothing behind', async () => {
  const temporary = await mkdtemp(join(tmpdir(), 'prompt-eval-gate-terminal-'));
  const { exitCode, stdout, stderr } = await terminal(['demo', '--registry'], {
    directory: repository.root,
    environment: { TMPDIR: temporary },
    ownProcess: true,
  });
  expect(stderr).toBe('');
  expect(exitCode).toBe(0);
  expect(stdout).toContain('support 1.1.0 is worse than what serves in production for standard');
  expect(stdout).toContain('support in production: 1.1.0 → 1.0.0');
  expect(stdout).toMatch(/production served support 1\.1\.0 to everybody.*\n.*fewer invented figures/);
  expect(stdout).toContain('the chain, every digest and every pointer hold');
  expect(await readdir(temporary)).toEqual([]);
  await rm(temporary, { recursive: true });
});

test('an uncommitted edit is judged, blocked with exit code 1, and asked only once', async () => {
  await repository.write({ [PROMPT]: promptFile(HARMFUL_RULE) });
  const first = await command(['gate', '--base', 'main', '--json', 'out/result.json'], keys());
  expect(first.stdout).toContain('gets worse for enterprise');
  expect(first.exitCode).toBe(1);
  const written = resultSchema.parse(
    JSON.parse(await readFile(join(repository.root, 'out/result.json'), 'utf8')),
  );
  expect(written.usage.calls).toBe(80);

  const again = await command(
    ['gate', '--base', 'main', '--offline', '--json', 'out/result.json'],
    models.environment,
  );
  expect(again.exitCode).toBe(1);
  const replayed = resultSchema.parse(
    JSON.parse(await readFile(join(repository.root, 'out/result.json'), 'utf8')),
  );
  expect(replayed.usage).toMatchObject({ calls: 0, fromStore: 80 });
  expect(replayed.prompts[0]?.segments).toEqual(written.prompts[0]?.segments);
});

test('a harmless edit passes', async () => {
  await repository.write({ [PROMPT]: promptFile(HARMLESS_RULE) });
  const { exitCode, stdout } = await command(['gate', '--base', 'main'], keys());
  expect(stdout).toContain('no regression shown');
  expect(exitCode).toBe(0);
});

test('`--json -` prints the result and nothing else; files that are written are named', async () => {
  await repository.write({ [PROMPT]: promptFile(HARMFUL_RULE) });
  const words = ['gate', '--base', 'main', '--json', '-', '--html', 'out/page.html'];
  const { stdout, stderr } = await command(words, keys());
  expect(resultSchema.parse(JSON.parse(stdout)).verdict).toBe('block');
  expect(stderr).toContain('gets worse for enterprise');
  expect(stderr).toContain('Wrote out/page.html.');
  expect(await readdir(repository.root)).not.toContain('-');
});

test('a part says that it is one, what failed is asked again, and the last page is there to be opened', async () => {
  await repository.write({ [PROMPT]: promptFile(HARMFUL_RULE) });
  const plain = (text: string) => text.replaceAll(/\s+/g, ' ');
  const part = await command(['gate', PROMPT, '--base', 'main', '--segment', 'standard'], keys());
  expect(plain(part.stdout)).toContain(
    "partial run (segment standard, 20 of 40 cases), not the gate's verdict: no regression shown",
  );
  expect(part.exitCode).toBe(0);
  await command(['gate', '--base', 'main'], keys());
  const failing = await command(['gate', '--base', 'main', '--failing', '--offline'], models.environment);
  expect(plain(failing.stdout)).toContain('20 of 20 cases newly fail');
  expect(failing.exitCode).toBe(1);
  const page = await command(['view', '--print']);
  expect(await readFile(page.stdout.trim(), 'utf8')).toContain('20 of 20 cases newly fail');
});

test('a dearer model blocks at the same number of tokens, and stands in the first lines', async () => {
  await repository.write({ [PROMPT]: promptFile(GOOD_RULE, 'openai/gpt-4.1-2025-04-14') });
  const { exitCode, stdout } = await command(['gate', '--base', 'main'], keys());
  const [first, second] = stdout.replace(/\u00a0/g, ' ').split(/\n\n/);
  expect(first).toContain('costs 400 % more money a call and improves no segment');
  expect(second?.replace(/\s+/g, ' ')).toMatch(
    /^! This pull request changes the model from openai:gpt-4\.1-mini-2025-04-14 to openai:gpt-4\.1-2025-04-14: \$[\d.]+ → \$[\d.]+ per 1,000 calls\./,
  );
  expect(exitCode).toBe(1);
});

test('check validates without calling a model, and names mistakes by place', async () => {
  await repository.write({ [PROMPT]: promptFile(HARMLESS_RULE) });
  const valid = await command(['check']);
  expect(valid.exitCode).toBe(0);
  expect(valid.stdout).toMatch(/enterprise: 20 cases; 20 asked show a drop of \d+ points/);

  await repository.write({ [PROMPT]: `${promptFile(HARMLESS_RULE)}mesages: []\n` });
  const broken = await command(['check']);
  expect(broken.exitCode).toBe(2);
  expect(broken.stdout).toMatch(/support\.prompt\.yml:\d+:1: .*mesages.*Did you mean "messages"/);
  await repository.write({ [PROMPT]: promptFile(HARMLESS_RULE) });
});

test('selfcheck reports how noisy a suite is, and asks again only if requested', async () => {
  models.reset();
  // A prompt of which the gate has asked nothing.
  await repository.write({ [PROMPT]: promptFile('Name the page of the console, and nothing else.') });
  let asked = 0;
  models.answerBy(() => (asked++ % 5 === 0 ? 'I do not know.' : 'Open Settings > Backups.'));
  const first = await command(['selfcheck'], keys());
  expect(first.exitCode).toBe(0);
  expect(first.stdout).toMatch(/two answers to one case differ in passing: [1-9]\d?\s%/);
  expect(first.stdout).toMatch(/one that is harmless\s+\d+(\.\d+)?\s%/);
  expect(first.stdout).toMatch(/enterprise: passes \d+\s%, flips \d+\s%; 20 cases/);
  expect(models.calls()).toBe(80);

  const kept = await command(['selfcheck', PROMPT], keys());
  expect(kept.stdout).toBe(first.stdout);
  expect(models.calls()).toBe(80);
  await command(['selfcheck', '--fresh'], keys());
  expect(models.calls()).toBe(160);

  const unknown = await command(['selfcheck', 'prompts/nowhere.md'], keys());
  expect(unknown.exitCode).toBe(2);
  expect(unknown.stderr).toContain('prompts/nowhere.md is not a prompt of this repository');
});

test('a reader that stops reading changes nothing', async () => {
  const run = promisify(execFile);
  const pipe = `"${process.execPath}" "${cli}" demo | head -n 1; echo "ended with ${'$'}{PIPESTATUS[0]}"`;
  const temporary = await mkdtemp(join(tmpdir(), 'prompt-eval-gate-terminal-'));
  const env = { PATH: process.env.PATH, TMPDIR: temporary };
  const { stdout, stderr } = await run('bash', ['--norc', '-c', pipe], { env });
  expect(stdout).toContain('ended with 0');
  expect(stderr).not.toContain('EPIPE');
  await rm(temporary, { recursive: true });
});

test.for([
  { words: ['gat'], says: 'Did you mean "gate"' },
  { words: ['gate', '--bsae', 'main'], says: 'Did you mean "--base"' },
  { words: ['gate', '--base', 'nowhere'], says: 'nowhere' },
  { words: ['gate', '--base=--upload-pack=x'], says: '' },
])('$words ends with 2 and one clear sentence', async ({ words, says }) => {
  const { exitCode, stdout, stderr } = await command(words);
  expect(exitCode).toBe(2);
  expect(stdout + stderr).toContain(says);
  expect(stdout + stderr).not.toMatch(/^\s+at /m);
});

test.for([
  { problem: 'a typo', policy: 'gate: { alhpa: 1 }\n', says: 'Did you mean "alpha"' },
  { problem: 'no YAML', policy: 'prompts: [\n', says: 'not valid YAML' },
])('a policy with $problem ends with 2 and one clear sentence', async ({ policy, says }) => {
  const broken = await buildRepository({ ...BASE, [CONFIG]: policy });
  const { exitCode, stdout, stderr } = await command(['gate', '--base', 'main'], {}, broken.root);
  await broken.dispose();
  expect(exitCode, stderr).toBe(2);
  expect(stdout.replaceAll(/\s+/g, ' ')).toContain(says);
  expect(stdout + stderr).not.toMatch(/^\s+at /m);
});

test('a key that answers repeat is in no output', async () => {
  const leaky = await buildRepository(BASE);
  await leaky.write({ [PROMPT]: promptFile(HARMFUL_RULE) });
  models.answerBy((system) => (system.includes('escalate') ? `The key is ${KEY}.` : 'Open Settings.'));
  const files = { json: 'out.json', html: 'out.html', markdown: 'out.md', junit: 'out.xml' };
  const options = Object.entries(files).flatMap(([name, file]) => [`--${name}`, file]);
  const { exitCode, stdout, stderr } = await command(
    ['gate', '--base', 'main', ...options],
    keys(),
    leaky.root,
  );
  const written = await Promise.all(
    Object.values(files).map((file) => readFile(join(leaky.root, file), 'utf8')),
  );
  models.reset();
  await leaky.dispose();
  expect(exitCode).toBe(1);
  expect(written.join('')).toContain('The key is ***.');
  expect(stdout + stderr + written.join('')).not.toContain(KEY);
});

test('a revision under test does not say where the key is sent', async () => {
  const thief = await startModels(answerByRule);
  const address = thief.environment.OPENAI_BASE_URL;
  const models = `models:\n  mine: { provider: openai, model: m-2026-01-01, base-url: "${address}" }\n`;
  const checkout = await buildRepository({ ...BASE, [CONFIG]: null });
  await checkout.branch('theirs');
  await checkout.write({
    [PROMPT]: promptFile(HARMFUL_RULE, 'mine'),
    [CONFIG]: `${CONFIG_FILE}${models}`,
  });
  await checkout.commit('theirs');
  await checkout.switch('main');
  const judge = (words: string[], environment: Record<string, string>) =>
    command(['gate', '--base', 'main', ...words], { OPENAI_API_KEY: KEY, ...environment }, checkout.root);
  const refused = await judge(['--head', 'theirs'], {});
  expect(refused.stdout.replaceAll(/\s+/g, ' ')).toContain('base-url of the model "mine" would send a key');
  expect(refused.exitCode).toBe(2);
  expect(thief.calls()).toBe(0);

  const agreed = await judge(['--head', 'theirs'], { OPENAI_BASE_URL: address });
  expect(agreed.stdout).not.toContain('would send a key');
  expect(thief.calls()).toBeGreaterThan(0);
  await checkout.dispose();
  await thief.stop();
});

test('a run that is interrupted says how to go on, and decides nothing', async () => {
  const silent = await startSilentModel();
  const stopped = await buildRepository(BASE);
  await stopped.write({ [PROMPT]: promptFile(HARMFUL_RULE) });
  const child = execFile(process.execPath, [cli, 'gate', '--base', 'main'], {
    cwd: stopped.root,
    env: { PATH: process.env.PATH, HOME: stopped.root, OPENAI_API_KEY: KEY, ...silent.environment },
  });
  void silent.asked.then(() => child.kill('SIGINT'));
  const said = text(child.stdout ?? Readable.from([]));
  const [exitCode] = await once(child, 'close');
  silent.stop();
  await stopped.dispose();
  expect(exitCode).toBe(2);
  expect(await said).toMatch(/The run was stopped\. Answers that came are kept/);
});

test('outside a repository the gate says so', async () => {
  const nowhere = await mkdtemp(join(tmpdir(), 'prompt-eval-gate-nowhere-'));
  const { exitCode, stdout, stderr } = await command(['gate'], {}, nowhere);
  expect(exitCode).toBe(2);
  expect(stdout + stderr).toMatch(/no git\s+repository/);
  await rm(nowhere, { recursive: true });
});
