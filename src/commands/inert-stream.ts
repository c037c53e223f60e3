import type { OutputStream } from '../base/output-stream.ts';
import { inertOutput } from '../prose/inert.ts';

/** The same stream, with control sequences from files and names made visible instead of sent to the terminal. */
export function inertStream(stream: OutputStream): OutputStream {
  return {
    write: (text) => stream.write(inertOutput(text)),
    get isTTY() {
      return stream.isTTY;
    },
    get columns() {
      return stream.columns;
    },
  };
}
