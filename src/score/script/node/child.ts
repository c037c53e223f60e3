import { type ChildProcess, spawn } from 'node:child_process';
import { Readable } from 'node:stream';
import { z } from 'zod';
import {
  LONGEST_REPLY,
  MOST_STOPS,
  type OpenScript,
  type ScriptInput,
  type ScriptReply,
  STOPPED_TOO_OFTEN,
  type TimeLimits,
  tookTooLong,
} from '../reply.ts';
import type { ScriptCommand } from './confine.ts';
import { onLine } from './lines.ts';

/** A script in a process of its own, which lives for as many answers as it is given. One call at a time. */
export type ScriptChild = OpenScript & {
  /** Ends the process. */
  close(): void;
};

/** JSON takes up to six characters for one. */
const LONGEST_LINE = 6 * LONGEST_REPLY + 1000;

const messageSchema = z.union([
  z.strictObject({ ready: z.literal(true) }),
  z.strictObject({ problem: z.string() }),
  z.strictObject({ json: z.string().max(LONGEST_REPLY) }),
]);

type Message = z.infer<typeof messageSchema>;

/** What the process says next; null when it ends, or says nothing or nonsense within the time. */
type NextMessage = (limitMs: number) => Promise<Message | null>;

type Running = { process: ChildProcess; next: NextMessage };

/** A script to be run by a command with an empty environment. */
export function scriptChild({ command, args }: ScriptCommand, folder: string, limits: TimeLimits): ScriptChild {
  let running: Running | null = null;
  let starts = 0;
  let closed = false;

  const stop = () => {
    running?.process.kill('SIGKILL');
    running = null;
  };

  const start = async (): Promise<Running | { problem: string }> => {
    if (closed) return { problem: 'it was not run any more' };
    if (starts >= MOST_STOPS) return { problem: STOPPED_TOO_OFTEN };
    starts += 1;
    const child = spawn(command, args, { cwd: folder, env: {}, stdio: ['pipe', 'ignore', 'ignore', 'pipe'] });
    child.on('error', () => {});
    child.stdin?.on('error', () => {});
    child.once('exit', () => {
      if (running?.process === child) running = null;
    });
    running = { process: child, next: messagesOf(child) };
    const message = await running.next(limits.load);
    if (running && message && 'ready' in message) return running;
    stop();
    return { problem: message && 'problem' in message ? message.problem : 'it cannot be loaded' };
  };

  const call = async ({ output, context }: ScriptInput): Promise<ScriptReply> => {
    const child = running ?? (await start());
    if ('problem' in child) return { ok: false, problem: child.problem };
    const reply = child.next(limits.call);
    child.process.stdin?.write(`${JSON.stringify([output, context])}\n`);
    const message = await reply;
    if (message && 'json' in message) return { ok: true, json: message.json };
    if (message && 'problem' in message) return { ok: false, problem: message.problem };
    const hasEnded = child.process.exitCode !== null || child.process.signalCode !== null;
    stop();
    return { ok: false, problem: hasEnded ? 'it ended its process' : tookTooLong(limits.call) };
  };

  return {
    async load() {
      const child = running ?? (await start());
      return 'problem' in child ? { ok: false, problem: child.problem } : { ok: true };
    },
    call,
    close() {
      closed = true;
      stop();
    },
  };
}

/** What is said while nobody waits for it is lost. */
function messagesOf(child: ChildProcess): NextMessage {
  const channel = child.stdio[3];
  let hear: (line: string | null) => void = () => {};
  if (channel instanceof Readable) onLine(channel, LONGEST_LINE, (line) => hear(line));
  return (limitMs) =>
    new Promise((resolve) => {
      const settle = (message: Message | null) => {
        clearTimeout(timer);
        child.off('exit', end).off('error', end);
        hear = () => {};
        resolve(message);
      };
      const end = () => settle(null);
      const timer = setTimeout(end, limitMs);
      hear = (line) => settle(line === null ? null : messageIn(line));
      child.once('exit', end).once('error', end);
    });
}

function messageIn(line: string): Message | null {
  try {
    return messageSchema.safeParse(JSON.parse(line)).data ?? null;
  } catch {
    return null;
  }
}
