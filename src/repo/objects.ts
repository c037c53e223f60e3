import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { gitArguments, gitEnvironment, type Repository } from './git.ts';
import { type LazyFetch, lazyFetchOf, refusedFetch } from './settings.ts';

/** An object of the repository: its content, or why there is none: it is larger than the limit, or git does not have it. */
export type GitObject =
  | { kind: 'content'; oid: string; type: string; bytes: Buffer }
  | { kind: 'too-large'; oid: string; type: string; size: number }
  | { kind: 'missing' };

/** Reads many objects through one git process. */
export type ObjectReader = {
  /** By object name, or by any other name of at most 1,000 characters without a line feed (`main^{commit}`). */
  read(name: string): Promise<GitObject>;
  /** Ends the process. What is still being read fails. */
  close(): void;
};

type Request = { name: string; settle: (object: GitObject) => void; fail: (error: Error) => void };
type Header = { oid: string; type: string; size: number };
/** `bytes`: room for all of it; null where it is larger than the limit. */
type Body = Header & { received: number; bytes: Buffer | null };

const LINE_FEED = 10;
/** `<object name> blob <size>`, or `<name that was asked> missing`, with room. */
const MAX_HEADER_BYTES = 5000;

/**
 * Reads objects with `git cat-file --batch`; the process starts at the first read. Of an object over
 * `maxBytes` nothing is kept. Answers come in the order of the questions, so many may be asked at once.
 */
export function openObjectReader(repository: Repository, maxBytes: number): ObjectReader {
  let child: ChildProcessWithoutNullStreams | undefined;
  let isOpening = false;
  let closed = false;
  let header = Buffer.alloc(0);
  let body: Body | undefined;
  const waiting: Request[] = [];

  const failAll = (error: Error) => {
    child?.kill();
    child = undefined;
    header = Buffer.alloc(0);
    body = undefined;
    for (const request of waiting.splice(0)) request.fail(error);
  };

  const open = async () => {
    isOpening = true;
    const lazy = await lazyFetchOf(repository).finally(() => {
      isOpening = false;
    });
    if (closed) return;
    child = start(lazy);
    for (const { name } of waiting) child.stdin.write(`${name}\n`);
  };

  const start = (lazy: LazyFetch): ChildProcessWithoutNullStreams => {
    const started = spawn('git', gitArguments(repository.root, ['cat-file', '--batch']), {
      env: gitEnvironment({ fetchesLazily: lazy.kind === 'allowed' }),
      windowsHide: true,
    });
    const endedEarly = (cause: unknown) => {
      if (child === started) failAll(endOf(lazy, cause));
    };
    started.stdout.on('data', (chunk: Buffer) => {
      if (child !== started) return;
      try {
        receive(chunk);
      } catch (error) {
        endedEarly(error);
      }
    });
    started.stderr.resume();
    started.stdin.on('error', endedEarly);
    started.on('error', endedEarly);
    started.on('close', endedEarly);
    return started;
  };

  const receive = (chunk: Buffer) => {
    let rest = chunk;
    while (rest.length > 0) rest = body ? receiveBody(body, rest) : receiveHeader(rest);
  };

  const receiveHeader = (chunk: Buffer): Buffer => {
    const end = chunk.indexOf(LINE_FEED);
    header = Buffer.concat([header, end === -1 ? chunk : chunk.subarray(0, end)]);
    if (header.length > MAX_HEADER_BYTES) throw new Error('git cat-file answered what was not asked');
    if (end === -1) return Buffer.alloc(0);
    const text = header.toString('utf8');
    header = Buffer.alloc(0);
    const [, oid = '', type = '', size] = /^([0-9a-f]{40,64}) ([a-z]+) (\d+)$/.exec(text) ?? [];
    if (size === undefined) waiting.shift()?.settle({ kind: 'missing' });
    else body = bodyOf({ oid, type, size: Number(size) }, maxBytes);
    return chunk.subarray(end + 1);
  };

  const receiveBody = (current: Body, chunk: Buffer): Buffer => {
    const part = chunk.subarray(0, current.size - current.received);
    if (current.bytes) part.copy(current.bytes, current.received);
    current.received += part.length;
    // A line feed, not counted in the size, ends the content.
    if (current.received < current.size || part.length === chunk.length) return Buffer.alloc(0);
    body = undefined;
    const { oid, type, size, bytes } = current;
    const found: GitObject = bytes
      ? { kind: 'content', oid, type, bytes }
      : { kind: 'too-large', oid, type, size };
    waiting.shift()?.settle(found);
    return chunk.subarray(part.length + 1);
  };

  return {
    read(name) {
      if (closed) return Promise.reject(new Error('the snapshot is closed'));
      return new Promise((settle, fail) => {
        waiting.push({ name, settle, fail });
        if (child) child.stdin.write(`${name}\n`);
        else if (!isOpening) open().catch(failAll);
      });
    },
    close() {
      closed = true;
      const ending = child;
      failAll(new Error('the snapshot is closed'));
      ending?.stdin.destroy();
    },
  };
}

/** What git is about to send, of which no second copy is made on the way. */
function bodyOf(header: Header, maxBytes: number): Body {
  const bytes = header.size > maxBytes ? null : Buffer.allocUnsafe(header.size);
  return { ...header, received: 0, bytes };
}

function endOf(lazy: LazyFetch, cause: unknown): Error {
  if (lazy.kind === 'refused') return refusedFetch(lazy.setting, cause);
  return new Error('git cat-file ended before it answered', { cause });
}
