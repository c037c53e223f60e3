import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

const runFile = promisify(execFile);

/** Git as on a machine of nobody: no global config, one identity, one clock. */
const ENVIRONMENT = {
  PATH: process.env.PATH,
  HOME: tmpdir(),
  LC_ALL: 'C.UTF-8',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_SYSTEM: '/dev/null',
  GIT_TERMINAL_PROMPT: '0',
  // Work in the background would outlive the folder.
  GIT_CONFIG_COUNT: '2',
  GIT_CONFIG_KEY_0: 'gc.auto',
  GIT_CONFIG_VALUE_0: '0',
  GIT_CONFIG_KEY_1: 'maintenance.auto',
  GIT_CONFIG_VALUE_1: 'false',
  GIT_AUTHOR_NAME: 'Ada',
  GIT_AUTHOR_EMAIL: 'ada@example.com',
  GIT_COMMITTER_NAME: 'Ada',
  GIT_COMMITTER_EMAIL: 'ada@example.com',
  GIT_AUTHOR_DATE: '2025-01-01T00:00:00Z',
  GIT_COMMITTER_DATE: '2025-01-01T00:00:00Z',
};

/** Contents by path; null removes a file, `{ symlink }` links one. */
export type Files = Record<string, string | Uint8Array | { symlink: string } | null>;

const WRITTEN_AT_ONCE = 64;

const INIT = 'git init --quiet --initial-branch=main --template=';
const COMMIT = 'git add --all\ngit commit --quiet --allow-empty --message "$1"\ngit rev-parse HEAD';
const MERGE = 'git merge --quiet --no-ff --message "merge $1" "$1"\ngit rev-parse HEAD';

/** Runs lines of git in one shell, as starting a process from a test costs more than git takes. */
async function runGit(root: string, script: string, argument: string): Promise<string> {
  const { stdout } = await runFile('sh', ['-ec', script, 'sh', argument], { cwd: root, env: ENVIRONMENT });
  return stdout.trim();
}

/** A real repository in a temporary folder. `await using` disposes of it; so does `dispose`. */
export type TestRepository = {
  root: string;
  /** The sha of the commit it was built with, if any. */
  first: string;
  /** Runs git in the repository; gives its output, trimmed. */
  git(...args: string[]): Promise<string>;
  /** Writes files (and their folders). Nothing is committed. */
  write(files: Files): Promise<void>;
  /** Commits all there is, also when nothing changed; gives the commit's sha. */
  commit(message?: string): Promise<string>;
  /** Makes a branch here and switches to it. */
  branch(name: string): Promise<void>;
  switch(name: string): Promise<void>;
  /** Merges a branch into the current one with a merge commit; gives its sha. */
  merge(branch: string): Promise<string>;
  /** Clones it over `file://` (so that `depth` counts), as `actions/checkout` would have it. */
  clone(options?: { depth?: number; branch?: string }): Promise<TestRepository>;
  dispose(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
};

/** Makes an empty repository on branch `main`; with `files`, one that has them in a first commit. */
export async function buildRepository(files?: Files): Promise<TestRepository> {
  const root = await temporaryFolder();
  const repository = repositoryAt(root);
  if (files) await repository.write(files);
  repository.first = await runGit(root, files ? `${INIT}\n${COMMIT}` : INIT, 'first');
  return repository;
}

async function temporaryFolder(): Promise<string> {
  return realpath(await mkdtemp(join(tmpdir(), 'prompt-eval-gate-')));
}

function repositoryAt(root: string): TestRepository {
  const git = async (...args: string[]): Promise<string> => {
    const { stdout } = await runFile('git', args, {
      cwd: root,
      env: ENVIRONMENT,
      maxBuffer: 256 * 1024 * 1024,
    });
    return stdout.trim();
  };
  const dispose = () => rm(root, { recursive: true, force: true });
  return {
    root,
    first: '',
    git,
    async write(files) {
      const write = async ([path, content]: [string, Files[string]]) => {
        const file = join(root, path);
        await rm(file, { recursive: true, force: true });
        if (content === null) return;
        await mkdir(dirname(file), { recursive: true });
        if (typeof content === 'string' || content instanceof Uint8Array) await writeFile(file, content);
        else await symlink(content.symlink, file);
      };
      const all = Object.entries(files);
      for (let start = 0; start < all.length; start += WRITTEN_AT_ONCE) {
        await Promise.all(all.slice(start, start + WRITTEN_AT_ONCE).map(write));
      }
    },
    commit: (message = 'change') => runGit(root, COMMIT, message),
    async branch(name) {
      await git('switch', '--quiet', '--create', name);
    },
    async switch(name) {
      await git('switch', '--quiet', name);
    },
    merge: (branch) => runGit(root, MERGE, branch),
    async clone({ depth, branch } = {}) {
      const folder = await temporaryFolder();
      await git(
        'clone',
        '--quiet',
        ...(depth === undefined ? [] : [`--depth=${depth}`]),
        ...(branch === undefined ? [] : [`--branch=${branch}`]),
        pathToFileURL(root).href,
        folder,
      );
      return repositoryAt(folder);
    },
    dispose,
    [Symbol.asyncDispose]: dispose,
  };
}
