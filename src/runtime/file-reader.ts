import { constants } from 'node:fs';
import { open } from 'node:fs/promises';

/** Reads the files of one source, one after the other. */
export type FileReader = {
  /**
   * Opens a file, and calls `use` with what reads its text, and with a mark that is another one when the file is.
   * @param largest in bytes
   * @throws Error for what is no regular file, and for one that is larger than allowed
   */
  read<T>(
    path: string,
    options: { signal: AbortSignal; largest: number },
    use: (readText: () => Promise<string>, mark: string) => Promise<T>,
  ): Promise<T>;
};

/**
 * Node has four threads for all files and host names of a process, and a read from a folder that hangs keeps one of
 * them. So there is never more than one read at a time, and nothing that could wait for a writer is opened.
 */
export function openFileReader(): FileReader {
  const inTurn = oneAtATime();
  return {
    read: (path, { signal, largest }, use) =>
      inTurn(signal, async () => {
        // Without O_NONBLOCK, opening a pipe waits until somebody writes into it.
        const handle = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
        try {
          const status = await handle.stat();
          if (!status.isFile()) throw new Error(`${path} is no regular file`);
          if (status.size > largest) throw new Error(`${path} has more than ${largest / 1e6} MB`);
          const mark = [status.size, status.mtimeMs, status.ino].join();
          return await use(() => handle.readFile({ encoding: 'utf8', signal }), mark);
        } finally {
          await handle.close();
        }
      }),
  };
}

/** Runs work one after the other. What is aborted before its turn is not begun, and leaves nothing behind. */
function oneAtATime(): <T>(signal: AbortSignal, work: () => Promise<T>) => Promise<T> {
  const waiting = new Set<() => void>();
  let isBusy = false;
  const turn = (signal: AbortSignal) =>
    new Promise<void>((resolve, reject) => {
      const giveUp = () => {
        waiting.delete(begin);
        reject(signal.reason);
      };
      const begin = () => {
        signal.removeEventListener('abort', giveUp);
        resolve();
      };
      waiting.add(begin);
      signal.addEventListener('abort', giveUp, { once: true });
    });
  return async (signal, work) => {
    signal.throwIfAborted();
    if (isBusy) await turn(signal);
    isBusy = true;
    try {
      return await work();
    } finally {
      const [next] = waiting;
      if (next) {
        waiting.delete(next);
        next();
      } else {
        isBusy = false;
      }
    }
  };
}
