import type { CaseEvidence, Evidence } from '../domain/evidence.ts';
import { improvementsOf } from '../domain/improvements.ts';
import type { Policy } from '../domain/policy.ts';
import type { Reason, SegmentVerdict, Verdict } from '../domain/verdict.ts';
import { type Levels, splitAlpha } from './alpha.ts';
import { judgeCost } from './cost.ts';
import { rememberSecondLevels } from './looks.ts';
import { judgeNewPrompt } from './new-prompt.ts';
import { judgeOverall } from './overall.ts';
import { completePairs, missingOverall, type Sample, sampleSegments } from './sample.ts';
import { FEWEST_CASES, type JudgedSegment, judgeSegments, missesTooMuch } from './segments.ts';
import { TESTS } from './tests/table.ts';

/** Fewest trials of a case that show that it always passes, or always fails. */
const ALWAYS_FROM = 3;

/**
 * The gate's decision on one prompt: statistics and policy turn evidence into a verdict. Pure and fast, so that it
 * can be run a hundred thousand times on simulated evidence. Evidence without a complete pair is an `error`.
 * While `extend` names segments, more cases may change the verdict, or find the segment that is worse where only the
 * whole is shown to be so. Once a segment or a critical case blocks, no more cases are asked for: the verdict is final.
 */
export function decide(evidence: Evidence, policy: Policy): Verdict {
  const isNew = evidence.cases.length > 0 && evidence.cases.every(({ baseline }) => baseline === null);
  const { segments, overall, levels } = isNew ? judgeNew(evidence, policy) : judgeChange(evidence, policy);
  const critical = alwaysLost(
    evidence.cases.filter((one) => one.critical),
    1,
  );
  const improved = improvementsOf({ segments: segments.map(({ row }) => row), overall });
  const enoughCases = overall.cases >= FEWEST_CASES;
  const cost = judgeCost(overall.cost, policy.cost, { improved, enoughCases });
  const named: Reason[] = [
    ...segmentReasons(segments, isNew),
    ...critical.map((caseId): Reason => ({ kind: 'critical-case', caseId })),
  ];
  const broken = brokenReasons(segments, overall);
  const isFinal = named.length > 0 || broken.length > 0;
  const extend = isFinal ? [] : segments.filter(({ asksForMore }) => asksForMore).map(({ row }) => row.name);
  const blocking: Reason[] = [
    ...named,
    ...overallReasons(segments, overall, isNew),
    ...(cost.label === 'exceeded' ? [{ kind: 'cost' } as const] : []),
  ];
  const doubts = blockingDoubts(segments, policy);
  return {
    verdict: verdictOf({ blocking, broken, doubts }),
    reasons: [...blocking, ...broken, ...doubts],
    segments: segments.map(({ row }) => row),
    overall,
    cost,
    severe: alwaysLost(evidence.cases, ALWAYS_FROM),
    critical,
    extend,
    levels,
  };
}

/** A shown regression blocks, even where something else could not be decided. */
function verdictOf(reasons: Record<'blocking' | 'broken' | 'doubts', Reason[]>): Verdict['verdict'] {
  if (reasons.blocking.length > 0) return 'block';
  if (reasons.broken.length > 0) return 'error';
  return reasons.doubts.length > 0 ? 'block' : 'pass';
}

type Judged = {
  segments: JudgedSegment[];
  overall: SegmentVerdict;
  levels: Levels;
};

function judgeChange(evidence: Evidence, policy: Policy): Judged {
  const test = TESTS[policy.gate.test];
  const pairs = completePairs(evidence.cases, test.compares);
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

function levelsOf(samples: readonly Sample<unknown>[], policy: Policy): Levels {
  const judged = samples.filter(({ pairs }) => pairs.length >= FEWEST_CASES).length;
  return splitAlpha({ alpha: policy.gate.alpha, segments: samples.length, judged });
}

/** The overall row of a suite of one segment: the same comparison under another name. */
function sameAs(segment: SegmentVerdict, overall: SegmentVerdict): SegmentVerdict {
  return { ...segment, name: overall.name };
}

/** Segments shown to be worse, the surest first. */
function segmentReasons(segments: readonly JudgedSegment[], isNew: boolean): Reason[] {
  return segments
    .map(({ row }) => row)
    .filter(({ verdict }) => verdict === 'regression')
    .sort((a, b) => a.adjustedPValue - b.adjustedPValue || (a.difference ?? 0) - (b.difference ?? 0))
    .map(({ name }) => ({ kind: isNew ? 'below-min-pass-rate' : 'regression', segment: name }));
}

function overallReasons(
  segments: readonly JudgedSegment[],
  overall: SegmentVerdict,
  isNew: boolean,
): Reason[] {
  const [only] = segments;
  const isReported = segments.length === 1 && only?.row.verdict === 'regression';
  if (overall.verdict !== 'regression' || isReported) return [];
  return [isNew ? { kind: 'below-min-pass-rate', segment: overall.name } : { kind: 'overall-regression' }];
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
