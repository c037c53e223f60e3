import { randomBytes } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type GitOutput, line, type Repository, tryGit } from './git.ts';

/** Refs that one process writes, so that processes in one clone do not meet. */
const PROCESS_REFS = 'refs/prompt-eval-gate/process';

/** A process that was killed left its ref behind; after this time it is removed. */
const LEFT_BEHIND_MS = 60 * 60 * 1000;

/** Several processes in one clone wait for each other's locks. */
export const REF_LOCKS: readonly (readonly [name: string, value: string])[] = [
  ['core.filesRefLockTimeout', '5000'],
  ['core.packedRefsTimeout', '10000'],
];

/** A name for a ref that no other process uses: its time, and random digits. */
export function ownRef(): string {
  return `${PROCESS_REFS}/${Date.now()}-${randomBytes(8).toString('hex')}`;
}

/** Runs commands of `git update-ref --stdin`, all or none. */
export async function updateRefs(repository: Repository, commands: readonly string[]): Promise<GitOutput> {
  const input = commands.map((command) => `${command}\n`).join('');
  return tryGit(repository, ['update-ref', '--no-deref', '--stdin'], { input, settings: REF_LOCKS });
}

/** `update-ref`'s command that moves a ref only if it is still where it was; null: if it does not exist. */
export function compareAndSet(ref: string, from: string | null, to: string): string {
  return from === null ? `create ${ref} ${to}` : `update ${ref} ${to} ${from}`;
}

/** `update-ref`'s commands that remove what killed processes left behind. */
export async function sweep({ gitDirectory }: Repository): Promise<string[]> {
  const names = await readdir(join(gitDirectory, PROCESS_REFS)).catch(() => []);
  const limit = Date.now() - LEFT_BEHIND_MS;
  return names
    .filter((name) => /^\d+-[0-9a-f]{16}$/.test(name) && Number.parseInt(name, 10) < limit)
    .map((name) => `delete ${PROCESS_REFS}/${name}`);
}

/** Whether a commit is another, or among those before it, as far as this clone knows. */
export async function isAncestor(repository: Repository, commit: string, of: string): Promise<boolean> {
  if (commit === of) return true;
  const { exitCode } = await tryGit(repository, ['merge-base', '--is-ancestor', commit, of]);
  return exitCode === 0;
}

/** Where a ref is now; null where there is none. */
export async function commitOf(repository: Repository, ref: string): Promise<string | null> {
  const { exitCode, stdout } = await tryGit(repository, [
    ...['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`],
  ]);
  return exitCode === 0 ? line(stdout) : null;
}
