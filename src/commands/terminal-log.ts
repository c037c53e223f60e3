import type { OutputStream } from '../base/output-stream.ts';
import { inertTerminal } from '../prose/inert.ts';

/**
 * Writes progress to a stream. On a terminal, a line of kind `progress` replaces the progress line before it; elsewhere
 * every line is a line of its own. Control characters become spaces.
 *
 * @returns `log` writes a line; `end` finishes a progress line if one is still open, `clear` removes it.
 */
export function terminalLog(stream: OutputStream): {
  log(line: string, kind?: 'progress'): void;
  end(): void;
  clear(): void;
} {
  let progressShown = false;
  const end = () => {
    if (progressShown) stream.write('\n');
    progressShown = false;
  };
  return {
    log(line, kind) {
      const text = inertTerminal(line.replace(/\p{Cc}/gu, ' '));
      if (kind === 'progress' && stream.isTTY) {
        stream.write(`\r\u001B[2K${text.slice(0, (stream.columns ?? 80) - 1)}`);
        progressShown = true;
        return;
      }
      end();
      stream.write(`${text}\n`);
    },
    end,
    clear() {
      if (progressShown) stream.write('\r\u001B[2K');
      progressShown = false;
    },
  };
}
