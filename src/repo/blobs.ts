import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { gitArguments, type Repository } from './git.ts';

/** A blob's content, or why there is none: it is larger than the limit, or git does not have it. */
export type Blob =
  | { kind: 'content'; bytes: Buffer }
  | { kind: 'too-large'; size: number }
  | { kind: 'missing' };

/** Reads many blobs through one git process. */
export type BlobReader = {
  read(oid: string): Promise<Blob>;
  /** Ends the process. What is still being read fails. */
  close(): void;
};

type Request = { settle: (blob: Blob) => void; fail: (error: Error) => void };
type Body = { size: number; received: number; chunks: Buffer[] };

const LINE_FEED = 10;
/** `<object name> blob <size>`, with room. */
const MAX_HEADER_BYTES = 200;

/**
 * Reads blobs by object name with `git cat-file --batch`; the process starts at the first read. Of a blob over
 * `maxBytes` nothing is kept. Answers come in the order of the questions, so many may be asked at once.
 */
export function openBlobReader(repository: Repository, maxBytes: number): BlobReader {
  let child: ChildProcessWithoutNullStreams | undefined;
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

  const start = (): ChildProcessWithoutNullStreams => {
    const started = spawn('git', gitArguments(repository.root, ['cat-file', '--batch']), {
      windowsHide: true,
    });
    const endedEarly = (cause: unknown) => {
      if (child === started) failAll(new Error('git cat-file ended before it answered', { cause }));
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
    const size = / (\d+)$/.exec(text)?.[1];
    if (size === undefined) waiting.shift()?.settle({ kind: 'missing' });
    else body = { size: Number(size), received: 0, chunks: [] };
    return chunk.subarray(end + 1);
  };

  const receiveBody = (current: Body, chunk: Buffer): Buffer => {
    const part = chunk.subarray(0, current.size - current.received);
    current.received += part.length;
    if (current.size <= maxBytes && part.length > 0) current.chunks.push(part);
    // A line feed, not counted in the size, ends the content.
    if (current.received < current.size || part.length === chunk.length) return Buffer.alloc(0);
    body = undefined;
    const { size, chunks } = current;
    waiting
      .shift()
      ?.settle(
        size > maxBytes ? { kind: 'too-large', size } : { kind: 'content', bytes: Buffer.concat(chunks) },
      );
    return chunk.subarray(part.length + 1);
  };

  return {
    read(oid) {
      if (closed) return Promise.reject(new Error('the snapshot is closed'));
      return new Promise((settle, fail) => {
        waiting.push({ settle, fail });
        child ??= start();
        child.stdin.write(`${oid}\n`);
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
