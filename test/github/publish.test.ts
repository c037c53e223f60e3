import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Result } from '../../src/domain/result.ts';
import { publish } from '../../src/github/publish.ts';
import { rememberChanges } from '../../src/report/markdown/known-changes.ts';
import { type GitHubServer, REPOSITORY, startGitHub } from '../kit/github-server.ts';
import { blockedResult, noKeyResult, passingResult } from '../kit/results.ts';

let server: GitHubServer;
let number: number;
let token: string;
beforeAll(async () => {
  server = await startGitHub();
  number = await server.openPullRequest();
  token = await server.token();
});
afterAll(() => server.close());

async function commentAfter(id: number, result: Result): Promise<string> {
  const head = id.toString(16).padStart(40, '0');
  const pullRequest = {
    number,
    fork: false,
    secretsOnFork: false,
    comments: null,
    labels: [],
    labelled: null,
    branch: null,
  };
  await publish({
    result,
    event: {
      kind: 'pull-request',
      base: 'main',
      head,
      repository: REPOSITORY,
      pullRequest,
      trusted: true,
      scope: `pull/${number}`,
    },
    token,
    apiUrl: server.url,
    commentMode: 'always',
    gate: '.github/prompt-eval-gate.yml',
    defaultGate: true,
    run: { id, attempt: 1, sha: head },
    runUrl: undefined,
    pageUrl: undefined,
    repositoryUrl: undefined,
  });
  const [comment, ...others] = await server.comments(number);
  expect(others).toEqual([]);
  return comment?.body ?? '';
}

test('a run that broke keeps the failing cases of the block before it, until a run passes', async () => {
  const failing = 'newly fail';
  const report = await commentAfter(1, blockedResult());
  expect(report).toContain(failing);
  for (const id of [2, 3]) {
    const broken = await commentAfter(id, noKeyResult());
    expect(broken).toMatch(/^### ⚠️/);
    expect(broken.match(/The last report before this run broke/g)).toHaveLength(1);
    expect(broken).toContain(failing);
  }
  const passed = await commentAfter(4, passingResult());
  expect(passed).toMatch(/^### ✅ fixed/);
  expect(passed).not.toContain(failing);
});

test('what the last push changed is told by the own comment, and not by one that somebody edited', async () => {
  number = await server.openPullRequest();
  const worse = blockedResult();
  const prompts = worse.prompts.map((prompt) => ({
    ...prompt,
    segments: prompt.segments.map((segment) => ({
      ...segment,
      difference: (segment.difference ?? 0) - 0.3,
    })),
  }));
  await commentAfter(11, { ...worse, prompts });
  await commentAfter(12, noKeyResult());
  const known = await commentAfter(13, blockedResult());
  expect(known.replaceAll('\u00a0', ' ')).toContain('`enterprise` was −46, now **−16** points');

  const [comment] = await server.comments(number);
  const forged = rememberChanges({ ...worse, prompts }, 'f'.repeat(40), undefined);
  await server.editComment(
    comment?.id ?? 0,
    known.replace(/<!-- prompt-eval-gate changes=.*-->/, forged),
    token,
  );
  expect(await commentAfter(14, blockedResult())).not.toContain('Since the last push');
});
