import type { ArmEvidence, CaseEvidence } from '../domain/evidence.ts';
import type { PairedCase } from '../stats/paired.ts';

/** What is compared per case: the share of its trials that pass, or their mean score. */
export type Compared = 'passes' | 'scores';

/** A case that both arms answered, equally often. Rates are passes per trial, or mean scores. */
export type Pair = PairedCase & {
  id: string;
  segments: string[];
  /** Its family; absent: one by itself. */
  group?: string | undefined;
  look: number;
  baselineRate: number;
  candidateRate: number;
  arms: { baseline: ArmEvidence; candidate: ArmEvidence };
};

/** The complete pairs among cases, with the rates that are compared. */
export function completePairs(cases: readonly CaseEvidence[], compares: Compared): Pair[] {
  const rateOf = ({ passes, trials, score }: ArmEvidence) =>
    compares === 'scores' ? score : passes / trials;
  const pairs: Pair[] = [];
  for (const { id, segments, group, look, baseline, candidate } of cases) {
    if (!baseline || baseline.trials === 0 || baseline.trials !== candidate.trials) continue;
    const { trials } = baseline;
    pairs.push({
      id,
      segments,
      group,
      look: look ?? 1,
      trials,
      baseline: baseline.passes,
      candidate: candidate.passes,
      baselineRate: rateOf(baseline),
      candidateRate: rateOf(candidate),
      arms: { baseline, candidate },
    });
  }
  return pairs;
}

export function differencesOf(pairs: readonly Pair[]): number[] {
  return pairs.map(({ baselineRate, candidateRate }) => candidateRate - baselineRate);
}
