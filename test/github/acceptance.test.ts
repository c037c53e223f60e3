import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { acceptanceOfMerged, askAcceptance, mayBeLabelled } from '../../src/github/acceptance.ts';
import { connect } from '../../src/github/api.ts';
import type { GateEvent, PullRequestEvent } from '../../src/github/event.ts';
import { type GitHubServer, REPOSITORY, startGitHub } from '../kit/github-server.ts';

const LABEL = 'accept-regression';
const HEAD = 'a'.repeat(40);
const OTHER = 'b'.repeat(40);
const NUMBER = 12;
const ADA = { login: 'ada', type: 'User' } as const;
const BOB = { login: 'bob', type: 'User' } as const;
const BOT = { login: 'labeler[bot]', type: 'Bot' } as const;

/** A time of one day. */
const at = (clock: string) => `2026-11-28T${clock}:00Z`;

let server: GitHubServer;
let token: string;
beforeAll(async () => {
  server = await startGitHub();
  token = await server.token();
});
afterAll(() => server.close());
afterEach(() => {
  server.heal();
  server.labels.forget();
});

const pullRequest: PullRequestEvent = {
  number: NUMBER,
  fork: false,
  secretsOnFork: false,
  comments: null,
  labels: [LABEL],
  labelled: null,
  branch: 'edit',
};

/** The answer to a run that starts because this person set the label. */
const afterLabelling = (by: string, attempt = 1) => ask({ labelled: { label: LABEL, by } }, attempt);

/** The answer to a run that any other event starts. */
const afterAnotherEvent = () => ask({});

async function ask(changes: Partial<PullRequestEvent>, attempt = 1) {
  return askAcceptance(await connect(token, server.url), {
    repository: REPOSITORY,
    pullRequest: { ...pullRequest, ...changes },
    head: HEAD,
    label: LABEL,
    attempt,
  });
}

describe('the run that the label starts', () => {
  test('accepts the commit, by the person who set it, when they set it', async () => {
    server.labels.permit('ada', 'write');
    server.labels.set(NUMBER, LABEL, ADA, at('15:00'));
    expect(await afterLabelling('ada')).toEqual({ kind: 'accepted', by: 'ada', at: at('15:00') });
  });

  test('does not ask who pushed what: the event has the head of that time', async () => {
    server.labels.permit('ada', 'admin');
    server.labels.set(NUMBER, LABEL, ADA, at('15:00'));
    server.journal.length = 0;
    await afterLabelling('ada');
    expect(server.journal.filter(({ path }) => path.includes('/activity'))).toEqual([]);
  });

  test('accepts nothing from a person without write permission', async () => {
    server.labels.set(NUMBER, LABEL, BOB, at('15:00'));
    for (const permission of ['read', 'none'] as const) {
      server.labels.permit('bob', permission);
      expect(await afterLabelling('bob')).toEqual({ kind: 'refused', why: 'may-not-write', by: 'bob' });
    }
  });

  test('accepts nothing from an app, whatever it may do', async () => {
    server.labels.permit(BOT.login, 'admin');
    server.labels.set(NUMBER, LABEL, BOT, at('15:00'));
    expect(await afterLabelling(BOT.login)).toEqual({
      kind: 'refused',
      why: 'not-a-person',
      by: BOT.login,
    });
  });

  test('accepts nothing once the label is removed', async () => {
    server.labels.permit('ada', 'write');
    server.labels.set(NUMBER, LABEL, ADA, at('15:00'));
    server.labels.remove(NUMBER, LABEL, BOB, at('15:01'));
    expect(await afterLabelling('ada')).toEqual({ kind: 'none' });
  });

  test('does not lend its commit to somebody who set the label again later', async () => {
    server.labels.permit('ada', 'write');
    server.labels.permit('bob', 'write');
    server.labels.set(NUMBER, LABEL, ADA, at('15:00'));
    server.labels.remove(NUMBER, LABEL, ADA, at('15:01'));
    server.labels.set(NUMBER, LABEL, BOB, at('16:00'));
    server.labels.push('edit', OTHER, at('15:30'));
    expect(await afterLabelling('ada')).toEqual({ kind: 'refused', why: 'not-for-this-commit' });
  });

  test('finds the label behind hundreds of other events', async () => {
    server.labels.permit('ada', 'write');
    for (let index = 0; index < 250; index += 1) server.labels.set(NUMBER, 'other', BOB, at('14:00'));
    server.labels.set(NUMBER, LABEL, ADA, at('15:00'));
    expect(await afterLabelling('ada')).toMatchObject({ kind: 'accepted', by: 'ada' });
  });

  test('knows the label in other letters', async () => {
    server.labels.permit('ada', 'write');
    server.labels.set(NUMBER, 'Accept-Regression', ADA, at('15:00'));
    expect(await ask({ labelled: { label: 'Accept-Regression', by: 'Ada' } })).toMatchObject({
      kind: 'accepted',
    });
  });
});

describe('any other run of the same commit', () => {
  test('stays accepted where the commit was pushed last, and before the label', async () => {
    server.labels.permit('ada', 'write');
    server.labels.push('edit', HEAD, at('14:00'));
    server.labels.set(NUMBER, LABEL, ADA, at('15:00'));
    expect(await afterAnotherEvent()).toEqual({ kind: 'accepted', by: 'ada', at: at('15:00') });
    expect(await afterLabelling('ada', 2)).toMatchObject({ kind: 'accepted' });
  });

  test('is not accepted by a label that is older than the push, nor by one of the same moment', async () => {
    server.labels.permit('ada', 'write');
    server.labels.set(NUMBER, LABEL, ADA, at('15:00'));
    for (const pushed of [at('15:30'), at('15:00'), '2026-11-28T14:59:56Z']) {
      server.labels.push('edit', HEAD, pushed);
      expect(await afterAnotherEvent()).toEqual({ kind: 'refused', why: 'not-for-this-commit' });
    }
  });

  test('is not accepted where the branch went elsewhere and came back after the label', async () => {
    server.labels.permit('ada', 'write');
    server.labels.push('edit', HEAD, at('14:00'));
    server.labels.set(NUMBER, LABEL, ADA, at('15:00'));
    server.labels.push('edit', OTHER, at('15:10'));
    expect(await afterAnotherEvent()).toMatchObject({ why: 'not-for-this-commit' });
    server.labels.push('edit', HEAD, at('15:20'));
    expect(await afterAnotherEvent()).toMatchObject({ why: 'not-for-this-commit' });
    expect(await afterLabelling('ada', 2)).toMatchObject({ why: 'not-for-this-commit' });
  });

  test('is not accepted where the pushes are not known', async () => {
    server.labels.permit('ada', 'write');
    server.labels.set(NUMBER, LABEL, ADA, at('15:00'));
    expect(await afterAnotherEvent()).toMatchObject({ why: 'not-for-this-commit' });
    expect(await ask({ branch: null })).toMatchObject({ why: 'not-for-this-commit' });
    server.fail({ match: /\/activity/, status: 404 });
    expect(await afterAnotherEvent()).toMatchObject({ why: 'not-for-this-commit' });
  });

  test('of a fork is not accepted: what bears its name is its owner’s choice', async () => {
    server.labels.permit('ada', 'write');
    server.labels.push('edit', HEAD, at('14:00'));
    server.labels.set(NUMBER, LABEL, ADA, at('15:00'));
    expect(await ask({ fork: true, branch: null })).toMatchObject({ why: 'not-for-this-commit' });
    expect(await ask({ fork: true, branch: null, labelled: { label: LABEL, by: 'ada' } })).toMatchObject({
      kind: 'accepted',
    });
  });

  test('a later attempt, whose event knows no label, says nothing where GitHub does not answer', async () => {
    server.fail({ match: /\/events/, status: 403 });
    expect(await ask({ labels: [] }, 2)).toEqual({ kind: 'none' });
  });

  test('asks GitHub only where the event has the label, or is a later attempt', () => {
    const event: GateEvent = {
      kind: 'pull-request',
      base: 'main',
      head: HEAD,
      repository: REPOSITORY,
      pullRequest: null,
      trusted: true,
      scope: `pull/${NUMBER}`,
    };
    const withLabels = (labels: string[]) => ({ ...event, pullRequest: { ...pullRequest, labels } });
    expect(mayBeLabelled(withLabels(['ACCEPT-regression']), LABEL, 1)).toBe(true);
    expect(mayBeLabelled(withLabels(['other']), LABEL, 1)).toBe(false);
    expect(mayBeLabelled(withLabels([]), LABEL, 2)).toBe(true);
    expect(mayBeLabelled(event, LABEL, 2)).toBe(false);
  });
});

test.each([
  ['label', /\/events/],
  ['permission', /\/permission/],
])('nothing is accepted where GitHub does not give the %s', async (_, match) => {
  server.labels.permit('ada', 'write');
  server.labels.set(NUMBER, LABEL, ADA, at('15:00'));
  server.fail({ match, status: 403 });
  expect(await afterLabelling('ada')).toEqual({
    kind: 'refused',
    why: 'not-known',
    problem: expect.stringContaining('`pull-requests: read`'),
  });
});

test('nothing is accepted from an account that is gone, or unknown to the repository', async () => {
  server.labels.set(NUMBER, LABEL, null, at('15:00'));
  expect(await afterLabelling('ada')).toEqual({ kind: 'refused', why: 'not-a-person', by: 'ghost' });
  server.labels.set(NUMBER, LABEL, ADA, at('15:01'));
  server.fail({ match: /\/permission/, status: 404 });
  expect(await afterLabelling('ada')).toEqual({ kind: 'refused', why: 'may-not-write', by: 'ada' });
});

describe('a merged pull request', () => {
  /** Long before anything is merged here. */
  const earlier = (clock: string) => `2020-01-01T${clock}:00Z`;
  const NEVER = '9999-01-01T00:00:00Z';
  let merged: number;
  let branch: string;
  let head: string;

  beforeAll(async () => {
    merged = await server.openPullRequest();
    branch = await server.branchOf(merged);
    head = await server.headOf(merged);
    await server.mergePullRequest(merged);
  });

  const accepted = async (number = merged) =>
    acceptanceOfMerged(await connect(token, server.url), { repository: REPOSITORY, number, label: LABEL });

  test('was accepted by who set the label for its last commit, also when its branch is deleted since', async () => {
    server.labels.permit('ada', 'write');
    server.labels.push(branch, head, earlier('14:00'));
    server.labels.set(merged, LABEL, ADA, earlier('15:00'));
    expect(await accepted()).toEqual({ by: 'ada', at: earlier('15:00') });
    server.labels.push(branch, '0'.repeat(40), NEVER);
    server.labels.remove(merged, LABEL, BOB, NEVER);
    expect(await accepted()).toEqual({ by: 'ada', at: earlier('15:00') });
  });

  test('was accepted by nobody where the label was for an earlier commit, came later, or does not count', async () => {
    server.labels.permit('ada', 'write');
    server.labels.push(branch, head, earlier('14:00'));
    expect(await accepted()).toBeNull();
    server.labels.set(merged, LABEL, BOB, earlier('15:00'));
    expect(await accepted()).toBeNull();
    server.labels.remove(merged, LABEL, BOB, earlier('15:01'));
    server.labels.set(merged, LABEL, ADA, earlier('13:00'));
    expect(await accepted()).toBeNull();
    server.labels.set(merged, LABEL, ADA, NEVER);
    expect(await accepted()).toBeNull();
  });

  test('is asked about only when it is merged', async () => {
    const open = await server.openPullRequest();
    server.labels.permit('ada', 'write');
    server.labels.push(await server.branchOf(open), await server.headOf(open), earlier('14:00'));
    server.labels.set(open, LABEL, ADA, earlier('15:00'));
    expect(await accepted(open)).toBeNull();
  });
});
