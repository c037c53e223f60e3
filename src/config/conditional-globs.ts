import picomatch from 'picomatch';
import type { Config, PromptGlob } from '../domain/policy.ts';
import type { Snapshot } from '../domain/snapshot.ts';

/**
 * The policy with the paths that meet the conditions of its globs in any of the snapshots: what was watched before a
 * change stays watched, also where the change takes the file away that is the condition.
 */
export async function withConditionsMet(config: Config, snapshots: readonly Snapshot[]): Promise<Config> {
  if (!config.prompts.some((source) => source.kind === 'glob' && source.where)) return config;
  const lists = await Promise.all([...new Set(snapshots)].map((snapshot) => snapshot.list()));
  const prompts = config.prompts.map((source) =>
    source.kind === 'glob' && source.where ? withPaths(source, source.where.beside, lists) : source,
  );
  return { ...config, prompts };
}

function withPaths(glob: PromptGlob, beside: string, lists: readonly (readonly string[])[]): PromptGlob {
  const matches = picomatch(glob.pattern, { dot: true, nonegate: true, noextglob: true, windows: false });
  const paths = lists.flatMap((list) => {
    const companions = new Set(list.filter((path) => path.endsWith(beside)));
    if (companions.size === 0) return [];
    return list.filter((path) => matches(path) && companions.has(pathBeside(path, beside)));
  });
  return { ...glob, where: { beside, paths: [...new Set(paths)].sort() } };
}

function pathBeside(path: string, beside: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1) + beside;
}
