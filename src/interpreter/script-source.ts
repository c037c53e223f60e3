import { posix } from 'node:path';
import type { Place } from '../base/errors.ts';

/**
 * How an assertion names its script: relative to the file it stands in, or to the repository's root; and which version
 * of it, where that is known.
 */
export type ScriptReference = { from: string; name: string; version?: string | undefined };

/** A script and the files of its folder, as they are at one revision. */
export type ScriptSource = {
  references: ScriptReference[];
  /** Relative to the repository's root. */
  path: string;
  /** Paths relative to `folder`, the entry's own among them. */
  files: { path: string; text: string }[];
  /** Of the files, the one whose default export is called; absent: the script itself. */
  entry?: string | undefined;
  /** The folder of the files in the repository; absent: the script's. */
  folder?: string | undefined;
  /** It runs in the interpreter also where the policy has scripts run in Node. */
  isInterpreted?: true | undefined;
  place: Place;
};

/** The file of a source whose default export is called. */
export function entryOf({ path, entry }: Pick<ScriptSource, 'path' | 'entry'>): string {
  return entry ?? posix.basename(path);
}

/** Where a file of a script's folder lies in the repository. */
export function pathBeside(
  { path, folder = posix.dirname(path) }: Pick<ScriptSource, 'path' | 'folder'>,
  file: string,
): string {
  return posix.join(folder, file);
}
