/** A text as it is, or as parts: lines of a shared text (from, number of them), and lines of its own. */
export type TextInParts = string | { of: number; parts: ([from: number, count: number] | string)[] };

/** Texts that are mostly the same from case to case. */
export type SharedTexts = {
  /** @param position which of a case's messages it is: texts in one place are compared with each other */
  inParts(text: string, position: number): TextInParts;
};

/** Texts in one place of which the lines are kept: versions of a prompt, or branches of its template. */
const MOST_SHARED = 4;
/** Share of a text that another has, below which it is kept as a further one; and below which it is not parted. */
const NEARLY_ALL = 0.95;
const LEAST = 0.3;
/** A shorter text is not worth parting. */
const SHORTEST = 120;

/**
 * Parts texts into what they share, line by line, and what is their own. Only the shared texts are kept, so that memory
 * does not grow with the number of cases.
 * @param texts where the lines of shared texts are put
 */
export function sharedTexts(texts: string[][]): SharedTexts {
  const byPosition = new Map<number, Known[]>();
  return {
    inParts(text, position) {
      if (text.length < SHORTEST) return text;
      const lines = text.split('\n');
      const known = byPosition.get(position) ?? [];
      byPosition.set(position, known);
      let best = nearest(known, lines);
      if ((best?.share ?? 0) < NEARLY_ALL && known.length < MOST_SHARED) {
        const added = { of: texts.push(lines) - 1, numberOf: numbered(lines) };
        known.push(added);
        best = { known: added, share: 1 };
      }
      if (!best || best.share < LEAST) return text;
      return { of: best.known.of, parts: partsOf(lines, best.known.numberOf) };
    },
  };
}

type Known = { of: number; numberOf: ReadonlyMap<string, number> };

function numbered(lines: readonly string[]): Map<string, number> {
  return new Map(lines.map((line, number) => [line, number]));
}

function nearest(known: readonly Known[], lines: readonly string[]): { known: Known; share: number } | null {
  const length = lines.reduce((sum, line) => sum + line.length, 0);
  let best: { known: Known; share: number } | null = null;
  for (const one of known) {
    const shared = lines.reduce((sum, line) => sum + (one.numberOf.has(line) ? line.length : 0), 0);
    const share = length === 0 ? 0 : shared / length;
    if (!best || share > best.share) best = { known: one, share };
  }
  return best;
}

function partsOf(lines: readonly string[], numberOf: Known['numberOf']): ([number, number] | string)[] {
  const parts: ([number, number] | string)[] = [];
  let own: string[] = [];
  const endOwn = () => {
    if (own.length > 0) parts.push(own.join('\n'));
    own = [];
  };
  for (const line of lines) {
    const number = numberOf.get(line);
    if (number === undefined) {
      own.push(line);
      continue;
    }
    endOwn();
    const last = parts.at(-1);
    if (Array.isArray(last) && last[0] + last[1] === number) last[1] += 1;
    else parts.push([number, 1]);
  }
  endOwn();
  return parts;
}
