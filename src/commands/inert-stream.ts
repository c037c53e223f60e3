import type { OutputStream } from '../base/output-stream.ts';
import { inertOutput } from '../prose/inert.ts';

/** The same stream, to which nothing is written that acts on a terminal, whatever a file or a name contains. */
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
