import { unlessMistaken } from '../../base/errors.ts';
import { mayConcernWatch } from '../../change/watch.ts';
import { policyAt } from '../../config/read.ts';
import type { Config } from '../../domain/policy.ts';
import type { VersionSource } from '../../domain/registry.ts';
import type { Snapshot } from '../../domain/snapshot.ts';
import { estimateTokens } from '../../plan/tokens.ts';
import { changeTextOf, oneLine } from '../../registry/change-text.ts';
import { CODEOWNERS_PATHS, ownerOf } from '../../registry/codeowners.ts';
import type { MainPrompts } from '../../registry/record.ts';
import type { Repository } from '../../repo/git.ts';
import { commitText, firstParents, type LineCommit, type Progress, progressOf } from '../../repo/history.ts';
import { snapshotAt, snapshotReader } from '../../repo/snapshots.ts';
import { type FoundPrompts, findPrompts } from './main-prompts.ts';

/** Main's commits since the last recorded one, as far as they may concern prompts, oldest first. */
export type Walk = {
  commits: MainPrompts[];
  /** How main came here from the commit that was recorded last; null: none was recorded. */
  progress: Progress | null;
  /** Number of commits since then. */
  length: number;
  /** At main's tip. */
  tip: FoundPrompts;
};

export type WalkRequest = {
  repository: Repository;
  /** The commit that was recorded last; null: none was. */
  from: string | null;
  /** Main's tip. */
  to: string;
  /** Main's files at its tip; stays open after the walk. */
  tip: Snapshot;
  configPath: string;
  /** Whether the first walk goes back to main's first commit, instead of looking at its tip alone. */
  wholeHistory: boolean;
};

/**
 * Reads main's prompts at every commit of its own line that may have changed one. Where nothing was recorded yet, or
 * main was rewritten, the tip alone is read.
 * @throws ConfigurationError(s): at the tip, a policy that cannot be read, or two prompts with one name
 */
export async function walkMain(request: WalkRequest): Promise<Walk> {
  const { repository, from, to, wholeHistory } = request;
  const objects = snapshotReader(repository);
  try {
    const open = (commit: string) => snapshotAt(repository, commit, objects);
    const progress = from === null ? null : await progressOf(repository, from, to);
    const isTipOnly = isRewritten(progress) || (from === null && !wholeHistory);
    const line = isTipOnly ? await tipOf(repository, to) : await firstParents(repository, { from, to });
    const commits: MainPrompts[] = [];
    let before: { concerns: (path: string) => boolean } | null = null;
    let tip: FoundPrompts | undefined;
    for (const commit of line) {
      const isTip = commit.commit === to;
      if (before && !commit.changed.some(before.concerns)) continue;
      if (!before && !isTip && !isTipOnly && commit.changed.length === 0) continue;
      const snapshot = tracing(isTip ? request.tip : open(commit.commit));
      const read = () => promptsAt(snapshot, request.configPath);
      const found = await (isTip ? read() : unlessMistaken(read));
      if (!found) continue;
      before = { concerns: concerns(snapshot, found.config, request.configPath) };
      if (isTip) tip = found.prompts;
      commits.push(await mainPrompts(found.prompts, { commit, snapshot, repository }));
    }
    tip ??= (await promptsAt(request.tip, request.configPath))?.prompts;
    return { commits, progress, length: line.length, tip: tip ?? { prompts: [], unreadable: [] } };
  } finally {
    objects.close();
  }
}

/** Main was force-pushed: it does not go on from the commit that was recorded last. */
export function isRewritten(progress: Progress | null): boolean {
  return progress === 'behind' || progress === 'elsewhere';
}

/** The policy of a revision, and its prompts; undefined where it has no policy. */
async function promptsAt(
  snapshot: Snapshot,
  configPath: string,
): Promise<{ config: Config; prompts: FoundPrompts } | undefined> {
  const config = await policyAt(snapshot, configPath);
  return config && { config, prompts: await findPrompts(snapshot, config) };
}

async function tipOf(repository: Repository, to: string): Promise<LineCommit[]> {
  return (await firstParents(repository, { from: null, to })).slice(-1);
}

async function mainPrompts(
  { prompts, unreadable }: FoundPrompts,
  { commit, snapshot, repository }: { commit: LineCommit; snapshot: Snapshot; repository: Repository },
): Promise<MainPrompts> {
  const text = await commitText(repository, commit);
  const { pullRequest, change, atLeast } = changeTextOf(text.texts);
  const owners = await codeowners(snapshot);
  const entries: [string, MainPrompts['prompts'][string]][] = [];
  for (const { name, path, bundle, digest, arm } of prompts) {
    const source: VersionSource = {
      commit: commit.commit,
      path,
      author: oneLine(text.author, MAX_NAME),
      owner: owners === undefined ? null : ownedBy(path, owners),
      pullRequest,
      change,
      description: arm.prompt.description ?? null,
      tags: arm.prompt.tags ?? [],
      tokens: await estimateTokens(bundle),
    };
    entries.push([name, { bundle, digest, source, atLeast }]);
  }
  return {
    commit: commit.commit,
    prompts: Object.fromEntries(entries),
    unreadable: unreadable.flatMap(({ name }) => name ?? []),
  };
}

const MAX_NAME = 200;

function ownedBy(path: string, owners: string): string | null {
  const owner = ownerOf(path, owners);
  return owner === null ? null : oneLine(owner);
}

async function codeowners(snapshot: Snapshot): Promise<string | undefined> {
  for (const path of CODEOWNERS_PATHS) {
    const text = await unlessMistaken(() => snapshot.read(path));
    if (text !== undefined) return text;
  }
  return undefined;
}

/** A snapshot that notes every path that is asked for. */
type Traced = Snapshot & { asked: ReadonlySet<string> };

function tracing(snapshot: Snapshot): Traced {
  const asked = new Set<string>();
  const noted = <T>(path: string, answer: Promise<T>): Promise<T> => {
    asked.add(path);
    return answer;
  };
  return {
    ...snapshot,
    asked,
    read: (path) => noted(path, snapshot.read(path)),
    has: (path) => noted(path, snapshot.has(path)),
    blob: (path) => noted(path, snapshot.blob(path)),
  };
}

/** Whether a path may matter to the prompts of a revision: what was asked for, what is watched, the policy, owners. */
function concerns(snapshot: Traced, config: Config, configPath: string): (path: string) => boolean {
  const mayConcern = mayConcernWatch(config.prompts);
  // A config whose prompts are patterns may list any file beside it.
  const folders = new Set([...snapshot.asked].map((path) => path.slice(0, path.lastIndexOf('/') + 1)));
  return (path) =>
    path === configPath ||
    snapshot.asked.has(path) ||
    mayConcern(path) ||
    CODEOWNERS_PATHS.includes(path) ||
    [...folders].some((folder) => folder !== '' && path.startsWith(folder));
}
