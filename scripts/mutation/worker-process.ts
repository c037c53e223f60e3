import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import type { Outcome, Task } from './worker.ts';

/** Runs tasks in a process of its own, which ends with it when it takes too long. */
export type Worker = {
  /** Null where it took longer than `limitMs`. */
  run(task: Task, limitMs: number): Promise<Outcome | null>;
  close(): void;
};

/** A worker that starts its process when it first needs one. */
export function newWorker(): Worker {
  let running: ChildProcess | null = null;
  const end = () => {
    if (running) endGroup(running);
    running = null;
  };
  return {
    async run(task, limitMs) {
      running ??= await start();
      const answer = outcomeOf(running);
      running.send(task);
      const timer = setTimeout(end, limitMs);
      const outcome = await answer;
      clearTimeout(timer);
      return outcome;
    },
    close: end,
  };
}

/** What the process says next; null where it was ended instead. */
function outcomeOf(worker: ChildProcess): Promise<Outcome | null> {
  return new Promise((settle, fail) => {
    const onExit = (code: number | null) =>
      code === null ? settle(null) : fail(new Error(`a worker ended with ${code}`));
    worker.once('exit', onExit);
    worker.once('message', (outcome: Outcome) => {
      worker.off('exit', onExit);
      settle(outcome);
    });
  });
}

async function start(): Promise<ChildProcess> {
  // Of its own process group: the tests run in processes that it starts.
  const worker = fork(resolve(import.meta.dirname, 'worker.ts'), { detached: true });
  await once(worker, 'message');
  return worker;
}

function endGroup({ pid }: ChildProcess): void {
  if (pid !== undefined) process.kill(-pid, 'SIGKILL');
}
