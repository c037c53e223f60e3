import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { GateFailure } from '../../base/errors.ts';
import { COMMAND } from '../../base/product.ts';
import { credentialsFrom } from '../../model/credentials.ts';
import { storeDirectoryOf } from '../../repo/git.ts';
import type { CommandTable, ExitCode, Terminal } from '../command.ts';
import { runCommandLine } from '../command-line.ts';
import { type Git, makeExample, PULL_REQUEST_BRANCH } from './example.ts';

const COMMANDS: CommandTable = {
  record: () => import('../registry/record/command.ts'),
  status: () => import('../registry/status/command.ts'),
  at: () => import('../registry/at/command.ts'),
  promote: () => import('../registry/promote/command.ts'),
  rollback: () => import('../registry/rollback/command.ts'),
  history: () => import('../registry/history/command.ts'),
  verify: () => import('../registry/verify/command.ts'),
};

/**
 * Plays what follows the merge of the example's pull request, offline: a repository with a bare remote, recorded
 * answers, and the commands of the registry as a user calls them.
 * @throws GateFailure where git cannot make the repository, or a command ends otherwise than the story says.
 */
export async function runRegistryDemo(request: {
  /** The folder of the example: `base/`, `pull-request/` and `registry/`. */
  example: string;
  /** An empty folder. */
  folder: string;
  /** Whether the folder is left as it is at the end. */
  isKept: boolean;
  terminal: Terminal;
}): Promise<ExitCode> {
  const { folder, isKept, terminal } = request;
  const repository = join(folder, 'repository');
  try {
    const git = await makeClone(repository, request);
    const stage = stageIn(repository, git, terminal);
    await playStory(stage);
    if (isKept) {
      stage.say(`The clone is ${repository}, its remote ${join(folder, 'remote.git')}.`);
      stage.say(
        'There, every command of the registry works; `git log -p origin/prompt-registry` shows the log.',
      );
    } else {
      stage.say('All of it was in a temporary folder. With --keep DIR it stays, to look at and to go on.');
    }
    return 0;
  } finally {
    if (!isKept) await rm(folder, { recursive: true, force: true });
  }
}

type Stage = {
  git: Git;
  say(text: string): void;
  /** Runs a command as somebody, and expects how it ends. */
  run(who: string, words: readonly string[], expected?: ExitCode): Promise<void>;
};

function stageIn(directory: string, git: Git, raw: Terminal): Stage {
  // No key: a case that is not among the recorded answers is not asked, and the story does not end as it should.
  const credentials = credentialsFrom({});
  let progress = '';
  const messages = { write: (text: string) => (progress += text) };
  const terminal = { ...raw, directory, credentials, environment: {}, ask: undefined, messages };
  const say = (text: string) => raw.output.write(`${text}\n`);
  return {
    git,
    say,
    async run(who, words, expected = 0) {
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
    },
  };
}

async function playStory({ git, say, run }: Stage): Promise<void> {
  say('A support prompt serves customers in production. Its registry begins with what main has:');
  await run('workflow', ['record', '--adopt']);

  say('\nThe pull request "When in doubt, escalate" is merged although the gate blocked it. Staging takes');
  say('what main has; production takes what passes, and this does not (exit code 1):');
  await git('checkout', '--quiet', 'main');
  await git('merge', '--quiet', '--squash', PULL_REQUEST_BRANCH);
  await git('commit', '--quiet', '--message', 'When in doubt, escalate (#12)');
  await git('push', '--quiet', 'origin', 'main');
  await run('workflow', ['record'], 1);

  say('\nSomebody overrides that, with a reason, which stays visible:');
  const why = 'fewer invented figures before the audit';
  await run('release manager', ['promote', 'support', '--to', 'production', '--reason', why]);
  const whileBad = new Date().toISOString();
  await run('on call', ['status']);

  say('\nStandard customers are sent to a specialist whom they do not have. On call takes it back:');
  const reason = 'standard customers are handed over to nobody';
  await run('on call', ['rollback', 'support', '--env', 'production', '--reason', reason]);

  say('\nLater somebody asks what production served when the tickets came in, and what it serves now:');
  await run('on call', ['at', whileBad, 'support', '--env', 'production']);
  await run('on call', ['at', 'now', 'support', '--env', 'production']);

  say(
    '\nThe bad version is held, so nothing brings it back. Main reverts the edit: no new version, 1.0.0 again:',
  );
  await git('revert', '--no-edit', 'HEAD');
  await git('push', '--quiet', 'origin', 'main');
  await run('workflow', ['record']);
  await run('on call', ['history', 'support']);

  say('\nAnd everything that the registry says can be replayed:');
  await run('auditor', ['verify']);
  say('');
}

/** The example's repository with `registry:` in its policy, its answers, and a bare remote beside it. */
async function makeClone(
  repository: string,
  { example, folder, terminal }: { example: string; folder: string; terminal: Terminal },
): Promise<Git> {
  const { environment } = terminal;
  const overlays = [join(example, 'registry', 'base')];
  const git = await makeExample(repository, { example, overlays, environment });
  const remote = join(folder, 'remote.git');
  await git('init', '--quiet', '--bare', '--initial-branch=main', remote);
  await git('remote', 'add', 'origin', remote);
  await git('push', '--quiet', 'origin', 'main');
  await git('fetch', '--quiet', 'origin');
  await git('remote', 'set-head', 'origin', 'main');
  const store = storeDirectoryOf({ gitDirectory: join(repository, '.git') });
  await cp(join(example, 'registry', 'answers'), store, { recursive: true });
  return git;
}
