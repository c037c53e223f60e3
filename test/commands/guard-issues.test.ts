import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { rememberedIssues } from '../../src/commands/registry/guard/remembered-issues.ts';
import { type GitHubServer, startGitHub } from '../kit/github-server.ts';

let github: GitHubServer;
beforeAll(async () => {
  github = await startGitHub();
});
afterAll(() => github.close());

test('an issue that GitHub did not take is tried again every minute, and the same problem is told once', async () => {
  let now = 0;
  const said: string[] = [];
  const environment = {
    GITHUB_TOKEN: await github.token(),
    GITHUB_REPOSITORY: 'acme/prompts',
    GITHUB_API_URL: github.url,
  };
  const issues = rememberedIssues({ environment, dryRun: false }, (sentence) => said.push(sentence), {
    now: () => now,
  });
  const wanted = (prompt: string) => ({
    ...{ key: `guard ${prompt}`, title: prompt, body: 'Worse.', note: 'Worse.' },
    ...{ prompt, environment: 'production' },
  });
  github.fail({ match: /\/issues/, status: 403 });
  expect(await issues.keep([wanted('support')])).toMatchObject([{ outcome: 'failed' }]);
  await issues.again();
  expect(said).toEqual([]);
  for (const minute of [1, 2]) {
    now = minute * 60_000;
    await issues.again();
  }
  expect(said).toEqual([
    expect.stringContaining('There is no issue in acme/prompts. The token may not do this'),
  ]);

  // What trips meanwhile brings the other one along.
  github.heal();
  expect(await issues.keep([wanted('billing')])).toMatchObject([
    { outcome: 'opened' },
    { outcome: 'opened' },
  ]);
  now = 600_000;
  await issues.again();
  expect((await github.issues()).map(({ title }) => title)).toEqual(['support', 'billing']);
  expect(said).toHaveLength(1);
});

test('a GitHub that does not answer holds no guard up, and what became of it is said when it is known', async () => {
  const asked: ServerResponse[] = [];
  const slow = createServer((_request, response) => void asked.push(response));
  await once(slow.listen(0, '127.0.0.1'), 'listening');
  const bound = slow.address();
  const url = `http://127.0.0.1:${typeof bound === 'object' ? bound?.port : ''}`;
  const environment = { GITHUB_TOKEN: 'ghs_x', GITHUB_REPOSITORY: 'acme/prompts', GITHUB_API_URL: url };
  const said: string[] = [];
  const issues = rememberedIssues({ environment, dryRun: false }, (sentence) => said.push(sentence), {
    patienceMs: 1,
  });
  const wanted = { key: 'guard', title: 'support', body: 'Worse.', prompt: 'support', environment: 'here' };
  expect(await issues.keep([wanted])).toEqual([]);
  await expect.poll(() => asked.length).toBe(1);
  slow.on('request', (_request, response) => response.writeHead(403).end('{}'));
  slow.closeAllConnections();
  await expect.poll(() => said).toEqual([expect.stringContaining('There is no issue in acme/prompts.')]);
  await once(slow.close(), 'close');
});
