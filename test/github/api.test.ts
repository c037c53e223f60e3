import { afterEach, beforeEach, expect, test } from 'vitest';
import { connect, describeFailure, type GitHub } from '../../src/github/api.ts';
import { keepIssue } from '../../src/github/issue.ts';
import { REPOSITORY } from '../kit/github-server.ts';
import { type MuteServer, startMuteServer } from '../kit/mute-server.ts';

let server: MuteServer;
let github: GitHub;

beforeEach(async () => {
  server = await startMuteServer();
  github = await connect('ghs_x', server.url, { timeoutMs: 50 });
});
afterEach(() => server.close());

async function sentenceOf(call: Promise<unknown>): Promise<string> {
  const error = await call.then(
    () => new Error('it was answered'),
    (problem: unknown) => problem,
  );
  return describeFailure(error, 'issues: write').sentence;
}

test('a GitHub that never answers ends the call, and a change is not sent twice', async () => {
  const issue = { ...REPOSITORY, title: 'Guard' };
  expect(await sentenceOf(github.rest.issues.create(issue))).toBe('GitHub did not answer.');
  expect(await sentenceOf(github.graphql('query { viewer { login } }'))).toBe('GitHub did not answer.');
  expect(server.requests).toEqual(['POST /repos/acme/prompts/issues', 'POST /graphql']);
});

test('an answer that stops in the middle is no empty list: what was posted is not posted again', async () => {
  server.begin('[{"number": 1,');
  const issue = { repository: REPOSITORY, key: 'guard support', title: 'Guard', body: 'It trips.' };
  expect(await keepIssue(github, issue)).toEqual({ kind: 'failed', problem: 'GitHub did not answer.' });
  expect(server.requests).not.toContain('POST /repos/acme/prompts/issues');
});
