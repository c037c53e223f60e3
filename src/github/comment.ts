import type { GateVerdict } from '../domain/verdict.ts';
import { withoutChanges } from '../report/markdown/known-changes.ts';
import { lastReportIn } from '../report/markdown/last-report.ts';
import { describeFailure, type GitHub, type GitHubFailure, retryDelayMs, statusOf } from './api.ts';
import type { CommentMode } from './comment-mode.ts';
import type { RepositoryName } from './event.ts';
import { type Identity, whoAmI } from './identity.ts';
import { isOlder, type RunStamp, withoutMarker, writeMarker } from './marker.ts';
import {
  type Comment,
  findComments,
  type MarkedComment,
  type OwnComment,
  type Ownership,
  ownAmong,
  toComment,
} from './own-comments.ts';
import { digestOf, writeRecord } from './record.ts';

export type CommentRequest = {
  repository: RepositoryName;
  /** Of the pull request. */
  number: number;
  mode: CommentMode;
  /** Tells the gates of one repository apart: the config's path. */
  gate: string;
  run: RunStamp;
  verdict: GateVerdict;
  /** The pull request changes no prompt: an existing comment is updated, and no new one is written. */
  quiet: boolean;
  /** It passes because a maintainer accepted its block: always worth a comment. */
  accepted: boolean;
  /** Id of this run's check run, which keeps the record of a new comment; null where none was made. */
  checkRun: number | null;
  /** The body, Markdown, at most `room` characters. */
  render: (context: RenderContext) => string;
};

export type RenderContext = {
  /** The previous comment reported a block, and this run passes. */
  fixed: boolean;
  /** The report of the last block, as Markdown, if no run has passed since. */
  last: string | undefined;
  /** The gate's last comment as it wrote it; undefined if there is none, or somebody else has edited it. */
  former: string | undefined;
  room: number;
};

export type CommentOutcome =
  /** `foreign`: comments of the same bot with this gate's marker that are not known as the gate's own. */
  | { status: 'created' | 'edited'; url: string; foreign: number }
  | { status: 'skipped'; why: 'not-wanted' | 'nothing-to-say' | 'newer-run' | 'moved-on' }
  | { status: 'failed'; failure: GitHubFailure };

type Publisher = { github: GitHub; request: CommentRequest; identity: Identity };

/** GitHub's limit is 65,536 characters; the rest is for the marker. */
const LONGEST_BODY = 64_000;

/**
 * Writes or updates the pull request's comment.
 *
 * The comment is found by its marker, author and record, over all pages, and edited in place; what a newer run wrote is
 * not changed. A regression after a comment that said pass is a new comment, since GitHub sends no notification for an
 * edit, and the old one is folded. Markers without a record can be forged, so they never keep the gate from writing.
 * Never throws: an error of GitHub becomes a warning and does not change the verdict.
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
  const { request, identity } = publisher;
  const found = await find(publisher);
  const ownership = await ownershipOf(publisher, found, identity);
  const last = ownership.own.at(-1);

  if (last === undefined && !isWanted(request, ownership))
    return { status: 'skipped', why: 'nothing-to-say' };
  if (last !== undefined && isOvertaken(request, last)) return { status: 'skipped', why: 'newer-run' };
  if (await hasMovedOn(publisher)) return { status: 'skipped', why: 'moved-on' };

  const edited = await editWhereDue(publisher, ownership);
  if (edited !== undefined) return edited;
  const created = await createOnce(publisher, found, last);
  if (!identity.proven && created.author !== null) return await settle(publisher, found, created);
  await foldAll(publisher, olderThan(request, ownership.own), created.url);
  return { status: 'created', url: created.url, foreign: ownership.foreign.length };
}

/** Whether to write a first comment: also where a comment that may not be the gate's says that something is wrong. */
function isWanted({ quiet, mode, verdict, accepted }: CommentRequest, { foreign }: Ownership): boolean {
  const claimed = foreign.at(-1)?.marker.state;
  if (claimed === 'block' || claimed === 'error') return true;
  return !quiet && (mode === 'always' || verdict !== 'pass' || accepted);
}

/** Whether a newer run has written the comment already, by the gate's own record. */
function isOvertaken({ run }: CommentRequest, last: OwnComment): boolean {
  return last.proof === 'record' && isOlder(run, last.run);
}

/** Comments that this run may change: those that do not claim to be of a newer run. */
function olderThan({ run }: CommentRequest, own: readonly OwnComment[]): OwnComment[] {
  return own.filter((comment) => !isOlder(run, comment.run));
}

/**
 * @param before the comment that is replaced; undefined for a new one
 * @param former the gate's last comment, replaced or not
 */
function bodyOf(request: CommentRequest, before: OwnComment | undefined, former = before): string {
  const last = before === undefined ? undefined : standingReport(before);
  const fixed = request.verdict === 'pass' && (before?.state === 'block' || last !== undefined);
  const body = request
    .render({ fixed, last, former: former?.intact ? former.body : undefined, room: LONGEST_BODY })
    .slice(0, LONGEST_BODY);
  const record = before === undefined ? (request.checkRun ?? 0) : before.marker.record;
  const marker = writeMarker({ gate: request.gate, run: request.run, state: request.verdict, record });
  return `${body.trimEnd()}\n\n${marker}`;
}

/** The report of the last block if no run has passed since; undefined if somebody else has edited the comment. */
function standingReport({ body, state, intact }: OwnComment): string | undefined {
  if (!intact || state === 'pass') return undefined;
  const report = withoutChanges(withoutMarker(body));
  return state === 'block' ? report : lastReportIn(report);
}

function find({ github, request }: Publisher): Promise<MarkedComment[]> {
  return findComments(github, request);
}

function ownershipOf(
  { github, request }: Publisher,
  found: readonly MarkedComment[],
  identity: Identity,
): Promise<Ownership> {
  return ownAmong(github, request.repository, identity, found);
}

/**
 * Whether the pull request got a new head since this run started: then the run for that head writes the comment. False
 * if GitHub does not know the commit that was judged.
 */
async function hasMovedOn({ github, request }: Publisher): Promise<boolean> {
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

async function create({ github, request }: Publisher, body: string): Promise<Comment> {
  const { owner, repo } = request.repository;
  const { data } = await github.rest.issues.createComment({
    owner,
    repo,
    issue_number: request.number,
    body,
  });
  return toComment(data);
}

/** Creates the comment; after a failed request it first checks whether the comment was created all the same. */
async function createOnce(
  publisher: Publisher,
  before: readonly MarkedComment[],
  former: OwnComment | undefined,
): Promise<Comment> {
  const body = bodyOf(publisher.request, undefined, former);
  const created = await create(publisher, body).catch(async (error: unknown) => {
    const waitMs = retryDelayMs(error, 1);
    if (waitMs === null) throw error;
    await new Promise((resolve) => setTimeout(resolve, waitMs));
    const known = new Set(before.map(({ id }) => id));
    const appeared = (await find(publisher)).find(
      (comment) => !known.has(comment.id) && digestOf(comment.body) === digestOf(body),
    );
    return appeared ?? (await create(publisher, body));
  });
  await keepRecord(publisher, publisher.request.checkRun ?? 0, created.id, body);
  return created;
}

async function keepRecord(
  { github, request }: Publisher,
  checkRun: number,
  comment: number,
  body: string,
): Promise<void> {
  if (checkRun === 0) return;
  const { repository, run, verdict: state } = request;
  await writeRecord(github, repository, checkRun, { comment, run, state, digest: digestOf(body) });
}

/** Edits the gate's last comment; undefined if there is none, or if a regression needs a new comment. */
async function editWhereDue(
  publisher: Publisher,
  { own, foreign }: Ownership,
): Promise<CommentOutcome | undefined> {
  const { request } = publisher;
  const last = own.at(-1);
  if (last === undefined || isOlder(request.run, last.run)) return undefined;
  if (last.state === 'pass' && request.verdict === 'block') return undefined;
  const body = bodyOf(request, last);
  await keepRecord(publisher, last.marker.record, last.id, body);
  const edited = await edit(publisher, last, body);
  if (edited === undefined) return undefined;
  await foldAll(publisher, own.slice(0, -1), edited.url);
  return { status: 'edited', url: edited.url, foreign: foreign.length };
}

/** Replaces a comment's body; undefined if somebody has deleted the comment meanwhile. */
async function edit(
  { github, request }: Publisher,
  comment: Comment,
  body: string,
): Promise<Comment | undefined> {
  const { owner, repo } = request.repository;
  try {
    const { data } = await github.rest.issues.updateComment({ owner, repo, comment_id: comment.id, body });
    return toComment(data);
  } catch (error) {
    if (statusOf(error) === 404) return undefined;
    throw error;
  }
}

/**
 * Completes a run whose account was unknown until its comment was created: the comment's author is the account. If an
 * earlier comment of that account exists, it is edited by the usual rules, and the new one is deleted if not needed.
 */
async function settle(
  publisher: Publisher,
  found: readonly MarkedComment[],
  created: Comment,
): Promise<CommentOutcome> {
  const { github, request } = publisher;
  const { author, url } = created;
  const identity = { login: author?.login ?? '', bot: author?.type === 'Bot', proven: true };
  const ownership = await ownershipOf(publisher, found, identity);
  const last = ownership.own.at(-1);
  const overtaken = last !== undefined && isOvertaken(request, last);
  const edited = overtaken ? undefined : await editWhereDue(publisher, ownership);
  if (overtaken || edited !== undefined) {
    const { owner, repo } = request.repository;
    await github.rest.issues.deleteComment({ owner, repo, comment_id: created.id });
    return edited ?? { status: 'skipped', why: 'newer-run' };
  }
  await foldAll(publisher, olderThan(request, ownership.own), url);
  return { status: 'created', url, foreign: ownership.foreign.length };
}

/** Folds old comments. Best effort: a failure to do so does not affect the new comment. */
async function foldAll(
  publisher: Publisher,
  comments: readonly MarkedComment[],
  newUrl: string,
): Promise<void> {
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
