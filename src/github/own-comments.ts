import type { GateVerdict } from '../domain/verdict.ts';
import type { GitHub } from './api.ts';
import type { RepositoryName } from './event.ts';
import { type Author, type Identity, isAuthor } from './identity.ts';
import { isOlder, type Marker, type RunStamp, readMarker } from './marker.ts';
import { digestOf, readRecord } from './record.ts';

export type Comment = { id: number; nodeId: string; url: string; author: Author; body: string };

/** A live comment with this gate's marker in it, by any author. */
export type MarkedComment = Comment & { marker: Marker };

/** A comment that a run of this gate wrote. */
export type OwnComment = MarkedComment & {
  /** The proof: the gate's record, or an account that only the gate uses. */
  proof: 'record' | 'account';
  run: Pick<RunStamp, 'id' | 'attempt'>;
  state: GateVerdict;
  /** The body is what the gate wrote. */
  intact: boolean;
};

export type Ownership = {
  /** Oldest run first. */
  own: OwnComment[];
  /** Comments of the same bot whose marker no record confirms: never edited, never a reason to say less. */
  foreign: MarkedComment[];
};

/** A pull request never has more live comments of one gate; planting more only makes the gate write a new one. */
const MOST_CHECKED = 20;

/** All live comments of a pull request that carry this gate's marker, oldest first. */
export async function findComments(
  github: GitHub,
  where: { repository: RepositoryName; number: number; gate: string },
): Promise<MarkedComment[]> {
  const { owner, repo } = where.repository;
  const parameters = { owner, repo, issue_number: where.number, per_page: 100 };
  const all = await github.paginate(github.rest.issues.listComments, parameters);
  return all.flatMap((raw) => {
    const comment = toComment(raw);
    const marker = readMarker(comment.body);
    return marker?.gate === where.gate && marker.state !== 'folded' ? [{ ...comment, marker }] : [];
  });
}

/**
 * Distinguishes the gate's own comments from those that only carry its marker.
 *
 * All workflows of a repository share one bot, so a bot's comment is ours only where the record in our own check run
 * names it. A person's account is proof enough: it makes no check runs, and does not share its token.
 */
export async function ownAmong(
  github: GitHub,
  repository: RepositoryName,
  identity: Identity,
  found: readonly MarkedComment[],
): Promise<Ownership> {
  const mine = found.filter((comment) => isAuthor(comment.author, identity));
  if (!identity.bot) return { own: mine.flatMap(ofAccount).sort(byRun), foreign: [] };
  const checked = await Promise.all(
    mine.slice(-MOST_CHECKED).map((comment) => ofRecord(github, repository, comment)),
  );
  const own = checked.filter((comment) => comment !== undefined);
  const known = new Set(own.map(({ id }) => id));
  return { own: own.sort(byRun), foreign: mine.filter(({ id }) => !known.has(id)) };
}

function ofAccount(comment: MarkedComment): OwnComment[] {
  const { run, state } = comment.marker;
  return state === 'folded' ? [] : [{ ...comment, proof: 'account', run, state, intact: true }];
}

async function ofRecord(
  github: GitHub,
  repository: RepositoryName,
  comment: MarkedComment,
): Promise<OwnComment | undefined> {
  const checkRun = comment.marker.record;
  const kept = checkRun === 0 ? undefined : await readRecord(github, repository, checkRun);
  if (kept === undefined || kept.record.comment !== comment.id) return undefined;
  if (!isAuthor(comment.author, { login: kept.app, bot: true, proven: true })) return undefined;
  const { run, state, digest } = kept.record;
  return { ...comment, proof: 'record', run, state, intact: digestOf(comment.body) === digest };
}

function byRun(a: OwnComment, b: OwnComment): number {
  if (isOlder(a.run, b.run)) return -1;
  return isOlder(b.run, a.run) ? 1 : a.id - b.id;
}

/** A comment as GitHub's API gives it. */
export function toComment(raw: {
  id: number;
  node_id: string;
  html_url: string;
  body?: string | null;
  user: { login: string; type: string } | null;
}): Comment {
  const author = raw.user === null ? null : { login: raw.user.login, type: raw.user.type };
  return { id: raw.id, nodeId: raw.node_id, url: raw.html_url, author, body: raw.body ?? '' };
}
