import { type ChildProcess, spawn } from 'node:child_process';
import { Readable } from 'node:stream';
import { z } from 'zod';
import {
  LONGEST_REPLY,
  MOST_STOPS,
  type OpenScript,
  placeInStack,
  type ScriptInput,
  type ScriptReply,
  STOPPED_TOO_OFTEN,
  type TimeLimits,
  tookTooLong,
} from '../../../interpreter/reply.ts';
import type { ScriptCommand } from './confine.ts';
import { onLine } from './lines.ts';

/** A script in a process of its own, which lives for as many answers as it is given. One call at a time. */
export type ScriptChild = OpenScript & {
  /** Ends the process. */
  close(): void;
};

/** JSON takes up to six characters for one. */
const LONGEST_LINE = 6 * LONGEST_REPLY + 1000;

const NONSENSE = 'it wrote to the channel of its process, where only replies belong';

const messageSchema = z.union([
  z.strictObject({ ready: z.literal(true) }),
  z.strictObject({ problem: z.string(), stack: z.string() }),
  z.strictObject({ json: z.string().max(LONGEST_REPLY) }),
]);

type Message = z.infer<typeof messageSchema>;

/** What the process does next: it says something, or nothing within the time, or what is no message, or it ends. */
type NextMessage = (limitMs: number) => Promise<Message | 'late' | 'nonsense' | 'ended'>;

/** Why a script returned nothing, and where it threw. */
type Problem = Omit<Extract<ScriptReply, { ok: false }>, 'ok'>;

type Running = { process: ChildProcess; next: NextMessage };

/** A script to be run by a command with an empty environment. */
export function scriptChild(
  { command, args }: ScriptCommand,
  folder: string,
  limits: TimeLimits,
): ScriptChild {
  let running: Running | null = null;
  let starts = 0;
  let closed = false;

  const stop = () => {
    running?.process.kill('SIGKILL');
    running = null;
  };

  const start = async (): Promise<Running | Problem> => {
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
    if (running && typeof message === 'object' && 'ready' in message) return running;
    stop();
    return problemIn(message, limits.load);
  };

  const call = async ({ output, context }: ScriptInput): Promise<ScriptReply> => {
    const child = running ?? (await start());
    if ('problem' in child) return { ok: false, ...child };
    const reply = child.next(limits.call);
    child.process.stdin?.write(`${JSON.stringify([output, context])}\n`);
    const message = await reply;
    if (typeof message === 'object' && 'json' in message) return { ok: true, json: message.json };
    if (typeof message !== 'object' || !('problem' in message)) stop();
    return { ok: false, ...problemIn(message, limits.call) };
  };

  return {
    async load() {
      const child = running ?? (await start());
      return 'problem' in child ? { ok: false, ...child } : { ok: true };
    },
    call,
    close() {
      closed = true;
      stop();
    },
  };
}

function problemIn(message: Awaited<ReturnType<NextMessage>>, limitMs: number): Problem {
  if (message === 'late') return { problem: tookTooLong(limitMs) };
  if (message === 'ended') return { problem: 'it ended its process' };
  return typeof message === 'object' && 'problem' in message
    ? { problem: message.problem, at: placeInStack(message.stack) }
    : { problem: NONSENSE };
}

/** A process that says something while nobody waits for it is ended. */
function messagesOf(child: ChildProcess): NextMessage {
  const channel = child.stdio[3];
  const refuse = () => {
    child.kill('SIGKILL');
  };
  let hear: (line: string | null) => void = refuse;
  if (channel instanceof Readable) onLine(channel, LONGEST_LINE, (line) => hear(line));
  return (limitMs) =>
    new Promise((resolve) => {
      const settle = (message: Awaited<ReturnType<NextMessage>>) => {
        clearTimeout(timer);
        child.off('exit', end).off('error', end);
        hear = refuse;
        resolve(message);
      };
      const end = () => settle('ended');
      const timer = setTimeout(() => settle('late'), limitMs);
      hear = (line) => settle(messageIn(line));
      child.once('exit', end).once('error', end);
    });
}

function messageIn(line: string | null): Message | 'nonsense' {
  try {
    return messageSchema.safeParse(JSON.parse(line ?? '')).data ?? 'nonsense';
  } catch {
    return 'nonsense';
  }
}
