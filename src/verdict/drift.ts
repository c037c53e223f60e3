import type { DriftCases, DriftCause, DriftReason, DriftSegment, DriftVerdict } from '../domain/drift.ts';
import type { Evidence } from '../domain/evidence.ts';
import type { Policy } from '../domain/policy.ts';
import type { Reason, SegmentVerdict, Verdict } from '../domain/verdict.ts';
import { decide } from './decide.ts';
import { TESTS } from './tests/table.ts';

/** Answers of then and of today to the same cases, each comparison with one thing changed. */
export type DriftEvidence = {
  /** Then, by the judge of then, as the baseline; today, by today's judge, as the candidate. */
  whole: Evidence;
  /** The answers of then alone: by the judge of then as the baseline, by today's as the candidate. */
  byJudge: Evidence;
  /** Today's judge alone: the answers of then as the baseline, today's as the candidate. */
  byModel: Evidence;
  /** The segments of then, with their cases: what is asked otherwise today has no pair, and hides nothing. */
  segmentsThen: readonly SegmentThen[];
  /** How many cases the evidence of then has, and ids of critical ones of them that are asked otherwise today. */
  casesThen?: number;
  criticalGone?: readonly string[];
};

/** A segment of the evidence of then. `families` counts cases of one group once. */
export type SegmentThen = { name: string; cases: number; families: number };

export type DriftDecision = {
  verdict: DriftVerdict;
  cause: DriftCause | null;
  because: DriftReason[];
  critical?: DriftCases;
  overall: DriftSegment;
  segments: DriftSegment[];
  /** What the model alone and the judge alone changed, as fractions; null where no case tells. */
  model: number | null;
  judge: number | null;
};

/** Critical cases that a look names; further ones are counted. */
const MOST_CASES = 3;

/** What of a gate's reasons is drift; the others say that nobody knows. */
const DRIFTED: Partial<Record<Reason['kind'], DriftReason>> = {
  regression: 'regression',
  'overall-regression': 'overall-regression',
  'critical-case': 'critical-case',
  cost: 'cost',
};

/**
 * Whether a prompt that stayed the same is worse than it was, by the gate's own decision, and by what. The cause is the one
 * of model and judge that is worse by itself; where both are, the one of the larger drop; where neither is, it is unknown.
 * @param of.prompts how many prompts are judged, where they share one α
 */
export function judgeDrift(
  { whole, byJudge, byModel, segmentsThen, casesThen = 0, criticalGone = [] }: DriftEvidence,
  policy: Policy,
  { prompts = 1 } = {},
): DriftDecision {
  const compared = decide(whole, policy, { prompts });
  const [judge, model] = [byJudge, byModel].map((one) => effectOf(one, policy, prompts));
  const rows = {
    overall: withLeftOut(rowOf(compared.overall), casesThen),
    segments: segmentRows(compared, segmentsThen, {
      fewestCases: TESTS[policy.gate.test].fewestCases,
      maxMissing: policy.gate.maxMissing,
    }),
    model: model?.change ?? null,
    judge: judge?.change ?? null,
  };
  if (whole.cases.length === 0) {
    return { ...rows, verdict: 'undecided', cause: null, because: ['no-shared-cases'] };
  }
  const worse = worseBy(compared);
  if (worse.length > 0) {
    return { ...rows, verdict: 'drifted', cause: causeOf(model, judge), because: worse };
  }
  // What cannot be paired any more is not known, however well the other segments answer.
  if (criticalGone.length > 0 || rows.segments.some((row) => row.casesThen !== undefined)) {
    return {
      ...rows,
      verdict: 'undecided',
      cause: null,
      because: ['segment-not-compared'],
      ...criticalOf(criticalGone),
    };
  }
  // A segment that was too small from the beginning is named so in its row, and hides nothing of the others.
  const isInvalid = compared.segments.every(({ verdict }) => verdict === 'invalid');
  if (compared.verdict === 'pass' && !isInvalid) {
    return { ...rows, verdict: 'clean', cause: null, because: [] };
  }
  const isOpen = compared.verdict === 'block' && !isInvalid;
  const because: DriftReason[] = [isOpen ? 'inconclusive' : 'too-few-answers'];
  const silent = compared.reasons.flatMap((reason) =>
    reason.kind === 'critical-case-unanswered' ? [reason.caseId] : [],
  );
  return { ...rows, verdict: 'undecided', cause: null, because, ...criticalOf(silent) };
}

/** The first cases of a list, and how many there are; nothing of none. */
function criticalOf(cases: readonly string[]): { critical?: DriftCases } {
  return cases.length === 0 ? {} : { critical: { first: cases.slice(0, MOST_CASES), count: cases.length } };
}

type Effect = { isWorse: boolean; change: number };

/** Null where there is no case. */
function effectOf(evidence: Evidence, policy: Policy, prompts: number): Effect | null {
  if (evidence.cases.length === 0) return null;
  const verdict = decide(evidence, policy, { prompts });
  const change = verdict.overall.difference;
  return change === null ? null : { isWorse: worseBy(verdict).length > 0, change };
}

function causeOf(model: Effect | null | undefined, judge: Effect | null | undefined): DriftCause {
  if (model?.isWorse && judge?.isWorse) return judge.change < model.change ? 'judge' : 'model';
  if (model?.isWorse) return 'model';
  return judge?.isWorse ? 'judge' : 'unknown';
}

function worseBy({ reasons }: Verdict): DriftReason[] {
  return [...new Set(reasons.flatMap(({ kind }) => DRIFTED[kind] ?? []))];
}

/** Today's segments, and those of then that nobody asks any more. */
function segmentRows(
  { segments }: Verdict,
  segmentsThen: readonly SegmentThen[],
  { fewestCases, maxMissing }: { fewestCases: number; maxMissing: number },
): DriftSegment[] {
  const rows = segments.filter(({ casesOf }) => casesOf === undefined).map(rowOf);
  const judged = new Map(
    segmentsThen.filter(({ families }) => families >= fewestCases).map(({ name, cases }) => [name, cases]),
  );
  const gone = [...judged.keys()].filter((name) => !rows.some(({ segment }) => segment === name));
  const nothing = { cases: 0, before: null, now: null, change: null, interval: null };
  return [...rows, ...gone.map((segment) => ({ segment, ...nothing, verdict: 'invalid' as const }))].map(
    (row) => {
      const casesThen = judged.get(row.segment);
      if (casesThen === undefined) return row;
      // As in the gate: what is missing may be just what is worse.
      const isLost = row.verdict === 'invalid' || casesThen - row.cases > maxMissing * casesThen;
      return isLost ? { ...row, casesThen } : row;
    },
  );
}

function withLeftOut(row: DriftSegment, casesThen: number): DriftSegment {
  return row.cases > 0 && row.cases < casesThen ? { ...row, casesThen } : row;
}

function rowOf(row: SegmentVerdict): DriftSegment {
  const { name, cases, baseline, candidate, difference, interval, verdict } = row;
  return {
    ...{ segment: name, cases, verdict, interval: interval && [interval[0], interval[1]] },
    before: cases === 0 ? null : (baseline?.rate ?? null),
    now: cases === 0 ? null : candidate.rate,
    change: cases === 0 ? null : difference,
  };
}
