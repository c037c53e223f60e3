import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

/** Whether this machine has a Redis server. Tests that need one are skipped without it, and say so in their names. */
export const hasRedisServer = spawnSync('redis-server', ['--version']).status === 0;

/** A Redis server of one test, on a port of its own. It keeps nothing: after `kill` and `start` it is empty. */
export type RedisServer = AsyncDisposable & {
  port: number;
  /** Without a password. */
  url: string;
  /** Ends at once, as by a crash; connections break. */
  kill(): Promise<void>;
  /** Starts it again after `kill`, empty, on the same port. */
  start(): Promise<void>;
  /** Takes connections and answers nothing from now on … */
  pause(): void;
  /** … until now; what was asked meanwhile is answered. */
  resume(): void;
};

/**
 * Starts a Redis server.
 * @param words more of its command line, such as `['--requirepass', 'secret']`
 */
export async function startRedis(words: readonly string[] = []): Promise<RedisServer> {
  const folder = await mkdtemp(join(tmpdir(), 'redis-'));
  let server: ChildProcess | null = null;
  const start = async (port: number): Promise<boolean> => {
    server = spawn('redis-server', [...commandLine(port, folder), ...words], { stdio: 'ignore' });
    const end = new AbortController();
    server.once('exit', () => end.abort());
    return answers(port, end.signal);
  };
  const kill = async (): Promise<void> => {
    if (server === null || server.exitCode !== null || server.signalCode !== null) return;
    const ended = once(server, 'exit');
    server.kill('SIGKILL');
    await ended;
  };
  // Another process may take a port between the moment it was free and the server's start.
  let port = await freePort();
  while (!(await start(port))) port = await freePort();
  return {
    port,
    url: `redis://127.0.0.1:${port}`,
    kill,
    async start() {
      if (!(await start(port))) throw new Error(`redis-server does not start again on port ${port}`);
    },
    pause: () => void server?.kill('SIGSTOP'),
    resume: () => void server?.kill('SIGCONT'),
    async [Symbol.asyncDispose]() {
      await kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/**
 * The words after `ACL` that a page of the documentation gives for a user, with a password.
 * @throws Error where it has no such line
 */
export async function documentedUser(
  name: string,
  password: string,
  page = 'publishing.md',
): Promise<string[]> {
  const text = await readFile(new URL(`../../docs/${page}`, import.meta.url), 'utf8');
  const words = new RegExp(`^ACL (SETUSER ${name} .*)$`, 'm').exec(text)?.[1];
  if (words === undefined) throw new Error(`docs/${page} has no user ${name}`);
  return words.replace('PASSWORD', password).split(' ');
}

function commandLine(port: number, folder: string): string[] {
  const keepNothing = ['--save', '', '--appendonly', 'no', '--dir', folder];
  return ['--port', String(port), '--bind', '127.0.0.1', ...keepNothing];
}

/** A port that nobody listens on at this moment. */
export async function freePort(): Promise<number> {
  const probe = createServer();
  probe.listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port is free');
  return address.port;
}

/** Waits until the server answers, if only that it wants a password. @returns false where it ended instead */
async function answers(port: number, ended: AbortSignal): Promise<boolean> {
  while (!ended.aborted) {
    if (await answersPing(port)) return !ended.aborted;
    await setTimeout(20);
  }
  return false;
}

function answersPing(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write('PING\r\n'));
    const end = (isThere: boolean) => {
      socket.destroy();
      resolve(isThere);
    };
    socket.once('data', (text) => end(/^(?:\+PONG|-NOAUTH)/.test(String(text))));
    socket.once('error', () => end(false));
    socket.once('close', () => end(false));
  });
}
