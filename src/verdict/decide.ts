import type { Evidence } from '../domain/evidence.ts';
import { improvementsOf } from '../domain/improvements.ts';
import type { Policy } from '../domain/policy.ts';
import type { Reason, SegmentVerdict, Verdict } from '../domain/verdict.ts';
import { alphaOfPrompt } from './alpha.ts';
import { exceededByBase } from './base-cases.ts';
import { baselineDrift } from './confirm.ts';
import { judgeCost } from './cost.ts';
import { lostCritical, severeCases } from './critical.ts';
import { judgeChange, judgeNew } from './judge.ts';
import type { Judged } from './judged.ts';
import { judgeLatency, tooFewLatencies } from './latency.ts';
import {
  blockingDoubts,
  brokenReasons,
  distinct,
  limitReasons,
  overallReasons,
  segmentReasons,
  verdictOf,
  withoutFinding,
} from './reasons.ts';
import { judgeSegmentLimits } from './segment-limits.ts';
import { FEWEST_FOR_COST } from './sizes.ts';
import { TESTS } from './tests/table.ts';
import { unansweredReasons, withUnansweredLost } from './unanswered.ts';

/**
 * The gate's decision on one prompt: statistics and policy turn evidence into a verdict. Pure and fast, so that it
 * can be run a hundred thousand times on simulated evidence. Evidence without a complete pair is an `error`.
 * While `extend` names segments, more cases may change the verdict, or find the segment that is worse where only the
 * whole is shown to be so. Once a segment or a critical case blocks, no more cases are asked for. What `confirm` and
 * `askAgain` name may still be refuted by further answers to the same cases; without these, the verdict holds.
 * @param of.prompts how many prompts of the pull request are judged, where they share one α; 1 by default
 */
export function decide(evidence: Evidence, policy: Policy, { prompts = 1 } = {}): Verdict {
  const alpha = alphaOfPrompt(policy.gate, prompts);
  const shared = { ...policy, gate: { ...policy.gate, alpha } };
  const isNew = evidence.cases.length > 0 && evidence.cases.every(({ baseline }) => baseline === null);
  const found = findingsOf(evidence, shared, isNew);
  const worst = withUnansweredLost(evidence);
  const unanswered = worst ? unansweredReasons(found, findingsOf(worst, shared, isNew)) : [];
  const { critical } = found;
  const judged = withoutFinding(found.judged, unanswered);
  const { segments, whole, levels } = judged;
  const overall = whole.row;
  const ofBase = segments.map((one) => one.ofBase).filter((row) => row !== null);
  const named = [...segments.map(({ row }) => row), ...ofBase];
  const rows = whole.ofBase ? [...named, whole.ofBase] : named;
  const improved = improvementsOf({ segments: rows, overall });
  const costOf = (row: SegmentVerdict) =>
    judgeCost(row.cost, policy.cost, {
      improved,
      enoughCases: (row.families ?? row.cases) >= FEWEST_FOR_COST,
    });
  const cost = exceededByBase(costOf(overall), whole.base && costOf(whole.base));
  const test = TESTS[policy.gate.test];
  const casesOfBase = evidence.cases.filter(({ isAdded }) => !isAdded);
  const latency = exceededByBase(
    judgeLatency(evidence.cases, policy.latency),
    whole.base && judgeLatency(casesOfBase, policy.latency),
  );
  const certain: Reason[] = [
    ...segmentReasons(named, isNew),
    ...critical.lost.map((caseId): Reason => ({ kind: 'critical-case', caseId })),
  ];
  const broken = distinct([
    ...critical.unanswered.map((caseId): Reason => ({ kind: 'critical-case-unanswered', caseId })),
    ...unanswered,
    ...brokenReasons(judged),
  ]);
  const extend = certain.length > 0 || broken.length > 0 ? [] : segmentsToExtend(judged);
  const limits = judgeSegmentLimits(evidence, policy, improved);
  const blocking: Reason[] = [
    ...certain,
    ...overallReasons(judged, isNew),
    ...(cost.label === 'exceeded' ? [{ kind: 'cost' } as const] : []),
    ...(latency?.label === 'exceeded' ? [{ kind: 'latency' } as const] : []),
    ...limitReasons(limits),
  ];
  const doubts = blockingDoubts(judged, policy);
  return {
    verdict: verdictOf({ blocking, broken, doubts }),
    reasons: [...blocking, ...broken, ...doubts],
    segments: rows.map((row) => {
      const own = limits.get(row.name);
      return own ? { ...row, limits: own } : row;
    }),
    overall,
    cost,
    latency,
    tooFewLatencies: tooFewLatencies(evidence.cases, policy.latency),
    severe: severeCases(evidence.cases),
    critical: critical.lost,
    extend,
    confirm: extend.length > 0 ? [] : judged.confirm,
    askAgain: critical.askAgain,
    baselineDrift: baselineDrift(evidence, test),
    levels,
  };
}

function findingsOf(evidence: Evidence, policy: Policy, isNew: boolean) {
  const judged = isNew ? judgeNew(evidence, policy) : judgeChange(evidence, policy);
  return { judged, critical: lostCritical(evidence.cases) };
}

/** All that can be, where the whole looks worse; else those that look worse themselves. */
function segmentsToExtend({ segments, whole }: Judged): string[] {
  return segments
    .filter(({ canExtend, asksForMore }) => canExtend && (whole.asksForMore || asksForMore))
    .map(({ row }) => row.name);
}
