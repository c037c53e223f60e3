import { type FileHandle, open, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { ConfigurationError } from '../base/errors.ts';
import type { Bytes } from './input.ts';

const CHUNK_BYTES = 256 * 1024;
/** How often a file is looked at that did not grow. */
const POLL_MS = 200;
/** A file that was moved away is read until nothing was appended to it for so long: who has it open goes on writing to it. */
const QUIET_MS = 60_000;
/** So many bytes at its beginning tell a file that was cut off and grew again from the one that was there. */
const HEAD_BYTES = 4096;
/** Files that were moved away and are still read. */
const MOST_MOVED = 8;
const LINE_END = Uint8Array.of(10);
const LINE_END_BYTE = 10;

/** One file that is read as it grows. */
type Tail = {
  file: FileHandle;
  /** What was handed on, in bytes. */
  offset: number;
  /** Its first bytes, as far as they were handed on. */
  head: Uint8Array;
  /** A line that is longer than a chunk was handed on in part: nothing of another file may come before its end. */
  isWithinLine: boolean;
  /** When it grew last, or was moved away, ms of the process. */
  quietSince: number;
};

export type Following = {
  signal: AbortSignal;
  /** Is called once all was read: from then on between what is read, and while nothing comes. */
  between: () => Promise<void>;
  /** Is told that the file was replaced or cut off. */
  onTrouble?: (sentence: string) => void;
  /** For how long nothing comes before a file that was moved away is let go, ms. */
  quietMs?: number;
};

/**
 * The bytes of a file that grows, from its beginning, until the signal is aborted; of a line only when it ends. As `tail
 * -F` does: where another file is in its place, that one is read, and the one before as long as somebody appends to it. A
 * file that was cut off, though it grew again since, is read from its beginning.
 * @throws ConfigurationError: there is no such file
 */
export async function* followed(
  path: string,
  { signal, between, onTrouble = () => {}, quietMs = QUIET_MS }: Following,
): Bytes {
  const name = basename(path);
  /** The one in place is the last. */
  let tails = [tailOf(await opened(path))];
  let isCaughtUp = false;
  try {
    while (!signal.aborted) {
      let hasGrown = false;
      const unfinished = tails.find(({ isWithinLine }) => isWithinLine);
      for (const tail of unfinished ? [unfinished] : tails) {
        const { bytes, isAnother } = await grown(tail);
        if (isAnother) onTrouble(`${name} was cut off, and is read from its beginning.`);
        if (isAnother && tail.isWithinLine) yield LINE_END;
        if (isAnother) Object.assign(tail, tailOf(tail.file));
        if (bytes.length > 0) yield bytes;
        hasGrown ||= bytes.length > 0 || isAnother;
        if (tail.isWithinLine) break;
      }
      isCaughtUp ||= !hasGrown;
      if (isCaughtUp) await between();
      if (hasGrown) continue;
      const left = tails.filter((tail, index) => isLeft(tail, index, { tails, quietMs }));
      for (const tail of left) {
        yield* lastLine(tail);
        await tail.file.close();
      }
      tails = tails.filter((tail) => !left.includes(tail));
      const next = await another(path, tails.at(-1));
      if (next !== null) {
        for (const tail of tails) tail.quietSince = performance.now();
        tails.push(next);
        onTrouble(
          `${name} is another file now: it is read from its beginning, and the one before while somebody appends to it.`,
        );
        continue;
      }
      await setTimeout(POLL_MS, undefined, { signal }).catch(() => {});
    }
  } finally {
    for (const { file } of tails) await file.close();
  }
}

/** What was appended, whole lines, and remembered as handed on; or whether what was read is no longer in the file. */
async function grown(tail: Tail): Promise<{ bytes: Uint8Array; isAnother: boolean }> {
  const nothing = new Uint8Array();
  const buffer = new Uint8Array(CHUNK_BYTES);
  const { bytesRead } = await tail.file.read(buffer, 0, CHUNK_BYTES, tail.offset);
  if (await isCutOff(tail)) return { bytes: nothing, isAnother: true };
  const lines = buffer.subarray(0, bytesRead).lastIndexOf(LINE_END_BYTE) + 1;
  const isLong = lines === 0 && bytesRead === CHUNK_BYTES;
  const bytes = buffer.subarray(0, isLong ? bytesRead : lines);
  if (bytes.length === 0) return { bytes, isAnother: false };
  if (tail.offset < HEAD_BYTES) {
    tail.head = Uint8Array.from([...tail.head, ...bytes.subarray(0, HEAD_BYTES - tail.offset)]);
  }
  tail.offset += bytes.length;
  tail.isWithinLine = isLong;
  tail.quietSince = performance.now();
  return { bytes, isAnother: false };
}

/** Whether the file is shorter than what was handed on, or begins with something else. */
async function isCutOff({ file, offset, head }: Tail): Promise<boolean> {
  if ((await file.stat()).size < offset) return true;
  const now = new Uint8Array(head.length);
  const { bytesRead } = await file.read(now, 0, head.length, 0);
  return bytesRead < head.length || Buffer.compare(now, head) !== 0;
}

/** What nobody appends to any more, of the files that were moved away. */
function isLeft(
  tail: Tail,
  index: number,
  { tails, quietMs }: { tails: readonly Tail[]; quietMs: number },
): boolean {
  if (index === tails.length - 1) return false;
  return performance.now() - tail.quietSince >= quietMs || index < tails.length - 1 - MOST_MOVED;
}

/** What a file ends with that nobody appends to: a line without an end is one. */
async function* lastLine(tail: Tail): Bytes {
  const buffer = new Uint8Array(CHUNK_BYTES);
  const { bytesRead } = await tail.file.read(buffer, 0, CHUNK_BYTES, tail.offset);
  if (bytesRead === 0 && !tail.isWithinLine) return;
  yield buffer.subarray(0, bytesRead);
  yield LINE_END;
}

/** The file in place, where it is not the one that is read; null also while there is none. */
async function another(path: string, tail: Tail | undefined): Promise<Tail | null> {
  const there = await stat(path).catch(() => null);
  const own = await tail?.file.stat();
  if (there === null || (there.ino === own?.ino && there.dev === own.dev)) return null;
  const file = await open(path).catch(() => null);
  return file === null ? null : tailOf(file);
}

function tailOf(file: FileHandle): Tail {
  const quietSince = performance.now();
  return { file, offset: 0, head: new Uint8Array(), isWithinLine: false, quietSince };
}

async function opened(path: string): Promise<FileHandle> {
  try {
    return await open(path);
  } catch (cause) {
    throw new ConfigurationError('There is no such file.', { place: { path }, cause });
  }
}
