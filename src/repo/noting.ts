import type { Snapshot } from '../domain/snapshot.ts';

/** The same snapshot, which gives the path of each file that is looked for to `onRead`, before it looks. */
export function noting<S extends Snapshot>(snapshot: S, onRead: ((path: string) => void) | undefined): S {
  if (!onRead) return snapshot;
  return {
    ...snapshot,
    has(path: string) {
      onRead(path);
      return snapshot.has(path);
    },
    read(path: string) {
      onRead(path);
      return snapshot.read(path);
    },
  };
}
