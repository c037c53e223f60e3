import { ownMember } from '../base/json.ts';
import type { ArmEvidence, CaseEvidence, Evidence, LoneTrials } from '../domain/evidence.ts';
import { type Allocation, type Digest, SLOT_COUNT } from '../domain/registry.ts';
import type { EvidenceCase, EvidenceFile } from '../domain/registry-files.ts';
import { largestShare } from './evidence.ts';

/**
 * What a version answered, paired with what the versions that serve answered to the same cases: of several, the one
 * with the largest share of each segment. A case is the same when its id and its content are. Where nothing serves, the
 * candidate's answers stand alone. Trials that one of them did not answer are told apart, as in the gate: what only the
 * candidate lacks is never worth more to it than a failed one.
 *
 * Evidence of a suite that was replaced since is also held against what it was never asked: a critical case that what
 * serves was asked is one without an answer, and a segment has no case.
 * @param serving the allocation that serves; undefined where nothing does
 * @param evidenceOf the evidence of a serving version; undefined where it has none
 */
export function pairedEvidence(
  candidate: EvidenceFile,
  serving: Allocation | undefined,
  evidenceOf: (digest: Digest) => EvidenceFile | undefined,
): Evidence {
  const ordered = inOrder(candidate);
  const asked = ordered.flatMap(([key, own]): CaseEvidence[] => {
    if (serving === undefined) return [alone(key, own)];
    const served = largestShare(serving, own.segments);
    const other = served && ownCase(evidenceOf(served.digest), key);
    return other?.content === own.content ? [pairOf(key, own, other)] : [];
  });
  const since = askedSince(candidate, serving, evidenceOf);
  const cases = [
    ...asked,
    ...since.flatMap(([key, other]) => (other.critical ? [neverAsked(key, other)] : [])),
  ];
  const all = [...ordered, ...since].flatMap(([, { segments }]) => segments);
  const segments = [...new Set(all)].map((name) => {
    const size = cases.filter((one) => one.segments.includes(name)).length;
    const traffic = ownMember(candidate.traffic, name) ?? null;
    return { name, available: size, looks: [size], extendTo: size, traffic };
  });
  return { segments, cases };
}

/** What was answered to the same cases at two times, paired: a case is the same when its id and its content are. */
export function pairedFiles(candidate: EvidenceFile, baseline: EvidenceFile): Evidence {
  const { version, digest } = baseline;
  return pairedEvidence(candidate, { '*': [{ version, digest, slots: [[0, SLOT_COUNT]] }] }, () => baseline);
}

/** The cases that what serves was asked, of another suite, after the candidate was evaluated, and that it never was. */
function askedSince(
  candidate: EvidenceFile,
  serving: Allocation | undefined,
  evidenceOf: (digest: Digest) => EvidenceFile | undefined,
): [key: string, EvidenceCase][] {
  if (serving === undefined) return [];
  const digests = new Set(
    Object.values(serving)
      .flat()
      .map(({ digest }) => digest),
  );
  return [...digests].flatMap((digest) => {
    const file = evidenceOf(digest);
    if (!file || file.suite.digest === candidate.suite.digest || file.at <= candidate.at) return [];
    return inOrder(file).filter(
      ([key, { segments, content }]) =>
        largestShare(serving, segments)?.digest === digest && ownCase(candidate, key)?.content !== content,
    );
  });
}

function alone(key: string, own: EvidenceCase): CaseEvidence {
  const { errored } = own;
  const unanswered = errored > 0 ? { trials: errored, passes: 0, score: 0 } : undefined;
  return { ...caseOf(key, own), baseline: null, candidate: armOf(own), ...(unanswered && { unanswered }) };
}

/**
 * A file has a case's trials added up, so that it is not known which of them errored: of the arm with more answers, so
 * many as the other has are the pair, and the others are its own. All or none passed stays so in both parts.
 */
function pairOf(key: string, own: EvidenceCase, other: EvidenceCase): CaseEvidence {
  const [baseline, candidate] = [armOf(other), armOf(own)];
  const both = { ...caseOf(key, own), baseline, candidate, ...passingAgain(own, { baseline, candidate }) };
  if (candidate.errored > 0 && candidate.trials < baseline.trials) {
    const passes = Math.floor((baseline.passes * candidate.trials) / baseline.trials);
    const part = partOf(baseline, { trials: candidate.trials, passes });
    return { ...both, baseline: part, unanswered: remainder(baseline, part) };
  }
  if (baseline.errored > 0 && baseline.trials < candidate.trials) {
    const passes = Math.ceil((candidate.passes * baseline.trials) / candidate.trials);
    const part = partOf(candidate, { trials: baseline.trials, passes });
    return { ...both, candidate: part, candidateOnly: remainder(candidate, part) };
  }
  return both;
}

/**
 * Further trials, where the candidate passed one of them: then a critical case is not lost. Where all failed too, it is,
 * and where none was answered nobody knows better.
 */
function passingAgain({ again }: EvidenceCase, arms: Record<'baseline' | 'candidate', ArmEvidence>) {
  if (!again || again.passes === 0) return {};
  const none = partOf(arms.baseline, { trials: 0, passes: 0 });
  return {
    again: { baseline: none, candidate: { ...partOf(arms.candidate, again), errored: again.errored } },
  };
}

/** A critical case that the candidate would have to answer, and was never asked. */
function neverAsked(key: string, other: EvidenceCase): CaseEvidence {
  const nothing = { trials: 0, passes: 0 };
  const baseline = partOf(armOf(other), nothing);
  const unanswered = other.trials > 0 ? remainder(armOf(other), baseline) : undefined;
  return { ...caseOf(key, other), baseline, candidate: baseline, ...(unanswered && { unanswered }) };
}

/** So many of an arm's trials: of its tokens and money their share. */
function partOf(arm: ArmEvidence, { trials, passes }: Pick<ArmEvidence, 'trials' | 'passes'>): ArmEvidence {
  const share = arm.trials === 0 ? 0 : trials / arm.trials;
  const ofMoney = (usd: number | null) => (usd === null ? null : usd * share);
  return {
    ...{ trials, passes, errored: arm.errored, score: arm.score, latencyMs: arm.latencyMs },
    inputTokens: arm.inputTokens * share,
    outputTokens: arm.outputTokens * share,
    cachedInputTokens: arm.cachedInputTokens * share,
    costUsd: ofMoney(arm.costUsd),
    uncachedUsd: arm.uncachedUsd === undefined ? undefined : ofMoney(arm.uncachedUsd),
  };
}

function remainder(arm: ArmEvidence, part: ArmEvidence): LoneTrials {
  return { trials: arm.trials - part.trials, passes: arm.passes - part.passes, score: arm.score };
}

function caseOf(
  key: string,
  { segments, critical, group }: EvidenceCase,
): Pick<CaseEvidence, 'id' | 'segments' | 'critical' | 'group'> {
  return { id: key, segments, critical, group };
}

function inOrder({ cases }: EvidenceFile): [key: string, EvidenceCase][] {
  return Object.entries(cases).sort(([, a], [, b]) => a.order - b.order);
}

function ownCase(file: EvidenceFile | undefined, key: string): EvidenceCase | undefined {
  return file && ownMember(file.cases, key);
}

function armOf(one: EvidenceCase): ArmEvidence {
  const { trials, passes, errored, score, inputTokens, outputTokens, cachedInputTokens, costUsd } = one;
  return {
    ...{ trials, passes, errored, score, inputTokens, outputTokens, cachedInputTokens, costUsd },
    uncachedUsd: one.uncachedUsd,
    latencyMs: 0,
  };
}
