import { chmod } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, inject, onTestFinished, test } from 'vitest';
import { newKeyPair } from '../../../src/registry/signatures.ts';
import { type ActionRun, type ActionStart, runAction } from '../../kit/action.ts';
import { buildCloneOfBare, type Team } from '../../kit/bare.ts';
import { startCacheServer } from '../../kit/cache-server.ts';
import { serveRepository } from '../../kit/git-server.ts';
import { startGitHub } from '../../kit/github-server.ts';
import { type AskedModel, startModels } from '../../kit/models.ts';
import type { TestRepository } from '../../kit/repository.ts';
import { KEY } from '../../kit/stage.ts';
import { CASES, CONFIG, GOOD_RULE, PROMPT, promptFile, SUITE, SUITE_FILE, TIERS } from '../../kit/support.ts';

const BRANCH = 'prompt-registry';

let models: AskedModel;

beforeAll(async () => {
  models = await startModels((system) =>
    system.includes('BROKEN') ? 'I do not know.' : 'Open Settings > Backups.',
  );
});
afterAll(() => models.stop());
beforeEach(() => models.reset());

function policy(more = ''): string {
  return `prompts:
  - { path: ${PROMPT}, suite: ${SUITE} }
gate: { min-pass-rate: 50% }
registry:
  environments:
    staging: { promote: on-merge }
    production: { promote: on-pass }
${more}`;
}

/** A repository on a server whose main has one good prompt under this policy. */
function team(more = ''): Promise<Team> {
  return buildCloneOfBare({
    [CONFIG]: policy(more),
    [PROMPT]: promptFile(GOOD_RULE),
    [SUITE]: SUITE_FILE,
  });
}

/** Commits an edit of the prompt on the server's main. */
async function merge({ clone }: Team, rule: string): Promise<void> {
  await clone.write({ [PROMPT]: promptFile(rule) });
  await clone.commit(`Say: ${rule}`);
  await clone.git('push', '--quiet', 'origin', 'HEAD:main');
}

type Step = {
  event?: string;
  payload?: object;
  inputs: Record<string, string>;
  actor?: string;
  /** The model's key is not given. */
  keyless?: boolean;
  environment?: Record<string, string>;
};

/** Runs the Action as a step of a workflow, in this checkout or a fresh one, so many commits deep. */
async function step(
  { another }: Team,
  { event = 'workflow_dispatch', payload = {}, inputs, actor = 'grace', keyless = false, environment }: Step,
  from?: number | TestRepository,
): Promise<ActionRun> {
  const checkout = typeof from === 'object' ? from : await another(from === undefined ? {} : { depth: from });
  await checkout.git('checkout', '--quiet', '--detach', 'origin/main');
  const start: ActionStart = {
    dist: inject('dist'),
    workspace: checkout.root,
    event: { name: event, payload: { repository: { default_branch: 'main', fork: false }, ...payload } },
    sha: await checkout.git('rev-parse', 'HEAD'),
    ref: 'refs/heads/main',
    apiUrl: 'http://127.0.0.1:9',
    inputs: { ...(keyless ? {} : { 'openai-api-key': KEY }), ...inputs },
    environment: { ...models.environment, GITHUB_ACTOR: actor, ...environment },
  };
  return runAction(start);
}

const record = (from: Team, changes: Partial<Step> = {}) =>
  step(from, { event: 'push', ...changes, inputs: { command: 'record', ...changes.inputs } });

async function events(bare: TestRepository): Promise<Record<string, unknown>[]> {
  const listed = await bare.git('ls-tree', '-r', '--name-only', BRANCH, 'events/');
  const paths = listed.split('\n').filter((path) => path !== '');
  return Promise.all(paths.map(async (path) => JSON.parse(await bare.git('show', `${BRANCH}:${path}`))));
}

async function hasBranch(bare: TestRepository): Promise<boolean> {
  return (await bare.git('branch', '--list', BRANCH)) !== '';
}

test('a push to main is recorded, evaluated and promoted, and then there is nothing to do', async () => {
  await using acme = await team();
  const first = await record(acme);
  expect(first.log).toContain('support 1.0.0  promoted to production');
  expect(first).toMatchObject({ exitCode: 0, outputs: { 'exit-code': '0' } });
  expect(first.outcome).toMatchObject({
    schemaVersion: 1,
    registered: [{ prompt: 'support', version: '1.0.0' }],
    due: [{ outcome: 'promoted' }, { outcome: 'promoted' }],
  });
  expect(first.summary).toContain('### record: done');
  expect(first.summary).toContain('support 1.0.0  registered (first version)');
  expect(await events(acme.bare)).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ type: 'promoted', actor: { name: 'grace', source: 'github' } }),
    ]),
  );
  const written = await acme.bare.git('rev-parse', BRANCH);
  const calls = models.calls();
  const again = await record(acme, { event: 'schedule' });
  expect(again).toMatchObject({ exitCode: 0, outputs: { 'exit-code': '0' } });
  expect(again.log).toContain('Nothing is new on main');
  expect(await acme.bare.git('rev-parse', BRANCH)).toBe(written);
  expect(models.calls()).toBe(calls);
});

test('without a key the versions are recorded, the step fails, and a later run goes on', async () => {
  await using acme = await team();
  const keyless = await record(acme, { keyless: true });
  expect(keyless).toMatchObject({ exitCode: 1, outputs: { 'exit-code': '2' } });
  expect(keyless.log).toMatch(/^::error::record: not decided/m);
  expect(keyless.log).toContain('evidence is pending');
  expect(keyless.outcome).toMatchObject({ registered: [{ version: '1.0.0' }] });
  const later = await record(acme, { event: 'schedule' });
  expect(later).toMatchObject({
    exitCode: 0,
    outcome: { registered: [], evaluated: [{ version: '1.0.0' }] },
  });
});

test('a promotion is refused, overridden and taken back by hand, and asked for afterwards', async () => {
  await using acme = await team();
  await record(acme);
  await merge(acme, 'Be BROKEN.');
  const refused = await record(acme);
  expect(refused).toMatchObject({ exitCode: 1, outputs: { 'exit-code': '1' } });
  expect(refused.summary).toContain('### record: refused');

  const to = { prompt: 'support', environment: 'production' };
  const promote = { command: 'promote', ...to, version: '1.1.0' };
  const missing = await step(acme, { inputs: promote }, 1);
  expect(missing).toMatchObject({ exitCode: 1, outputs: { 'exit-code': '1' } });
  expect(missing.summary).toContain('support 1.1.0 was not promoted to production');
  const overridden = await step(acme, { inputs: { ...promote, reason: 'a customer waits for it' } }, 1);
  expect(overridden).toMatchObject({ exitCode: 0, outcome: { outcome: 'promoted' } });

  const back = await step(
    acme,
    { inputs: { command: 'rollback', ...to, reason: 'wrong answers' }, actor: 'ada' },
    1,
  );
  expect(back).toMatchObject({ exitCode: 0, outcome: { from: '1.1.0', to: '1.0.0', recorded: true } });
  expect(await events(acme.bare)).toEqual(
    expect.arrayContaining([
      expect.objectContaining({
        type: 'rolled-back',
        actor: { name: 'ada', source: 'github' },
        reason: 'wrong answers',
      }),
    ]),
  );

  const status = await step(acme, { event: 'pull_request', inputs: { command: 'status' } }, 1);
  expect(status).toMatchObject({
    exitCode: 0,
    outcome: {
      environments: { production: { prompts: { support: { segments: { '*': { '1.0.0': 1 } } } } } },
    },
  });
  const now = new Date(Date.now() + 60_000).toISOString();
  const at = await step(acme, { inputs: { command: 'at', time: now, ...to } }, 1);
  expect(at.outcome).toMatchObject({ version: '1.0.0', event: { type: 'rolled-back' } });
  const history = await step(acme, { inputs: { command: 'history', prompt: 'support' } }, 1);
  expect(history.outcome).toMatchObject({ versions: [{ version: '1.1.0' }, { version: '1.0.0' }] });
  const released = await step(acme, { inputs: { command: 'release', ...to, version: '1.1.0' } }, 1);
  expect(released).toMatchObject({ exitCode: 0, outcome: { kind: 'written' } });
  const held = { command: 'hold', ...to, until: '2h', reason: 'until it is looked at' };
  expect(await step(acme, { inputs: held }, 1)).toMatchObject({ exitCode: 0, outcome: { kind: 'written' } });
});

/** A checkout as actions/checkout leaves it: one commit deep, detached, with the job's token in an included file. */
async function checkoutWithToken({ another }: Team, url: string, token: string): Promise<TestRepository> {
  const checkout = await another({ depth: 1 });
  await checkout.git('checkout', '--quiet', '--detach', 'origin/main');
  await checkout.git('remote', 'set-url', 'origin', url);
  await checkout.write({
    '.git/credentials.config': `[http "${new URL(url).origin}/"]\n\textraheader = AUTHORIZATION: basic ${token}\n`,
  });
  const gitDirectory = join(checkout.root, '.git');
  const settings = [`includeIf.gitdir:${gitDirectory}.path`, join(gitDirectory, 'credentials.config')];
  await checkout.git('config', '--local', ...settings);
  return checkout;
}

test("it is pushed with the token that actions/checkout keeps, and GitHub's refusals name the setting", async () => {
  await using acme = await team();
  const token = Buffer.from('x-access-token:ghs_0123456789').toString('base64');
  await using server = await serveRepository(acme.bare.root);
  await acme.bare.git('config', 'http.receivepack', 'true');
  const isKnown = (request: IncomingMessage) => request.headers.authorization === `basic ${token}`;
  server.fault = (_service, request) => (isKnown(request) ? undefined : { status: 401 });
  const inputs = { command: 'record' };
  const recorded = await step(
    acme,
    { event: 'push', inputs },
    await checkoutWithToken(acme, server.url, token),
  );
  expect(recorded.exitCode, recorded.log).toBe(0);
  expect(await hasBranch(acme.bare)).toBe(true);

  await merge(acme, 'Name the page that helps.');
  server.fault = (service, request) =>
    isKnown(request) && service !== 'git-receive-pack' ? undefined : { status: isKnown(request) ? 403 : 401 };
  const readOnly = await step(
    acme,
    { event: 'push', inputs },
    await checkoutWithToken(acme, server.url, token),
  );
  expect(readOnly.exitCode).toBe(1);
  expect(readOnly.summary).toContain('permissions: { contents: write }');

  const checkout = await checkoutWithToken(acme, server.url, 'none');
  const without = await step(acme, { event: 'push', inputs }, checkout);
  expect(without.exitCode).toBe(1);
  expect(without.summary).toContain('persist-credentials');
});

test('a suite that a run may not pay for is finished by a later one, which asks nothing twice', async () => {
  await using acme = await team('cost: { max-run-cost: 0.0003 }\n');
  const cache = await startCacheServer();
  const environment = cache.environment('refs/heads/main');
  const first = await record(acme, { environment: { ...environment, GITHUB_RUN_ID: '1' } });
  expect(first.summary).toContain('evidence is pending');
  const asked = models.calls();
  expect(asked).toBeGreaterThan(0);
  expect(asked).toBeLessThan(CASES * TIERS.length);

  await acme.clone.write({ [CONFIG]: policy() });
  await acme.clone.commit('Pay for it');
  await acme.clone.git('push', '--quiet', 'origin', 'HEAD:main');
  const second = await record(acme, { environment: { ...environment, GITHUB_RUN_ID: '2' } });
  await cache.close();
  expect(second.exitCode, second.log).toBe(0);
  expect(models.calls()).toBe(CASES * TIERS.length);
});

test('a dry run writes nothing', async () => {
  await using acme = await team();
  const { exitCode, log } = await record(acme, { inputs: { 'dry-run': 'true' } });
  expect(log).toContain('Dry run: nothing was written.');
  expect(exitCode).toBe(0);
  expect(await hasBranch(acme.bare)).toBe(false);
});

test.for([
  {
    what: 'the pull request of a stranger',
    event: 'pull_request_target',
    fork: false,
    says: /event "pull_request_target"/,
  },
  { what: 'a push to a fork', event: 'push', fork: true, says: /does not run in a fork/ },
])('nothing is written for $what', async ({ event, fork, says }) => {
  await using acme = await team();
  const payload = { repository: { default_branch: 'main', fork } };
  const refused = await record(acme, { event, payload });
  expect(refused).toMatchObject({ exitCode: 1, outputs: { 'exit-code': '2' }, outcome: null });
  expect(refused.log).toMatch(says);
  expect(refused.summary).toMatch(says);
  expect(await hasBranch(acme.bare)).toBe(false);
  expect(models.calls()).toBe(0);
});

test('keys sign the log as inputs, and are shown nowhere', async () => {
  const [promotion, pointer] = [newKeyPair(), newKeyPair()];
  await using acme = await team(
    `  signing: { promotion: ["${promotion.publicKey}"], pointer: ["${pointer.publicKey}"] }\n`,
  );
  const without = await record(acme);
  expect(without.exitCode).toBe(1);
  expect(without.summary).toContain('there is no promotion key here');
  const keys = { 'promotion-key': promotion.privateKey, 'pointer-key': pointer.privateKey };
  const signed = await record(acme, { inputs: keys });
  expect(signed.exitCode, signed.log).toBe(0);
  for (const key of Object.values(keys)) {
    const masked = `::add-mask::${key}`;
    expect(signed.log).toContain(masked);
    expect(
      `${signed.log.replaceAll(masked, '')}${signed.summary}${JSON.stringify(signed.outcome)}`,
    ).not.toContain(key);
  }
  const verified = await step(acme, { inputs: { command: 'verify' } });
  expect(verified).toMatchObject({ exitCode: 0, outcome: { ok: true, signed: true } });
});

test('a rollback that cannot be recorded fails the step, and says that its note is lost', async () => {
  await using acme = await team();
  await record(acme);
  await merge(acme, 'Name the page that helps.');
  await record(acme);
  const hooks = join(acme.bare.root, '.git/hooks');
  await acme.bare.write({ '.git/hooks/pre-receive': '#!/bin/sh\nexit 1\n' });
  await chmod(join(hooks, 'pre-receive'), 0o755);
  await acme.bare.git('config', 'core.hooksPath', hooks);
  const inputs = { command: 'rollback', prompt: 'support', environment: 'production', reason: 'bad' };
  const lost = await step(acme, { inputs });
  expect(lost).toMatchObject({ exitCode: 1, outputs: { 'exit-code': '2' }, outcome: { recorded: false } });
  expect(lost.summary).toContain('The clone of this job is thrown away');
});

test('what an input says has no effect on the log or the summary', async () => {
  await using acme = await team();
  await record(acme);
  await merge(acme, 'Name the page that helps.');
  await record(acme);
  const reason = '::warning::x @everyone ``` <!-- -->';
  const inputs = { command: 'rollback', prompt: 'support', environment: 'production', reason };
  expect((await step(acme, { inputs })).exitCode).toBe(0);
  const { log, summary } = await step(acme, { inputs: { command: 'at', time: 'now', prompt: 'support' } });
  expect(log).not.toMatch(/^::warning::x/m);
  expect(log).toContain('everyone');
  expect(summary).not.toMatch(/@everyone|<!--/);
});

test('a recorded version names who accepted its pull request, asked with the token of the job', async () => {
  const github = await startGitHub();
  onTestFinished(() => github.close());
  const merged = await github.openPullRequest();
  github.labels.permit('ada', 'write');
  github.labels.push(await github.branchOf(merged), await github.headOf(merged), '2020-01-01T14:00:00Z');
  const ada = { login: 'ada', type: 'User' } as const;
  github.labels.set(merged, 'accept-regression', ada, '2020-01-01T15:00:00Z');
  await github.mergePullRequest(merged);

  await using on = await team();
  await on.clone.write({ [PROMPT]: promptFile('Be brief.') });
  await on.clone.commit(`Be brief (#${merged})`);
  await on.clone.git('push', '--quiet', 'origin', 'HEAD:main');
  const token = await github.token();
  const run = await record(on, {
    keyless: true,
    inputs: { 'github-token': token },
    environment: { GITHUB_API_URL: github.url },
  });
  const registered = (await events(on.bare)).find(({ type }) => type === 'registered');
  expect(registered, run.log).toMatchObject({
    source: { pullRequest: merged, accepted: { by: 'ada', at: '2020-01-01T15:00:00.000Z' } },
  });
  expect(run.log.split('\n').filter((line) => line.includes(token))).toEqual([`::add-mask::${token}`]);
});

test("a webhook's address is a secret: it is masked before anything is logged", async () => {
  await using acme = await team();
  const webhook = 'https://hooks.example.com/services/secret-path';
  const run = await step(acme, {
    event: 'schedule',
    inputs: { command: 'guard', files: 'no.jsonl', webhook },
  });
  expect(run.log.split('\n').filter((line) => line.includes(webhook))).toEqual([`::add-mask::${webhook}`]);
  expect(run.outcome).toBeNull();
});
