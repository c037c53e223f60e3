import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Outcome } from './interpreter.ts';
import type { Modules } from './modules.ts';
import type { WorkerCall, WorkerMessage, WorkerSettings } from './worker.ts';

/** Threads that calls of scripts are given to, started when they are needed. */
export type Pool = {
  /** Never rejects, and takes little longer than the call's time limit once it has its turn. */
  run(call: WorkerCall): Promise<Outcome>;
  close(): Promise<void>;
};

const MOST_WORKERS = 2;
const START_LIMIT_MS = 60_000;
/** How long the interpreter may take to notice itself that a call is late. */
const GRACE_MS = 500;
const HEAP_MB = 128;

/** Beside this file, or beside the bundle. */
const WORKER = new URL(
  import.meta.url.endsWith('.ts') ? './worker.ts' : './script-worker.js',
  import.meta.url,
);

/** A pool whose threads know these scripts, each by its index. */
export function openPool(scripts: readonly Modules[], longestReply: number): Pool {
  const workers = new Set<Worker>();
  const idle = new Set<Worker>();
  const waiting: (() => void)[] = [];
  const most = Math.min(MOST_WORKERS, availableParallelism());
  let busy = 0;
  let closed = false;

  const turn = async () => {
    if (busy < most) busy += 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
  };
  const endTurn = () => {
    const next = waiting.shift();
    if (next) next();
    else busy -= 1;
  };

  const start = async (): Promise<Worker | null> => {
    const worker = startWorker({ scripts, longestReply });
    workers.add(worker);
    worker.once('exit', () => {
      workers.delete(worker);
      idle.delete(worker);
    });
    const message = await nextMessage(worker, START_LIMIT_MS);
    if (message.kind === 'ready') return worker;
    await worker.terminate();
    return null;
  };

  const idleWorker = (): Worker | null => {
    const [worker = null] = idle;
    if (worker) idle.delete(worker);
    return worker;
  };

  return {
    async run(call) {
      await turn();
      try {
        const worker = closed ? null : (idleWorker() ?? (await start()));
        if (!worker)
          return {
            kind: 'failed',
            problem: closed ? 'it was not run any more' : 'its interpreter does not start',
          };
        const reply = nextMessage(worker, call.limitMs + GRACE_MS);
        worker.postMessage(call);
        const message = await reply;
        if (message.kind === 'returned' || message.kind === 'failed') {
          idle.add(worker);
          return message;
        }
        await worker.terminate();
        return message.kind === 'ready' ? { kind: 'broken' } : message;
      } finally {
        endTurn();
      }
    },
    async close() {
      closed = true;
      await Promise.all([...workers].map((worker) => worker.terminate()));
    },
  };
}

/** A thread without the environment, whose output nobody sees. */
function startWorker(settings: WorkerSettings): Worker {
  const worker = new Worker(WORKER, {
    workerData: settings,
    env: {},
    execArgv: [],
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
  });
  worker.stdout.resume();
  worker.stderr.resume();
  worker.on('error', () => {});
  return worker;
}

/** What the thread says next: `late` when it says nothing within the time, `broken` when it ends. */
function nextMessage(worker: Worker, limitMs: number): Promise<WorkerMessage> {
  return new Promise((resolve) => {
    const settle = (message: WorkerMessage) => {
      clearTimeout(timer);
      worker.off('message', settle).off('exit', end);
      resolve(message);
    };
    const end = () => settle({ kind: 'broken' });
    const timer = setTimeout(() => settle({ kind: 'late' }), limitMs);
    worker.once('message', settle).once('exit', end);
  });
}
