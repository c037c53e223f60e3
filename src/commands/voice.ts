/** The terminal's voice: one line that renews itself on a terminal, plain lines elsewhere. */
export function terminalVoice(stream: NodeJS.WriteStream): {
  log(line: string, kind?: 'progress'): void;
  end(): void;
} {
  let pending = false;
  const end = () => {
    if (pending) stream.write('\n');
    pending = false;
  };
  return {
    log(line, kind) {
      const text = line.replace(/\p{Cc}/gu, ' ');
      if (kind === 'progress' && stream.isTTY) {
        stream.write(`\r\u001B[2K${text.slice(0, stream.columns - 1)}`);
        pending = true;
        return;
      }
      end();
      stream.write(`${text}\n`);
    },
    end,
  };
}
