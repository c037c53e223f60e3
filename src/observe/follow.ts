import { open, stat } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { ConfigurationError } from '../base/errors.ts';
import type { Bytes } from './input.ts';

const CHUNK_BYTES = 256 * 1024;
/** How often a file is looked at that did not grow. */
const POLL_MS = 200;
const LINE_END = Uint8Array.of(10);

/**
 * The bytes of a file that grows, from its beginning, until the signal is aborted. A file that was replaced or cut off
 * is read from its beginning.
 * @param between is called once the file was read to its end: from then on between what is read, and while nothing comes
 * @throws ConfigurationError: there is no such file
 */
export async function* followed(
  path: string,
  { signal, between }: { signal: AbortSignal; between: () => Promise<void> },
): Bytes {
  let file = await opened(path);
  let offset = 0;
  let isCaughtUp = false;
  try {
    while (!signal.aborted) {
      const buffer = new Uint8Array(CHUNK_BYTES);
      const { bytesRead } = await file.read(buffer, 0, CHUNK_BYTES, offset);
      offset += bytesRead;
      if (bytesRead > 0) yield buffer.subarray(0, bytesRead);
      isCaughtUp ||= bytesRead === 0;
      if (isCaughtUp) await between();
      if (bytesRead > 0) continue;
      const [there, own] = await Promise.all([stat(path).catch(() => null), file.stat()]);
      if (there !== null && (there.ino !== own.ino || there.size < offset)) {
        await file.close();
        file = await opened(path);
        offset = 0;
        yield LINE_END;
        continue;
      }
      await setTimeout(POLL_MS, undefined, { signal }).catch(() => {});
    }
  } finally {
    await file.close();
  }
}

async function opened(path: string) {
  try {
    return await open(path);
  } catch (cause) {
    throw new ConfigurationError('There is no such file.', { place: { path }, cause });
  }
}
