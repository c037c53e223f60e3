import { type FSWatcher, watch } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Marks, renewMarks } from './marks.ts';

/** Files are looked at this often, ms, also where the system tells nothing of changes (network drives, full tables). */
const POLL_MS = 1000;
/** Editors write a file in several steps: so long, ms, nothing may change before a save counts as complete. */
const QUIET_MS = 100;

/**
 * Waits until some of the files are saved, made or removed, and no further one is for a moment. Their marks are then
 * those of the files as they are.
 * @param arrived further files that have come, each told once; asked once a second, and whenever something changes
 * @returns their paths; null where the signal aborts first
 */
export async function nextSaved(
  root: string,
  marks: Marks,
  signal: AbortSignal | undefined,
  arrived: () => Promise<readonly string[]>,
): Promise<string[] | null> {
  const saved = new Set<string>();
  let wake = () => {};
  const watchers = [...new Set([...marks.keys()].map((path) => dirname(join(root, path))))].flatMap(
    (folder) => watcherOf(folder, () => wake()),
  );
  const onAbort = () => wake();
  signal?.addEventListener('abort', onAbort, { once: true });
  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  try {
    while (!signal?.aborted) {
      const changed = [...renewMarks(root, marks), ...(await arrived())];
      for (const path of changed) saved.add(path);
      if (changed.length === 0 && saved.size > 0) return [...saved];
      await pause(saved.size > 0 ? QUIET_MS : POLL_MS);
    }
    return null;
  } finally {
    signal?.removeEventListener('abort', onAbort);
    for (const watcher of watchers) watcher.close();
  }
}

/** None where the system cannot watch the folder: then it is only looked at. */
function watcherOf(folder: string, onChange: () => void): FSWatcher[] {
  try {
    const watcher = watch(folder, onChange);
    watcher.on('error', () => watcher.close());
    return [watcher];
  } catch {
    return [];
  }
}
