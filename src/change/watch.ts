import picomatch from 'picomatch';
import type { PromptEntry, PromptSource } from '../domain/policy.ts';
import { isPartial } from '../prompt/partials.ts';

/** Whether, and as what, the policy watches a path. */
export type Watch = {
  /** The entry that spells the prompt out; undefined where none does. */
  entryOf(path: string): PromptEntry | undefined;
  /** Whether an entry or a glob names the path. */
  watches(path: string): boolean;
};

/**
 * What the sources of a policy watch. A glob also matches names that begin with a dot; `!glob` takes away from all
 * other globs, wherever it stands, never from an entry. Round brackets mean themselves. A partial is only watched as what
 * prompts include. Of a glob with a condition, the paths count that meet it.
 */
export function watchOf(sources: readonly PromptSource[]): Watch {
  const entries = new Map<string, PromptEntry>();
  const wanted: string[] = [];
  const conditional = new Set<string>();
  const excluded: string[] = [];
  for (const source of sources) {
    if (source.kind === 'entry') entries.set(source.path, source);
    else if (source.pattern.startsWith('!')) excluded.push(source.pattern.slice(1));
    else if (source.where) for (const path of source.where.paths) conditional.add(path);
    else wanted.push(source.pattern);
  }
  const isWanted = matcher(wanted);
  const isExcluded = matcher(excluded);
  return {
    entryOf: (path) => entries.get(path),
    watches: (path) =>
      entries.has(path) ||
      ((isWanted(path) || conditional.has(path)) && !isExcluded(path) && !isPartial(path)),
  };
}

function matcher(globs: readonly string[]): (path: string) => boolean {
  if (globs.length === 0) return () => false;
  const literal = globs.map((glob) => glob.replace(/\\?[()|]/g, (found) => `\\${found.slice(-1)}`));
  // `s`: a file's name may contain a line feed.
  return picomatch(literal, { dot: true, nonegate: true, noextglob: true, flags: 's', windows: false });
}

/** Whether a path is watched, or may be, or may make another one watched, at some revision. */
export function mayConcernWatch(sources: readonly PromptSource[]): (path: string) => boolean {
  const { watches } = watchOf(sources);
  const conditional = sources.flatMap((source) => (source.kind === 'glob' && source.where ? [source] : []));
  const mayMeet = matcher(conditional.map(({ pattern }) => pattern));
  const companions = conditional.flatMap(({ where }) => where?.beside ?? []);
  return (path) => watches(path) || mayMeet(path) || companions.some((beside) => path.endsWith(beside));
}
