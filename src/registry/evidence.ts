import { createHash } from 'node:crypto';
import type { ArmEvidence, CaseEvidence, Evidence } from '../domain/evidence.ts';
import { type Allocation, type Digest, type Share, SLOT_COUNT } from '../domain/registry.ts';
import type { EvidenceCase, EvidenceFile } from '../domain/registry-files.ts';

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
  const entries = cases.map(({ id, segments, critical, group, candidate }, order): [string, EvidenceCase] => {
    const { trials, passes, errored, score, inputTokens, outputTokens, cachedInputTokens } = candidate;
    const { costUsd, uncachedUsd } = candidate;
    return [
      caseKey(id),
      {
        ...{ order, content: contentOf(id).slice(0, HEX_OF_ID), segments, critical },
        ...{ trials, passes, errored, score, inputTokens, outputTokens, cachedInputTokens, costUsd },
        ...(uncachedUsd === undefined ? {} : { uncachedUsd }),
        ...(group === undefined ? {} : { group: caseKey(group) }),
      },
    ];
  });
  return Object.fromEntries(entries);
}

/**
 * What a version answered, paired with what the versions that serve answered to the same cases: of several, the one
 * with the largest share of each segment. A case is the same when its id and its content are. Where nothing serves, the
 * candidate's answers stand alone.
 * @param serving the allocation that serves; undefined where nothing does
 * @param evidenceOf the evidence of a serving version; undefined where it has none
 */
export function pairedEvidence(
  candidate: EvidenceFile,
  serving: Allocation | undefined,
  evidenceOf: (digest: Digest) => EvidenceFile | undefined,
): Evidence {
  const ordered = Object.entries(candidate.cases).sort(([, a], [, b]) => a.order - b.order);
  const cases = ordered.flatMap(([key, own]): CaseEvidence[] => {
    const { segments, critical, group } = own;
    const base = { id: key, segments, critical, group, candidate: armOf(own) };
    if (serving === undefined) return [{ ...base, baseline: null }];
    const served = largestShare(serving, own.segments);
    const other = served && ownCase(evidenceOf(served.digest), key);
    return other?.content === own.content ? [{ ...base, baseline: armOf(other) }] : [];
  });
  const names = [...new Set(ordered.flatMap(([, { segments }]) => segments))];
  const segments = names.map((name) => {
    const size = cases.filter((one) => one.segments.includes(name)).length;
    const traffic = Object.hasOwn(candidate.traffic, name) ? (candidate.traffic[name] ?? null) : null;
    return { name, available: size, looks: [size], extendTo: size, traffic };
  });
  return { segments, cases };
}

/** What was answered to the same cases at two times, paired: a case is the same when its id and its content are. */
export function pairedFiles(candidate: EvidenceFile, baseline: EvidenceFile): Evidence {
  const { version, digest } = baseline;
  return pairedEvidence(candidate, { '*': [{ version, digest, slots: [[0, SLOT_COUNT]] }] }, () => baseline);
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

function ownCase(file: EvidenceFile | undefined, key: string): EvidenceCase | undefined {
  return file && Object.hasOwn(file.cases, key) ? file.cases[key] : undefined;
}

function armOf(one: EvidenceCase): ArmEvidence {
  const { trials, passes, errored, score, inputTokens, outputTokens, cachedInputTokens, costUsd } = one;
  return {
    ...{ trials, passes, errored, score, inputTokens, outputTokens, cachedInputTokens, costUsd },
    uncachedUsd: one.uncachedUsd,
    latencyMs: 0,
  };
}
