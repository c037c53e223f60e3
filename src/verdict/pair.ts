import type { ArmEvidence, CaseEvidence, Evidence, LoneTrials, SegmentEvidence } from '../domain/evidence.ts';
import type { Outcome } from '../domain/outcome.ts';
import type { Case } from '../domain/suite.ts';
import type { Arm } from '../domain/trial.ts';
import { isOneCall, sharedCallsOf } from './shared-calls.ts';
import { isAskedApart, isBaselineStored } from './stored-baseline.ts';

/** Collects outcomes in any order. They hold no answers, and so are all kept in memory. */
export type EvidenceCollector = {
  /** @throws Error when the outcome belongs to no case of the collector. */
  add(outcome: Outcome): void;
  /** The evidence of one case so far; undefined before its first outcome. */
  caseOf(id: string): CaseEvidence | undefined;
  /**
   * The evidence of all outcomes so far, in the order of the cases. Ends a look: cases whose first outcome comes
   * afterwards belong to the next one.
   */
  evidence(of: { segments: SegmentEvidence[] }): Evidence;
};

type CaseRecord = { look: number; outcomes: Record<Arm, readonly Outcome[]> };

/**
 * Pairs outcomes by case and trial. Where a trial of one arm errored, the same trial of the other arm does not count;
 * a case without a complete trial stays in the evidence with 0 trials, and counts as missing.
 * `cases` are all that may be asked; those without an outcome are not part of the evidence.
 * `hasBaseline` is false for a new prompt.
 */
export function evidenceCollector({
  cases,
  hasBaseline,
}: {
  cases: readonly Case[];
  hasBaseline: boolean;
}): EvidenceCollector {
  const known = new Map(cases.map((testCase) => [testCase.id, testCase]));
  const records = new Map<string, CaseRecord>();
  let look = 1;
  return {
    add(outcome) {
      if (!known.has(outcome.caseId)) throw new Error(`an outcome of an unknown case: ${outcome.caseId}`);
      let record = records.get(outcome.caseId);
      if (!record) {
        record = { look, outcomes: { baseline: [], candidate: [] } };
        records.set(outcome.caseId, record);
      }
      const others = record.outcomes[outcome.arm].filter(({ index }) => index !== outcome.index);
      record.outcomes[outcome.arm] = others.concat(outcome);
    },
    caseOf(id) {
      const testCase = known.get(id);
      const record = records.get(id);
      return testCase && record ? caseEvidence(testCase, record, hasBaseline) : undefined;
    },
    evidence({ segments }) {
      look += 1;
      const evidence: CaseEvidence[] = [];
      for (const testCase of cases) {
        const record = records.get(testCase.id);
        if (record) evidence.push(caseEvidence(testCase, record, hasBaseline));
      }
      if (!hasBaseline) return { segments, cases: evidence };
      const shared = sharedCallsOf(evidence.map(({ id }) => ({ id, keys: keysOf(records.get(id)) })));
      return {
        segments,
        cases: evidence.map((one) => {
          const sharedCalls = shared.get(one.id);
          return sharedCalls === undefined ? one : { ...one, sharedCalls };
        }),
      };
    },
  };
}

function keysOf(record: CaseRecord | undefined): string[] {
  return record ? [...record.outcomes.baseline, ...record.outcomes.candidate].map(({ key }) => key) : [];
}

function caseEvidence(testCase: Case, { look, outcomes }: CaseRecord, hasBaseline: boolean): CaseEvidence {
  const { baseline, candidate } = outcomes;
  const complete = (index: number) =>
    hasCompleted(candidate, index) && (!hasBaseline || hasCompleted(baseline, index));
  return {
    id: testCase.id,
    segments: testCase.segments,
    critical: testCase.critical,
    ...(testCase.group !== undefined && { group: testCase.group }),
    baseline: hasBaseline ? addUp(baseline, complete) : null,
    candidate: addUp(candidate, complete),
    unanswered: unansweredTrials(outcomes, hasBaseline),
    candidateOnly: hasBaseline ? trialsOfOneArm(candidate, baseline) : undefined,
    ...(hasBaseline && isBaselineStored(outcomes) && { baselineIsStored: true }),
    ...(hasBaseline && isAskedApart(outcomes) && { isAskedApart: true }),
    ...(hasBaseline && isOneCall(outcomes) && { isOneCall: true }),
    look,
  };
}

function unansweredTrials(
  { baseline, candidate }: CaseRecord['outcomes'],
  hasBaseline: boolean,
): LoneTrials | undefined {
  if (hasBaseline) return trialsOfOneArm(baseline, candidate);
  const trials = candidate.filter(({ status }) => status === 'errored').length;
  return trials > 0 ? { trials, passes: 0, score: 0 } : undefined;
}

/** The trials that `answered` completed and that errored in `other`; undefined where there are none. */
function trialsOfOneArm(answered: readonly Outcome[], other: readonly Outcome[]): LoneTrials | undefined {
  const errored = new Set(other.filter(({ status }) => status === 'errored').map(({ index }) => index));
  const { trials, passes, score } = addUp(answered, (index) => errored.has(index));
  return trials > 0 ? { trials, passes, score } : undefined;
}

/** One arm's answers to one case by themselves, added up. */
export function armEvidence(outcomes: readonly Outcome[]): ArmEvidence {
  return addUp(outcomes, () => true);
}

function hasCompleted(outcomes: readonly Outcome[], index: number): boolean {
  return outcomes.some((outcome) => outcome.index === index && outcome.status !== 'errored');
}

function addUp(outcomes: readonly Outcome[], complete: (index: number) => boolean): ArmEvidence {
  const sums = { passes: 0, score: 0, inputTokens: 0, outputTokens: 0, cachedInputTokens: 0, latencyMs: 0 };
  let costUsd: number | null = 0;
  let uncachedUsd: number | null = 0;
  let completed = 0;
  let errored = 0;
  for (const outcome of outcomes) {
    if (outcome.status === 'errored') errored += 1;
    if (outcome.status === 'errored' || !complete(outcome.index)) continue;
    completed += 1;
    sums.passes += outcome.status === 'passed' ? 1 : 0;
    sums.score += outcome.score;
    sums.inputTokens += outcome.usage.inputTokens;
    sums.outputTokens += outcome.usage.outputTokens;
    sums.cachedInputTokens += outcome.usage.cachedInputTokens;
    sums.latencyMs += outcome.latencyMs;
    costUsd = plus(costUsd, outcome.costUsd);
    uncachedUsd = plus(uncachedUsd, outcome.uncachedUsd ?? outcome.costUsd);
  }
  const share = completed === 0 ? 0 : 1 / completed;
  return {
    ...sums,
    trials: completed,
    errored,
    score: sums.score * share,
    latencyMs: sums.latencyMs * share,
    costUsd,
    uncachedUsd: uncachedUsd === costUsd ? undefined : uncachedUsd,
  };
}

function plus(sum: number | null, usd: number | null): number | null {
  return sum === null || usd === null ? null : sum + usd;
}
