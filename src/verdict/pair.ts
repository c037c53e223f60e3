import type { Arm } from '../run/trial.ts';
import type { Outcome } from '../score/outcome.ts';
import type { Case } from '../suite/suite.ts';
import type { ArmEvidence, CaseEvidence, Evidence, SegmentEvidence } from './evidence.ts';

/** Takes outcomes as they come, in any order; holds a few numbers a trial, never an answer. */
export type EvidenceCollector = {
  /** @throws Error when the outcome belongs to no case of the collector. */
  add(outcome: Outcome): void;
  /** What is known of one case so far; undefined where nothing is. */
  caseOf(id: string): CaseEvidence | undefined;
  /**
   * What the outcomes so far amount to, in the order of the cases. Closes a look: cases first heard of afterwards
   * belong to the next one.
   */
  evidence(of: { segments: SegmentEvidence[] }): Evidence;
};

/** One trial without its answer; null when it errored. */
type TrialRecord = {
  passed: boolean;
  score: number;
  inputTokens: number;
  outputTokens: number;
  cachedInputTokens: number;
  costUsd: number | null;
  latencyMs: number;
} | null;

type CaseRecord = { look: number; trials: Record<Arm, Map<number, TrialRecord>> };

/**
 * Pairs outcomes by case and trial. A trial that errored takes its twin of the other arm with it; a case no trial
 * of which is complete stays in the evidence with 0 trials, and counts as missing.
 * `cases` are all that may be asked; those never heard of are not part of the evidence.
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
        record = { look, trials: { baseline: new Map(), candidate: new Map() } };
        records.set(outcome.caseId, record);
      }
      record.trials[outcome.arm].set(outcome.index, recordOf(outcome));
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
      return { segments, cases: evidence };
    },
  };
}

function recordOf(outcome: Outcome): TrialRecord {
  if (outcome.status === 'errored') return null;
  const { usage, costUsd, latencyMs, score } = outcome;
  return { passed: outcome.status === 'passed', score, ...usage, costUsd, latencyMs };
}

function caseEvidence(testCase: Case, { look, trials }: CaseRecord, hasBaseline: boolean): CaseEvidence {
  const complete = (index: number) =>
    trials.candidate.get(index) != null && (!hasBaseline || trials.baseline.get(index) != null);
  return {
    id: testCase.id,
    segments: testCase.segments,
    critical: testCase.critical,
    baseline: hasBaseline ? addUp(trials.baseline, complete) : null,
    candidate: addUp(trials.candidate, complete),
    look,
  };
}

function addUp(trials: Map<number, TrialRecord>, complete: (index: number) => boolean): ArmEvidence {
  const sums = { passes: 0, score: 0, inputTokens: 0, outputTokens: 0, cachedInputTokens: 0, latencyMs: 0 };
  let costUsd: number | null = 0;
  let completed = 0;
  let errored = 0;
  for (const [index, trial] of trials) {
    if (trial === null) errored += 1;
    if (trial === null || !complete(index)) continue;
    completed += 1;
    sums.passes += trial.passed ? 1 : 0;
    sums.score += trial.score;
    sums.inputTokens += trial.inputTokens;
    sums.outputTokens += trial.outputTokens;
    sums.cachedInputTokens += trial.cachedInputTokens;
    sums.latencyMs += trial.latencyMs;
    costUsd = costUsd === null || trial.costUsd === null ? null : costUsd + trial.costUsd;
  }
  const share = completed === 0 ? 0 : 1 / completed;
  return {
    ...sums,
    trials: completed,
    errored,
    score: sums.score * share,
    latencyMs: sums.latencyMs * share,
    costUsd,
  };
}
