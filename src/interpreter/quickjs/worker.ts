/** The thread that scripts run in. It answers every call with an outcome, and ends when its interpreter may be broken. */
import { parentPort, workerData } from 'node:worker_threads';
import { type Interpreter, type Outcome, openInterpreter } from './interpreter.ts';
import type { Modules } from './modules.ts';

/** What the thread is started with. */
export type WorkerSettings = { scripts: readonly Modules[]; longestReply: number };

/** A call of one of its scripts: see `Call`. */
export type WorkerCall = { script: number; input: string | null; limitMs: number };

export type WorkerMessage = Outcome | { kind: 'ready' };

const { scripts, longestReply }: WorkerSettings = workerData;

function say(message: WorkerMessage): void {
  parentPort?.postMessage(message);
}

function serve({ run }: Interpreter): void {
  parentPort?.on('message', ({ script, ...call }: WorkerCall) => {
    const modules = scripts[script];
    const outcome: Outcome = modules ? run({ ...call, modules }) : { kind: 'broken' };
    say(outcome);
    if (outcome.kind === 'late' || outcome.kind === 'broken') parentPort?.close();
  });
  say({ kind: 'ready' });
}

// Not awaited at the top level: in the bundle, what it imports late lies in the same file, and would wait for it.
void openInterpreter(longestReply).then(serve);
