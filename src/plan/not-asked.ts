import type { Notice } from '../domain/notice.ts';
import type { Prompt } from '../domain/prompt.ts';

type Versions = { baseline: { prompt: Prompt }; candidate: { prompt: Prompt } };

/**
 * Tells that a pull request changes, adds or takes out models that a file lists beside the one that is asked.
 * @param path of that file
 * @param prompts both versions of each prompt that the models are for; undefined for one that cannot be read
 */
export function tellNotAsked(
  path: string,
  prompts: readonly { arms: Versions | undefined }[],
  { onNotice }: { onNotice?: (notice: Notice) => void },
): void {
  const names = prompts.flatMap(({ arms }) => {
    if (arms === undefined) return [];
    const { baseline, candidate } = arms;
    return [...others(candidate, baseline), ...others(baseline, candidate)];
  });
  if (names.length > 0) onNotice?.({ code: 'changed-provider-not-asked', path, names: [...new Set(names)] });
}

/** Names of the models that one version lists and does not ask, and that the other lists otherwise, or not at all. */
function others({ prompt }: { prompt: Prompt }, { prompt: other }: { prompt: Prompt }): string[] {
  const known = new Set(other.notAsked?.map(({ stated }) => stated));
  return (prompt.notAsked ?? []).filter(({ stated }) => !known.has(stated)).map(({ name }) => name);
}
