import { type ChildProcess, spawn } from 'node:child_process';
import { realpath, stat } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';
import { ConfigurationError } from '../base/errors.ts';

/** A checkout of a git repository. */
export type Repository = {
  /** The top folder of the working tree, absolute. */
  root: string;
  /** Git's own folder, shared by all worktrees, absolute. */
  gitDirectory: string;
};

/** Where answers are kept by default: inside git's own folder, so that nobody commits them. */
export function storeDirectoryOf({ gitDirectory }: Pick<Repository, 'gitDirectory'>): string {
  return join(gitDirectory, 'prompt-eval-gate');
}

/** What a git command gave. `exitCode` is 0 exactly when it succeeded. */
export type GitOutput = {
  exitCode: number;
  stdout: Buffer;
  stderr: string;
  /** It was ended because its time was over. */
  timedOut: boolean;
};

export type GitOptions = {
  input?: string | Uint8Array;
  /**
   * For what uses the network: after this many ms the command is ended and counts as failed. It runs without a terminal,
   * and what it says is in English.
   */
  network?: { timeoutMs: number };
  /** Whether a partial clone may fetch what it lacks. */
  fetchesLazily?: boolean;
  /** Settings, as name and value, that win over every file of configuration. */
  settings?: readonly (readonly [name: string, value: string])[];
  /** An index to use instead of the repository's own. */
  indexFile?: string | undefined;
  /** A command that puts out more bytes is ended and counts as failed. Default: 512 MB. */
  maxOutputBytes?: number | undefined;
};

/** Output beyond this is no listing of any repository we know. */
const MAX_OUTPUT_BYTES = 512 * 1024 * 1024;

/**
 * What every git command gets: no program that a repository's configuration or attributes name, no pager, no pathspec
 * magic, no replaced objects, and paths as they are.
 */
const SAFE_OPTIONS = [
  '--no-pager',
  '--literal-pathspecs',
  '--no-optional-locks',
  '--no-replace-objects',
  ...[
    'core.hooksPath=/dev/null',
    'core.fsmonitor=false',
    'core.checkStat=default',
    'core.trustctime=true',
    'core.ignoreStat=false',
    'core.quotePath=false',
    'diff.autoRefreshIndex=true',
    'maintenance.auto=false',
  ].flatMap((setting) => ['-c', setting]),
];

/** How long a command whose time is over may tidy up. */
const TIDYING_MS = 1000;

/** The ways to a remote that run nothing but git's own programs and ssh. */
const PROTOCOLS = 'file:http:https:ssh';

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
  const repository = { root: resolve(top), gitDirectory: resolve(directory, common) };
  await refuseElsewhere(repository, directory);
  return repository;
}

/**
 * A working tree has the folder in it that it was found from, unless `core.worktree` of the repository names another:
 * then files would be read and written where nobody looks.
 * @throws ConfigurationError where it has not.
 */
export async function refuseElsewhere({ root }: Repository, directory: string): Promise<void> {
  if (process.env.GIT_WORK_TREE !== undefined) return;
  const [there, here] = await Promise.all([realpath(root), realpath(directory)]);
  if (here === there || here.startsWith(there.endsWith(sep) ? there : there + sep)) return;
  throw new ConfigurationError('The working tree of this repository is elsewhere (core.worktree).', {
    place: { path: directory },
    remedy: 'Run the gate inside that working tree, or unset core.worktree.',
  });
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

/** The full command line of a git command, for those that run it themselves (in `gitEnvironment`). */
export function gitArguments(directory: string, args: readonly string[]): string[] {
  return ['-C', directory, ...SAFE_OPTIONS, ...args];
}

/**
 * The environment of a git command: no grafts, and no remote is asked for objects that a partial clone lacks, unless
 * that is allowed.
 */
export function gitEnvironment({
  network,
  fetchesLazily = false,
  settings = [],
  indexFile,
}: GitOptions = {}): NodeJS.ProcessEnv {
  const before = Number(process.env.GIT_CONFIG_COUNT) || 0;
  const added = settings.flatMap(([name, value], index) => [
    [`GIT_CONFIG_KEY_${before + index}`, name],
    [`GIT_CONFIG_VALUE_${before + index}`, value],
  ]);
  return {
    ...process.env,
    GIT_GRAFT_FILE: '/dev/null',
    ...(indexFile !== undefined && { GIT_INDEX_FILE: indexFile }),
    ...(!fetchesLazily && { GIT_NO_LAZY_FETCH: '1' }),
    GIT_ALLOW_PROTOCOL: network || fetchesLazily ? PROTOCOLS : '',
    ...(network && { LC_ALL: 'C' }),
    ...(added.length > 0 && {
      GIT_CONFIG_COUNT: String(before + settings.length),
      ...Object.fromEntries(added),
    }),
  };
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
  const { maxOutputBytes = MAX_OUTPUT_BYTES } = options;
  return new Promise((settle, fail) => {
    const child = spawn('git', gitArguments(directory, args), {
      stdio: [options.input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
      env: gitEnvironment(options),
      // Without a terminal, nothing can ask it for a password; as a group, it ends with all its children.
      detached: options.network !== undefined,
      windowsHide: true,
    });
    let timedOut = false;
    const end = () => {
      timedOut = true;
      timer = endGroup(child);
    };
    let timer = options.network && setTimeout(end, options.network.timeoutMs);
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    let size = 0;
    child.stdout?.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= maxOutputBytes) stdout.push(chunk);
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
      const isTooLong = size > maxOutputBytes;
      const said = Buffer.concat(stderr).toString('utf8') + (isTooLong ? tooLong(args, maxOutputBytes) : '');
      settle({
        exitCode: isTooLong ? -1 : (code ?? -1),
        stdout: Buffer.concat(stdout),
        stderr: said,
        timedOut,
      });
    });
  });
}

function tooLong([command]: readonly string[], limit: number): string {
  return `git ${command} put out more than ${limit} bytes`;
}

/** Ends a process with all its children. It may tidy up; what does not end by then is killed. */
function endGroup(child: ChildProcess): NodeJS.Timeout {
  signalGroup(child, 'SIGTERM');
  return setTimeout(() => signalGroup(child, 'SIGKILL'), TIDYING_MS);
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, signal);
  } catch {
    child.kill(signal);
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
