import { type ChildProcess, spawn } from 'node:child_process';
import { sep } from 'node:path';
import { z } from 'zod';
import type { Json } from '../../base/json.ts';
import { anyJson } from '../../document/any-json.ts';

/** What a script gave for one answer, or one sentence why it gave nothing. */
export type ScriptReply = { ok: true; value: Json } | { ok: false; problem: string };

/** A script in a process of its own, which lives for as many answers as it is given. */
export type ScriptChild = {
  /** Starts the process and loads the script. */
  load(): Promise<{ ok: true } | { ok: false; problem: string }>;
  /** One answer after the other, in the order of the calls. Never rejects. */
  call(input: { output: string; context: Json }): Promise<ScriptReply>;
  /** Ends the process. */
  close(): void;
};

/** How long a script may take, ms. */
export type TimeLimits = { load: number; call: number };

/** A script that was stopped so often, or that ended its process so often, is not started again. */
const MOST_STARTS = 3;

const MEMORY_MB = 256;

const messageSchema = z.union([
  z.strictObject({ ready: z.literal(true) }),
  z.strictObject({ problem: z.string() }),
  z.strictObject({ value: anyJson }),
]);

type Message = z.infer<typeof messageSchema>;

/**
 * A script to be run by `host` (its path), both inside `folder`. The process has an empty environment, may read
 * nothing but `folder`, and neither write nor start anything: Node's permission model.
 */
export function scriptChild(
  paths: { folder: string; host: string; script: string },
  limits: TimeLimits,
): ScriptChild {
  let running: ChildProcess | null = null;
  let starts = 0;
  let last: Promise<unknown> = Promise.resolve();
  let closed = false;

  const start = async (): Promise<ChildProcess | { problem: string }> => {
    if (closed) return { problem: 'it was not run any more' };
    if (starts >= MOST_STARTS) return { problem: `it was stopped ${MOST_STARTS} times` };
    starts += 1;
    const child = spawn(process.execPath, [...restrictions(paths.folder), paths.host, paths.script], {
      cwd: paths.folder,
      env: {},
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    child.on('error', () => {});
    child.once('exit', () => {
      if (running === child) running = null;
    });
    const message = await nextMessage(child, limits.load);
    if (message && 'ready' in message && !closed) {
      running = child;
      return child;
    }
    child.kill('SIGKILL');
    return { problem: message && 'problem' in message ? message.problem : 'it cannot be loaded' };
  };

  const call = async (input: { output: string; context: Json }): Promise<ScriptReply> => {
    const child = running ?? (await start());
    if ('problem' in child) return { ok: false, problem: child.problem };
    const reply = nextMessage(child, limits.call);
    child.send(input, () => {});
    const message = await reply;
    if (message && 'value' in message) return { ok: true, value: message.value };
    if (message && 'problem' in message) return { ok: false, problem: message.problem };
    if (running === child) running = null;
    const hasEnded = child.exitCode !== null || child.signalCode !== null;
    child.kill('SIGKILL');
    return {
      ok: false,
      problem: hasEnded ? 'it ended its process' : `it took more than ${limits.call / 1000} s`,
    };
  };

  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = last.then(work);
    last = turn;
    return turn;
  };

  return {
    load: () =>
      inTurn(async () => {
        const child = running ?? (await start());
        return 'problem' in child ? { ok: false, problem: child.problem } : { ok: true };
      }),
    call: (input) => inTurn(() => call(input)),
    close() {
      closed = true;
      running?.kill('SIGKILL');
      running = null;
    },
  };
}

function restrictions(folder: string): string[] {
  const known = process.allowedNodeEnvironmentFlags.has('--permission');
  return [
    known ? '--permission' : '--experimental-permission',
    `--allow-fs-read=${folder}${sep}`,
    `--max-old-space-size=${MEMORY_MB}`,
  ];
}

/** What the process says next; null when it ends, or says nothing or nonsense within the time. */
function nextMessage(child: ChildProcess, limitMs: number): Promise<Message | null> {
  return new Promise((resolve) => {
    const settle = (message: Message | null) => {
      clearTimeout(timer);
      child.off('message', hear).off('exit', end).off('error', end);
      resolve(message);
    };
    const hear = (message: unknown) => settle(messageSchema.safeParse(message).data ?? null);
    const end = () => settle(null);
    const timer = setTimeout(end, limitMs);
    child.once('message', hear).once('exit', end).once('error', end);
  });
}
