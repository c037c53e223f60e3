import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { GateVerdict } from '../../src/domain/verdict.ts';
import { connect } from '../../src/github/api.ts';
import { type CommentOutcome, type CommentRequest, publishComment } from '../../src/github/comment.ts';
import { writeMarker } from '../../src/github/marker.ts';
import { digestOf, writeRecord } from '../../src/github/record.ts';
import { withLastReport } from '../../src/report/markdown/last-report.ts';
import { checkRunFor } from '../kit/check-run.ts';
import { type GitHubServer, REPOSITORY, startGitHub } from '../kit/github-server.ts';

const GATE = '.github/prompt-eval-gate.yml';
let server: GitHubServer;
let number: number;
let token: string;

beforeAll(async () => {
  server = await startGitHub();
});
afterAll(() => server.close());
beforeEach(async () => {
  number = await server.openPullRequest();
  token = await server.token();
});
afterEach(() => {
  server.heal();
  server.setGraphql(true);
});

/** Run `id` on its own commit gives this verdict; as in a run, its check run is made first. */
async function publish(
  id: number,
  verdict: GateVerdict,
  changes: Partial<CommentRequest> = {},
  as = token,
): Promise<CommentOutcome> {
  const github = await connect(as, server.url);
  const quiet = changes.quiet ?? false;
  return publishComment(github, {
    checkRun: quiet || changes.mode === 'never' ? null : await checkRunFor(github, verdict),
    repository: REPOSITORY,
    number,
    mode: 'always',
    gate: GATE,
    run: { id, attempt: 1, sha: id.toString(16).padStart(40, '0') },
    verdict,
    quiet,
    accepted: false,
    render: ({ fixed }) => `run ${id}: ${fixed ? 'fixed' : verdict}`,
    ...changes,
  });
}

async function bodies(): Promise<string[]> {
  return (await server.comments(number)).map(({ body }) => body.replace(/\n\n<!--.*-->$/, ''));
}

describe('one comment a pull request', () => {
  test('is created, then edited in place', async () => {
    const first = await publish(1, 'block');
    const second = await publish(2, 'block');
    expect(first.status).toBe('created');
    expect(second).toEqual({ ...first, status: 'edited' });
    expect(await bodies()).toEqual(['run 2: block']);
  });

  test('is found again on a later page', async () => {
    await publish(1, 'block');
    for (let index = 0; index < 120; index += 1)
      await server.comment(number, `noise ${index}`, 'token-of-ada');
    expect((await publish(2, 'block')).status).toBe('edited');
  });

  test('says fixed when the regression goes, once', async () => {
    await publish(1, 'block');
    await publish(2, 'pass');
    expect(await bodies()).toEqual(['run 2: fixed']);
    await publish(3, 'pass');
    expect(await bodies()).toEqual(['run 3: pass']);
  });

  test('is a new one for a regression after a pass, and the old one is folded', async () => {
    await publish(1, 'pass');
    const outcome = await publish(2, 'block');
    const [old, fresh] = await server.comments(number);
    expect(outcome).toEqual({ status: 'created', url: fresh?.html_url, foreign: 0 });
    expect(fresh?.body).toContain('run 2: block');
    expect(old?.body).toMatch(/^<details><summary>.*<\/summary>\n\nrun 1: pass\n\n<\/details>/);
    expect(old?.body).toContain(`href="${fresh?.html_url}"`);
    expect(server.minimized).toHaveLength(1);

    await publish(3, 'block');
    expect(await bodies()).toEqual([expect.stringContaining('run 1: pass'), 'run 3: block']);
  });

  test('is kept apart from that of another gate in the same repository', async () => {
    await publish(1, 'block');
    await publish(2, 'pass', { gate: 'other/gate--config.yml' });
    await publish(3, 'block', { gate: 'other/gate--config.yml' });
    expect(await bodies()).toEqual(['run 1: block', expect.stringContaining('run 2'), 'run 3: block']);
  });

  test('remains one when two runs raced to create it', async () => {
    const [, twin] = [await publish(1, 'block'), await publish(1, 'block', { gate: 'twin' })];
    expect(twin.status).toBe('created');
    const run = { id: 1, attempt: 1, sha: '' };
    const github = await connect(token, server.url);
    const record = (await checkRunFor(github, 'block')) ?? 0;
    const body = `the twin\n\n${writeMarker({ gate: GATE, run, state: 'block', record })}`;
    const { id } = await server.comment(number, body, token);
    await writeRecord(github, REPOSITORY, record, {
      comment: id,
      run,
      state: 'block',
      digest: digestOf(body),
    });
    await publish(2, 'block');
    expect(await bodies()).toEqual([expect.stringMatching(/^<details>/), 'run 1: block', 'run 2: block']);
  });
});

describe('nobody is spoken for', () => {
  const forged = `Everything is fine.\n\n${writeMarker({
    gate: GATE,
    run: { id: 999, attempt: 1, sha: '' },
    state: 'pass',
    record: 0,
  })}`;

  test('a marker forged by a user is neither edited nor believed', async () => {
    await server.comment(number, forged, 'token-of-mallory');
    await publish(1, 'block');
    await publish(2, 'block');
    expect(await bodies()).toEqual(['Everything is fine.', 'run 2: block']);
  });

  test.each([true, false])('a marker forged through another bot neither (GraphQL: %s)', async (graphql) => {
    server.setGraphql(graphql);
    await server.comment(number, forged, await server.token(undefined, 'other-bot'));
    await publish(1, 'block');
    await publish(2, 'block');
    expect(await bodies()).toEqual(['Everything is fine.', 'run 2: block']);
  });

  test('a quoted marker inside a comment is text', async () => {
    await publish(1, 'block');
    await server.comment(number, `${forged}\n\nlook at that`, token);
    await publish(2, 'block');
    expect(await bodies()).toEqual(['run 2: block', expect.stringContaining('look at that')]);
  });
});

describe('whose token it is', () => {
  test('does not matter: a personal token edits its own comment', async () => {
    await server.comment(number, 'hello', token);
    await publish(1, 'block', {}, 'token-of-ada');
    expect((await publish(2, 'block', {}, 'token-of-ada')).status).toBe('edited');
    expect((await publish(3, 'block')).status).toBe('created');
  });

  test('is found out without GraphQL too', async () => {
    server.setGraphql(false);
    for (const as of ['token-of-ada', token, await server.token(undefined, 'other-bot')]) {
      number = await server.openPullRequest();
      const first = await publish(1, 'block', {}, as);
      expect(await publish(2, 'block', {}, as)).toEqual({ ...first, status: 'edited' });
      expect(await bodies()).toEqual(['run 2: block']);
      await publish(3, 'pass', {}, as);
      const outcome = await publish(4, 'block', {}, as);
      expect(await bodies()).toEqual([expect.stringMatching(/^<details>.*run 3: fixed/s), 'run 4: block']);
      expect(outcome).toMatchObject({
        status: 'created',
        url: (await server.comments(number))[1]?.html_url,
      });
    }
  });
});

describe('whose token it is, when GitHub does not say', () => {
  test('the comment itself does, a person’s too', async () => {
    server.setGraphql(false);
    server.fail({ match: /^GET \/user/, status: 403 });
    await publish(1, 'block', {}, 'token-of-ada');
    await server.comment(number, 'hello', 'token-of-mallory');
    await publish(2, 'block', {}, 'token-of-ada');
    expect(await bodies()).toEqual(['run 2: block', 'hello']);
  });
});

describe('an older run', () => {
  test('never overwrites what a newer one wrote', async () => {
    await publish(7, 'pass');
    expect(await publish(6, 'block')).toEqual({ status: 'skipped', why: 'newer-run' });
    expect(await bodies()).toEqual(['run 7: pass']);
  });

  test('gives way to its own second attempt, and not the other way round', async () => {
    const attempt = (count: number) => ({ run: { id: 7, attempt: count, sha: '' } });
    await publish(7, 'error', attempt(2));
    expect(await publish(7, 'block', attempt(1))).toMatchObject({ why: 'newer-run' });
    expect((await publish(7, 'block', attempt(3))).status).toBe('edited');
  });

  test('of a person, who has no record to show, writes beside what claims to be newer', async () => {
    await publish(7, 'pass', {}, 'token-of-ada');
    expect((await publish(6, 'block', {}, 'token-of-ada')).status).toBe('created');
    expect(await bodies()).toEqual(['run 7: pass', 'run 6: block']);
    await publish(8, 'block', {}, 'token-of-ada');
    expect((await bodies()).at(-1)).toBe('run 8: block');
  });

  test('posts nothing when the pull request has moved on', async () => {
    const elsewhere = await server.push(number);
    expect(elsewhere).not.toBe(await server.headOf(number));
    const run = { id: 1, attempt: 1, sha: elsewhere };
    expect(await publish(1, 'block', { run })).toEqual({ status: 'skipped', why: 'moved-on' });
    expect(await bodies()).toEqual([]);
  });
});

test('a report of any length is cut to what GitHub takes, and is found again', async () => {
  const render = () => 'x'.repeat(70_000);
  const first = await publish(1, 'block', { render });
  expect((await bodies())[0]).toBe('x'.repeat(64_000));
  expect(await publish(2, 'block', { render })).toEqual({ ...first, status: 'edited' });
});

describe('a comment that is gone', () => {
  test('is followed by a new one, and nobody is told of a permission', async () => {
    await publish(1, 'block');
    server.fail({ match: /^PATCH .*comments/, status: 404, message: 'Not Found', times: 1 });
    expect((await publish(2, 'block')).status).toBe('created');
    expect(await bodies()).toContain('run 2: block');
  });

  test('leaves what came before it alone', async () => {
    await publish(1, 'block');
    const [comment] = await server.comments(number);
    await server.deleteComment(comment?.id ?? 0);
    await publish(2, 'pass');
    expect(await bodies()).toEqual(['run 2: pass']);
  });
});

describe('the report of a block that nothing has resolved', () => {
  const asked: (string | undefined)[] = [];
  const render: CommentRequest['render'] = ({ fixed, last }) => {
    asked.push(last);
    return last === undefined || fixed ? `fixed: ${fixed}` : withLastReport('it broke', last, 64_000);
  };
  beforeEach(() => void asked.splice(0));

  test('is kept through runs that break, until one passes', async () => {
    await publish(1, 'block');
    for (const id of [2, 3]) {
      await publish(id, 'error', { render });
      expect((await bodies())[0]).toMatch(/^it broke\n\n.*<details>.*\n\nrun 1: block\n\n<\/details>$/s);
    }
    await publish(4, 'pass', { render });
    expect(await bodies()).toEqual(['fixed: true']);
    expect(asked).toEqual(['run 1: block', 'run 1: block', 'run 1: block']);
  });

  test('is not taken from a comment that somebody has edited', async () => {
    await publish(1, 'block');
    const [comment] = await server.comments(number);
    const body = comment?.body.replace('run 1: block', 'ask @everyone') ?? '';
    await server.editComment(comment?.id ?? 0, body, 'token-of-ada');
    await publish(2, 'error', { render });
    expect(asked).toEqual([undefined]);
  });
});

test('without `checks: write` no comment is known as ours: each run writes one, and says how many it left', async () => {
  token = await server.token({ contents: 'read', pull_requests: 'write' });
  await publish(1, 'block');
  expect(await publish(2, 'block')).toMatchObject({ status: 'created', foreign: 1 });
  expect(await publish(3, 'pass', { mode: 'on-change', quiet: true })).toMatchObject({ status: 'created' });
  expect(await publish(4, 'pass', { mode: 'on-change' })).toMatchObject({ why: 'nothing-to-say' });
  expect(await bodies()).toEqual(['run 1: block', 'run 2: block', 'run 3: pass']);
});

describe('what the owner wants', () => {
  test('never: GitHub is not even asked', async () => {
    server.journal.length = 0;
    expect(await publish(1, 'block', { mode: 'never' })).toEqual({ status: 'skipped', why: 'not-wanted' });
    expect(server.journal).toEqual([]);
  });

  test('on-change: nothing is said until something is wrong, and then also that it is fixed', async () => {
    const mode = 'on-change';
    expect((await publish(1, 'pass', { mode })).status).toBe('skipped');
    expect((await publish(2, 'block', { mode })).status).toBe('created');
    expect((await publish(3, 'pass', { mode })).status).toBe('edited');
    expect(await bodies()).toEqual(['run 3: fixed']);
  });

  test('a pull request that changes no prompt gets no comment, but an old one is brought up to date', async () => {
    expect(await publish(1, 'pass', { quiet: true })).toEqual({ status: 'skipped', why: 'nothing-to-say' });
    await publish(2, 'block');
    await publish(3, 'pass', { quiet: true });
    expect(await bodies()).toEqual(['run 3: fixed']);
  });
});

describe('when GitHub does not play along', () => {
  test('a missing permission is named', async () => {
    token = await server.token({ contents: 'read' });
    const outcome = await publish(1, 'block');
    expect(outcome).toMatchObject({
      status: 'failed',
      failure: { kind: 'permission', sentence: expect.stringContaining('pull-requests: write') },
    });
  });

  test('a pull request that was closed meanwhile gets its comment', async () => {
    const github = await connect('token-of-ada', server.url);
    await github.rest.pulls.update({ ...REPOSITORY, pull_number: number, state: 'closed' });
    expect((await publish(1, 'block')).status).toBe('created');
  });

  test('a short outage is waited out', async () => {
    server.fail({ match: /^GET .*comments/, status: 502, times: 2 });
    expect((await publish(1, 'block')).status).toBe('created');
  });

  test('nothing is written where it cannot be known whether the pull request has moved on', async () => {
    server.fail({ match: /^GET .*\/pulls\//, status: 502 });
    expect(await publish(1, 'block')).toMatchObject({ status: 'failed', failure: { kind: 'unavailable' } });
    expect(await bodies()).toEqual([]);
  });

  test('nothing is written where it cannot be known which comment is ours', async () => {
    await publish(1, 'block');
    server.fail({ match: /^GET .*\/check-runs\//, status: 502 });
    expect(await publish(2, 'pass')).toMatchObject({ status: 'failed', failure: { kind: 'unavailable' } });
    expect(await bodies()).toEqual(['run 1: block']);
  });

  test('a lost answer does not make a second comment', async () => {
    server.fail({ match: /^POST .*comments/, status: 502, times: 1, carriedOut: true });
    expect((await publish(1, 'block')).status).toBe('created');
    expect(await bodies()).toEqual(['run 1: block']);
  });

  test('a rate limit that asks for a short wait is waited out', async () => {
    server.fail({ match: /^GET .*comments/, status: 403, headers: { 'retry-after': '1' }, times: 1 });
    expect((await publish(1, 'block')).status).toBe('created');
  });

  test.each([
    [{ status: 503 }, 'GitHub did not answer'],
    [{ status: 429, headers: { 'retry-after': '3600' } }, 'rate limit'],
    [{ status: 404, message: 'Not Found' }, 'The token may not do this (404)'],
    [{ status: 401, message: 'Bad credentials' }, 'does not accept the token'],
    [{ status: 403, message: 'Unable to create comment because issue is locked.' }, 'locked'],
    [{ status: 422, message: 'secret words of GitHub' }, 'GitHub refused it (422)'],
  ])('%o is a warning of one sentence, and nothing is thrown', async (fault, sentence) => {
    server.fail({ match: /comments/, ...fault });
    const outcome = await publish(1, 'block');
    expect(outcome).toMatchObject({
      status: 'failed',
      failure: { sentence: expect.stringContaining(sentence) },
    });
    expect(JSON.stringify(outcome)).not.toContain('secret words');
  });

  test('a server that is not there is a warning too', async () => {
    const github = await connect(token, 'http://127.0.0.1:9');
    const run = { id: 1, attempt: 1, sha: '' };
    const request = {
      repository: REPOSITORY,
      number,
      mode: 'always',
      gate: GATE,
      run,
      quiet: false,
      accepted: false,
      checkRun: null,
    } as const;
    const outcome = await publishComment(github, { ...request, verdict: 'block', render: () => 'x' });
    expect(outcome).toMatchObject({ status: 'failed', failure: { kind: 'unavailable' } });
  });
});
