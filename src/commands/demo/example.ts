import { execFile } from 'node:child_process';
import { cp, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { GateFailure } from '../../base/errors.ts';

/** Runs git in one folder, without the user's configuration. Throws GateFailure where that fails. */
export type Git = (...words: string[]) => Promise<void>;

/** A pull request of the example. */
export type ExamplePullRequest = {
  /** Its files, as a folder of the example. */
  folder: string;
  branch: string;
  title: string;
};

/** Helps enterprise customers and ruins the answers to standard ones. */
export const ESCALATE: ExamplePullRequest = {
  folder: 'pull-request',
  branch: 'escalate-when-in-doubt',
  title: 'When in doubt, escalate',
};

type ExampleOptions = {
  /** The folder of the example: `base/`, and that of the pull request. */
  example: string;
  pullRequest: ExamplePullRequest;
  /** Folders whose files are laid over the base's. */
  overlays?: readonly string[];
  environment: Readonly<NodeJS.ProcessEnv>;
};

/** Makes the example's repository in a new folder: its branch with a pull request is one commit ahead of `main`. */
export async function makeExample(
  repository: string,
  { example, pullRequest, overlays = [], environment }: ExampleOptions,
): Promise<Git> {
  const git = gitIn(repository, environment);
  await mkdir(repository, { recursive: true });
  for (const layer of [join(example, 'base'), ...overlays]) {
    await cp(layer, repository, { recursive: true, force: true });
  }
  await git('init', '--quiet', '--initial-branch=main');
  await git('add', '--all');
  await git('commit', '--quiet', '--message', 'A support prompt in three tiers, and its suite');
  await git('checkout', '--quiet', '-b', pullRequest.branch);
  await cp(join(example, pullRequest.folder), repository, { recursive: true, force: true });
  await git('add', '--all');
  await git('commit', '--quiet', '--message', pullRequest.title);
  return git;
}

function gitIn(directory: string, environment: Readonly<NodeJS.ProcessEnv>): Git {
  const run = promisify(execFile);
  const nobody = {
    NAME: 'Prompt Eval Gate demo',
    EMAIL: 'demo@example.invalid',
    DATE: '2026-01-01T00:00:00Z',
  };
  const env: NodeJS.ProcessEnv = {
    PATH: environment.PATH,
    SystemRoot: environment.SystemRoot,
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_NOSYSTEM: '1',
  };
  for (const [key, value] of Object.entries(nobody)) {
    env[`GIT_AUTHOR_${key}`] = value;
    env[`GIT_COMMITTER_${key}`] = value;
  }
  return async (...words) => {
    try {
      await run('git', words, { cwd: directory, env });
    } catch (cause) {
      throw new GateFailure('the demo could not make its example repository with git.', {
        remedy: 'Install git (any version from 2.28 on).',
        cause,
      });
    }
  };
}
