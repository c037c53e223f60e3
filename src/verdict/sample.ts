import type { CaseEvidence, CurtailedCase, Evidence, SegmentEvidence } from '../domain/evidence.ts';
import type { SegmentVerdict } from '../domain/verdict.ts';
import type { Proportion } from '../stats/two-proportion.ts';
import { designEffect } from './families.ts';
import { imaginedPairs, withImagined } from './imagined.ts';
import { type Compared, completePairs, type Pair } from './pairs.ts';

/** A segment and its answered cases: complete pairs, or answered cases where there is no baseline. */
export type Sample<Item = Pair> = {
  segment: SegmentEvidence;
  pairs: Item[];
  /** The part of `pairs` that belongs to the first look. */
  firstLook: Item[];
  /** Asked cases without a pair. */
  missing: number;
  /** Number of cases of the looks taken, curtailed ones included. */
  asked: number;
  /** Cases among those asked that were curtailed. */
  curtailed: CurtailedCase[];
  /** Pairs, in place of these and of what `pairs` has of the same cases, that are the strongest evidence against a drop. */
  imagined: Pair[];
  missingBy: MissingBy;
};

/** Asked cases with trials that are unanswered: in one arm alone, or in both. */
export type MissingBy = NonNullable<SegmentVerdict['missingBy']>;

/** Evidence, its complete pairs, and the same by segment. */
export type Sampled = { evidence: Evidence; pairs: Pair[]; imagined: Pair[]; samples: Sample[] };

export function sampled(evidence: Evidence, compares: Compared): Sampled {
  const pairs = completePairs(evidence.cases, compares);
  const imagined = imaginedPairs(evidence, compares);
  return { evidence, pairs, imagined, samples: sampleSegments(evidence, pairs, imagined) };
}

/** A sample with what is imagined of it: the worst case for a claim that the segment dropped. */
export function atWorst(sample: Sample): Sample {
  const { pairs, firstLook, imagined } = sample;
  if (imagined.length === 0) return sample;
  return {
    ...sample,
    pairs: withImagined(pairs, imagined),
    firstLook: withImagined(
      firstLook,
      imagined.filter(({ look }) => look === 1),
    ),
  };
}

/**
 * Sorts pairs by segment, each with the cases of the looks it took. A case that was asked for the second
 * look of another of its segments does not count in a segment at its first look.
 */
export function sampleSegments<Item extends { segments: string[]; look: number }>(
  evidence: Evidence,
  pairs: readonly Item[],
  imagined: readonly Pair[] = [],
): Sample<Item>[] {
  const bySegment = sortBySegment(pairs);
  const imaginedBySegment = sortBySegment(imagined);
  const incomplete = sortBySegment(evidence.cases.filter(isIncomplete));
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
    const isTaken = ({ look = 1 }: { look?: number }) => look <= looksTaken;
    return {
      ...{ segment, pairs: taken, firstLook, asked, missing, curtailed },
      imagined: (imaginedBySegment.get(segment.name) ?? []).filter(isTaken),
      missingBy: missingBy((incomplete.get(segment.name) ?? []).filter(isTaken)),
    };
  });
}

function sortBySegment<Item extends { segments: string[] }>(items: readonly Item[]): Map<string, Item[]> {
  const sorted = new Map<string, Item[]>();
  for (const item of items) {
    for (const name of item.segments) {
      const list = sorted.get(name);
      if (list) list.push(item);
      else sorted.set(name, [item]);
    }
  }
  return sorted;
}

function isIncomplete({ baseline, candidate }: CaseEvidence): boolean {
  return candidate.errored > 0 || (baseline !== null && baseline.errored > 0);
}

/** Cases with unanswered trials by the arm that left them so. */
export function missingBy(cases: readonly CaseEvidence[]): MissingBy {
  const count = { baseline: 0, candidate: 0, both: 0 };
  for (const { baseline, candidate } of cases) {
    const ofBaseline = (baseline?.errored ?? 0) > 0;
    if (ofBaseline && candidate.errored > 0) count.both += 1;
    else if (ofBaseline) count.baseline += 1;
    else if (candidate.errored > 0) count.candidate += 1;
  }
  return count;
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

/**
 * Passes of an arm in cases, the unit of statistics: with k trials a case counts as passes/k. In families, both numbers
 * are those of as many independent cases as they are worth (Rao & Scott 1992, *Biometrics* 48).
 */
export function caseProportion(pairs: readonly Pair[], arm: 'baseline' | 'candidate'): Proportion {
  const rates = pairs.map((pair) => pair[arm] / pair.trials);
  const passes = rates.reduce((sum, rate) => sum + rate, 0);
  const effect = designEffect(rates, pairs, undefined);
  return { passes: Math.min(passes, pairs.length) / effect, n: pairs.length / effect };
}
