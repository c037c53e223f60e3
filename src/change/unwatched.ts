import type { PromptSource } from '../domain/policy.ts';
import type { ChangedFile, Snapshot } from '../domain/snapshot.ts';
import { readableText } from '../repo/text-file.ts';
import { suitePathsOf } from '../suite/paths.ts';
import type { Namings } from './naming.ts';
import { type Watch, watchOf } from './watch.ts';

/** A prompt that was watched, and the unwatched file that has its text now. */
export type EscapedPrompt = { path: string; to: string };

/** With more new files than this, a pull request brings something else than prompts. */
const MOST_FILES = 200;
/** Endings that a format of prompts has. */
const READ = /\.(?:prompty?|ya?ml|json|txt|md|markdown|j2|jinja2?)$/i;

/**
 * Of the files that a pull request adds, those that are prompts by their looks and that nothing watches: named as a format
 * of prompts is, or with cases beside them. What the policy excludes is left out on purpose.
 */
export async function unwatchedPrompts(
  files: readonly ChangedFile[],
  { candidate, watch, sources }: { candidate: Snapshot; watch: Watch; sources: readonly PromptSource[] },
): Promise<string[]> {
  const isExcluded = exclusionsOf(sources);
  const added = files.filter(
    ({ status, path }) => status === 'added' && READ.test(path) && !watch.watches(path) && !isExcluded(path),
  );
  if (added.length === 0 || added.length > MOST_FILES) return [];
  const { recognisedFormat } = await import('../prompt/formats/table.ts');
  const { isPartial } = await import('../prompt/partials.ts');
  const found: string[] = [];
  for (const { path } of added) {
    const text = isPartial(path) ? undefined : await readableText(candidate, path);
    const evidence = text === undefined ? undefined : recognisedFormat(path, text)?.evidence(path);
    if (evidence === undefined) continue;
    if (evidence === 'is-prompt' || (await hasCases(path, candidate))) found.push(path);
  }
  return found;
}

/**
 * Watched prompts that are gone and whose text, at least half of it, stands in files that nothing watches: renamed, or
 * moved into files, new ones and ones that were there before.
 * @throws ConfigurationError where more was changed than can be looked at.
 */
export async function escapedPrompts(
  files: readonly ChangedFile[],
  {
    base,
    candidate,
    namings,
  }: { base: Snapshot; candidate: Snapshot; namings: Pick<Namings, 'watch' | 'baseWatch'> },
): Promise<EscapedPrompt[]> {
  const { watch, baseWatch } = namings;
  const renamed = files.flatMap(({ status, path, basePath }) =>
    status === 'renamed' && basePath !== undefined && baseWatch.watches(basePath) && !watch.watches(path)
      ? [{ path: basePath, to: path }]
      : [],
  );
  const deleted = files.flatMap(({ status, path }) =>
    status === 'deleted' && baseWatch.watches(path) ? [path] : [],
  );
  const grown = files.flatMap(({ status, path, basePath }) => {
    if (status === 'deleted' || watch.watches(path)) return [];
    return [{ path, basePath: status === 'added' ? undefined : (basePath ?? path) }];
  });
  if (deleted.length === 0) return renamed;
  // Rarely needed, so that it is loaded late.
  const { scatteredTexts } = await import('../repo/likeness.ts');
  const scattered = await scatteredTexts(deleted, grown, { base, candidate });
  return [...renamed, ...scattered.map(({ path, basePath }) => ({ path: basePath, to: path }))];
}

function exclusionsOf(sources: readonly PromptSource[]): (path: string) => boolean {
  const excluded = sources.flatMap((source): PromptSource[] =>
    source.kind === 'glob' && source.pattern.startsWith('!')
      ? [{ kind: 'glob', pattern: source.pattern.slice(1) }]
      : [],
  );
  return watchOf(excluded).watches;
}

async function hasCases(path: string, snapshot: Snapshot): Promise<boolean> {
  for (const suite of suitePathsOf(path)) if (suite !== path && (await snapshot.has(suite))) return true;
  return false;
}
