import { line, type Repository, runGit } from './git.ts';
import { snapshotReader } from './snapshots.ts';

/**
 * Every content that a file had at a commit or at any commit before it, each once, also on lines that a merge left
 * behind. What is larger than a snapshot reads is left out.
 * @param of.commit full sha
 */
export async function earlierTexts(
  repository: Repository,
  { commit, path }: { commit: string; path: string },
): Promise<string[]> {
  const listed = line(
    await runGit(repository, ['rev-list', '--objects', '--full-history', commit, '--', path]),
  );
  const ids = listed.split('\n').flatMap((each) => {
    const [id = '', ...name] = each.split(' ');
    return name.join(' ') === path ? [id] : [];
  });
  const objects = snapshotReader(repository);
  try {
    const found = await Promise.all(ids.map((id) => objects.read(id)));
    return found.flatMap((object) => (object.kind === 'content' ? [object.bytes.toString('utf8')] : []));
  } finally {
    objects.close();
  }
}
