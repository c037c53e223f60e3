import { type ChildProcess, fork, spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

/** A program of the bundle, and its whole input: nothing of our own environment. */
export type ProgramStart = {
  /** The folder of the bundle. */
  file: string;
  words: readonly string[];
  directory: string;
  environment: Readonly<Record<string, string>>;
};

export type ProgramEnd = { exitCode: number | null; stdout: string; stderr: string };

/**
 * Runs a program in a process of its own. It gets SIGINT (or other signals, one after the other) when `cancelWhen` is
 * fulfilled, SIGKILL when `killWhen` is.
 */
export async function runInOwnProcess(
  start: ProgramStart,
  {
    cancelWhen,
    cancelBy = ['SIGINT'],
    killWhen,
  }: {
    cancelWhen?: Promise<void> | undefined;
    cancelBy?: readonly NodeJS.Signals[] | undefined;
    killWhen?: Promise<void> | undefined;
  } = {},
): Promise<ProgramEnd> {
  const child = spawn(process.execPath, [start.file, ...start.words], {
    cwd: start.directory,
    env: start.environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  void cancelWhen?.then(() => {
    for (const signal of cancelBy) child.kill(signal);
  });
  void killWhen?.then(() => child.kill('SIGKILL'));
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  const [exitCode, stdout, stderr] = await Promise.all([ended, text(child.stdout), text(child.stderr)]);
  return { exitCode, stdout, stderr };
}

let host: ChildProcess | undefined;
let last: Promise<unknown> = Promise.resolve();

/**
 * Runs a program in a process that stays for the next one, which saves most of the start-up time. A program that ends
 * its process, listens to signals or reads the environment before it starts needs {@link runInOwnProcess}.
 */
export function runProgram(start: ProgramStart): Promise<ProgramEnd> {
  const ended = last.then(() => runInHost(start));
  last = ended.catch(() => {});
  return ended;
}

async function runInHost(start: ProgramStart): Promise<ProgramEnd> {
  host ??= startHost();
  const child = host;
  child.ref();
  child.channel?.ref();
  try {
    return await new Promise<ProgramEnd>((resolve, reject) => {
      child.once('message', (ended: ProgramEnd) => resolve(ended));
      child.once('exit', (code) => reject(new Error(`the process of the programs ended with ${code}`)));
      child.send(start);
    });
  } finally {
    child.removeAllListeners('message');
    child.removeAllListeners('exit');
    child.unref();
    child.channel?.unref();
    if (child.exitCode !== null) host = undefined;
  }
}

function startHost(): ChildProcess {
  return fork(join(import.meta.dirname, 'program-host.ts'), {
    execArgv: [],
    env: { PATH: process.env.PATH },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
}
