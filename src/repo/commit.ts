import { ConfigurationError, GateFailure } from '../base/errors.ts';
import type { Snapshot } from '../domain/snapshot.ts';
import { visible } from '../prose/inert.ts';
import { type OpenBranch, openBranch } from './branch.ts';
import { line, type Repository, runGit, tryGit } from './git.ts';
import { noteAsked } from './known-tip.ts';
import { commitOf, compareAndSet, isAncestor, REF_LOCKS, updateRefs } from './own-refs.ts';
import type { BranchPlace } from './remote.ts';
import { type FailedPush, RemoteFailure, readFailedPush, tooBusy } from './remote-failure.ts';
import { lazyFetchOf } from './settings.ts';
import { snapshotAt } from './snapshots.ts';
import { requireInside } from './text-file.ts';

/** What one commit changes: texts by path; null removes a file. */
export type BranchChange = { files: Readonly<Record<string, string | null>>; message: string };

export type Author = { name: string; email: string };

export type BranchUpdate =
  | { kind: 'written'; commit: string; tries: number }
  /** There was nothing to write at this commit of the branch (null: there is no branch). */
  | { kind: 'nothing'; commit: string | null; tries: number };

const WRITING_TIMEOUT_MS = 60_000;
/** The longest wait after a first lost race; it doubles with each, up to the second. */
const FIRST_WAIT_MS = 200;
const LONGEST_WAIT_MS = 8000;
/** When the time is over, the remote is asked once more, so long, for a push that may have arrived. */
const LAST_LOOK_MS = 2000;

/**
 * Adds one commit to a branch: `decide` says, from the branch's files (null: there is no branch), what the commit
 * changes, or null for nothing. It is pushed without force; where somebody else was faster, everything is decided anew
 * after a random wait, for `timeoutMs` at most; a remote that does not answer is waited for `answerMs` at most, all tries
 * together. A branch that is not there begins with this commit. Neither the working tree nor the index nor
 * any branch but this one is touched, and no git configuration of the repository runs anything.
 *
 * @param options.onto the full sha of the commit that the new one goes on from: the branch is *replaced*, whatever it had,
 *   unless that is the same already. Somebody else's push meanwhile is a lost race as well.
 * @throws RemoteFailure: the remote is unreachable or refuses, or others were faster until the time was over;
 *   GateFailure: the clone cannot be written to; ConfigurationError as `readTip`, and where the branch of a repository
 *   without remote is checked out.
 */
export async function updateBranch(
  repository: Repository,
  place: BranchPlace,
  decide: (tip: Snapshot | null) => Promise<BranchChange | null>,
  {
    author,
    onto,
    timeoutMs = WRITING_TIMEOUT_MS,
    answerMs = timeoutMs,
  }: {
    author: Author;
    onto?: string | undefined;
    timeoutMs?: number | undefined;
    answerMs?: number | undefined;
  },
): Promise<BranchUpdate> {
  await using branch = openBranch(repository, place, onto === undefined ? 'append-only' : 'any');
  const deadline = performance.now() + timeoutMs;
  const left = () => deadline - performance.now();
  let silentMs = 0;
  const patience = () => Math.min(left(), answerMs - silentMs);
  const given = { repository, place, branch, decide, author, onto };
  const writer: Writer = { ...given, left, patience, unanswered: [] };
  let why: Rejection = { reason: 'there was no time' };
  let tries = 0;
  while (tries === 0 || patience() > 0) {
    tries += 1;
    const startedAt = performance.now();
    const attempt = await tryOnce(writer).catch((problem: unknown): Attempt => {
      if (tries === 1 || !isPassing(problem)) throw problem;
      return { kind: 'again', why: left() > 0 ? problem : undefined };
    });
    if (attempt.kind !== 'again') return { ...attempt, tries };
    why = attempt.why ?? why;
    const longest = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (tries - 1));
    await wait(Math.max(0, Math.min(Math.random() * longest, patience())));
    if (attempt.why instanceof RemoteFailure) silentMs += performance.now() - startedAt;
  }
  const arrived = await lastLook(writer);
  if (arrived !== undefined) return { kind: 'written', commit: arrived, tries };
  throw why instanceof RemoteFailure ? why : tooBusy(place, { tries, timeoutMs, reason: why.reason });
}

type Writer = {
  repository: Repository;
  place: BranchPlace;
  branch: OpenBranch;
  decide: (tip: Snapshot | null) => Promise<BranchChange | null>;
  author: Author;
  /** What replaces the branch goes on from this commit; undefined: from the branch itself. */
  onto: string | undefined;
  /** ms until the time is over. */
  left(): number;
  /** ms that the remote may take to answer. */
  patience(): number;
  /** Commits whose push ended without an answer: they may arrive at any time. */
  unanswered: string[];
};

/** The remote did not answer, or somebody else was faster. */
type Rejection = RemoteFailure | { reason: string };

type Attempt =
  | { kind: 'written'; commit: string }
  | { kind: 'nothing'; commit: string | null }
  /** Undefined: the time was over. */
  | { kind: 'again'; why: Rejection | undefined };

async function tryOnce(writer: Writer): Promise<Attempt> {
  const { repository, place, branch, decide, author, onto, left, patience, unanswered } = writer;
  const tip = await branch.tip({ timeoutMs: Math.max(1, patience()) });
  const arrived = await firstContained(repository, unanswered, tip);
  if (arrived !== undefined) return { kind: 'written', commit: arrived };
  const change = await decide(tip === null ? null : snapshotAt(repository, tip, branch.objects));
  if (change === null) return { kind: 'nothing', commit: tip };
  const commit = await writeCommit(repository, branch.ref, { parent: onto ?? tip, author, ...change });
  const mayBeSame = onto !== undefined && tip !== null;
  if (mayBeSame && (await isSameCommit(repository, commit, tip))) return { kind: 'nothing', commit: tip };
  if (left() <= 0) return { kind: 'again', why: undefined };
  const offer = await offerCommit(writer, { commit, tip });
  if (offer.kind === 'failed') throw offer.failure;
  if (offer.kind === 'lost-race') return { kind: 'again', why: { reason: offer.reason } };
  if (offer.kind === 'unclear') {
    unanswered.push(commit);
    return { kind: 'again', why: offer.failure };
  }
  branch.saw(commit);
  if (place.remote !== null) await noteAsked(repository, place, commit);
  return { kind: 'written', commit };
}

/** The commit that arrived without an answer, if the remote has one. */
async function lastLook({ repository, branch, unanswered }: Writer): Promise<string | undefined> {
  if (unanswered.length === 0) return undefined;
  const tip = await branch.tip({ timeoutMs: LAST_LOOK_MS }).catch(() => null);
  return firstContained(repository, unanswered, tip);
}

/** A remote that answered before, and does not now. */
function isPassing(problem: unknown): problem is RemoteFailure {
  return problem instanceof RemoteFailure && problem.kind === 'unreachable';
}

/** The first of some commits that a tip's history has. */
async function firstContained(
  repository: Repository,
  commits: readonly string[],
  tip: string | null,
): Promise<string | undefined> {
  if (tip === null) return undefined;
  for (const commit of commits) {
    if (await isAncestor(repository, commit, tip)) return commit;
  }
  return undefined;
}

/** Makes a commit on top of another (null: one without a parent) with one git process, and puts a ref on it. */
async function writeCommit(
  repository: Repository,
  ref: string,
  { parent, author, files, message }: BranchChange & { parent: string | null; author: Author },
): Promise<string> {
  const person = `${inName(author.name)} <${inName(author.email)}> ${Math.floor(Date.now() / 1000)} +0000`;
  const parts = [
    `commit ${ref}\nmark :1\nauthor ${person}\ncommitter ${person}\n${data(message)}`,
    parent === null ? '' : `from ${parent}\n`,
    ...Object.entries(files).map(([path, text]) =>
      text === null ? `D ${quoted(path)}\n` : `M 100644 inline ${quoted(path)}\n${data(text)}`,
    ),
    '\nget-mark :1\n',
  ];
  const lazy = await lazyFetchOf(repository);
  const { exitCode, stdout, stderr } = await tryGit(repository, ['fast-import', '--quiet', '--force'], {
    input: parts.join(''),
    fetchesLazily: lazy.kind === 'allowed',
    settings: REF_LOCKS,
  });
  if (exitCode === 0) return line(stdout);
  throw notWritten(stderr);
}

/** Git could not write into its own folder. */
function notWritten(said: string): GateFailure {
  const [why = 'it said nothing'] = /^(?:fatal|error): .*$/m.exec(said) ?? [];
  return new GateFailure(`git could not write a commit into this clone (${visible(why).slice(0, 200)}).`, {
    remedy: 'Check who owns its .git folder, and the space on the disk.',
  });
}

/** Whether two commits have the same files and the same parents. */
async function isSameCommit(repository: Repository, one: string, other: string): Promise<boolean> {
  if (one === other) return true;
  const told = await runGit(repository, ['log', '--no-walk=unsorted', '--format=%T %P', one, other]);
  const [first, second] = line(told).split('\n');
  return first === second;
}

type Offer = { kind: 'written' } | FailedPush;

async function offerCommit(
  { repository, place, branch, onto, patience }: Writer,
  { commit, tip }: { commit: string; tip: string | null },
): Promise<Offer> {
  const remote = await branch.remote();
  const ref = `refs/heads/${place.branch}`;
  if (remote === null) {
    await refuseCheckedOut(repository, ref);
    const moved = await updateRefs(repository, [compareAndSet(ref, tip, commit)]);
    if (moved.exitCode === 0) return { kind: 'written' };
    if ((await commitOf(repository, ref)) === tip) throw notWritten(moved.stderr);
    return { kind: 'lost-race', reason: 'the branch moved' };
  }
  const lease = onto === undefined ? [] : [`--force-with-lease=${ref}:${tip ?? ''}`];
  const words = [...PUSH, ...lease, '--', remote.name, `${commit}:${ref}`];
  const output = await tryGit(repository, words, {
    network: { timeoutMs: Math.max(1, patience()) },
    fetchesLazily: true,
    settings: remote.settings,
  });
  if (output.exitCode === 0) return { kind: 'written' };
  return readFailedPush(place, { ...output, stdout: output.stdout.toString('utf8') });
}

/** What a push must not do besides pushing the one commit. */
const PUSH = [
  ...['push', '--porcelain', '--no-verify', '--no-signed', '--no-follow-tags', '--recurse-submodules=no'],
  '--receive-pack=git-receive-pack',
];

/** Somebody's working tree would seem to undo the commit. */
async function refuseCheckedOut(repository: Repository, ref: string): Promise<void> {
  const listed = await runGit(repository, ['for-each-ref', '--format=%(worktreepath)', ref]);
  const [folder = ''] = line(listed).split('\n');
  if (folder === '') return;
  throw new ConfigurationError(`The branch ${ref.slice('refs/heads/'.length)} is checked out.`, {
    place: { path: folder },
    remedy: 'Switch to another branch there: commands write this one.',
  });
}

/** A count of bytes, and the bytes, as fast-import takes them. */
function data(text: string): string {
  return `data ${Buffer.byteLength(text)}\n${text}\n`;
}

function quoted(path: string): string {
  requireInside(path);
  return `"${path.replace(/["\\]/g, '\\$&').replaceAll('\n', '\\n')}"`;
}

/** What git takes in a name: one line, without angle brackets. */
function inName(text: string): string {
  return text.replace(/[<>\p{Cc}]+/gu, ' ').trim() || 'unknown';
}

function wait(milliseconds: number): Promise<void> {
  return new Promise((settle) => setTimeout(settle, milliseconds));
}
