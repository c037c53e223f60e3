import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type GitHubServer, startGitHub } from '../../kit/github-server.ts';
import { type AskedModel, startModels } from '../../kit/models.ts';
import {
  buildPortfolioTeam,
  observe,
  PORTFOLIO,
  portfolioFile,
  rebalanced,
  weightsOf,
} from '../../kit/portfolio-team.ts';
import { answerOf, type RegistryTeam } from '../../kit/registry-team.ts';

const BRANCH = 'prompt-rebalance/support';

let models: AskedModel;
let github: GitHubServer;
let onGitHub: { environment: Record<string, string> };

beforeAll(async () => {
  models = await startModels(answerOf);
});
afterAll(() => models.stop());
beforeEach(async () => {
  github = await startGitHub();
  await github.createBranch(BRANCH);
  onGitHub = {
    environment: {
      GITHUB_TOKEN: await github.token(),
      GITHUB_REPOSITORY: 'acme/prompts',
      GITHUB_API_URL: github.url,
    },
  };
  return () => github.close();
});

/** A portfolio whose second version is shown to be the worse one. */
async function teamToRebalance(): Promise<RegistryTeam> {
  const team = await buildPortfolioTeam(portfolioFile('pull-request'), models);
  await observe(team, { '1.0.0': 270, '1.1.0': 180 });
  return team;
}

const proposedFile = portfolioFile('pull-request').replace('50%, 1.1.0: 50%', '100%, 1.1.0: 0%');

const branchOf = (team: RegistryTeam) => team.bare.git('rev-parse', BRANCH);

test('the branch is main and the file with new numbers; nothing is set, and a terminal is told what to open', async () => {
  await using team = await teamToRebalance();
  const { code, output } = await team.run('rebalance support');
  expect({ code, output }).toMatchObject({
    code: 0,
    output: expect.stringContaining(
      `The change is on the branch ${BRANCH}: open a pull request from it into main.`,
    ),
  });
  expect(await team.bare.git('show', `${BRANCH}:${PORTFOLIO}`)).toBe(proposedFile.trim());
  expect(await team.bare.git('rev-parse', `${BRANCH}^`)).toBe(await team.bare.git('rev-parse', 'main'));
  expect(await team.bare.git('diff', '--name-only', 'main', BRANCH)).toBe(PORTFOLIO);
  expect(await weightsOf(team)).toEqual({ '*': { '1.0.0': 0.5, '1.1.0': 0.5 } });
});

test('a dry run pushes no branch and asks GitHub nothing', async () => {
  await using team = await teamToRebalance();
  await team.run('rebalance support --dry-run', onGitHub);
  expect(await team.bare.git('branch', '--list', BRANCH)).toBe('');
  expect(github.journal).toEqual([]);
});

test('its pull request is opened once with the plan, left as it is, and follows main and new observations', async () => {
  await using team = await teamToRebalance();
  const { portfolios: opened } = await rebalanced(team, 'rebalance support', onGitHub);
  expect(opened).toMatchObject([{ proposal: { branch: BRANCH, base: 'main', outcome: 'opened' } }]);
  const [pull, ...others] = await github.pullRequests();
  expect(others).toEqual([]);
  expect(pull).toMatchObject({
    title: 'Rebalance support in production',
    head: { ref: BRANCH },
    base: { ref: 'main' },
    state: 'open',
  });
  expect(pull?.body).toContain('Each rebalance replaces this branch');
  expect(pull?.body).toMatch(/1\.0\.0.*50.*100/s);

  const first = await branchOf(team);
  const { portfolios: left } = await rebalanced(team, 'rebalance support', onGitHub);
  expect(left).toMatchObject([{ proposal: { outcome: 'unchanged', url: pull?.html_url } }]);
  expect(await branchOf(team)).toBe(first);

  await team.merge({ 'README.md': 'More.' });
  await observe(team, { '1.0.0': 200, '1.1.0': 199 });
  const { portfolios: moved } = await rebalanced(team, 'rebalance support', onGitHub);
  expect(moved).toMatchObject([{ proposal: { outcome: 'updated' } }]);
  expect(await team.bare.git('rev-parse', `${BRANCH}^`)).toBe(await team.bare.git('rev-parse', 'main'));
  expect(await github.pullRequests()).toHaveLength(1);
});

test('a pull request that asks for what main has is closed, and one that asks for more is left', async () => {
  await using team = await teamToRebalance();
  await team.run('rebalance support', onGitHub);
  await rebalanced(team, 'rebalance', onGitHub);
  expect(await github.pullRequests()).toMatchObject([{ state: 'open' }]);
  await team.merge({ [PORTFOLIO]: proposedFile });
  await team.run('record');
  const { portfolios } = await rebalanced(team, 'rebalance', onGitHub);
  expect(portfolios).toMatchObject([{ outcome: 'not-due', proposal: { outcome: 'closed' } }]);
  expect(await github.pullRequests()).toMatchObject([{ state: 'closed' }]);
});

test('where GitHub refuses, the branch is there, the reason is told, and the command fails', async () => {
  await using team = await teamToRebalance();
  github.fail({ match: /^POST .*\/pulls$/, status: 403, message: 'not permitted to create' });
  const { code, output } = await team.run('rebalance support', onGitHub);
  expect({ code, output }).toMatchObject({
    code: 2,
    output: expect.stringContaining('add `pull-requests: write` under `permissions:`'),
  });
  expect(output).toContain('allow GitHub Actions to create pull requests');
  expect(await team.bare.git('show', `${BRANCH}:${PORTFOLIO}`)).toBe(proposedFile.trim());
});

test('a lost answer of GitHub opens no second pull request', async () => {
  await using team = await teamToRebalance();
  github.fail({ match: /^POST .*\/pulls$/, status: 502, carriedOut: true, times: 1 });
  const { portfolios } = await rebalanced(team, 'rebalance support', onGitHub);
  expect(portfolios).toMatchObject([{ proposal: { outcome: 'unchanged' } }]);
  expect(await github.pullRequests()).toHaveLength(1);
});
