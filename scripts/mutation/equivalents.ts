import { describeChange, type Mutant } from './mutants.ts';

/** A mutant that no test can notice, with the reason. It is not tried and does not count. */
export type Equivalent = {
  file: string;
  /** The text of the line, without the spaces around it. */
  line: string;
  /** `original → replacement`, on one line. */
  change: string;
  /** Which of several that look alike, from 0; absent: all of them. */
  nth?: number;
  reason: string;
};

/** Divides mutants of a file into those to try and the equivalent ones, and finds entries that name no mutant. */
export function withoutEquivalents(
  file: string,
  { all, sample, known }: { all: readonly Mutant[]; sample: readonly Mutant[]; known: readonly Equivalent[] },
): { tried: Mutant[]; equivalent: number; stale: Equivalent[] } {
  const own = known.filter((one) => one.file === file);
  const isOf = ({ line, change, nth }: Equivalent, mutant: Mutant) =>
    line === mutant.lineText && change === describeChange(mutant) && (nth ?? mutant.nth) === mutant.nth;
  const tried = sample.filter((mutant) => !own.some((one) => isOf(one, mutant)));
  const stale = own.filter((one) => !all.some((mutant) => isOf(one, mutant)));
  return { tried, equivalent: sample.length - tried.length, stale };
}
