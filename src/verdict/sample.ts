import type {
  ArmEvidence,
  CaseEvidence,
  CurtailedCase,
  Evidence,
  SegmentEvidence,
} from '../domain/evidence.ts';
import type { PairedCase } from '../stats/paired.ts';
import type { Proportion } from '../stats/two-proportion.ts';

/** What is compared of a case: the share of its trials that pass, or their mean score. */
export type Compared = 'passes' | 'scores';

/** A case that both arms answered, equally often. Rates are passes a trial, or mean scores. */
export type Pair = PairedCase & {
  id: string;
  segments: string[];
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
  for (const { id, segments, look, baseline, candidate } of cases) {
    if (!baseline || baseline.trials === 0 || baseline.trials !== candidate.trials) continue;
    const { trials } = baseline;
    pairs.push({
      id,
      segments,
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

const NO_ANSWERS: ArmEvidence = {
  trials: 0,
  passes: 0,
  errored: 0,
  score: 0,
  inputTokens: 0,
  outputTokens: 0,
  cachedInputTokens: 0,
  costUsd: null,
  latencyMs: 0,
};

/**
 * A curtailed case as the pair that is the strongest evidence against a drop: the candidate passes every trial, the
 * baseline as few as is possible.
 */
export function newlyPassing({ id, segments, look, trials, baseline }: CurtailedCase): Pair {
  const before = baseline ?? 0;
  return {
    id,
    segments,
    look,
    trials,
    baseline: before,
    candidate: trials,
    baselineRate: before / trials,
    candidateRate: 1,
    arms: { baseline: NO_ANSWERS, candidate: NO_ANSWERS },
  };
}

export function differencesOf(pairs: readonly Pair[]): number[] {
  return pairs.map(({ baselineRate, candidateRate }) => candidateRate - baselineRate);
}

/** A segment and its answered cases: complete pairs, or answered cases where there is no baseline. */
export type Sample<Item = Pair> = {
  segment: SegmentEvidence;
  pairs: Item[];
  /** Of `pairs`, those of the first look. */
  firstLook: Item[];
  /** Asked cases that gave no pair. */
  missing: number;
  /** Cases of the looks taken, curtailed ones among them. */
  asked: number;
  /** Of `asked`, those that were curtailed. */
  curtailed: CurtailedCase[];
};

/** A sample as though every curtailed case had newly passed: the worst case for a claim that the segment dropped. */
export function atWorst(sample: Sample): Sample {
  if (sample.curtailed.length === 0) return sample;
  const imagined = sample.curtailed.map(newlyPassing);
  return {
    ...sample,
    pairs: [...sample.pairs, ...imagined],
    firstLook: [...sample.firstLook, ...imagined.filter(({ look }) => look === 1)],
  };
}

/**
 * Sorts pairs by segment, each with the cases of the looks it took. A case that was asked for the second
 * look of another of its segments does not count in a segment at its first look.
 */
export function sampleSegments<Item extends { segments: string[]; look: number }>(
  evidence: Evidence,
  pairs: readonly Item[],
): Sample<Item>[] {
  const bySegment = new Map<string, Item[]>();
  for (const pair of pairs) {
    for (const name of pair.segments) {
      const list = bySegment.get(name);
      if (list) list.push(pair);
      else bySegment.set(name, [pair]);
    }
  }
  const askedBySegment = new Map<string, number[]>();
  for (const { segments, look } of evidence.cases) {
    for (const name of segments) {
      const looks = askedBySegment.get(name) ?? [0, 0];
      looks[(look ?? 1) > 1 ? 1 : 0] = (looks[(look ?? 1) > 1 ? 1 : 0] ?? 0) + 1;
      askedBySegment.set(name, looks);
    }
  }
  return evidence.segments.map((segment) => {
    const looksTaken = Math.max(1, segment.looks.length);
    const all = bySegment.get(segment.name) ?? [];
    const firstLook = all.filter(({ look }) => look === 1);
    const taken = looksTaken > 1 ? all : firstLook;
    const [first = 0, later = 0] = askedBySegment.get(segment.name) ?? [];
    const asked = Math.max(segment.looks.at(-1) ?? 0, looksTaken > 1 ? first + later : first);
    const curtailed = (evidence.curtailed ?? []).filter(
      ({ segments, look }) => segments.includes(segment.name) && look <= looksTaken,
    );
    const missing = asked - taken.length - curtailed.length;
    return { segment, pairs: taken, firstLook, asked, missing, curtailed };
  });
}

/** Cases asked in all segments together, and how many of them gave no complete pair. */
export function missingOverall(
  evidence: Evidence,
  samples: readonly Sample<unknown>[],
  complete: number,
): { missing: number; asked: number } {
  const most = samples.reduce((largest, { missing }) => Math.max(largest, missing), 0);
  const missing = Math.max(evidence.cases.length - complete, most);
  return { missing, asked: complete + missing };
}

/** Passes of an arm in cases, the unit of statistics: with k trials a case counts as passes/k. */
export function caseProportion(pairs: readonly Pair[], arm: 'baseline' | 'candidate'): Proportion {
  const passes = pairs.reduce((sum, pair) => sum + pair[arm] / pair.trials, 0);
  return { passes: Math.min(passes, pairs.length), n: pairs.length };
}
