import type { ArmEvidence, CaseEvidence, Evidence, SegmentEvidence, SparedCase } from '../domain/evidence.ts';
import type { PairedCase } from '../stats/paired.ts';
import type { Proportion } from '../stats/two-proportion.ts';

/** A case that both arms answered, equally often. Rates are passes a trial, or mean scores. */
export type Pair = PairedCase & {
  id: string;
  segments: string[];
  look: number;
  baselineRate: number;
  candidateRate: number;
  arms: { baseline: ArmEvidence; candidate: ArmEvidence };
};

/** The complete pairs among cases; `continuous` takes mean scores for rates. */
export function completePairs(cases: readonly CaseEvidence[], continuous: boolean): Pair[] {
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
      baselineRate: continuous ? baseline.score : baseline.passes / trials,
      candidateRate: continuous ? candidate.score : candidate.passes / trials,
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

/** A case that was left out as the pair that speaks most against a drop: as far as can be, it failed and now passes. */
export function newlyPassing({ id, segments, look, trials, baseline }: SparedCase): Pair {
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

/** A segment and what was asked of it: complete pairs, or answered cases where there is no baseline. */
export type Sample<Item = Pair> = {
  segment: SegmentEvidence;
  pairs: Item[];
  /** Of `pairs`, those of the first look. */
  firstLook: Item[];
  /** Asked cases that gave no pair. */
  missing: number;
  /** Cases of the looks taken, those left out among them. */
  asked: number;
  /** Of `asked`, those left out. */
  spared: SparedCase[];
};

/** A sample as though every case that was left out had newly passed: the worst case for whoever claims a drop. */
export function atWorst(sample: Sample): Sample {
  if (sample.spared.length === 0) return sample;
  const imagined = sample.spared.map(newlyPassing);
  return {
    ...sample,
    pairs: [...sample.pairs, ...imagined],
    firstLook: [...sample.firstLook, ...imagined.filter(({ look }) => look === 1)],
  };
}

/**
 * Sorts pairs by segment, each with the cases of the looks it took. A case that another segment's second look
 * brought along stays out: the first look's verdict must not depend on it.
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
  const heardOf = new Map<string, number[]>();
  for (const { segments, look } of evidence.cases) {
    for (const name of segments) {
      const looks = heardOf.get(name) ?? [0, 0];
      looks[(look ?? 1) > 1 ? 1 : 0] = (looks[(look ?? 1) > 1 ? 1 : 0] ?? 0) + 1;
      heardOf.set(name, looks);
    }
  }
  return evidence.segments.map((segment) => {
    const looksTaken = Math.max(1, segment.looks.length);
    const all = bySegment.get(segment.name) ?? [];
    const firstLook = all.filter(({ look }) => look === 1);
    const taken = looksTaken > 1 ? all : firstLook;
    const [first = 0, later = 0] = heardOf.get(segment.name) ?? [];
    const asked = Math.max(segment.looks.at(-1) ?? 0, looksTaken > 1 ? first + later : first);
    const spared = (evidence.spared ?? []).filter(
      ({ segments, look }) => segments.includes(segment.name) && look <= looksTaken,
    );
    return { segment, pairs: taken, firstLook, asked, missing: asked - taken.length - spared.length, spared };
  });
}

/** Cases asked in all segments together, and how many of them gave nothing to judge. */
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
