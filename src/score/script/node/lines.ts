import type { Readable } from 'node:stream';

/**
 * Reads a stream of unknown content line by line. A line longer than `longest` (UTF-16 units) is given as null, and
 * nothing is read after it.
 */
export function onLine(stream: Readable, longest: number, hear: (line: string | null) => void): void {
  let rest = '';
  stream.setEncoding('utf8');
  stream.on('error', () => {});
  stream.on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) hear(line);
    if (rest.length <= longest) return;
    rest = '';
    stream.destroy();
    hear(null);
  });
}
