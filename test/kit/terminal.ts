import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inject } from 'vitest';
import { type Result, resultSchema } from '../../src/domain/result.ts';
import { type ProgramEnd, runInOwnProcess, runProgram } from './program.ts';

type Terminal = {
  /** The working directory of the command; also its home. */
  directory: string;
  environment?: Record<string, string>;
  /**
   * Runs in a process of its own, which costs a second: for commands that end the process, or read its environment
   * first.
   */
  ownProcess?: boolean;
  /** When this resolves, the command gets these signals, in a process of its own. */
  cancelWhen?: Promise<void>;
  cancelBy?: readonly NodeJS.Signals[];
};

/** Runs a command as a person types it: `terminal(['gate', '--base', 'main'], { directory })`. */
export function terminal(words: readonly string[], { directory, ...how }: Terminal): Promise<ProgramEnd> {
  const program = {
    file: join(inject('dist'), 'cli.js'),
    words,
    directory,
    environment: { PATH: process.env.PATH ?? '', HOME: directory, ...how.environment },
  };
  const { cancelWhen, cancelBy } = how;
  return how.ownProcess || cancelWhen
    ? runInOwnProcess(program, { cancelWhen, cancelBy })
    : runProgram(program);
}

/** Compares the work tree, or `--head`, with main. Returns the result file, checked against its schema. */
export async function gateInTerminal(
  words: readonly string[],
  how: Terminal,
): Promise<ProgramEnd & { result: Result }> {
  const file = join(how.directory, '.git/result.json');
  const ended = await terminal(['gate', '--base', 'main', '--json', file, ...words], how);
  return { ...ended, result: resultSchema.parse(JSON.parse(await readFile(file, 'utf8'))) };
}
