import { isBlobOf } from '../base/blob-id.ts';
import { unlessMistaken } from '../base/errors.ts';
import type { Snapshot } from '../domain/snapshot.ts';
import { matchingFiles, type Seen } from './files.ts';

/**
 * What was read before under this key, if all that was seen then is the same at the snapshot; otherwise reads it and
 * remembers it.
 */
export type Remember<T> = (key: string, snapshot: Snapshot, read: () => Promise<T>) => Promise<T>;

/** For the two sides of a change, and as many again. */
const MOST_A_KEY = 4;

/** Remembers what was read from files of snapshots, mistakes included. */
export function rememberingFiles<T extends { seen: Seen }>(): Remember<T> {
  const known = new Map<string, { snapshot: Snapshot; result: Promise<T> }[]>();
  return async (key, snapshot, read) => {
    const ofKey = known.get(key) ?? [];
    const here = ofKey.find((each) => each.snapshot === snapshot);
    if (here !== undefined) return here.result;
    const result = resultAsSeen(ofKey, snapshot, read);
    known.set(key, [...ofKey, { snapshot, result }].slice(-MOST_A_KEY));
    return result;
  };
}

async function resultAsSeen<T extends { seen: Seen }>(
  known: readonly { result: Promise<T> }[],
  snapshot: Snapshot,
  read: () => Promise<T>,
): Promise<T> {
  for (const each of known) {
    const result = await unlessMistaken(() => each.result);
    if (result !== undefined && (await isAsSeen(result.seen, snapshot))) return result;
  }
  return read();
}

/** Whether every file has the same text at a snapshot, and every pattern the same matches. */
async function isAsSeen({ texts, matches }: Seen, snapshot: Snapshot): Promise<boolean> {
  for (const { patterns, paths } of matches) {
    const here = await matchingFiles(snapshot, patterns);
    if (here.length !== paths.length || here.some((path, index) => path !== paths[index])) return false;
  }
  for (const [path, text] of texts) {
    if (!(await holds(snapshot, path, text))) return false;
  }
  return true;
}

/** Whether a file has this text at a snapshot, or is not there. A commit's file is not read where its id tells. */
async function holds(snapshot: Snapshot, path: string, text: string | undefined): Promise<boolean> {
  const isKnown = text !== undefined && snapshot.revision !== 'worktree';
  if (isKnown && isBlobOf(await snapshot.blob(path), text)) return true;
  const here = await unlessMistaken(async () => ({ text: await snapshot.read(path) }));
  return here !== undefined && here.text === text;
}
