import { statSync } from 'node:fs';
import { join } from 'node:path';

/** Files by their paths, each with a mark that changes when the file is saved. */
export type Marks = Map<string, string>;

/** The mark of a file as it is now: time, size and inode; of one that is not there, or cannot be reached, its own. */
export function markOf(root: string, path: string): string {
  try {
    const stats = statSync(join(root, path), { throwIfNoEntry: false });
    return stats ? `${stats.mtimeMs} ${stats.size} ${stats.ino}` : 'absent';
  } catch {
    return 'absent';
  }
}

/** Sets the marks to those of the files as they are. Returns the paths whose files had others. */
export function renewMarks(root: string, marks: Marks): string[] {
  const changed: string[] = [];
  for (const [path, mark] of marks) {
    const now = markOf(root, path);
    if (now === mark) continue;
    changed.push(path);
    marks.set(path, now);
  }
  return changed;
}
