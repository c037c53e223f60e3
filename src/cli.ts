import { fileURLToPath } from 'node:url';
import { GateFailure } from './base/errors.ts';
import { keepHeapSmall } from './base/small-heap.ts';
import type { Terminal } from './commands/command.ts';
import { reportProblem, runCommandLine } from './commands/command-line.ts';
import { COMMANDS } from './commands/table.ts';
import { credentialsFrom } from './model/credentials.ts';

const STOP_SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/** What a stopped run still waits for, ms, does not keep its process alive any longer. */
const LONGEST_GOODBYE_MS = 1000;

keepHeapSmall();

const stop = new AbortController();

const terminal: Terminal = {
  directory: process.cwd(),
  environment: process.env,
  credentials: credentialsFrom(process.env),
  input: process.stdin,
  output: process.stdout,
  messages: process.stderr,
  packageDirectory: fileURLToPath(new URL('..', import.meta.url)),
  interruption,
  ask: process.stdin.isTTY && process.stderr.isTTY ? ask : undefined,
};

// An uncaught error must not end in the exit code of a verdict.
for (const event of ['uncaughtException', 'unhandledRejection']) {
  process.once(event, (problem) => process.exit(reportProblem(problem, terminal)));
}
// By default this signal opens the inspector, through which another process could read keys.
process.on('SIGUSR1', () => {});
// A closed output (`| head`) does not change the verdict.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (problem: NodeJS.ErrnoException) => {
    if (problem.code !== 'EPIPE') throw problem;
  });
}
process.exitCode = await runCommandLine(process.argv.slice(2), { commands: COMMANDS, terminal });
if (stop.signal.aborted) setTimeout(() => process.exit(), LONGEST_GOODBYE_MS).unref();

/** Aborted by the first Ctrl-C, or another program's request to end; the second ends the process at once. */
function interruption(): AbortSignal {
  const remedy = 'Answers that came are kept: the same command goes on from there.';
  const interrupt = () => {
    for (const signal of STOP_SIGNALS) process.off(signal, interrupt);
    stop.abort(new GateFailure('The run was stopped.', { remedy }));
  };
  for (const signal of STOP_SIGNALS) process.on(signal, interrupt);
  return stop.signal;
}

async function ask(question: string): Promise<string> {
  const { createInterface } = await import('node:readline');
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  return new Promise((settle) => {
    // Ctrl-C and Ctrl-D close it.
    lines.once('close', () => settle(''));
    lines.question(question, (answer) => {
      settle(answer);
      lines.close();
    });
  });
}
