import type { PromptEntry } from '../domain/policy.ts';
import { changedFiles } from '../repo/changed-files.ts';
import type { Repository } from '../repo/git.ts';
import type { Watch } from './watch.ts';

/** A prompt that the base renamed since the merge base: how a change begun before calls it, and how the base does. */
export type MovedPrompt = { path: string; to: string; entry: PromptEntry };

/**
 * Prompts that the policy at the base's tip watches under a name which a change begun before cannot know. Git merges an
 * edit of the old name into the new one, so that the old one is watched too, as the policy says of the new.
 * @param range shas: the merge base and the base's tip.
 * @param policy may be known later than what changed.
 */
export async function movedPrompts(
  repository: Repository,
  range: { mergeBase: string; tip: string },
  policy: Promise<Watch>,
): Promise<MovedPrompt[]> {
  if (range.mergeBase === range.tip) return [];
  const watched = policy.then(({ watches }) => watches);
  const files = await changedFiles(repository, range.mergeBase, range.tip, watched);
  const watch = await policy;
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
