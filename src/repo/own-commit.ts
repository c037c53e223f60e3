import { digestOf } from '../base/digest.ts';
import { ConfigurationError, mistakesIn } from '../base/errors.ts';
import type { Snapshot } from '../domain/snapshot.ts';
import { type Repository, splitNul, tryGit } from './git.ts';

/** The line of a message by which a command knows its own commit again, with what it changed. */
const MARK = 'Prompt-Eval-Gate-Files';
/** Differences as plain names, whatever anyone's git configuration says. */
const NAMES = ['diff-tree', '-r', '-z', '--name-only', '--no-renames', '--no-ext-diff', '--no-textconv'];

/**
 * A message that says which files the commit changes, so that the command knows it again.
 * @param files new texts by path; those that are as before are left out
 */
export function withMark(message: string, files: Readonly<Record<string, string>>): string {
  return `${message.trimEnd()}\n\n${MARK}: ${markOf(files)}`;
}

function markOf(files: Readonly<Record<string, string>>): string {
  return digestOf({ ...files });
}

/**
 * Whether nothing of a branch is lost where another commit takes its place: its last commit is the command's own and nobody
 * changed it, or main has everything that the branch changes.
 */
export async function isReplaceable(repository: Repository, tip: Snapshot, main: Snapshot): Promise<boolean> {
  if (await isOwn(repository, tip)) return true;
  const since = await tryGit(repository, ['merge-base', main.revision, tip.revision]);
  if (since.exitCode !== 0) return false;
  const changed = await namesBetween(repository, since.stdout.toString('utf8').trim(), tip.revision);
  if (changed === null) return false;
  for (const path of changed) if ((await tip.blob(path)) !== (await main.blob(path))) return false;
  return true;
}

async function isOwn(repository: Repository, tip: Snapshot): Promise<boolean> {
  const said = await tryGit(repository, ['log', '-1', '--no-show-signature', '--format=%B', tip.revision]);
  const mark = new RegExp(`^${MARK}: (\\S+)$`, 'm').exec(said.stdout.toString('utf8'))?.[1];
  if (mark === undefined) return false;
  const changed = await namesBetween(repository, `${tip.revision}^`, tip.revision);
  if (changed === null) return false;
  const files: Record<string, string> = {};
  for (const path of changed) {
    const text = await textOf(tip, path);
    if (text === null) return false;
    files[path] = text;
  }
  return markOf(files) === mark;
}

async function namesBetween(repository: Repository, before: string, after: string): Promise<string[] | null> {
  const { exitCode, stdout } = await tryGit(repository, [...NAMES, before, after]);
  return exitCode === 0 ? splitNul(stdout) : null;
}

/** Null: the commit deletes it, or it is no text, which no command writes. */
async function textOf(tip: Snapshot, path: string): Promise<string | null> {
  try {
    return (await tip.read(path)) ?? null;
  } catch (problem) {
    mistakesIn(problem);
    return null;
  }
}

/** @throws ConfigurationError: the branch has commits of somebody else, who would lose them */
export async function refuseToReplace(
  repository: Repository,
  { branch, tip, main }: { branch: string; tip: Snapshot; main: Snapshot },
): Promise<void> {
  if (await isReplaceable(repository, tip, main)) return;
  throw new ConfigurationError(
    `The branch ${branch} has commits that this command did not make, and replacing it would lose them.`,
    {
      remedy: `Merge or close its pull request and delete the branch, or give it another name, then run this again.`,
    },
  );
}
