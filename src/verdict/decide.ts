import { judgeCost } from './cost.ts';
import type { CaseEvidence, Evidence } from './evidence.ts';
import { rememberSecondLevels } from './looks.ts';
import { judgeNewPrompt } from './new-prompt.ts';
import { judgeOverall } from './overall.ts';
import type { Policy } from './policy.ts';
import type { QualityTest } from './quality-test.ts';
import { completePairs, missingOverall, type Sample, sampleSegments } from './sample.ts';
import { FEWEST_CASES, type JudgedSegment, judgeSegments, missesTooMuch } from './segments.ts';
import type { Reason, SegmentVerdict, Verdict } from './verdict.ts';

/** Trials from which "always" is a word that means something. */
const ALWAYS_FROM = 3;

/**
 * The gate's decision on one prompt: statistics and policy turn evidence into a verdict. Pure and fast, so that it
 * can be run a hundred thousand times on simulated evidence. Evidence without a complete pair is an `error`.
 * While `extend` names segments, the verdict is that of the first look, and more cases may change it. A prompt shown
 * to be worse asks for no more cases: they would cost and change nothing.
 */
export function decide(evidence: Evidence, policy: Policy): Verdict {
  const isNew = evidence.cases.length > 0 && evidence.cases.every(({ baseline }) => baseline === null);
  const { segments, overall, levels } = isNew ? judgeNew(evidence, policy) : judgeChange(evidence, policy);
  const critical = alwaysLost(
    evidence.cases.filter((one) => one.critical),
    1,
  );
  const improved = [overall, ...segments.map(({ row }) => row)].some(({ verdict }) => verdict === 'improved');
  const cost = judgeCost(overall.cost, policy.cost, improved);
  const worse: Reason[] = [
    ...qualityReasons(segments, overall, isNew),
    ...critical.map((caseId): Reason => ({ kind: 'critical-case', caseId })),
  ];
  const blocking: Reason[] = cost.label === 'exceeded' ? [...worse, { kind: 'cost' }] : worse;
  const broken = brokenReasons(segments, overall);
  const doubts = blockingDoubts(segments, policy);
  const decided = worse.length > 0 || broken.length > 0;
  return {
    verdict:
      blocking.length > 0 ? 'block' : broken.length > 0 ? 'error' : doubts.length > 0 ? 'block' : 'pass',
    reasons: [...blocking, ...broken, ...doubts],
    segments: segments.map(({ row }) => row),
    overall,
    cost,
    severe: alwaysLost(evidence.cases, ALWAYS_FROM),
    critical,
    extend: decided ? [] : segments.filter(({ asksForMore }) => asksForMore).map(({ row }) => row.name),
    levels,
  };
}

type Judged = {
  segments: JudgedSegment[];
  overall: SegmentVerdict;
  levels: { segments: number; overall: number };
};

function judgeChange(evidence: Evidence, policy: Policy): Judged {
  const test: QualityTest = evidence.continuous ? 'paired-t' : policy.gate.test;
  const pairs = completePairs(evidence.cases, test === 'paired-t');
  const samples = sampleSegments(evidence, pairs);
  const lost = missingOverall(evidence, samples, pairs.length);
  const levels = levelsOf(samples, policy);
  const segments = judgeSegments(samples, {
    test,
    policy,
    level: levels.segments,
    secondLevel: rememberSecondLevels(),
  });
  const overall = judgeOverall(evidence, pairs, samples, {
    test,
    policy,
    level: levels.overall,
    missing: lost.missing,
    invalid: pairs.length === 0 || missesTooMuch(lost, policy.gate.maxMissing),
  });
  const [only] = segments;
  const same = only && levels.overall === 0 ? sameAs(only.row, overall) : overall;
  return { segments, overall: same, levels };
}

function judgeNew(evidence: Evidence, policy: Policy): Judged {
  const samples = sampleSegments(
    evidence,
    evidence.cases
      .filter(({ candidate }) => candidate.trials > 0)
      .map(({ segments, look }) => ({ segments, look: look ?? 1 })),
  );
  const levels = levelsOf(samples, policy);
  const { segments, overall } = judgeNewPrompt(evidence, { policy, levels });
  const [only] = segments;
  return { segments, overall: only && levels.overall === 0 ? sameAs(only.row, overall) : overall, levels };
}

/**
 * Half of α for the segments, half for the whole. One segment that is the whole suite is not tested twice: it takes
 * all. Segments too small to be judged leave all of it to the whole.
 */
function levelsOf(samples: readonly Sample<unknown>[], policy: Policy): Judged['levels'] {
  const { alpha } = policy.gate;
  const large = samples.filter(({ pairs }) => pairs.length >= FEWEST_CASES).length;
  if (large === 0) return { segments: 0, overall: alpha };
  if (samples.length === 1) return { segments: alpha, overall: 0 };
  return { segments: alpha / 2, overall: alpha / 2 };
}

/** The overall row of a suite of one segment: the same comparison under another name. */
function sameAs(segment: SegmentVerdict, overall: SegmentVerdict): SegmentVerdict {
  return { ...segment, name: overall.name };
}

function qualityReasons(
  segments: readonly JudgedSegment[],
  overall: SegmentVerdict,
  isNew: boolean,
): Reason[] {
  const worst = segments
    .map(({ row }) => row)
    .filter(({ verdict }) => verdict === 'regression')
    .sort((a, b) => a.adjustedPValue - b.adjustedPValue || (a.difference ?? 0) - (b.difference ?? 0));
  const reasons = worst.map(
    ({ name }): Reason => ({ kind: isNew ? 'below-min-pass-rate' : 'regression', segment: name }),
  );
  if (overall.verdict !== 'regression' || (segments.length === 1 && reasons.length > 0)) return reasons;
  return [
    ...reasons,
    isNew ? { kind: 'below-min-pass-rate', segment: overall.name } : { kind: 'overall-regression' },
  ];
}

/** Too many answers missing, or none at all: the gate cannot decide. */
function brokenReasons(segments: readonly JudgedSegment[], overall: SegmentVerdict): Reason[] {
  const broken = segments.filter(({ tooManyMissing }) => tooManyMissing);
  if (broken.length > 0) return broken.map(({ row }) => ({ kind: 'invalid', segment: row.name }));
  return overall.cases === 0 ? [{ kind: 'invalid', segment: overall.name }] : [];
}

function blockingDoubts(segments: readonly JudgedSegment[], policy: Policy): Reason[] {
  if (policy.gate.onInconclusive !== 'block') return [];
  return segments
    .filter(({ row, tooManyMissing }) => !tooManyMissing && isDoubt(row))
    .map(({ row }) => ({ kind: row.verdict === 'invalid' ? 'invalid' : 'inconclusive', segment: row.name }));
}

function isDoubt({ verdict }: SegmentVerdict): boolean {
  return verdict === 'inconclusive' || verdict === 'invalid';
}

/** Cases with at least so many trials that always passed and now always fail. */
function alwaysLost(cases: readonly CaseEvidence[], trials: number): string[] {
  return cases
    .filter(
      ({ baseline, candidate }) =>
        baseline !== null &&
        baseline.trials >= trials &&
        candidate.trials >= trials &&
        baseline.passes === baseline.trials &&
        candidate.passes === 0,
    )
    .map(({ id }) => id);
}
