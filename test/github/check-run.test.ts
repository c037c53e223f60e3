import { afterAll, beforeAll, expect, test } from 'vitest';
import { connect } from '../../src/github/api.ts';
import { type CheckRunRequest, publishCheckRun } from '../../src/github/check-run.ts';
import { type GitHubServer, REPOSITORY, startGitHub } from '../kit/github-server.ts';

let server: GitHubServer;
beforeAll(async () => {
  server = await startGitHub();
});
afterAll(() => server.close());

function checkRun(changes: Partial<CheckRunRequest>): CheckRunRequest {
  return {
    repository: REPOSITORY,
    name: 'Prompt Eval Gate',
    sha: 'b'.repeat(40),
    verdict: 'block',
    title: 'support.md gets worse for enterprise',
    summary: 'the report',
    annotations: [],
    detailsUrl: undefined,
    ...changes,
  };
}

test('the verdict stands on the head commit, the headline is its title', async () => {
  const github = await connect(await server.token(), server.url);
  expect((await publishCheckRun(github, checkRun({}))).status).toBe('created');
  await publishCheckRun(github, checkRun({ verdict: 'pass', title: 'no regression shown' }));
  await publishCheckRun(github, checkRun({ verdict: 'error', title: 'no key' }));
  const runs = await server.checkRuns('b'.repeat(40));
  expect(runs.map(({ conclusion, output }) => [conclusion, output.title])).toEqual([
    ['failure', 'support.md gets worse for enterprise'],
    ['success', 'no regression shown'],
    ['failure', 'no key'],
  ]);
});

test('more than fifty annotations go in several requests, none lost, none twice', async () => {
  const github = await connect(await server.token(), server.url);
  const annotations = Array.from({ length: 120 }, (_, index) => ({
    path: 'prompts/support.md',
    startLine: index + 1,
    endLine: index + 1,
    level: 'failure' as const,
    title: 'regression',
    message: `line ${index + 1}`,
  }));
  server.journal.length = 0;
  await publishCheckRun(github, checkRun({ annotations }));
  const sent = server.journal.map(({ body }): { message: string }[] => JSON.parse(body).output.annotations);
  expect(sent.map((batch) => batch.length)).toEqual([50, 50, 20]);
  expect(sent.flat().map(({ message }) => message)).toEqual(annotations.map(({ message }) => message));
});

test('without the permission the failure names it, and nothing is thrown', async () => {
  const github = await connect(await server.token({ contents: 'read' }), server.url);
  expect(await publishCheckRun(github, checkRun({}))).toEqual({
    status: 'failed',
    failure: { kind: 'permission', sentence: expect.stringContaining('checks: write') },
  });
});
