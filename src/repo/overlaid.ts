import { blobIdOf } from '../base/blob-id.ts';
import type { Snapshot } from '../domain/snapshot.ts';

/** A snapshot in which some files have other texts: what it would be with a change that nobody committed yet. */
export function overlaid(snapshot: Snapshot, files: Readonly<Record<string, string>>): Snapshot {
  const textOf = (path: string) => (Object.hasOwn(files, path) ? files[path] : undefined);
  return {
    revision: snapshot.revision,
    async list() {
      return [...new Set([...(await snapshot.list()), ...Object.keys(files)])].sort();
    },
    async has(path) {
      return textOf(path) !== undefined || (await snapshot.has(path));
    },
    async read(path) {
      return textOf(path) ?? (await snapshot.read(path));
    },
    async blob(path) {
      const text = textOf(path);
      return text === undefined ? snapshot.blob(path) : blobIdOf(text);
    },
  };
}
