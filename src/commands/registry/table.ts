import { inertTerminal } from '../../prose/inert.ts';

const GAP = 2;
/** Columns are made no narrower. */
const NARROWEST = 10;

/**
 * A table of texts for a terminal: columns are aligned, the first row is the heading.
 * @param most characters of a line: the widest columns are made narrower, and their texts go on in the next line
 */
export function textTable(rows: readonly (readonly string[])[], most = Number.POSITIVE_INFINITY): string[] {
  const cells = rows.map((row) => row.map((cell) => inertTerminal(cell)));
  const widths = narrowed(
    (cells[0] ?? []).map((_, column) => Math.max(...cells.map((row) => (row[column] ?? '').length))),
    most,
  );
  return cells.flatMap((row) => {
    const wrapped = widths.map((width, column) => wrap(row[column] ?? '', width));
    const height = Math.max(1, ...wrapped.map((lines) => lines.length));
    return Array.from({ length: height }, (_, index) =>
      wrapped
        .map((lines, column) => (lines[index] ?? '').padEnd(widths[column] ?? 0))
        .join(' '.repeat(GAP))
        .trimEnd(),
    );
  });
}

/** Widths whose sum fits, as far as that is possible: the widest columns give up what is too much. */
function narrowed(widths: readonly number[], most: number): number[] {
  const fitted = [...widths];
  const room = most - GAP * Math.max(0, widths.length - 1);
  for (let excess = sum(fitted) - room; excess > 0; excess = sum(fitted) - room) {
    const widest = Math.max(...fitted);
    if (widest <= NARROWEST) break;
    fitted[fitted.indexOf(widest)] = widest - 1;
  }
  return fitted;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/** Lines of at most so many characters: between words, within those that are longer. */
function wrap(text: string, width: number): string[] {
  if (text.length <= width) return [text];
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const joined = line === '' ? word : `${line} ${word}`;
    if (joined.length <= width) {
      line = joined;
      continue;
    }
    if (line !== '') lines.push(line);
    line = word;
    while (line.length > width) {
      lines.push(line.slice(0, width));
      line = line.slice(width);
    }
  }
  return line === '' ? lines : [...lines, line];
}
