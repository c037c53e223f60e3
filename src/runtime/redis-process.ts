import { ALIVE_SECONDS, type Alive, aliveKey, changedChannel } from '../domain/redis.ts';
import type { RedisClient, RedisSubscriber, ServingProcess } from './api.ts';
import { reasonOf } from './prompt-error.ts';

/** What one process does at a Redis besides reading. Everything goes well without it, so failures are only told. */
export type RedisProcess = {
  /** Listens for changes, on a connection of its own. */
  watch(environment: string, changed: () => void): void;
  /** Writes what serves here; it is forgotten after {@link ALIVE_SECONDS}. */
  report(environment: string, serving: ServingProcess): void;
  warnings(): string[];
  /** Stops listening, and is not counted any more. */
  close(): void;
};

/** After so many reports, one tries again to listen that could not. */
const REPORTS_UNTIL_RETRY = 20;

export function openRedisProcess(client: RedisClient): RedisProcess {
  const setEx = client.setEx ?? client.setex;
  let listening: { environment: string; changed: () => void } | null = null;
  let subscriber: RedisSubscriber | null = null;
  let deaf: string | null = null;
  let uncounted: string | null = setEx ? null : 'cannot count this process: the client has no setEx';
  let reports = 0;
  let last: { key: string; value: string } | null = null;
  let isReporting = false;
  let isClosed = false;

  const listen = async ({ environment, changed }: NonNullable<typeof listening>): Promise<void> => {
    let line: RedisSubscriber | null = null;
    try {
      if (!client.duplicate) throw new Error('the client has no duplicate');
      line = client.duplicate();
      subscriber = line;
      line.on('error', ignore);
      // ioredis calls this one, and connects by itself; the others call the one that `subscribe` is given.
      line.on('message', changed);
      if (!('status' in line)) await line.connect?.();
      if (!isClosed) await line.subscribe(changedChannel(environment), changed);
      line.unref?.();
      deaf = null;
    } catch (error) {
      deaf = `announces no changes: ${reasonOf(error)}`;
      hangUp(line);
    }
    // It may have been closed before there was a connection to close.
    if (isClosed) hangUp(line);
  };

  const hangUp = (line: RedisSubscriber | null): void => {
    if (subscriber === line) subscriber = null;
    try {
      Promise.resolve(line?.destroy ? line.destroy() : line?.disconnect?.()).catch(ignore);
    } catch {
      // It was not connected.
    }
  };

  const write = async (seconds: number): Promise<void> => {
    if (!setEx || !last || isReporting) return;
    isReporting = true;
    try {
      await setEx.call(client, last.key, seconds, last.value);
      uncounted = null;
    } catch (error) {
      uncounted = `cannot count this process: ${reasonOf(error)}`;
    }
    isReporting = false;
  };

  return {
    watch(environment, changed) {
      if (isClosed) return;
      listening = { environment, changed };
      void listen(listening);
    },
    report(environment, { id, serial, since }) {
      if (isClosed) return;
      const alive: Alive = { serial, since: new Date(since).toISOString() };
      last = { key: aliveKey(environment, id), value: JSON.stringify(alive) };
      void write(ALIVE_SECONDS);
      reports += 1;
      if (listening && deaf !== null && reports % REPORTS_UNTIL_RETRY === 0) void listen(listening);
    },
    warnings: () => [deaf, uncounted].filter((warning) => warning !== null),
    close() {
      isClosed = true;
      hangUp(subscriber);
      void write(1);
    },
  };
}

function ignore(): void {}
