import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { type AskedModel, startModels } from '../../kit/models.ts';
import {
  answerOf,
  buildRegistryTeam,
  goodPrompt,
  policyWith,
  type RegistryTeam,
} from '../../kit/registry-team.ts';
import type { Files } from '../../kit/repository.ts';
import { CONFIG, PROMPT, promptFile, SUITE } from '../../kit/support.ts';

const runFile = promisify(execFile);
let models: AskedModel;
beforeAll(async () => {
  models = await startModels(answerOf);
});
afterAll(() => models.stop());
afterEach(() => {
  vi.useRealTimers();
  models.reset();
});

/** What a person reads who makes a mistake: the command ends with 2 and prints nothing else. */
async function mistake(team: RegistryTeam, words: string | string[], environment = {}): Promise<string> {
  const { code, output, messages } = await team.run(words, { withoutKey: true, environment });
  expect([words, code, output]).toEqual([words, 2, '']);
  expect(messages.trim().split('\n')).toHaveLength(1);
  return messages;
}

async function pushBranch(team: RegistryTeam, branch: string, files: Files): Promise<void> {
  await using stranger = await team.another();
  await stranger.git('switch', '--quiet', '--orphan', branch);
  await stranger.write(files);
  await stranger.commit('strange');
  await stranger.git('push', '--quiet', 'origin', branch);
}

test('unknown and swapped words are told with what was meant, and nothing is written', async () => {
  await using team = await buildRegistryTeam({ environment: models.environment });
  await team.run('record', { withoutKey: true });
  const before = await team.bare.git('rev-parse', 'prompt-registry');
  const cases: [string | string[], RegExp][] = [
    ['promote suport --to production', /no prompt "suport"\. Did you mean "support"\?.*There are: support\./],
    ['promote production --to support', /"support" is a prompt, not an environment\./],
    ['promote support --to prod', /no environment "prod"\..*There are: staging, production\./],
    ['promote support', /--to is missing\. Name an environment: staging, production\./],
    ['promote support@1.0.1 --to production', /support has no version "1\.0\.1"\..*There are: 1\.0\.0\./],
    ['promote --to production', /takes one prompt/],
    ['hold support --env production', /--reason is missing/],
    [['hold', 'support', '--env', 'production', '--reason', 'x'.repeat(301)], /one line of 300 characters/],
    ['hold support --env production --until yesterday --reason x', /--until is no time in the future/],
    ['archive support --reason x', /support is on main, so only single versions/],
    ['archive support@1.0.0 --reason x', /serves in staging, so it cannot be archived/],
    ['status staging', /"staging" is an environment, not a prompt\./],
    ['history', /takes one prompt/],
    ['history support --diff 1.0.0', /--diff takes two versions/],
    ['history support --diff 1.0.0..2.0.0', /has no version "2\.0\.0"/],
    ['at support now', /The first argument of `at` is no time/],
    ['at 2020-01-01 support --env staging', /is before the registry's first event, of 20/],
    ['at now support --env production', /had not served in production by then\. It served in staging\./],
    ['registry key', /has one subcommand, keys/],
  ];
  for (const [words, said] of cases) expect(await mistake(team, words)).toMatch(said);
  expect(await team.bare.git('rev-parse', 'prompt-registry')).toBe(before);
});

test('a policy without registry, a remote that is not there, an empty registry', async () => {
  await using team = await buildRegistryTeam({ environment: models.environment, policy: policyWith('') });
  expect(await mistake(team, 'record')).toMatch(/has no `registry:`, so there is no registry\. Add it there/);
  await team.merge({ [CONFIG]: policyWith() });
  expect(await mistake(team, 'record --remote upstream')).toMatch(/no remote "upstream"/);
  expect(await mistake(team, 'promote support --to production')).toMatch(
    /It has none yet: run `record` first\./,
  );
  expect(await mistake(team, 'rollback support --env production --reason x')).toMatch(/run `record` first/);
  expect((await team.run('status')).output).toContain('There is no branch prompt-registry at origin yet');
  expect(await team.bare.git('branch', '--list', '--format=%(refname:short)')).toBe('main');
});

test('a branch that is no registry, another policy’s, or of a later version is left alone', async () => {
  await using team = await buildRegistryTeam({ environment: models.environment });
  await pushBranch(team, 'notes', { 'README.md': 'notes' });
  await pushBranch(team, 'later', {
    'registry.json': '{"format":2,"policy":".github/prompt-eval-gate.yml"}',
  });
  await pushBranch(team, 'theirs', { 'registry.json': '{"format":1,"policy":"chat/policy.yml"}' });
  for (const [branch, said] of [
    ['notes', /is no prompt registry.*Name another branch as `registry\.branch`/],
    ['later', /is of format 2, and this version of prompt-eval-gate knows 1\. Update/],
    ['theirs', /belongs to the policy "chat\/policy\.yml", not to \.github\/prompt-eval-gate\.yml/],
  ] as const) {
    await team.merge({ [CONFIG]: policyWith(`registry: { branch: ${branch} }\n`) });
    const before = await team.bare.git('rev-parse', branch);
    expect(await mistake(team, 'record')).toMatch(said);
    expect(await team.bare.git('rev-parse', branch)).toBe(before);
  }
});

test('two prompts with one name, and a policy that cannot be read, end record before anything is written', async () => {
  await using team = await buildRegistryTeam({ environment: models.environment });
  const twice = policyWith().replace(
    'gate:',
    `  - { path: chat/support.prompt.yml, suite: ${SUITE} }\ngate:`,
  );
  await team.merge({ [CONFIG]: twice, 'chat/support.prompt.yml': goodPrompt('Two.') });
  expect(await mistake(team, 'record')).toMatch(/Two prompts are called "support".*name: /);
  await team.merge({ [CONFIG]: 'registry: { branches: x }\n' });
  expect(await mistake(team, 'record')).toMatch(/^prompt-eval-gate: \.github\/prompt-eval-gate\.yml:1:13/);
  expect(await team.bare.git('branch', '--list', '--format=%(refname:short)')).toBe('main');
});

test('a prompt that cannot be read on main keeps its version, is told with its place, and does not stop the others', async () => {
  await using team = await buildRegistryTeam({ environment: models.environment });
  await team.run('record');
  await team.merge({ [PROMPT]: 'model: [\n' });
  const { code, output } = await team.run('record');
  expect(code).toBe(2);
  expect(output).toMatch(/cannot be read: prompts\/support\.prompt\.yml:\d/);
  expect((await team.json('status')).environments.production.prompts.support.onMain).toBe('1.0.0');
});

test('a last event in the future is reported, and nobody is refused for it', async () => {
  await using team = await buildRegistryTeam({ environment: models.environment });
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 86_400_000 });
  await team.run('record', { withoutKey: true });
  vi.useRealTimers();
  expect((await team.run('status')).output).toMatch(/is in the future: some writer's clock was wrong/);
  expect((await team.run('record')).code).toBe(0);
  expect(await team.json('verify')).toMatchObject({ ok: true });
});

test('a run that is killed between its two steps leaves a whole log, and the next one finishes', async () => {
  await using team = await buildRegistryTeam({ environment: models.environment });
  const cli = join(import.meta.dirname, '../../../src/cli.ts');
  models.answerBy((system) => {
    running.child.kill('SIGKILL');
    return answerOf(system);
  });
  const running = runFile(process.execPath, [cli, 'record'], {
    cwd: team.clone.root,
    env: {
      PATH: process.env.PATH,
      HOME: team.clone.root,
      ...models.environment,
      OPENAI_API_KEY: 'sk-test-1234567890',
    },
  });
  await expect(running).rejects.toMatchObject({ signal: 'SIGKILL' });
  models.reset();
  expect((await team.json('history support')).versions).toHaveLength(1);
  expect((await team.run('record')).code).toBe(0);
  expect(await team.json('verify')).toMatchObject({ ok: true });
});

test('texts of strangers stay texts: reasons, subjects, authors, owners and descriptions in tables', async () => {
  const control = '\u001b[2J';
  await using team = await buildRegistryTeam({
    environment: models.environment,
    files: {
      '.github/CODEOWNERS': `* @acme/\u202eteam\n`,
      [PROMPT]: promptFile('x').replace('name: Support', 'name: Support\ndescription: "a\\e[31mb"'),
    },
  });
  const { clone } = team;
  await clone.git('config', 'user.name', `Mal${control}lory`);
  await team.run('record', { withoutKey: true });
  await clone.write({ [PROMPT]: goodPrompt('y') });
  await clone.git('add', '--all');
  await clone.git(
    'commit',
    '--quiet',
    `--author=Eve${control} <e@x>`,
    '--message',
    `<img src=x>${control}\u202e| a (#7)`,
  );
  await clone.git('push', '--quiet', 'origin', 'main');
  await team.run('record', { withoutKey: true });
  const reason = 'see <b>this</b> \u202e @everyone';
  expect((await team.run(['rollback', 'support', '--env', 'staging', '--reason', reason])).code).toBe(0);
  for (const words of ['status', 'history support', 'at now support --env staging', 'verify']) {
    const { output } = await team.run(words);
    for (const character of ['\u001b', '\u202e']) expect(output).not.toContain(character);
  }
  const [latest] = (await team.json('history support')).versions;
  expect(latest.change).not.toContain(control);
  expect(await team.bare.git('log', '--format=%an', '-1', 'prompt-registry')).not.toContain('\u001b');
});
