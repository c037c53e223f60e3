import { ConfigurationError } from '../base/errors.ts';
import type { Snapshot } from '../domain/snapshot.ts';
import { type OpenBranch, openBranch } from './branch.ts';
import { line, type Repository, runGit, tryGit } from './git.ts';
import { noteAsked } from './known-tip.ts';
import { compareAndSet, isAncestor, REF_LOCKS, updateRefs } from './own-refs.ts';
import type { BranchPlace } from './remote.ts';
import { type FailedPush, type RemoteFailure, readFailedPush, tooBusy } from './remote-failure.ts';
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
/** When the time is over, a push that may have arrived is looked for so long. */
const LAST_LOOK_MS = 2000;

/**
 * Adds one commit to a branch: `decide` says, from the branch's files (null: there is no branch), what the commit
 * changes, or null for nothing. It is pushed without force; where somebody else was faster, everything is decided anew
 * after a random wait. A branch that is not there begins with this commit. Neither the working tree nor the index nor
 * any branch but this one is touched, and no git configuration of the repository runs anything.
 *
 * @throws RemoteFailure: the remote is unreachable or refuses, or others were faster until the time was over;
 *   ConfigurationError as `readTip`.
 */
export async function updateBranch(
  repository: Repository,
  place: BranchPlace,
  decide: (tip: Snapshot | null) => Promise<BranchChange | null>,
  { author, timeoutMs = WRITING_TIMEOUT_MS }: { author: Author; timeoutMs?: number },
): Promise<BranchUpdate> {
  await using branch = openBranch(repository, place);
  const deadline = performance.now() + timeoutMs;
  const left = () => Math.max(1, deadline - performance.now());
  /** A push of it ended without an answer. */
  let pushed: { commit: string; failure: RemoteFailure } | null = null;
  for (let tries = 1; ; tries += 1) {
    const tip = await branch.tip(pushed ? Math.max(left(), LAST_LOOK_MS) : left());
    if (pushed && tip !== null && (await isAncestor(repository, pushed.commit, tip))) {
      return { kind: 'written', commit: pushed.commit, tries };
    }
    if (performance.now() >= deadline) throw pushed?.failure ?? tooBusy(place, tries - 1, timeoutMs);
    const change = await decide(tip === null ? null : snapshotAt(repository, tip, branch.objects));
    if (change === null) return { kind: 'nothing', commit: tip, tries };
    const commit = await writeCommit(repository, branch.ref, { tip, author, ...change });
    const offer = await offerCommit(repository, place, branch, { commit, tip, timeoutMs: left() });
    if (offer.kind === 'written') {
      branch.saw(commit);
      if (place.remote !== null) await noteAsked(repository, place, commit);
      return { kind: 'written', commit, tries };
    }
    if (offer.kind === 'failed') throw offer.failure;
    pushed = offer.kind === 'unclear' ? { commit, failure: offer.failure } : null;
    await wait(Math.min(left(), Math.random() * Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (tries - 1))));
  }
}

/** Makes a commit on top of another (null: one without a parent) with one git process, and puts a ref on it. */
async function writeCommit(
  repository: Repository,
  ref: string,
  { tip, author, files, message }: BranchChange & { tip: string | null; author: Author },
): Promise<string> {
  const person = `${inName(author.name)} <${inName(author.email)}> ${Math.floor(Date.now() / 1000)} +0000`;
  const parts = [
    `commit ${ref}\nmark :1\nauthor ${person}\ncommitter ${person}\n${data(message)}`,
    tip === null ? '' : `from ${tip}\n`,
    ...Object.entries(files).map(([path, text]) =>
      text === null ? `D ${quoted(path)}\n` : `M 100644 inline ${quoted(path)}\n${data(text)}`,
    ),
    '\nget-mark :1\n',
  ];
  const lazy = await lazyFetchOf(repository);
  const output = await runGit(repository, ['fast-import', '--quiet', '--force'], {
    input: parts.join(''),
    fetchesLazily: lazy.kind === 'allowed',
    settings: REF_LOCKS,
  });
  return line(output);
}

type Offer = { kind: 'written' } | FailedPush;

async function offerCommit(
  repository: Repository,
  place: BranchPlace,
  branch: OpenBranch,
  { commit, tip, timeoutMs }: { commit: string; tip: string | null; timeoutMs: number },
): Promise<Offer> {
  const remote = await branch.remote();
  const ref = `refs/heads/${place.branch}`;
  if (remote === null) {
    await refuseCheckedOut(repository, ref);
    const moved = await updateRefs(repository, [compareAndSet(ref, tip, commit)]);
    return { kind: moved ? 'written' : 'lost-race' };
  }
  const words = [...PUSH, '--', remote.name, `${commit}:${ref}`];
  const output = await tryGit(repository, words, { network: { timeoutMs }, settings: remote.settings });
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
