import { afterAll, beforeAll, expect, test } from 'vitest';
import { rememberedIssues } from '../../src/commands/registry/guard/issues.ts';
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
  const issues = rememberedIssues(
    { environment, dryRun: false },
    (sentence) => said.push(sentence),
    () => now,
  );
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
