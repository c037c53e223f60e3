import { createHash } from 'node:crypto';
import { describeChange, type Mutant } from './mutants.ts';

const SEED = 'prompt-eval-gate';

/** At most so many mutants of a line, so that a long line does not stand for its file. */
const MOST_OF_A_LINE = 2;

/**
 * The mutants of a file that are tried: always the same ones while their lines stay as they are, wherever the file and
 * the lines around them move. A tenth, but at least 18 and at most 44.
 */
export function sampleOf(mutants: readonly Mutant[]): Mutant[] {
  const size = Math.min(44, Math.max(18, Math.round(mutants.length / 10)));
  const ofLine = new Map<number, number>();
  return mutants
    .map((mutant) => ({ mutant, rank: rankOf(mutant) }))
    .sort((a, b) => (a.rank < b.rank ? -1 : 1))
    .map(({ mutant }) => mutant)
    .filter(({ line }) => {
      const before = ofLine.get(line) ?? 0;
      ofLine.set(line, before + 1);
      return before < MOST_OF_A_LINE;
    })
    .slice(0, size)
    .sort((a, b) => a.start - b.start);
}

function rankOf(mutant: Mutant): string {
  const { lineText, nth } = mutant;
  return createHash('sha256')
    .update(JSON.stringify([SEED, lineText, describeChange(mutant), nth]))
    .digest('hex');
}
