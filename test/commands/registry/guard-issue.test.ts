import { cp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type GitHubServer, startGitHub } from '../../kit/github-server.ts';
import { BACK, guardedTeam, lines, PORTFOLIO, portfolioWith } from '../../kit/guarded-team.ts';
import { type AskedModel, startModels } from '../../kit/models.ts';
import { answerOf, type RegistryTeam } from '../../kit/registry-team.ts';

let models: AskedModel;
let github: GitHubServer;
let onGitHub: { environment: Record<string, string> };

beforeAll(async () => {
  models = await startModels(answerOf);
});
afterAll(() => models.stop());
beforeEach(async () => {
  github = await startGitHub();
  onGitHub = {
    environment: {
      GITHUB_TOKEN: await github.token(),
      GITHUB_REPOSITORY: 'acme/prompts',
      GITHUB_API_URL: github.url,
    },
  };
  return () => github.close();
});

async function judge(team: RegistryTeam, rows: string, words = 'guard', how = onGitHub) {
  const file = join(team.clone.root, '.git', 'observations.jsonl');
  await writeFile(file, rows);
  return await team.run([...words.split(' '), file], how);
}

const plain = (text: string | undefined) => (text ?? '').replace(/\u00a0/g, ' ');

test('a trip opens an issue with what people need; a later one is said in it; after a release another is opened', async () => {
  await using team = await guardedTeam(models.environment, {
    portfolio: portfolioWith(`${BACK}  - { metric: cost_usd, better: lower, action: alert }\n`),
  });
  const bad = lines(300, { '1.0.0': 10, '1.1.0': 2 });

  const dry = await judge(team, bad, 'guard --dry-run');
  expect(dry.output).toContain('Dry run: would open an issue in acme/prompts');
  expect(await github.issues()).toEqual([]);

  const first = await judge(team, bad);
  const [issue, ...others] = await github.issues();
  expect(others).toEqual([]);
  expect(first).toMatchObject({
    code: 1,
    output: expect.stringContaining(`Issue opened: ${issue?.html_url}`),
  });
  expect(issue?.title).toBe('support in production: 1.1.0 taken back (resolved)');
  expect(plain(issue?.body)).toMatch(/against \*\*\d\d %\*\* of 1\.0\.0 \(e = \d+, limit 200\)/);
  expect(plain(issue?.body)).toMatch(/It cost \*\*\d+ bad answers\*\* more/);
  expect(issue?.body).toMatch(/```text\n {2}1\.1\.0 {2}[▁-█┆ ]+\n {2}1\.0\.0 {2}[▁-█┆ ]+\n```/);

  // It trips once: whoever looks again opens and says nothing more.
  await judge(team, bad);
  expect(await github.issues()).toEqual([issue]);

  await team.run('release support@1.1.0 --env production');
  await team.merge({ [PORTFOLIO]: portfolioWith(BACK, '{ 1.0.0: 60%, 1.1.0: 40% }') });
  await team.run('record');
  await judge(team, `${bad}${lines(300, { '1.0.0': 10, '1.1.0': 2 })}`);
  expect((await github.issues()).map(({ state }) => state)).toEqual(['open', 'open']);
});

test('what trips while the first is not released is a comment in the same issue', async () => {
  await using team = await guardedTeam(models.environment);
  await judge(team, lines(300, { '1.0.0': 10, '1.1.0': 2 }));
  const alone = lines(2000, { '1.0.0': 10 });
  await judge(team, `${alone}${lines(1500, { '1.0.0': 2 })}`);
  const [issue, ...others] = await github.issues();
  expect(others).toEqual([]);
  expect(issue?.title).toBe('support in production: 1.1.0 taken back; 1.0.0 worse (resolved)');
  expect(issue?.body).toContain('`support` **1.1.0** was taken back in `production`');
  expect(issue?.body.match(/^`resolved` of 1\.[01]\.0 for all others: /gm)).toHaveLength(2);
  const [comment] = await github.comments(issue?.number ?? 0);
  expect(comment?.body).toContain('`support` **1.0.0** does worse in `production`');
  expect(comment?.body).not.toContain('1.1.0 for all others');
});

test('an issue that GitHub did not take is opened by the next run, and one that somebody closed stays closed', async () => {
  await using team = await guardedTeam(models.environment);
  const bad = lines(300, { '1.0.0': 10, '1.1.0': 2 });
  github.fail({ match: /\/issues/, status: 500 });
  expect(await judge(team, bad)).toMatchObject({
    code: 2,
    output: expect.stringContaining('There is no issue'),
  });
  github.heal();

  const next = await judge(team, bad);
  const [issue] = await github.issues();
  expect(next.output).toContain(`Issue opened: ${issue?.html_url}`);
  expect(issue?.title).toBe('support in production: 1.1.0 taken back (resolved)');
  expect(issue?.body).toMatch(/```text\n {2}1\.1\.0 {2}[▁-█┆ ]+\n/);

  await github.editIssue(issue?.number ?? 0, { state: 'closed' });
  expect((await judge(team, bad)).output).toContain('Issue closed by somebody');
  expect((await github.issues()).map(({ state }) => state)).toEqual(['closed']);
});

test('two guards at once write the same: what was done, and nothing else', async () => {
  await using team = await guardedTeam(models.environment);
  const bad = lines(300, { '1.0.0': 10, '1.1.0': 2 });
  const file = join(team.clone.root, '.git', 'observations.jsonl');
  await writeFile(file, bad);
  const other = { ...team.clone, root: `${team.clone.root}-other` };
  await cp(team.clone.root, other.root, { recursive: true });
  const how = { ...onGitHub, clone: other };
  await Promise.all([team.run(['guard', file], onGitHub), team.run(['guard', file], how)]);
  await rm(other.root, { recursive: true });
  const open = (await github.issues()).filter(({ state }) => state === 'open');
  expect(open.map(({ title }) => title)).toEqual(['support in production: 1.1.0 taken back (resolved)']);
  expect(open[0]?.body).not.toContain('nothing was changed');
  expect(await github.comments(open[0]?.number ?? 0)).toEqual([]);
});

test('GitHub being down changes nothing of what is taken back, and is told', async () => {
  await using team = await guardedTeam(models.environment);
  const poor = { ...onGitHub.environment, GITHUB_TOKEN: await github.token({ contents: 'read' }) };
  const { code, output } = await judge(team, lines(300, { '1.0.0': 10, '1.1.0': 2 }), 'guard', {
    environment: poor,
  });
  expect(output).toContain('support in production: 1.1.0 → 1.0.0');
  expect(output).toContain('There is no issue in acme/prompts.');
  expect(output).toContain('add `issues: write`');
  expect(code).toBe(2);
});
