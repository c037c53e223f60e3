import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { GateFailure } from '../../base/errors.ts';
import { COMMAND } from '../../base/product.ts';
import { credentialsFrom } from '../../model/credentials.ts';
import { storeDirectoryOf } from '../../repo/git.ts';
import type { CommandTable, ExitCode, Terminal } from '../command.ts';
import { runCommandLine } from '../command-line.ts';
import { type Git, makeExample, PULL_REQUEST_BRANCH } from './example.ts';

const COMMANDS: CommandTable = {
  gate: () => import('../gate-command.ts'),
  record: () => import('../registry/record/command.ts'),
  status: () => import('../registry/status/command.ts'),
  at: () => import('../registry/at/command.ts'),
  promote: () => import('../registry/promote/command.ts'),
  rollback: () => import('../registry/rollback/command.ts'),
  history: () => import('../registry/history/command.ts'),
  verify: () => import('../registry/verify/command.ts'),
};

/** A clone of the example with a bare remote, in which commands of the registry are run as a user calls them. */
export type Stage = {
  /** The clone. */
  repository: string;
  /** Its remote. */
  remote: string;
  git: Git;
  say(text: string): void;
  /** Runs a command as somebody, and expects how it ends. */
  run(who: string, words: readonly string[], expected?: ExitCode): Promise<void>;
  /** Merges the example's pull request on main, and pushes it. */
  mergePullRequest(): Promise<void>;
};

/**
 * Makes the example's repository with a policy that has `registry:`, its recorded answers, and a bare remote beside it.
 * @throws GateFailure where git cannot make the repository. So does `run` for a command that ends otherwise than the
 *   story says.
 */
export async function openStage(request: {
  /** The folder of the example: `base/`, `pull-request/` and `registry/`. */
  example: string;
  /** A folder whose files are laid over the base's, the policy among them. */
  overlay: string;
  /** An empty folder. */
  folder: string;
  terminal: Terminal;
}): Promise<Stage> {
  const { folder, terminal } = request;
  const repository = join(folder, 'repository');
  const remote = join(folder, 'remote.git');
  const git = await makeClone({ ...request, repository, remote });
  const say = (text: string) => terminal.output.write(`${text}\n`);
  return {
    ...{ repository, remote, git, say },
    run: runnerIn(repository, { git, terminal, say }),
    async mergePullRequest() {
      await git('checkout', '--quiet', 'main');
      await git('merge', '--quiet', '--squash', PULL_REQUEST_BRANCH);
      await git('commit', '--quiet', '--message', 'When in doubt, escalate (#12)');
      await git('push', '--quiet', 'origin', 'main');
    },
  };
}

function runnerIn(
  directory: string,
  { git, terminal: raw, say }: { git: Git; terminal: Terminal; say: Stage['say'] },
): Stage['run'] {
  // No key: a case that is not among the recorded answers is not asked, and the story does not end as it should.
  const credentials = credentialsFrom({});
  let progress = '';
  const messages = { write: (text: string) => (progress += text) };
  const terminal = { ...raw, directory, credentials, environment: {}, ask: undefined, messages };
  return async (who, words, expected = 0) => {
    await git('config', 'user.name', who);
    const line = words.map((word) => (word.includes(' ') ? JSON.stringify(word) : word)).join(' ');
    progress = '';
    say(`\n$ ${COMMAND} ${line}`);
    const exitCode = await runCommandLine(words, { commands: COMMANDS, terminal });
    if (exitCode === expected) return;
    raw.messages.write(progress);
    throw new GateFailure(
      `the demo expected ${words[0]} to end with exit code ${expected}, and got ${exitCode}.`,
    );
  };
}

async function makeClone({
  repository,
  remote,
  example,
  overlay,
  terminal,
}: {
  repository: string;
  remote: string;
  example: string;
  overlay: string;
  terminal: Terminal;
}): Promise<Git> {
  const git = await makeExample(repository, {
    ...{ example, overlays: [overlay], environment: terminal.environment },
  });
  await git('init', '--quiet', '--bare', '--initial-branch=main', remote);
  await git('remote', 'add', 'origin', remote);
  await git('push', '--quiet', 'origin', 'main');
  await git('fetch', '--quiet', 'origin');
  await git('remote', 'set-head', 'origin', 'main');
  const store = storeDirectoryOf({ gitDirectory: join(repository, '.git') });
  await cp(join(example, 'registry', 'answers'), store, { recursive: true });
  return git;
}
