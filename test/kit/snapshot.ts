import type { Snapshot } from '../../src/domain/snapshot.ts';

/** A revision that has these files and no others. */
export function snapshotOf(files: Record<string, string>): Snapshot {
  return {
    revision: 'worktree',
    list: async () => Object.keys(files).sort(),
    has: async (path) => Object.hasOwn(files, path),
    read: async (path) => (Object.hasOwn(files, path) ? files[path] : undefined),
    blob: async (path) => (Object.hasOwn(files, path) ? String(files[path]?.length) : undefined),
  };
}

/** The messages of the mistakes that a reading tells, one a line; fails when it tells none. */
export async function mistakesOf(reading: Promise<unknown>): Promise<string> {
  try {
    await reading;
  } catch (error) {
    return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  }
  throw new Error('there was no mistake');
}
