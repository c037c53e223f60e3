import { unlessMistaken } from '../base/errors.ts';
import { line, type Repository, runGit, splitNul, tryGit } from './git.ts';
import { findMergeBase } from './revision.ts';

/** A commit of a branch's own line (first parents only), with the paths that differ from its first parent. */
export type LineCommit = { commit: string; parent: string | null; changed: string[] };

/** What a commit says of itself. */
export type CommitText = {
  author: string;
  /** ISO 8601. */
  at: string;
  subject: string;
  /** The whole message; of a merge, also the messages of the commits that it brings. */
  texts: string[];
};

/** Messages of a merge's own commits beyond this number are not read. */
const MAX_MERGED = 200;

/**
 * The first parents of a commit back to another, oldest first; `from` itself is left out.
 * @param range.from null: back to the root
 */
export async function firstParents(
  repository: Repository,
  { from, to }: { from: string | null; to: string },
): Promise<LineCommit[]> {
  const range = from === null ? [to] : [to, `^${from}`];
  const listed = line(
    await runGit(repository, ['rev-list', '--first-parent', '--reverse', '--parents', ...range, '--']),
  );
  if (listed === '') return [];
  const commits = listed.split('\n').map((each) => {
    const [commit = '', parent = null] = each.split(' ');
    return { commit, parent };
  });
  const input = commits.map(({ commit, parent }) => (parent === null ? commit : `${commit} ${parent}`));
  const output = await runGit(
    repository,
    ['diff-tree', '--stdin', '--root', '--raw', '--no-abbrev', '--no-renames', '-r', '-z'],
    { input: `${input.join('\n')}\n` },
  );
  const changed = new Map<string, string[]>();
  let current: string[] = [];
  const fields = splitNul(output);
  for (let index = 0; index < fields.length; index += 1) {
    const field = fields[index] ?? '';
    if (field.startsWith(':')) {
      index += 1;
      current.push(fields[index] ?? '');
    } else {
      current = [];
      changed.set(field.trim(), current);
    }
  }
  return commits.map((one) => ({ ...one, changed: changed.get(one.commit) ?? [] }));
}

/** The first parents of a commit back to the root, with their places on that line: the root's is 0. */
export async function mainLine(repository: Repository, tip: string): Promise<Map<string, number>> {
  const listed = line(await runGit(repository, ['rev-list', '--first-parent', '--reverse', tip, '--']));
  return new Map(listed.split('\n').map((commit, place) => [commit, place]));
}

/** Whether a commit is another one, or comes before it. Both are full shas that are here. */
export async function isAncestor(repository: Repository, before: string, after: string): Promise<boolean> {
  const { exitCode } = await tryGit(repository, ['merge-base', '--is-ancestor', before, after]);
  return exitCode === 0;
}

/**
 * Where a branch is now, compared with where it was: it went on, it was set back, or it was set to something else. A
 * shallow clone is deepened where it does not show that.
 */
export type Progress = 'same' | 'ahead' | 'behind' | 'elsewhere';

/** How a branch that was at one commit came to another. Both are full shas. */
export async function progressOf(repository: Repository, was: string, is: string): Promise<Progress> {
  if (was === is) return 'same';
  if (await isAncestor(repository, was, is)) return 'ahead';
  if (await isAncestor(repository, is, was)) return 'behind';
  const parting = await unlessMistaken(() => findMergeBase(repository, was, is));
  if (parting === was) return 'ahead';
  return parting === is ? 'behind' : 'elsewhere';
}

/** Author, time and messages of a commit. Bytes that are no UTF-8 become U+FFFD. */
export async function commitText(
  repository: Repository,
  { commit, parent }: LineCommit,
): Promise<CommitText> {
  const own = await runGit(repository, [
    'log',
    '-1',
    '-z',
    '--no-show-signature',
    '--format=%an%n%aI%n%B',
    commit,
  ]);
  const [author = '', at = '', ...message] = splitNul(own).join('').split('\n');
  const merged =
    parent === null
      ? []
      : splitNul(
          await runGit(repository, [
            ...['log', '-z', '--no-show-signature', `--max-count=${MAX_MERGED}`, '--format=%B'],
            ...[commit, `^${parent}`, '--'],
          ]),
        );
  const text = message.join('\n').trim();
  return { author, at, subject: text.split('\n')[0] ?? '', texts: [text, ...merged.slice(1)] };
}
