import { createHash } from 'node:crypto';
import type { ArmEvidence, CaseEvidence } from '../domain/evidence.ts';
import type { Allocation, Digest, Share } from '../domain/registry.ts';
import type { EvidenceCase } from '../domain/registry-files.ts';
import type { EvidenceReference } from '../domain/registry-state.ts';

const HEX_OF_ID = 16;

/** The name of a case, or of its group, in evidence: the first 16 hex digits of the sha256 of its id. */
export function caseKey(id: string): string {
  return createHash('sha256').update(id).digest('hex').slice(0, HEX_OF_ID);
}

/**
 * The cases of an evidence file from a prompt's own answers.
 * @param cases one version's answers, as the candidate's
 * @param contentOf the digest of a case's content, by its id
 */
export function evidenceCases(
  cases: readonly CaseEvidence[],
  contentOf: (id: string) => Digest,
): Record<string, EvidenceCase> {
  const entries = cases.map(
    ({ id, segments, critical, group, candidate, again }, order): [string, EvidenceCase] => {
      const { trials, passes, errored, score, inputTokens, outputTokens, cachedInputTokens } = candidate;
      const { costUsd, uncachedUsd } = candidate;
      return [
        caseKey(id),
        {
          ...{ order, content: contentOf(id).slice(0, HEX_OF_ID), segments, critical },
          ...{ trials, passes, errored, score, inputTokens, outputTokens, cachedInputTokens, costUsd },
          ...(uncachedUsd === undefined ? {} : { uncachedUsd }),
          ...(group === undefined ? {} : { group: caseKey(group) }),
          ...(again && { again: countsOf(again.candidate) }),
        },
      ];
    },
  );
  return Object.fromEntries(entries);
}

function countsOf({ trials, passes, errored }: ArmEvidence): NonNullable<EvidenceCase['again']> {
  return { trials, passes, errored };
}

/** How often a version's suite is asked while answers are missing; then what is there has to do. */
const MOST_TRIES = 3;

/** Of a version's cases, how many lack an answer, as the event of its evidence has it. */
export function unansweredOf(cases: readonly { errored: number }[]): { unanswered?: number } {
  const unanswered = cases.filter(({ errored }) => errored > 0).length;
  return unanswered > 0 ? { unanswered } : {};
}

/**
 * Whether a version was asked a suite: every case was answered, or it was tried three times, so that a provider's bad
 * hour keeps no version out, and one that refuses a case for ever is not asked for ever.
 * @param since older evidence does not count, ms since 1970
 */
export function wasAsked(
  evidence: readonly EvidenceReference[],
  { suite, since = Number.NEGATIVE_INFINITY }: { suite: Digest; since?: number },
): boolean {
  const tries = evidence.filter((each) => each.suite === suite && Date.parse(each.at) >= since);
  return tries.length >= MOST_TRIES || tries.some(({ unanswered = 0 }) => unanswered === 0);
}

/** The round of answers that a version is asked next: a try that lacks answers is gone on with, so that only those are asked. */
export function nextRound(evidence: readonly EvidenceReference[], suite: Digest): number {
  return (
    evidence.findLastIndex(({ suite: asked, unanswered = 0 }) => asked !== suite || unanswered === 0) + 1
  );
}

/** The share that serves most of a case's segments; of a segment that is not listed, the one of `*`. */
export function largestShare(allocation: Allocation, segments: readonly string[]): Share | undefined {
  const listed = segments.find((name) => Object.hasOwn(allocation, name)) ?? '*';
  const shares = allocation[listed] ?? [];
  return shares.reduce<Share | undefined>(
    (largest, share) => (largest && slotCount(largest) >= slotCount(share) ? largest : share),
    undefined,
  );
}

/** Number of slots of a share, of 10,000. */
export function slotCount({ slots }: Pick<Share, 'slots'>): number {
  return slots.reduce((sum, [from, to]) => sum + to - from, 0);
}
