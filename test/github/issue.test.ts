import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { connect } from '../../src/github/api.ts';
import { closeIssue, type IssueOutcome, type KeptIssue, keepIssue } from '../../src/github/issue.ts';
import { type GitHubServer, type PostedIssue, REPOSITORY, startGitHub } from '../kit/github-server.ts';

let server: GitHubServer;
let token: string;
/** Each test has a key of its own. */
let key: string;
let keys = 0;

beforeAll(async () => {
  server = await startGitHub();
});
afterAll(() => server.close());
beforeEach(async () => {
  token = await server.token();
  keys += 1;
  key = `guard support --> ${keys}`;
});
afterEach(() => {
  server.heal();
  server.setGraphql(true);
  server.journal.splice(0);
});

async function keep(body: string, change: Partial<KeptIssue> = {}, as = token): Promise<IssueOutcome> {
  const github = await connect(as, server.url);
  return keepIssue(github, { repository: REPOSITORY, key, title: `Guard ${keys}`, body, ...change });
}

async function close(comment?: string): Promise<IssueOutcome> {
  const github = await connect(token, server.url);
  const closed = { repository: REPOSITORY, key };
  return closeIssue(github, comment === undefined ? closed : { ...closed, comment });
}

/** Issues of this test: state and text above the marker. */
async function told(): Promise<string[]> {
  const marker = `<!-- prompt-eval-gate issue=${encodeURIComponent(key)} -->`;
  const own = (issue: PostedIssue) => issue.body.endsWith(marker);
  const all = (await server.issues()).filter(own);
  return all.map(({ state, body }) => `${state}: ${body.slice(0, body.indexOf('\n'))}`);
}

async function notes(outcome: IssueOutcome): Promise<string[]> {
  if (!('number' in outcome)) throw new Error(`no issue: ${outcome.kind}`);
  const note = /^(.*)\n\n<!-- prompt-eval-gate note=[0-9a-f]{64} -->$/s;
  return (await server.comments(outcome.number)).map(({ body }) => note.exec(body)?.[1] ?? body);
}

test('is opened once, brought up to date in place, and left as it is where nothing changed', async () => {
  const opened = await keep('first', { labels: ['prompt-guard'] });
  expect(opened.kind).toBe('opened');
  expect(await keep('second')).toEqual({ ...opened, kind: 'updated' });
  expect(await keep('second')).toEqual({ ...opened, kind: 'unchanged' });
  expect(await keep('second', { title: 'Another' })).toEqual({ ...opened, kind: 'updated' });
  expect(await told()).toEqual(['open: second']);
});

test('an edit notifies nobody, so what is new is a comment too; opening says it already', async () => {
  const opened = await keep('first', { note: 'It trips.' });
  expect(await notes(opened)).toEqual([]);
  await keep('second', { note: 'Another segment trips.' });
  await keep('second', { note: 'Never posted.' });
  expect(await notes(opened)).toEqual(['Another segment trips.']);
});

test('a comment is posted once a change, whatever fails before or after it', async () => {
  const opened = await keep('first');
  server.fail({ match: /^PATCH /, status: 502, times: 3 });
  for (let run = 0; run < 2; run += 1) await keep('second', { note: 'It trips again.' });
  server.fail({ match: /^POST .*comments$/, status: 502, times: 1, carriedOut: true });
  for (let run = 0; run < 2; run += 1) await keep('third', { note: 'It trips for others.' });
  server.fail({ match: /^POST .*comments$/, status: 502, times: 1 });
  for (let run = 0; run < 2; run += 1) await keep('second', { note: 'It trips again.' });
  expect(await notes(opened)).toEqual(['It trips again.', 'It trips for others.', 'It trips again.']);
  expect(await told()).toEqual(['open: second']);
  server.fail({ match: /^PATCH /, status: 502, times: 3 });
  for (let run = 0; run < 2; run += 1) await close('All is well.');
  expect((await notes(opened)).slice(3)).toEqual(['All is well.']);
  expect(await told()).toEqual(['closed: second']);
});

test('labels are given when it is opened; those that people set later stay', async () => {
  const opened = await keep('first', { labels: ['prompt-guard'] });
  const number = 'number' in opened ? opened.number : 0;
  const labelled = async () =>
    (await server.issues()).find((issue) => issue.number === number)?.labels.map(({ name }) => name);
  expect(await labelled()).toEqual(['prompt-guard']);
  await server.editIssue(number, { labels: ['seen'] });
  await keep('second', { labels: ['prompt-guard'] });
  expect(await labelled()).toEqual(['seen']);
});

test('is found among more issues than a page holds', async () => {
  await keep('first');
  for (let index = 0; index < 120; index += 1) await server.openIssue(`noise ${index}`, 'noise', token);
  expect((await keep('second')).kind).toBe('updated');
  expect(await told()).toEqual(['open: second']);
});

test('one that somebody closed stays closed, and what happens next opens another', async () => {
  const first = await keep('first');
  if ('number' in first) await server.editIssue(first.number, { state: 'closed' });
  expect((await keep('second')).kind).toBe('opened');
  expect(await told()).toEqual(['closed: first', 'open: second']);
});

test('is closed with a word why; where there is none, that is said', async () => {
  const opened = await keep('first');
  expect(await close('All is well.')).toEqual({ ...opened, kind: 'closed' });
  expect(await told()).toEqual(['closed: first']);
  expect(await notes(opened)).toEqual(['All is well.']);
  expect(await close()).toEqual({ kind: 'none' });
});

test("another author's issue with the marker is not ours", async () => {
  const marker = `<!-- prompt-eval-gate issue=${encodeURIComponent(key)} -->`;
  await server.openIssue('Guard', `forged\n\n${marker}`, 'token-of-mallory');
  await server.openIssue('Guard', `another bot's\n\n${marker}`, await server.token(undefined, 'other-bot'));
  expect((await keep('ours')).kind).toBe('opened');
  expect((await keep('ours, newer')).kind).toBe('updated');
  expect(await told()).toEqual(['open: forged', "open: another bot's", 'open: ours, newer']);
});

test('a marker that is not the last line does not count', async () => {
  const marker = `<!-- prompt-eval-gate issue=${encodeURIComponent(key)} -->`;
  await server.openIssue('Guard', `quoted\n\n${marker}\nmore`, token);
  expect((await keep('ours')).kind).toBe('opened');
});

test('a person keeps one as well', async () => {
  expect((await keep('first', {}, 'token-of-ada')).kind).toBe('opened');
  expect((await keep('second', {}, 'token-of-ada')).kind).toBe('updated');
  expect(await told()).toEqual(['open: second']);
});

test('an app whose name GitHub does not tell keeps one all the same', async () => {
  const other = await server.token(undefined, 'other-bot');
  server.setGraphql(false);
  await keep('first', {}, other);
  await keep('second', {}, other);
  expect(await told()).toEqual(['open: second', 'closed: second']);
});

test('a lost answer opens no second one', async () => {
  server.fail({ match: /^POST \/repos\/acme\/prompts\/issues$/, status: 502, times: 1, carriedOut: true });
  expect((await keep('first')).kind).toBe('unchanged');
  expect(await told()).toEqual(['open: first']);
});

test('two runs at the same time leave one open', async () => {
  const outcomes = await Promise.all([keep('one'), keep('one'), keep('one')]);
  expect(outcomes.filter(({ kind }) => kind === 'failed')).toEqual([]);
  expect((await told()).filter((line) => line.startsWith('open'))).toEqual(['open: one']);
});

test('what is longer than GitHub takes is cut, and found again', async () => {
  const long = { title: 'x'.repeat(300) };
  expect((await keep('y'.repeat(70_000), long)).kind).toBe('opened');
  expect((await keep('y'.repeat(70_000), long)).kind).toBe('unchanged');
});

test('a token without the right is told which one, and a repository without issues where to switch them on', async () => {
  const poor = await server.token({ contents: 'read' });
  expect(await keep('first', {}, poor)).toEqual({
    kind: 'failed',
    problem: 'The token may not do this (403): add `issues: write` under `permissions:` in the workflow.',
  });
  server.fail({ match: /issues/, status: 410 });
  expect(await keep('first')).toMatchObject({
    kind: 'failed',
    problem: expect.stringMatching(/^Issues are switched off in this repository/),
  });
});

test('GitHub being down is told', async () => {
  server.fail({ match: /./, status: 503 });
  expect(await keep('first')).toEqual({ kind: 'failed', problem: 'GitHub did not answer.' });
});
