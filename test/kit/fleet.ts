import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import type { PublicKeys } from '../../src/runtime/api.ts';

/** Somewhere that is published: a web server, a Redis, or a folder. */
export type SourceAddress = { url: string } | { redis: string } | { directory: string };

export type FleetCommand =
  | {
      kind: 'open';
      /** Clients in each process. */
      count: number;
      /** The sources of each kind of client; kinds take turns. */
      sources: SourceAddress[][];
      environment: string;
      publicKeys?: PublicKeys;
      /** `by-hand`: sources are asked when the fleet is told to; `by-the-clock`: every 3 s. */
      pace: 'by-hand' | 'by-the-clock';
    }
  /**
   * An interval passes: every client asks all of its sources once. Answered when they have answered; when `redis` is
   * down, when all others have, and the time for its answer is over.
   */
  | { kind: 'poll'; down?: 'redis' | undefined }
  | { kind: 'look' }
  | { kind: 'close' };

export type ClientState = {
  serial: number;
  /** ms since 1970, or by the hand-driven clock. */
  takenAt: number;
  source: string;
  /** Of the prompt `support`. */
  version: string;
  /** Why something was refused last. */
  refusal: string | null;
  /** Of each source, in their order. */
  problems: (string | null)[];
};

export type FleetReply = { states: ClientState[] } | { problem: string };

/** Clients of the runtime in several real processes. Every command is answered with the states of all clients. */
export type Fleet = AsyncDisposable & {
  tell(command: FleetCommand): Promise<ClientState[]>;
  /** As {@link FleetCommand} of that kind; only the processes from one to another ask, but all report. */
  poll(how?: { from?: number; to?: number; down?: 'redis' }): Promise<ClientState[]>;
};

export function startFleet(processes: number): Fleet {
  const children = Array.from({ length: processes }, () =>
    fork(join(import.meta.dirname, 'fleet-process.ts'), {
      execArgv: [],
      env: { PATH: process.env.PATH },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    }),
  );
  const tell = async (command: FleetCommand) =>
    (await Promise.all(children.map((child) => ask(child, command)))).flat();
  return {
    tell,
    async poll({ from = 0, to = processes, down } = {}) {
      await Promise.all(children.slice(from, to).map((child) => ask(child, { kind: 'poll', down })));
      return tell({ kind: 'look' });
    },
    async [Symbol.asyncDispose]() {
      await Promise.all(children.map(end));
    },
  };
}

function ask(child: ChildProcess, command: FleetCommand): Promise<ClientState[]> {
  return new Promise((resolve, reject) => {
    const failed = (code: number | null) => reject(new Error(`a process of the fleet ended with ${code}`));
    child.once('exit', failed);
    child.once('message', (reply: FleetReply) => {
      child.off('exit', failed);
      if ('states' in reply) resolve(reply.states);
      else reject(new Error(reply.problem));
    });
    child.send(command);
  });
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.disconnect();
  await ended;
}
