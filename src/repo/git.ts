import { type ChildProcess, spawn } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { ConfigurationError } from '../base/errors.ts';

/** A checkout of a git repository. */
export type Repository = {
  /** The top folder of the working tree, absolute. */
  root: string;
  /** Git's own folder, shared by all worktrees, absolute. */
  gitDirectory: string;
};

/** Where answers are kept by default: inside git's own folder, so that nobody commits them. */
export function storeDirectoryOf({ gitDirectory }: Repository): string {
  return join(gitDirectory, 'prompt-eval-gate');
}

/** What a git command gave. `exitCode` is 0 exactly when it succeeded. */
export type GitOutput = { exitCode: number; stdout: Buffer; stderr: string };

export type GitOptions = {
  input?: string | Uint8Array;
  /** After this many ms the command is ended and counts as failed; it runs without a terminal. For what uses the network. */
  timeoutMs?: number;
};

/** Output beyond this is no listing of any repository we know. */
const MAX_OUTPUT_BYTES = 512 * 1024 * 1024;

/**
 * What every git command gets: nothing that a repository's configuration or attributes can make git run, no pager, no
 * pathspec magic, no replaced objects, and paths as they are.
 */
const SAFE_OPTIONS = [
  '--no-pager',
  '--literal-pathspecs',
  '--no-optional-locks',
  '--no-replace-objects',
  ...[
    'core.hooksPath=/dev/null',
    'core.fsmonitor=false',
    'core.quotePath=false',
    'diff.autoRefreshIndex=true',
    'maintenance.auto=false',
  ].flatMap((setting) => ['-c', setting]),
];

/**
 * The repository that a folder lies in.
 * @throws ConfigurationError: git is not installed, the folder is in no repository, git does not trust its owner, or cannot
 *   read its own configuration.
 */
export async function openRepository(directory: string): Promise<Repository> {
  const both = await tryGitIn(directory, ['rev-parse', '--show-toplevel', '--git-common-dir']);
  if (both.exitCode !== 0) throw await whyNotOpen(directory, both);
  const lines = line(both.stdout).split('\n');
  const [top = '', common = ''] = lines.length === 2 ? lines : await askSingly(directory);
  return { root: resolve(top), gitDirectory: resolve(directory, common) };
}

/** Runs git at the repository's root; any exit code is an answer. */
export async function tryGit(
  repository: Repository,
  args: readonly string[],
  options: GitOptions = {},
): Promise<GitOutput> {
  return tryGitIn(repository.root, args, options);
}

/**
 * Runs git at the repository's root and gives its output. An exit code other than 0 throws.
 * @throws ConfigurationError: git cannot read its own configuration.
 */
export async function runGit(
  repository: Repository,
  args: readonly string[],
  options: GitOptions = {},
): Promise<Buffer> {
  const output = await tryGit(repository, args, options);
  if (output.exitCode !== 0) {
    refuseBrokenConfiguration(output);
    throw new Error(`git ${args[0]} ended with ${output.exitCode}: ${output.stderr.trim().slice(0, 500)}`);
  }
  return output.stdout;
}

/** The full command line of a git command, for those that run it themselves. */
export function gitArguments(directory: string, args: readonly string[]): string[] {
  return ['-C', directory, ...SAFE_OPTIONS, ...args];
}

/** The fields of NUL-separated output. Bytes that are no UTF-8 become U+FFFD. */
export function splitNul(output: Buffer): string[] {
  const fields = output.toString('utf8').split('\0');
  if (fields.at(-1) === '') fields.pop();
  return fields;
}

/** One line of output, without its end. */
export function line(output: Buffer): string {
  return output.toString('utf8').replace(/\r?\n$/, '');
}

/** For a folder whose name has a line feed. */
async function askSingly(directory: string): Promise<string[]> {
  const questions = ['--show-toplevel', '--git-common-dir'];
  const answers = questions.map((question) => tryGitIn(directory, ['rev-parse', question]));
  return (await Promise.all(answers)).map(({ stdout }) => line(stdout));
}

/** Runs git in any folder; any exit code is an answer. */
export function tryGitIn(
  directory: string,
  args: readonly string[],
  options: GitOptions = {},
): Promise<GitOutput> {
  return new Promise((settle, fail) => {
    const child = spawn('git', gitArguments(directory, args), {
      stdio: [options.input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
      // Without a terminal, nothing can ask it for a password; as a group, it ends with all its children.
      detached: options.timeoutMs !== undefined,
      windowsHide: true,
    });
    const timer =
      options.timeoutMs === undefined ? undefined : setTimeout(() => killGroup(child), options.timeoutMs);
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    let size = 0;
    child.stdout?.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= MAX_OUTPUT_BYTES) stdout.push(chunk);
      else child.kill();
    });
    child.stderr?.on('data', (chunk: Buffer) => stderr.push(chunk));
    // Git may end without reading all of its input.
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(options.input);
    child.on('error', (error) => {
      clearTimeout(timer);
      fail('code' in error && error.code === 'ENOENT' ? gitMissing(error) : error);
    });
    child.on('close', (code) => {
      clearTimeout(timer);
      const said = Buffer.concat(stderr).toString('utf8');
      settle({ exitCode: code ?? -1, stdout: Buffer.concat(stdout), stderr: said });
    });
  });
}

function killGroup(child: ChildProcess): void {
  try {
    if (child.pid !== undefined) process.kill(-child.pid);
  } catch {
    child.kill();
  }
}

function gitMissing(cause: unknown): ConfigurationError {
  return new ConfigurationError('git is not installed, or not on the PATH.', {
    remedy: 'Install git 2.29 or later.',
    cause,
  });
}

async function whyNotOpen(directory: string, output: GitOutput): Promise<ConfigurationError> {
  const place = { path: directory };
  const found = await stat(directory).catch(() => undefined);
  if (!found?.isDirectory()) return new ConfigurationError('There is no such folder.', { place });
  // The name of the setting stands in git's message in every language.
  const untrusted = /safe\.directory (.+)$/m.exec(output.stderr)?.[1];
  if (untrusted !== undefined) {
    return new ConfigurationError('This repository belongs to another user, so git refuses to read it.', {
      place,
      remedy: `Trust it with: git config --global --add safe.directory ${untrusted}`,
    });
  }
  refuseBrokenConfiguration(output);
  const bare = await tryGitIn(directory, ['rev-parse', '--is-bare-repository']);
  if (line(bare.stdout) === 'true') {
    return new ConfigurationError('This is a bare repository, without a working tree.', {
      place,
      remedy: 'Run the gate in a clone of it.',
    });
  }
  return new ConfigurationError('This folder is in no git repository.', {
    place,
    remedy: 'Run the gate inside a checkout (in a workflow: after actions/checkout).',
  });
}

/** Git names the setting, and sometimes the file, in quotes. */
function refuseBrokenConfiguration({ stderr }: GitOutput): void {
  const [told] = /^fatal: .*\bconfig\b.*$/m.exec(stderr) ?? [];
  if (told === undefined) return;
  const setting = /'([a-z][\w-]*(?:\.[\w-]+)+)'/i.exec(told)?.[1];
  const show = setting ? `--get-all ${setting}` : '--list';
  throw new ConfigurationError(
    `git cannot read its own configuration (${told.slice('fatal: '.length, 300)}).`,
    {
      remedy: `Correct it: git config --show-origin ${show} tells where it stands.`,
    },
  );
}
