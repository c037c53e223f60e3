import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runCommandLine } from '../../src/commands/command-line.ts';
import { gate } from '../../src/commands/gate.ts';
import { COMMANDS } from '../../src/commands/table.ts';
import { type Result, resultSchema } from '../../src/domain/result.ts';
import { credentialsFrom } from '../../src/model/credentials.ts';
import { testTerminal } from '../../test/commands/test-terminal.ts';
import { POLICY } from './play.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Stands for every time in the result. */
const MOMENT = '2026-11-27T09:30:00.000Z';

/** The gate on a pull request that gives half of everybody to a version that is worse for standard. */
export async function portfolioResult(): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'prompt-eval-gate-example-'));
  try {
    const terminal = testTerminal({
      directory: folder,
      packageDirectory: root,
      environment: { PATH: process.env.PATH },
    });
    const words = ['demo', '--portfolio', '--keep', '.'];
    const exitCode = await runCommandLine(words, { commands: COMMANDS, terminal });
    if (exitCode !== 0) throw new Error(terminal.written.messages);
    const repository = join(folder, 'repository');
    const result = await gate({
      ...{ directory: repository, base: 'origin/main~1', head: { kind: 'revision', ref: 'half' } },
      ...{ configPath: POLICY, credentials: credentialsFrom({}), offline: true, version: '1', log: () => {} },
    });
    return resultSchema.parse(
      JSON.parse(JSON.stringify(result).replaceAll(/"2\d{3}-\d\d-\d\dT[\d:.]+Z"/g, `"${MOMENT}"`)),
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
