import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { GateFailure } from '../../base/errors.ts';
import type { OutputStream } from '../../base/output-stream.ts';
import { version } from '../../base/version.ts';
import { DEFAULT_POLICY_PATH } from '../../domain/policy.ts';
import { credentialsFrom } from '../../model/credentials.ts';
import { storeDirectoryOf } from '../../repo/git.ts';
import { printResult, writeReports } from '../../report/files.ts';
import type { ExitCode } from '../command.ts';
import { gate } from '../gate.ts';

/**
 * Runs the whole gate on the example, offline: a git repository in a temporary folder, recorded answers, every report.
 * Writes nothing outside that folder.
 * @returns the exit code: 0 when the gate blocked, as the example is made to; 2 with any other verdict.
 * @throws GateFailure where git cannot make the repository.
 */
export async function runDemo(io: {
  /** The folder of the example: `base/`, `pull-request/` and the recorded `answers/`. */
  example: string;
  output: OutputStream;
  environment: Readonly<NodeJS.ProcessEnv>;
}): Promise<ExitCode> {
  const folder = await mkdtemp(join(tmpdir(), 'prompt-eval-gate-demo-'));
  const repository = join(folder, 'repository');
  await makePullRequest(repository, io);
  // Where the gate keeps answers by itself: so the command that the report names finds them too.
  const store = storeDirectoryOf({ gitDirectory: join(repository, '.git') });
  await cp(join(io.example, 'answers'), store, { recursive: true });

  const say = (line: string) => io.output.write(`${line}\n`);
  say('A support prompt serves three tiers. A pull request adds one rule:');
  say('  "When in doubt about any answer, escalate."');
  say(
    'The gate answers the same cases with the old prompt and the new one (recorded answers of a simulated model):',
  );
  say('');
  const result = await gate({
    directory: repository,
    base: 'main',
    head: { kind: 'revision', ref: 'escalate-when-in-doubt' },
    configPath: DEFAULT_POLICY_PATH,
    credentials: credentialsFrom({}),
    offline: true,
    version: version(),
    log: say,
  });
  printResult(result, io.output, io.environment);

  const files = {
    html: join(folder, 'report', 'report.html'),
    json: join(folder, 'report', 'result.json'),
    markdown: join(folder, 'report', 'comment.md'),
  };
  await writeReports(result, files);
  say('');
  say('The same report in other formats:');
  say(`  page     ${files.html}`);
  say(`  JSON     ${files.json}`);
  say(`  comment  ${files.markdown}`);
  say(`The example repository, where the command above repeats the run: ${repository}`);
  say('');
  if (result.verdict !== 'block') {
    say(`The demo expected a blocked pull request, and got the verdict "${result.verdict}".`);
    return 2;
  }
  say(
    'The demo ends with exit code 0. The gate itself would end with exit code 1, and the merge would be blocked.',
  );
  return 0;
}

/** A repository whose branch `escalate-when-in-doubt` is one commit ahead of `main`. */
async function makePullRequest(
  repository: string,
  { example, environment }: { example: string; environment: Readonly<NodeJS.ProcessEnv> },
): Promise<void> {
  const git = gitIn(repository, environment);
  await mkdir(repository);
  await cp(join(example, 'base'), repository, { recursive: true });
  await git('init', '--quiet', '--initial-branch=main');
  await git('add', '--all');
  await git('commit', '--quiet', '--message', 'A support prompt in three tiers, and its suite');
  await git('checkout', '--quiet', '-b', 'escalate-when-in-doubt');
  await cp(join(example, 'pull-request'), repository, { recursive: true, force: true });
  await git('add', '--all');
  await git('commit', '--quiet', '--message', 'When in doubt, escalate');
}

function gitIn(
  directory: string,
  environment: Readonly<NodeJS.ProcessEnv>,
): (...words: string[]) => Promise<void> {
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
