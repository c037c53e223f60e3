import { digestOf } from '../base/digest.ts';
import { describeFailure, type GitHub, statusOf } from './api.ts';
import type { RepositoryName } from './event.ts';
import { type Author, botLogin, type Identity, isAuthor, whoAmI } from './identity.ts';

/** An issue that a command keeps up to date: at most one open issue a key. */
export type KeptIssue = {
  repository: RepositoryName;
  /** What the issue is about, e.g. `guard support production`; it stands in the body, invisible to readers. */
  key: string;
  /** Text that is inert already; what is longer than GitHub takes is cut. */
  title: string;
  /** Markdown that is inert already. */
  body: string;
  /** Set when it is opened, and never again: people may change them. GitHub makes those that are not there. */
  labels?: readonly string[];
  /** Markdown, posted as a comment where an open issue changes, once a change: GitHub tells nobody of an edit. */
  note?: string;
  /** It is opened once: one that was opened since then, ISO 8601, and closed by somebody stays closed. */
  once?: { since: string };
};

export type IssueOutcome =
  | { kind: 'opened' | 'updated' | 'unchanged' | 'closed'; number: number; url: string }
  /** There is none to close. */
  | { kind: 'none' }
  /** `problem` is one sentence of our own, with what to do. */
  | { kind: 'failed'; problem: string };

type Issue = { number: number; url: string; author: Author; title: string; body: string };

type Named = Pick<KeptIssue, 'repository' | 'key'>;

/** GitHub's limits are 256 and 65,536 characters; the rest is for the marker. */
const LONGEST_TITLE = 250;
const LONGEST_BODY = 64_000;

/**
 * Opens the issue of a key, or brings title and body of the open one up to date.
 *
 * The open one is found by the marker in its last line and by its author, over all pages. One that somebody has closed is
 * left closed, and a new one is opened. All workflows of a repository share one bot: what another workflow posts with
 * our marker at its end is taken for ours, and overwritten. Never throws because of GitHub.
 */
export async function keepIssue(github: GitHub, issue: KeptIssue): Promise<IssueOutcome> {
  try {
    const identity = await whoAmI(github);
    const [open] = await findOpen(github, issue, identity);
    if (open !== undefined) return await update(github, open, issue);
    const [closed] = issue.once ? await find(github, issue, identity, closedSince(issue.once)) : [];
    return closed === undefined ? await openOnce(github, issue, identity) : outcomeOf('closed', closed);
  } catch (error) {
    return failed(error);
  }
}

/**
 * Closes the open issue of a key as completed, after a comment that says why. Never throws because of GitHub.
 * @param of.comment Markdown that is inert already
 */
export async function closeIssue(
  github: GitHub,
  { comment, ...of }: Named & { comment?: string },
): Promise<IssueOutcome> {
  try {
    const [open] = await findOpen(github, of, await whoAmI(github));
    if (open === undefined) return { kind: 'none' };
    if (comment !== undefined) await sayOnce(github, of, { open, change: ['closed'], text: comment });
    return await close(github, of, open, 'completed');
  } catch (error) {
    return failed(error);
  }
}

function closedSince({ since }: { since: string }) {
  return { state: 'closed', since } as const;
}

/** The open issues of a key that this account wrote, oldest first. */
function findOpen(github: GitHub, of: Named, identity: Identity): Promise<Issue[]> {
  return find(github, of, identity, { state: 'open' });
}

async function find(
  github: GitHub,
  { repository, key }: Named,
  identity: Identity,
  which: { state: 'open' } | { state: 'closed'; since: string },
): Promise<Issue[]> {
  const { owner, repo } = repository;
  const all = await github.paginate(github.rest.issues.listForRepo, {
    ...{ owner, repo, per_page: 100, ...which },
    creator: identity.bot ? botLogin(identity) : identity.login,
  });
  const marker = markerOf(key);
  return all
    .filter((raw) => !raw.pull_request)
    .map(toIssue)
    .filter(({ author, body }) => isAuthor(author, identity) && body.trimEnd().endsWith(`\n${marker}`))
    .sort((a, b) => a.number - b.number);
}

async function openOnce(github: GitHub, issue: KeptIssue, identity: Identity): Promise<IssueOutcome> {
  const { repository, title, labels = [] } = issue;
  let opened: Issue;
  try {
    const { data } = await github.rest.issues.create({
      ...{ ...repository, title: title.slice(0, LONGEST_TITLE), body: bodyOf(issue) },
      ...(labels.length === 0 ? {} : { labels: [...labels] }),
    });
    opened = toIssue(data);
  } catch (error) {
    // Its answer was lost, or another run was faster.
    const [appeared] = await findOpen(github, issue, identity).catch(() => []);
    if (appeared === undefined) throw error;
    const { note, ...silent } = issue;
    return update(github, appeared, silent);
  }
  return (await yieldToOlder(github, issue, opened)) ?? outcomeOf('opened', opened);
}

/**
 * Another run may have opened one at the same time, and whose account this is may be known only now: the oldest one of
 * the account stays.
 */
async function yieldToOlder(
  github: GitHub,
  issue: KeptIssue,
  opened: Issue,
): Promise<IssueOutcome | undefined> {
  const { author } = opened;
  if (author === null) return undefined;
  const identity = { login: author.login, bot: author.type === 'Bot', proven: true };
  const [oldest] = await findOpen(github, issue, identity).catch(() => []);
  if (oldest === undefined || oldest.number >= opened.number) return undefined;
  await close(github, issue, opened, 'not_planned');
  return update(github, oldest, issue);
}

async function update(github: GitHub, open: Issue, issue: KeptIssue): Promise<IssueOutcome> {
  const { repository, note } = issue;
  const [title, body] = [issue.title.slice(0, LONGEST_TITLE), bodyOf(issue)];
  // GitHub may give line ends of its own.
  const isSame = open.title === title.trim() && withLineFeeds(open.body) === withLineFeeds(body);
  if (isSame) return outcomeOf('unchanged', open);
  if (note !== undefined) await sayOnce(github, issue, { open, change: [title, body], text: note });
  await github.rest.issues.update({ ...repository, issue_number: open.number, title, body });
  return outcomeOf('updated', open);
}

/**
 * Comments on a change that is about to be made. Where the change then failed, or the comment's answer was lost, the same
 * is tried again later: the comment's last line has what it is about, and the newest one of the account is not repeated.
 * @param about.change what the issue, as it is now, becomes
 */
async function sayOnce(
  github: GitHub,
  { repository }: Named,
  { open, change, text }: { open: Issue; change: readonly string[]; text: string },
): Promise<void> {
  const about = digestOf([open.title, withLineFeeds(open.body), ...change]);
  const comments = await github.paginate(github.rest.issues.listComments, {
    ...{ ...repository, issue_number: open.number, per_page: 100 },
  });
  const isOurs = ({ user }: { user: { login: string; type: string } | null }) =>
    user?.login === open.author?.login && user?.type === open.author?.type;
  const last = comments
    .filter(isOurs)
    .map(({ body = '' }) => /\n<!-- prompt-eval-gate note=([0-9a-f]{64}) -->$/.exec(body.trimEnd())?.[1])
    .findLast((digest) => digest !== undefined);
  if (last === about) return;
  await github.rest.issues.createComment({
    ...{ ...repository, issue_number: open.number },
    body: `${text.slice(0, LONGEST_BODY).trimEnd()}\n\n<!-- prompt-eval-gate note=${about} -->`,
  });
}

async function close(
  github: GitHub,
  { repository }: Named,
  issue: Issue,
  reason: 'completed' | 'not_planned',
): Promise<IssueOutcome> {
  const closed = { state: 'closed', state_reason: reason } as const;
  await github.rest.issues.update({ ...repository, issue_number: issue.number, ...closed });
  return outcomeOf('closed', issue);
}

/** The body's last line, an HTML comment. */
function markerOf(key: string): string {
  return `<!-- prompt-eval-gate issue=${encodeURIComponent(key)} -->`;
}

function bodyOf({ key, body }: KeptIssue): string {
  return `${body.slice(0, LONGEST_BODY).trimEnd()}\n\n${markerOf(key)}`;
}

function withLineFeeds(text: string): string {
  return text.replaceAll('\r\n', '\n').trim();
}

function outcomeOf(kind: 'opened' | 'updated' | 'unchanged' | 'closed', issue: Issue): IssueOutcome {
  return { kind, number: issue.number, url: issue.url };
}

function failed(error: unknown): IssueOutcome {
  if (statusOf(error) === 410) {
    return {
      kind: 'failed',
      problem: 'Issues are switched off in this repository (410): Settings → General → Features.',
    };
  }
  return { kind: 'failed', problem: describeFailure(error, 'issues: write').sentence };
}

/** An issue as GitHub's API gives it. */
function toIssue(raw: {
  number: number;
  html_url: string;
  title: string;
  body?: string | null | undefined;
  user: { login: string; type: string } | null;
}): Issue {
  const author = raw.user === null ? null : { login: raw.user.login, type: raw.user.type };
  return { number: raw.number, url: raw.html_url, author, title: raw.title, body: raw.body ?? '' };
}
