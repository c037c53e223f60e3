import type { GateVerdict } from '../domain/verdict.ts';
import { describeFailure, type GitHub, type GitHubFailure, retryDelayMs, statusOf } from './api.ts';
import type { CommentMode } from './comment-mode.ts';
import type { RepositoryName } from './event.ts';
import { type Author, type Identity, isAuthor, whoAmI } from './identity.ts';
import { isOlder, type Marker, type RunStamp, readMarker, withoutMarker, writeMarker } from './marker.ts';

export type CommentRequest = {
  repository: RepositoryName;
  /** Of the pull request. */
  number: number;
  mode: CommentMode;
  /** Tells the gates of one repository apart: the config's path. */
  gate: string;
  run: RunStamp;
  verdict: GateVerdict;
  /** The pull request changes no prompt: only a comment that is there already is brought up to date. */
  quiet: boolean;
  /** The body, Markdown, at most 64,000 characters; `fixed`: the comment before told of a block that is gone. */
  render: (context: { fixed: boolean }) => string;
};

export type CommentOutcome =
  | { status: 'created' | 'edited'; url: string }
  | { status: 'skipped'; why: 'not-wanted' | 'nothing-to-say' | 'outdated' }
  | { status: 'failed'; failure: GitHubFailure };

type Comment = { id: number; nodeId: string; url: string; author: Author; body: string };
type MarkedComment = Comment & { marker: Marker };
type Publisher = { github: GitHub; request: CommentRequest; identity: Identity };

/** GitHub takes 65,536 characters; what is left is for the marker. */
const LONGEST_BODY = 64_000;

/**
 * Brings the pull request's one comment up to date.
 *
 * It is found by marker and author over all pages and edited in place; what a newer run wrote is left alone. A
 * regression after a comment that said pass is a new comment, since edits notify nobody, and the old one is
 * folded. Never throws: GitHub being down or forbidding it is a warning, and the verdict stands.
 */
export async function publishComment(github: GitHub, request: CommentRequest): Promise<CommentOutcome> {
  if (request.mode === 'never') return { status: 'skipped', why: 'not-wanted' };
  try {
    const publisher = { github, request, identity: await whoAmI(github) };
    return await publish(publisher);
  } catch (error) {
    return { status: 'failed', failure: describeFailure(error, 'pull-requests: write') };
  }
}

async function publish(publisher: Publisher): Promise<CommentOutcome> {
  const { request } = publisher;
  const found = await findComments(publisher);
  const own = found.filter((comment) => isAuthor(comment.author, publisher.identity));
  const last = own.reduce<MarkedComment | undefined>(newer, undefined);

  if (last === undefined && !isWanted(request)) return { status: 'skipped', why: 'nothing-to-say' };
  if (last !== undefined && isOlder(request.run, last.marker.run))
    return { status: 'skipped', why: 'outdated' };
  if (await isOutdated(publisher)) return { status: 'skipped', why: 'outdated' };

  if (last !== undefined && !(last.marker.state === 'pass' && request.verdict === 'block')) {
    const edited = await editUnlessGone(publisher, last);
    if (edited !== null) {
      await foldAll(
        publisher,
        own.filter((comment) => comment !== last),
        edited.url,
      );
      return { status: 'edited', url: edited.url };
    }
  }
  const created = await createOnce(publisher, found);
  const mine = publisher.identity.proven ? undefined : sameAuthor(found, created);
  if (mine !== undefined) return await replaceBy(publisher, mine, created);
  await foldAll(publisher, own, created.url);
  return { status: 'created', url: created.url };
}

function isWanted({ quiet, mode, verdict }: CommentRequest): boolean {
  return !quiet && (mode === 'always' || verdict !== 'pass');
}

function bodyOf(request: CommentRequest, last: MarkedComment | undefined): string {
  const fixed = last?.marker.state === 'block' && request.verdict === 'pass';
  const body = request.render({ fixed }).slice(0, LONGEST_BODY);
  const marker = writeMarker({ gate: request.gate, run: request.run, state: request.verdict });
  return `${body.trimEnd()}\n\n${marker}`;
}

/** All live comments that carry this gate's marker, whoever wrote them. */
async function findComments({ github, request }: Publisher): Promise<MarkedComment[]> {
  const { owner, repo } = request.repository;
  const parameters = { owner, repo, issue_number: request.number, per_page: 100 };
  const all = await github.paginate(github.rest.issues.listComments, parameters);
  return all.flatMap((raw) => {
    const comment = toComment(raw);
    const marker = readMarker(comment.body);
    return marker?.gate === request.gate && marker.state !== 'folded' ? [{ ...comment, marker }] : [];
  });
}

/** The later of two: by run, then by age. */
function newer(last: MarkedComment | undefined, comment: MarkedComment): MarkedComment {
  if (last === undefined || isOlder(last.marker.run, comment.marker.run)) return comment;
  if (isOlder(comment.marker.run, last.marker.run)) return last;
  return comment.id > last.id ? comment : last;
}

/**
 * Whether the pull request has moved on since this run started: then the run of the newer push has the word.
 * A head that GitHub does not know proves nothing.
 */
async function isOutdated({ github, request }: Publisher): Promise<boolean> {
  try {
    const { owner, repo } = request.repository;
    const pull = await github.rest.pulls.get({ owner, repo, pull_number: request.number });
    if (pull.data.head.sha === request.run.sha) return false;
    const judged = await github.rest.repos.getCommit({ owner, repo, ref: request.run.sha });
    return judged.data.sha === request.run.sha;
  } catch (error) {
    if ((statusOf(error) ?? 0) >= 500) throw error;
    return false;
  }
}

async function create({ github, request }: Publisher): Promise<Comment> {
  const { owner, repo } = request.repository;
  const body = bodyOf(request, undefined);
  const { data } = await github.rest.issues.createComment({
    owner,
    repo,
    issue_number: request.number,
    body,
  });
  return toComment(data);
}

/** Creates the comment; after a failure it first looks whether the comment came into being all the same. */
async function createOnce(publisher: Publisher, before: MarkedComment[]): Promise<Comment> {
  try {
    return await create(publisher);
  } catch (error) {
    const waitMs = retryDelayMs(error, 1);
    if (waitMs === null) throw error;
    await new Promise((resolve) => setTimeout(resolve, waitMs));
    const known = new Set(before.map(({ id }) => id));
    const appeared = (await findComments(publisher)).find(
      (comment) => !known.has(comment.id) && isAuthor(comment.author, publisher.identity),
    );
    return appeared ?? (await create(publisher));
  }
}

async function edit({ github, request }: Publisher, comment: Comment, body: string): Promise<Comment> {
  const { owner, repo } = request.repository;
  const { data } = await github.rest.issues.updateComment({ owner, repo, comment_id: comment.id, body });
  return toComment(data);
}

/** Brings a comment up to date; null where somebody has deleted it since it was found. */
async function editUnlessGone(publisher: Publisher, comment: MarkedComment): Promise<Comment | null> {
  try {
    return await edit(publisher, comment, bodyOf(publisher.request, comment));
  } catch (error) {
    if (statusOf(error) === 404) return null;
    throw error;
  }
}

/** A comment of the same bot as `created`, which tells at last who we are. */
function sameAuthor(found: MarkedComment[], created: Comment): MarkedComment | undefined {
  const { author } = created;
  if (author === null) return undefined;
  const identity = { login: author.login, bot: author.type === 'Bot', proven: true };
  return found
    .filter((comment) => isAuthor(comment.author, identity))
    .reduce<MarkedComment | undefined>(newer, undefined);
}

/** Our earlier comment was not known as ours until a second one stood beside it: the rules apply to it now. */
async function replaceBy(
  publisher: Publisher,
  mine: MarkedComment,
  created: Comment,
): Promise<CommentOutcome> {
  const { github, request } = publisher;
  if (mine.marker.state === 'pass' && request.verdict === 'block') {
    await foldAll(publisher, [mine], created.url);
    return { status: 'created', url: created.url };
  }
  const { owner, repo } = request.repository;
  await github.rest.issues.deleteComment({ owner, repo, comment_id: created.id });
  if (isOlder(request.run, mine.marker.run)) return { status: 'skipped', why: 'outdated' };
  const edited = await edit(publisher, mine, bodyOf(request, mine));
  return { status: 'edited', url: edited.url };
}

/** Ends the story of old comments. Best effort: a comment left open is no reason to lose the new one. */
async function foldAll(publisher: Publisher, comments: MarkedComment[], newUrl: string): Promise<void> {
  for (const comment of comments) {
    try {
      await fold(publisher, comment, newUrl);
    } catch {
      return;
    }
  }
}

async function fold(publisher: Publisher, comment: MarkedComment, newUrl: string): Promise<void> {
  const marker = writeMarker({ ...comment.marker, state: 'folded' });
  const old = withoutMarker(comment.body);
  const summary = `<summary>An earlier report; <a href="${newUrl}">a newer one</a> takes its place.</summary>`;
  await edit(publisher, comment, `<details>${summary}\n\n${old}\n\n</details>\n\n${marker}`);
  const minimize = `mutation ($id: ID!) {
    minimizeComment(input: { subjectId: $id, classifier: OUTDATED }) { clientMutationId }
  }`;
  await publisher.github.graphql(minimize, { id: comment.nodeId }).catch(() => undefined);
}

function toComment(raw: {
  id: number;
  node_id: string;
  html_url: string;
  body?: string | null;
  user: { login: string; type: string } | null;
}): Comment {
  const author = raw.user === null ? null : { login: raw.user.login, type: raw.user.type };
  return { id: raw.id, nodeId: raw.node_id, url: raw.html_url, author, body: raw.body ?? '' };
}
