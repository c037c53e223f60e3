import { ownMember } from '../base/json.ts';
import { OTHER_SEGMENTS, type Weights } from '../domain/portfolio.ts';
import type { Overlap } from '../domain/portfolio-plan.ts';
import type { Version } from '../domain/registry.ts';
import type { EvidenceCase, EvidenceFile } from '../domain/registry-files.ts';
import { failureOverlap } from '../stats/failure-overlap.ts';
import type { Proportion } from '../stats/two-proportion.ts';
import { segmentIn } from './facts.ts';

/** The newest evidence by version; absent: there is none. */
export type EvidenceByVersion = Readonly<Record<Version, EvidenceFile>>;

/** A case that two versions answered, with the share of the answers that failed, 0–1. */
export type SharedCase = { segment: string; first: number; second: number };

/** The cases, the same in id and content, that both answered. Segments are those of the portfolio. */
export function sharedCases(first: EvidenceFile, second: EvidenceFile, weights: Weights): SharedCase[] {
  return Object.entries(first.cases).flatMap(([key, one]): SharedCase[] => {
    const other = ownMember(second.cases, key);
    if (other?.content !== one.content || one.trials === 0 || other.trials === 0) return [];
    return [
      { segment: segmentIn(weights, one.segments), first: failureRate(one), second: failureRate(other) },
    ];
  });
}

/** Passed cases of a version in a segment of the portfolio; a case of several trials counts by its rate. */
export function passedCases(file: EvidenceFile | undefined, weights: Weights, segment: string): Proportion {
  const rates = Object.values(file?.cases ?? {}).flatMap((one) =>
    one.trials > 0 && segmentIn(weights, one.segments) === segment ? [1 - failureRate(one)] : [],
  );
  return { passes: rates.reduce((sum, rate) => sum + rate, 0), n: rates.length };
}

/** How far each pair of versions fails on the same cases: in each segment, and as `*` over all cases. */
export function overlapsOf(
  versions: readonly Version[],
  evidence: EvidenceByVersion,
  weights: Weights,
): Overlap[] {
  return versions.flatMap((first, index) =>
    versions.slice(index + 1).flatMap((second): Overlap[] => {
      const [one, other] = [ownMember(evidence, first), ownMember(evidence, second)];
      const cases = one && other ? sharedCases(one, other, weights) : [];
      return Object.keys(weights).map((segment) => {
        const there = segment === OTHER_SEGMENTS ? cases : cases.filter((each) => each.segment === segment);
        return { versions: [first, second], segment, ...failureOverlap(there) };
      });
    }),
  );
}

function failureRate({ trials, passes }: EvidenceCase): number {
  return 1 - passes / trials;
}
