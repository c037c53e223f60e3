import { stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { https, openPrompts, type Prompts } from '../../../src/runtime.ts';
import { type ClientState, startFleet } from '../../kit/fleet.ts';
import { startGitHub } from '../../kit/github-server.ts';
import { BACK, guardedTeam, portfolioWith } from '../../kit/guarded-team.ts';
import { startModels } from '../../kit/models.ts';
import { hasRedisServer, startRedis } from '../../kit/redis.ts';
import { answerOf } from '../../kit/registry-team.ts';
import { startStaticServer } from '../../kit/static-server.ts';
import { SUITE } from '../../kit/support.ts';

/*
 * The loop of operations as one story: git with a remote, a web server, a Redis where this machine has one, 200 clients
 * of the runtime in ten processes, and GitHub's API, all of them over sockets.
 */

const PROCESSES = 10;
const CLIENTS_EACH = 20;
/** An interval of 3 s between two questions, and 2 s for an answer. */
const BOUND_MS = 5_000;
const TENTH = '{ 1.0.0: 90%, 1.1.0: 10% }';
const REFINED = 'prompt-refine/support';
/** What else this machine does can only make it slower, so the quickest of some plays counts. */
const MOST_PLAYS = 3;

test('the new one of two versions goes bad in one segment: 200 clients are back within 5 s, the issue stands, and the failing cluster is a proposed case', {
  retry: MOST_PLAYS - 1,
  timeout: 300_000,
}, async () => {
  await using things = new AsyncDisposableStack();
  const models = await startModels(answerOf);
  things.defer(() => models.stop());
  const github = await startGitHub();
  things.defer(() => github.close());
  await github.createBranch(REFINED);
  const redis = hasRedisServer ? things.use(await startRedis()) : null;
  const destinations = ['{ directory: published }', ...(redis ? ['{ redis: PROMPTS_REDIS_URL }'] : [])];

  // Two versions serve 90/10.
  const team = things.use(
    await guardedTeam(
      { ...models.environment, ...(redis && { PROMPTS_REDIS_URL: redis.url }) },
      {
        portfolio: portfolioWith(BACK, `${TENTH}\n  standard: ${TENTH}`),
        more: `  publish: [${destinations.join(', ')}]\n`,
      },
    ),
  );
  const published = join(team.clone.root, 'published');
  const server = things.use(await startStaticServer(published));
  const fleet = things.use(startFleet(PROCESSES));
  const opened = await fleet.tell({
    ...{ kind: 'open', count: CLIENTS_EACH, environment: 'production', pace: 'by-the-clock' },
    sources: [[{ url: server.url }], redis ? [{ redis: redis.url }] : [{ url: server.url }]],
  });
  expect(opened).toHaveLength(PROCESSES * CLIENTS_EACH);
  const [{ serial: before = 0 } = {}] = opened;

  // An application asks for prompts, and records what became of the calls; a guard follows that.
  const observations = join(team.clone.root, '.git', 'observations.jsonl');
  await writeFile(observations, '');
  const application = await openPrompts({
    environment: 'production',
    sources: [https(server.url)],
    record: observations,
  });
  const access = {
    GITHUB_TOKEN: await github.token(),
    GITHUB_REPOSITORY: 'acme/prompts',
    GITHUB_API_URL: github.url,
  };
  const ending = new AbortController();
  const guard = team.run(['guard', '--watch', observations], {
    environment: access,
    signal: ending.signal,
  });
  things.defer(() => ending.abort());

  const customers = customersOf(application);
  for (let calls = 0; calls < 1_000; calls += 100) await customers.ask(100);
  expect(await github.issues()).toEqual([]);
  const failing = 'standard';
  let issues = await github.issues();
  while (issues.length === 0) {
    await customers.ask(100, failing);
    issues = await github.issues();
  }

  // All clients are back.
  const { mtimeMs: publishedAt } = await stat(join(published, 'production/pointer.json'));
  let clients: ClientState[] = [];
  do {
    await customers.ask(100, failing);
    clients = await fleet.tell({ kind: 'look' });
  } while (clients.some(({ serial }) => serial !== before + 1));
  const lastAt = Math.max(...clients.map(({ takenAt }) => takenAt));
  expect(new Set(clients.map(({ version }) => version))).toEqual(new Set(['1.0.0']));
  expect(lastAt - publishedAt).toBeLessThanOrEqual(BOUND_MS);
  ending.abort();
  expect(await guard).toMatchObject({
    code: 1,
    output: expect.stringContaining('support in production: 1.1.0 → 1.0.0'),
  });
  await Promise.all([fleet.tell({ kind: 'close' }), application.close()]);

  // The issue stands, and names the segment alone that went bad.
  expect(issues).toMatchObject([
    { state: 'open', title: 'support in production: 1.1.0 taken back (resolved)' },
  ]);
  expect(issues[0]?.body).toMatch(/`resolved` of 1\.1\.0 for `standard`: \*\*\d+/);
  expect(issues[0]?.body).not.toContain('all others');
  const { environments } = await team.json('status');
  expect(environments.production.prompts.support).toMatchObject({
    segments: { '*': { '1.0.0': 1 }, standard: { '1.0.0': 1 } },
    held: [{ version: '1.1.0', until: null }],
  });

  // What failed is a proposed case.
  const rows = customers.failed().join('\n');
  const refined = await team.json('refine support --cases-only --from -', {
    withoutKey: true,
    environment: access,
    input: rows,
  });
  expect(refined.cases).toMatchObject([{ origin: { kind: 'production' }, segments: [failing] }]);
  expect(refined.proposal).toMatchObject({ outcome: 'opened', branch: REFINED });
  expect(await team.bare.git('show', `${REFINED}:${SUITE}`)).toContain(QUESTION);
  expect(await github.pullRequests()).toMatchObject([{ state: 'open', head: { ref: REFINED } }]);

  // The figures are on the dashboard, and the log can be replayed.
  expect((await team.run(['observe', observations])).code).toBe(0);
  expect((await team.run('dashboard --out site')).output).toContain('Open site/index.html.');
  expect(await team.json('verify')).toMatchObject({ ok: true, problems: [] });
});

const QUESTION = 'How do I make a branch of my database?';

/** Customers of two segments in turn, nine of ten of whom are helped; but none by 1.1.0 in the failing one. */
function customersOf(application: Prompts) {
  let calls = 0;
  const failed: string[] = [];
  return {
    async ask(count: number, failing?: string): Promise<void> {
      for (let asked = 0; asked < count; asked += 1) {
        calls += 1;
        const segment = calls % 2 === 0 ? 'standard' : 'premium';
        const prompt = application.get('support', { unit: `user-${calls}`, segment });
        const variables = { customer_tier: segment, user_message: QUESTION };
        prompt.render(variables);
        const isFailing = segment === failing && prompt.version === '1.1.0';
        application.record(prompt, { resolved: !isFailing && calls % 10 > 1 });
        const row = { id: `call-${calls}`, prompt: 'support', segment, variables };
        if (isFailing) failed.push(JSON.stringify({ ...row, answer: 'Ask a specialist.', resolved: false }));
      }
      // Files are written meanwhile, and the others get their turn.
      await setTimeout(20);
    },
    failed: () => failed,
  };
}
