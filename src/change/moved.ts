import type { PromptEntry } from '../domain/policy.ts';
import { changedFiles } from '../repo/changed-files.ts';
import type { Repository } from '../repo/git.ts';
import type { Watch } from './watch.ts';

/**
 * A prompt that was renamed at the base after the merge base: `path` is its old name, which the pull request still uses,
 * `to` its name at the base's tip. `entry` is what the policy says of `to`, restated for `path`.
 */
export type MovedPrompt = { path: string; to: string; entry: PromptEntry };

/**
 * The prompts that the base renamed after the pull request began, and whose new name the policy watches. When the pull
 * request is merged, git applies its edit of the old name to the new one. So the old name is watched too, with the
 * policy's settings for the new name.
 * @param range full shas of the merge base and of the base's tip.
 * @param policy what the policy watches; it is awaited only after git has been asked what changed.
 */
export async function movedPrompts(
  repository: Repository,
  range: { mergeBase: string; tip: string },
  policy: Promise<Watch>,
): Promise<MovedPrompt[]> {
  if (range.mergeBase === range.tip) return [];
  const watched = policy.then(({ watches }) => watches);
  // Awaited together, so that no rejection of a broken policy stays unhandled.
  const [files, watch] = await Promise.all([
    changedFiles(repository, range.mergeBase, range.tip, watched),
    policy,
    watched,
  ]);
  const formerly = new Map(
    files.flatMap(({ status, path, basePath }) =>
      status === 'renamed' && basePath ? [[path, basePath]] : [],
    ),
  );
  const moved: MovedPrompt[] = [];
  for (const [to, path] of formerly) {
    if (!watch.watches(to) || watch.watches(path)) continue;
    const { suite, ...known } = watch.entryOf(to) ?? {};
    const entry = {
      ...known,
      kind: 'entry',
      path,
      ...(suite && { suite: formerly.get(suite) ?? suite }),
    } as const;
    moved.push({ path, to, entry });
  }
  return moved;
}
