import { cp, mkdir, readdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { GateFailure } from '../../base/errors.ts';
import { COMMAND } from '../../base/product.ts';
import { credentialsFrom } from '../../model/credentials.ts';
import { storeDirectoryOf } from '../../repo/git.ts';
import type { CommandTable, ExitCode, Terminal } from '../command.ts';
import { runCommandLine } from '../command-line.ts';
import { type ExamplePullRequest, type Git, makeExample } from './example.ts';

const COMMANDS: CommandTable = {
  gate: () => import('../gate-command.ts'),
  record: () => import('../registry/record/command.ts'),
  status: () => import('../registry/status/command.ts'),
  at: () => import('../registry/at/command.ts'),
  promote: () => import('../registry/promote/command.ts'),
  rollback: () => import('../registry/rollback/command.ts'),
  history: () => import('../registry/history/command.ts'),
  observe: () => import('../registry/observe/command.ts'),
  refine: () => import('../registry/refine/command.ts'),
  dashboard: () => import('../registry/dashboard/command.ts'),
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
  /** Writes files of the clone, and adds them to the index. */
  write(files: Readonly<Record<string, string>>): Promise<void>;
  /** Merges the story's pull request on main, and pushes it. */
  mergePullRequest(): Promise<void>;
};

/**
 * Makes the example's repository with a policy that has `registry:`, its recorded answers, and a bare remote beside it.
 * @throws GateFailure where git cannot make the repository. So does `run` for a command that ends otherwise than the
 *   story says.
 */
export async function openStage(request: {
  /** The folder of the example: `base/`, that of the pull request, and `registry/answers/`. */
  example: string;
  /** A folder: the files of its `base/` are laid over the base's, the policy among them; `answers/` are added. */
  layer: string;
  pullRequest: ExamplePullRequest;
  /** An empty folder. */
  folder: string;
  terminal: Terminal;
}): Promise<Stage> {
  const { folder, terminal, pullRequest } = request;
  const repository = join(folder, 'repository');
  const remote = join(folder, 'remote.git');
  const git = await makeClone({ ...request, repository, remote });
  const say = (text: string) => terminal.output.write(`${text}\n`);
  return {
    ...{ repository, remote, git, say },
    run: runnerIn(repository, { git, terminal, say }),
    async write(files) {
      for (const [path, text] of Object.entries(files)) {
        const file = join(repository, path);
        await mkdir(dirname(file), { recursive: true });
        await writeFile(file, text);
      }
      await git('add', '--all');
    },
    async mergePullRequest() {
      await git('checkout', '--quiet', 'main');
      await git('merge', '--quiet', '--squash', pullRequest.branch);
      await git('commit', '--quiet', '--message', `${pullRequest.title} (#12)`);
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
  layer,
  pullRequest,
  terminal,
}: {
  repository: string;
  remote: string;
  example: string;
  layer: string;
  pullRequest: ExamplePullRequest;
  terminal: Terminal;
}): Promise<Git> {
  const git = await makeExample(repository, {
    ...{ example, pullRequest, overlays: [join(layer, 'base')], environment: terminal.environment },
  });
  await git('init', '--quiet', '--bare', '--initial-branch=main', remote);
  await git('remote', 'add', 'origin', remote);
  await git('push', '--quiet', 'origin', 'main');
  await git('fetch', '--quiet', 'origin');
  await git('remote', 'set-head', 'origin', 'main');
  const store = storeDirectoryOf({ gitDirectory: join(repository, '.git') });
  await cp(join(example, 'registry', 'answers'), store, { recursive: true });
  if ((await readdir(layer)).includes('answers'))
    await cp(join(layer, 'answers'), store, { recursive: true });
  return git;
}
