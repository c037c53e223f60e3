import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Result } from '../../src/domain/result.ts';
import { type Marker, readMarker, writeMarker } from '../../src/github/marker.ts';
import { type Published, publish } from '../../src/github/publish.ts';
import { type GitHubServer, type PostedComment, REPOSITORY, startGitHub } from '../kit/github-server.ts';
import { promptResult, result } from '../kit/result-parts.ts';

/**
 * Another workflow of the same repository posts as the same bot, and what it posts comes from the author of the pull
 * request: a preview, a coverage table, a title. So the author chooses a comment's text, and nothing else.
 */
const GATE = '.github/prompt-eval-gate.yml';
const PROMPT = promptResult('prompts/support.md', { verdict: 'pass' });
const BLOCKED = result('block', { prompts: [{ ...PROMPT, verdict: 'block' }] });
const PASSED = result('pass', { prompts: [PROMPT] });
const QUIET = result('pass', { prompts: [] });
const BROKEN = result('error', { prompts: [] });

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

async function run(id: number, outcome: Result, as = token): Promise<Published> {
  const head = id.toString(16).padStart(40, '0');
  return publish({
    result: outcome,
    event: {
      kind: 'pull-request',
      base: 'main',
      head,
      repository: REPOSITORY,
      pullRequest: {
        number,
        fork: false,
        secretsOnFork: false,
        comments: null,
        labels: [],
        labelled: null,
        branch: null,
      },
      trusted: true,
      scope: `pull/${number}`,
    },
    token: as,
    apiUrl: server.url,
    commentMode: 'always',
    gate: GATE,
    defaultGate: true,
    run: { id, attempt: 1, sha: head },
    runUrl: undefined,
    pageUrl: undefined,
    repositoryUrl: undefined,
  });
}

/** A comment of the same bot with a chosen text. */
async function plant(marker: Partial<Marker>): Promise<PostedComment> {
  const claim: Marker = {
    gate: GATE,
    run: { id: 1, attempt: 1, sha: '' },
    state: 'pass',
    record: 0,
    ...marker,
  };
  return server.comment(number, `12 secrets found.\n\n${writeMarker(claim)}`, token);
}

async function bodies(): Promise<string[]> {
  return (await server.comments(number)).map(({ body }) => body);
}

const NEWER = { id: 999_999_999, attempt: 9, sha: '' };

describe('a planted comment', () => {
  test.each(['pass', 'block', 'error', 'folded'] as const)(
    'that claims a newer run and %s does not keep a block from being posted',
    async (state) => {
      const planted = await plant({ run: NEWER, state });
      const { commentUrl } = await run(7, BLOCKED);
      const [first, second, ...others] = await server.comments(number);
      expect(first?.body).toBe(planted.body);
      expect(second).toMatchObject({ html_url: commentUrl, body: expect.stringContaining('merge blocked') });
      expect(others).toEqual([]);
    },
  );

  test('is never edited, folded or hidden, whatever the verdict', async () => {
    const planted = await plant({ state: 'block' });
    server.minimized.length = 0;
    for (const [index, outcome] of [PASSED, BLOCKED, BROKEN, QUIET, PASSED].entries())
      await run(7 + index, outcome);
    expect((await bodies())[0]).toBe(planted.body);
    expect(server.minimized.length).toBe(1);
  });

  test('does not make a new regression an edit that notifies nobody', async () => {
    await run(7, PASSED);
    await plant({ run: { id: 8, attempt: 1, sha: '' }, state: 'block' });
    await run(9, BLOCKED);
    const [old, , fresh] = await bodies();
    expect(old).toMatch(/^<details>/);
    expect(fresh).toContain('merge blocked');
  });

  test('does not end the gate’s own story: that comment is edited in place all the same', async () => {
    await run(7, BLOCKED);
    await plant({ run: NEWER, state: 'pass' });
    await run(8, PASSED);
    const [own, planted, ...others] = await bodies();
    expect(own).toContain('fixed');
    expect(planted).toContain('12 secrets found.');
    expect(others).toEqual([]);
  });

  test('that copies the marker of the gate’s comment is not that comment', async () => {
    await run(7, BLOCKED);
    const [own = ''] = await bodies();
    const planted = await plant({ ...readMarker(own), run: NEWER });
    await run(8, BLOCKED);
    expect((await bodies())[1]).toBe(planted.body);
    expect((await bodies())[0]).not.toBe(own);
  });

  test('in any number only makes the gate write one of its own', async () => {
    for (let index = 0; index < 40; index += 1) await plant({ run: NEWER, record: index + 1 });
    await run(7, BLOCKED);
    expect((await bodies()).filter((body) => body.includes('merge blocked'))).toHaveLength(1);
  });

  test('is reported in the log', async () => {
    await plant({ run: NEWER });
    const { warnings } = await run(7, BLOCKED);
    expect(warnings).toEqual([expect.stringContaining('is not known as its own')]);
    expect(warnings[0]).not.toContain('checks: write');
  });

  test('does not answer for a comment whose answer got lost', async () => {
    server.fail({ match: /^POST .*\/comments/, status: 502, times: 1 });
    server.journal.length = 0;
    const posting = run(7, BLOCKED);
    const posts = () =>
      server.journal.filter(({ method, path }) => /^POST .*comments/.test(`${method} ${path}`));
    await expect.poll(posts, { timeout: 30_000 }).toHaveLength(1);
    await plant({ run: { id: 7, attempt: 1, sha: '' }, state: 'block' });
    const { commentUrl } = await posting;
    server.heal();
    const posted = (await server.comments(number)).find(({ html_url }) => html_url === commentUrl);
    expect(posted?.body).toContain('merge blocked');
  });
});

describe('the record', () => {
  test('of another app confirms nothing', async () => {
    const planted = await plant({ run: NEWER });
    const other = await server.token(undefined, 'other-bot');
    await run(6, BLOCKED, other);
    const record = await otherRecord(other, planted.id);
    const body = planted.body.replace('record=0', `record=${record}`);
    await server.editComment(planted.id, body, token);
    await run(7, BLOCKED);
    const ours = (await server.comments(number)).filter(({ user }) => user.login === 'github-actions[bot]');
    expect(ours.map(({ body: text }) => text.includes('merge blocked'))).toEqual([false, true]);
  });

  /** Makes a check run as another app, which names the comment as the gate would. */
  async function otherRecord(as: string, comment: number): Promise<number> {
    const external_id = `prompt-eval-gate comment=${comment} run=999999999 attempt=9 state=pass body=${'0'.repeat(32)}`;
    const response = await fetch(`${server.url}/repos/acme/prompts/check-runs`, {
      method: 'POST',
      headers: { authorization: `Bearer ${as}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        name: 'Prompt Eval Gate',
        head_sha: 'c'.repeat(40),
        status: 'completed',
        conclusion: 'success',
        external_id,
      }),
    });
    const { id }: { id: number } = JSON.parse(await response.text());
    return id;
  }

  test('outlives what others do to the text: state and run are read from it', async () => {
    await run(7, PASSED);
    const [own] = await server.comments(number);
    const forged = own?.body.replace('run=7', 'run=999999').replace('state=pass', 'state=block') ?? '';
    await server.editComment(own?.id ?? 0, forged, token);
    await run(8, BLOCKED);
    const [old, fresh] = await bodies();
    expect(old).toMatch(/^<details>/);
    expect(fresh).toContain('merge blocked');
  });

  test('of a newer run keeps an older one silent, which says so in the log', async () => {
    await run(8, PASSED);
    const { warnings, commentUrl } = await run(7, BLOCKED);
    expect(commentUrl).toBeNull();
    expect(warnings).toEqual([expect.stringContaining('a newer run of the gate has written it')]);
  });
});

test('the check run’s conclusion is the verdict, whatever comments say', async () => {
  await plant({ run: NEWER, state: 'pass' });
  await run(0xa77ac, BLOCKED);
  const runs = await server.checkRuns((0xa77ac).toString(16).padStart(40, '0'));
  expect(runs.map(({ conclusion }) => conclusion)).toEqual(['failure']);
});
