import { describe, expect, test } from 'vitest';
import { ConfigurationError } from '../../src/base/errors.ts';
import { type EventInput, readEvent } from '../../src/github/event.ts';

const BASE = 'a'.repeat(40);
const HEAD = 'b'.repeat(40);
const MERGE = 'c'.repeat(40);
const ZERO = '0'.repeat(40);

const pullRequest = {
  number: 12,
  comments: 3,
  base: { sha: BASE, ref: 'main', repo: { full_name: 'acme/prompts' } },
  head: { sha: HEAD, ref: 'edit', repo: { full_name: 'acme/prompts' } },
};

function event(changes: Partial<EventInput>): EventInput {
  return {
    eventName: 'pull_request',
    payload: { pull_request: pullRequest },
    sha: MERGE,
    ref: 'refs/pull/12/merge',
    repository: 'acme/prompts',
    baseInput: '',
    ...changes,
  };
}

function refusal(changes: Partial<EventInput>): string {
  try {
    readEvent(event(changes));
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigurationError);
    return error instanceof Error ? error.message : '';
  }
  throw new Error('nothing was refused');
}

describe('a pull request', () => {
  test('is judged from its own head, not from the trial merge commit', () => {
    expect(readEvent(event({}))).toEqual({
      kind: 'pull-request',
      base: BASE,
      head: HEAD,
      repository: { owner: 'acme', repo: 'prompts' },
      pullRequest: {
        number: 12,
        fork: false,
        secretsOnFork: false,
        comments: 3,
        labels: [],
        labelled: null,
        branch: 'edit',
      },
      trusted: true,
      scope: 'pull/12',
    });
  });

  test('of a fork, also of a deleted one, is known as such', () => {
    for (const repo of [{ full_name: 'stranger/prompts' }, null]) {
      const payload = { pull_request: { ...pullRequest, head: { ...pullRequest.head, repo } } };
      expect(readEvent(event({ payload })).pullRequest).toMatchObject({
        fork: true,
        secretsOnFork: false,
        branch: null,
      });
      expect(readEvent(event({ payload })).trusted).toBe(false);
      expect(readEvent(event({ payload, eventName: 'pull_request_target' })).pullRequest).toMatchObject({
        fork: true,
        secretsOnFork: true,
      });
    }
  });

  test('carries its labels, and which one this event set', () => {
    const labelled = {
      action: 'labeled',
      label: { name: 'accept-regression' },
      sender: { login: 'ada', type: 'User' },
      pull_request: { ...pullRequest, labels: [{ name: 'prompts' }, { name: 'accept-regression' }] },
    };
    expect(readEvent(event({ payload: labelled })).pullRequest).toMatchObject({
      labels: ['prompts', 'accept-regression'],
      labelled: { label: 'accept-regression', by: 'ada' },
    });
    const pushed = { ...labelled, action: 'synchronize' };
    expect(readEvent(event({ payload: pushed })).pullRequest?.labelled).toBeNull();
  });

  test('under pull_request_target still is judged from its head', () => {
    const target = readEvent(event({ eventName: 'pull_request_target', sha: BASE, ref: 'refs/heads/main' }));
    expect(target).toMatchObject({ base: BASE, head: HEAD, pullRequest: { secretsOnFork: false } });
    expect(target.trusted).toBe(false);
  });

  test('ignores the base input: the pull request says what it merges into', () => {
    expect(readEvent(event({ baseInput: 'origin/other' })).base).toBe(BASE);
  });
});

test('a merge group compares its own commits and repeats the draws of its pull request', () => {
  const payload = {
    merge_group: {
      base_sha: BASE,
      head_sha: HEAD,
      head_ref: `refs/heads/gh-readonly-queue/main/pr-104-${BASE}`,
    },
  };
  expect(readEvent(event({ eventName: 'merge_group', payload }))).toMatchObject({
    kind: 'merge-group',
    base: BASE,
    head: HEAD,
    pullRequest: null,
    scope: 'pull/104',
  });
});

describe('a push', () => {
  const push = (payload: unknown, ref = 'refs/heads/main') =>
    event({ eventName: 'push', payload, ref, sha: HEAD });

  test('compares what was there before with what is there now', () => {
    expect(readEvent(push({ before: BASE, after: HEAD }))).toMatchObject({
      kind: 'push',
      base: BASE,
      head: HEAD,
      pullRequest: null,
    });
  });

  test('names what to compare with should what was there before be gone, except on the default branch', () => {
    const payload = { before: BASE, after: HEAD, repository: { default_branch: 'main' } };
    expect(readEvent(push(payload, 'refs/heads/topic'))).toMatchObject({
      base: BASE,
      baseInstead: 'refs/remotes/origin/main',
    });
    expect(readEvent(push(payload)).baseInstead).toBeUndefined();
  });

  test('of a new branch is measured against the default branch', () => {
    const payload = { before: ZERO, after: HEAD, repository: { default_branch: 'trunk' } };
    expect(readEvent(push(payload, 'refs/heads/new')).base).toBe('refs/remotes/origin/trunk');
  });

  test('of a new default branch has nothing to compare with, and says so', () => {
    const payload = { before: ZERO, after: HEAD, repository: { default_branch: 'main' } };
    expect(refusal(push(payload))).toMatch(/first push of main.*`base`/);
  });

  test('that deletes a branch is refused with the condition to add', () => {
    expect(refusal(push({ before: BASE, after: ZERO }))).toContain('github.event.deleted == false');
  });

  test('measures against the base input where one is given', () => {
    expect(readEvent({ ...push({ before: BASE, after: HEAD }), baseInput: 'origin/release' })).toMatchObject({
      kind: 'manual',
      base: 'origin/release',
      head: HEAD,
    });
  });
});

test('workflow_dispatch wants the base input', () => {
  const dispatch = { eventName: 'workflow_dispatch', payload: { inputs: {} }, sha: HEAD };
  expect(readEvent(event({ ...dispatch, baseInput: 'origin/main' }))).toMatchObject({
    kind: 'manual',
    base: 'origin/main',
    head: HEAD,
    pullRequest: null,
  });
  expect(refusal(dispatch)).toMatch(/workflow_dispatch.*`base`/);
});

describe('refuses with one sentence', () => {
  test('an event that names nothing to compare', () => {
    expect(refusal({ eventName: 'issue_comment', payload: {} })).toMatch(/issue_comment.*`base`/);
  });

  test('a payload that is not what GitHub sends', () => {
    for (const payload of [null, [], 'text', {}, { pull_request: null }, { pull_request: { number: 1 } }]) {
      expect(refusal({ payload })).toMatch(/carries no usable `pull_request/);
    }
  });

  test('a sha that git would read as an option', () => {
    const payload = {
      pull_request: { ...pullRequest, head: { ...pullRequest.head, sha: '--upload-pack=touch pwned' } },
    };
    expect(refusal({ payload })).toContain('pull_request.head.sha');
  });

  test('a repository that is no owner/name', () => {
    for (const repository of ['', 'acme', 'acme/', 'a/b/c']) {
      expect(refusal({ repository })).toContain('GITHUB_REPOSITORY');
    }
  });
});
