/**
 * The repository as data: its files at one revision (or the work tree, in a terminal).
 * What prompt/ and suite/ read from; neither knows git.
 */
export type Snapshot = {
  /** A commit's full sha, or `worktree`. */
  revision: string;
  /** Paths of all files, relative to the root, with `/`, sorted. */
  list(): Promise<readonly string[]>;
  /** Whether the file exists (cheap: no content is read). */
  has(path: string): Promise<boolean>;
  /**
   * A file's text (UTF-8), or undefined if there is no such file.
   * Throws ConfigurationError for a symlink, a submodule, a binary file, a file over 40 MB, a path that leaves the root.
   */
  read(path: string): Promise<string | undefined>;
  /** The content's git blob id, for comparing without reading; undefined if there is no such file. */
  blob(path: string): Promise<string | undefined>;
};

/** A file that differs between the merge base and the head. */
export type ChangedFile = {
  status: 'added' | 'modified' | 'deleted' | 'renamed';
  /** Path at the head; of a deleted file: at the base. */
  path: string;
  /** Path at the base; of an added file: undefined. */
  basePath: string | undefined;
  /** Of a renamed file: other removed files that it may have been just as well. */
  otherBasePaths?: readonly string[] | undefined;
};
