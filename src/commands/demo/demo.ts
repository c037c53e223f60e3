import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import type { OutputStream } from '../../base/output-stream.ts';
import { version } from '../../base/version.ts';
import { DEFAULT_POLICY_PATH } from '../../domain/policy.ts';
import { credentialsFrom } from '../../model/credentials.ts';
import { storeDirectoryOf } from '../../repo/git.ts';
import { printResult, writeReports } from '../../report/files.ts';
import type { ExitCode } from '../command.ts';
import { gateWithCases, type Judged } from '../gate.ts';
import { ESCALATE, makeExample } from './example.ts';

/**
 * Runs the whole gate on the example, offline: a git repository, recorded answers, every report.
 * Writes nothing outside its folder.
 * @returns the exit code: 0 when the gate blocked, as the example is made to; 2 with any other verdict.
 * @throws GateFailure where git cannot make the repository.
 */
export async function runDemo(io: {
  /** The folder of the example: `base/`, `pull-request/` and the recorded `answers/`. */
  example: string;
  /** Where the repository and the reports are made. */
  folder: string;
  /** Whether the folder, with the reports as files, is left as it is at the end. */
  isKept: boolean;
  output: OutputStream;
  environment: Readonly<NodeJS.ProcessEnv>;
}): Promise<ExitCode> {
  const { folder, isKept } = io;
  const repository = join(folder, 'repository');
  await makeExample(repository, { ...io, pullRequest: ESCALATE });
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
  const { result, cases } = await gateWithCases({
    directory: repository,
    base: 'main',
    head: { kind: 'revision', ref: ESCALATE.branch },
    configPath: DEFAULT_POLICY_PATH,
    credentials: credentialsFrom({}),
    offline: true,
    version: version(),
    log: say,
  });
  printResult(result, io.output, io.environment);

  say('');
  if (isKept) await writeExamples({ result, cases }, { folder, repository, say });
  else say('With --keep DIR the example repository stays, and the report as page, JSON and comment.');
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

async function writeExamples(
  { result, cases }: Judged,
  { folder, repository, say }: { folder: string; repository: string; say: (line: string) => void },
): Promise<void> {
  const files = {
    html: join(folder, 'report', 'report.html'),
    json: join(folder, 'report', 'result.json'),
    markdown: join(folder, 'report', 'comment.md'),
  };
  await writeReports(result, files, { cases });
  say('The same report in other formats:');
  say(`  page     ${files.html}`);
  say(`  JSON     ${files.json}`);
  say(`  comment  ${files.markdown}`);
  say(`The example repository, where the command above repeats the run: ${repository}`);
}
