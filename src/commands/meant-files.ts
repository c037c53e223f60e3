import { posix, relative, sep } from 'node:path';
import { ConfigurationError, ConfigurationErrors } from '../base/errors.ts';
import { didYouMean } from '../document/suggest.ts';
import type { PromptEntry } from '../domain/policy.ts';
import type { Snapshot } from '../domain/snapshot.ts';
import { findNames } from '../plan/names.ts';

/** A file that the policy watches, with its own entry there. */
type Watched = { path: string; entry?: PromptEntry | undefined };

/**
 * The watched files that words mean, as `gate` takes them: a path from the top of the repository or from where the command
 * was started, or the name that applications ask for a prompt by.
 * @param words in no order; of each file once
 * @throws ConfigurationErrors for every word that means none, with what was likely meant
 */
export async function meantFiles<T extends Watched>(
  words: readonly string[],
  {
    watched,
    snapshot,
    root,
    directory,
  }: {
    watched: readonly T[];
    snapshot: Snapshot;
    /** Of the repository, absolute. */
    root: string;
    /** Where the command was started, absolute. */
    directory: string;
  },
): Promise<T[]> {
  const paths = watched.map(({ path }) => path);
  const folder = relative(root, directory).split(sep).join('/');
  const asPath = (word: string) =>
    [posix.normalize(word), posix.join(folder, word)].find((path) => paths.includes(path));
  // Names take reading every prompt.
  const named = words.every((word) => asPath(word)) ? [] : (await findNames(snapshot, watched)).prompts;
  const meant = new Set<string>();
  const errors: ConfigurationError[] = [];
  for (const word of words) {
    const path = asPath(word) ?? named.find(({ name }) => name === word)?.path;
    if (path !== undefined) meant.add(path);
    else errors.push(notWatched(word, [...paths, ...named.flatMap(({ name }) => name ?? [])]));
  }
  if (errors.length > 0) throw new ConfigurationErrors(errors);
  return watched.filter(({ path }) => meant.has(path));
}

function notWatched(word: string, known: readonly string[]): ConfigurationError {
  return new ConfigurationError(`The policy watches no prompt ${word}.${didYouMean(word, known)}`, {
    remedy: 'Give its path or its name; `check` lists the prompts that are watched.',
  });
}
