import type { CaseEvidence, Evidence } from '../domain/evidence.ts';
import { improvementsOf } from '../domain/improvements.ts';
import type { Policy } from '../domain/policy.ts';
import type { Reason, SegmentVerdict, Verdict } from '../domain/verdict.ts';
import { type Levels, splitAlpha } from './alpha.ts';
import { evidenceOfBase, type JudgedRows, PRICE_OF_ADDED, withBaseCases } from './base-cases.ts';
import { judgeCost } from './cost.ts';
import { rememberSecondLevels } from './looks.ts';
import { judgeNewPrompt } from './new-prompt.ts';
import { judgeOverall } from './overall.ts';
import { completePairs, missingOverall, type Pair, type Sample, sampleSegments } from './sample.ts';
import { FEWEST_CASES, type JudgedSegment, judgeSegments, missesTooMuch } from './segments.ts';
import { TESTS } from './tests/table.ts';
import type { StatisticalTest } from './tests/test.ts';
import { withUnansweredLost } from './unanswered.ts';

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
  const judge = isNew ? judgeNew : judgeChange;
  const judged = judge(evidence, policy);
  const critical = criticalLost(evidence);
  const worst = withUnansweredLost(evidence);
  const unanswered = worst
    ? unansweredReasons({ ...judged, critical }, { ...judge(worst, policy), critical: criticalLost(worst) })
    : [];
  const { segments, overall, overallOfBase, levels } = withoutFinding(judged, unanswered);
  const ofBase = segments.map((one) => one.ofBase).filter((row) => row !== null);
  const named = [...segments.map(({ row }) => row), ...ofBase];
  const rows = overallOfBase ? [...named, overallOfBase] : named;
  const improved = improvementsOf({ segments: rows, overall });
  const enoughCases = overall.cases >= FEWEST_CASES;
  const cost = judgeCost(overall.cost, policy.cost, { improved, enoughCases });
  const certain: Reason[] = [
    ...segmentReasons(named, isNew),
    ...critical.map((caseId): Reason => ({ kind: 'critical-case', caseId })),
  ];
  const broken = distinct([...unanswered, ...brokenReasons(segments, overall)]);
  const isFinal = certain.length > 0 || broken.length > 0;
  const extend = isFinal ? [] : segments.filter(({ asksForMore }) => asksForMore).map(({ row }) => row.name);
  const blocking: Reason[] = [
    ...certain,
    ...(overallOfBase ? segmentReasons([overallOfBase], isNew) : []),
    ...overallReasons(segments, overall, isNew),
    ...(cost.label === 'exceeded' ? [{ kind: 'cost' } as const] : []),
  ];
  const doubts = blockingDoubts(segments, policy);
  return {
    verdict: verdictOf({ blocking, broken, doubts }),
    reasons: [...blocking, ...broken, ...doubts],
    segments: rows,
    overall,
    cost,
    latency: null,
    severe: alwaysLost(evidence.cases, ALWAYS_FROM),
    critical,
    extend,
    confirm: [],
    askAgain: [],
    baselineDrift: [],
    levels,
  };
}

/**
 * What would block if the answers that only the candidate lacks were failures, and does not without them: it cannot be
 * told. Critical cases first; the whole where it is no segment.
 */
function unansweredReasons(
  judged: Judged & { critical: string[] },
  worst: Judged & { critical: string[] },
): Reason[] {
  const critical = worst.critical.filter((caseId) => !judged.critical.includes(caseId));
  const segments = worst.segments.filter((one, index) => isWorse(one) && !isWorse(judged.segments[index]));
  const [before, after] = [judged, worst].map(({ overall, overallOfBase }) =>
    isWorse({ row: overall, ofBase: overallOfBase }),
  );
  const isWhole = segments.length === 0 && after && !before;
  const names = isWhole ? [worst.overall.name] : segments.map(({ row }) => row.name);
  return [
    ...critical.map((caseId): Reason => ({ kind: 'critical-case-unanswered', caseId })),
    ...names.map((segment): Reason => ({ kind: 'invalid', segment })),
  ];
}

function isWorse(rows: JudgedRows | undefined): boolean {
  return rows?.row.verdict === 'regression' || (rows?.ofBase ?? null) !== null;
}

/** The rows of which too much is missing to judge them. */
function withoutFinding(judged: Judged, unanswered: readonly Reason[]): Judged {
  const names = new Set(unanswered.flatMap((reason) => ('segment' in reason ? [reason.segment] : [])));
  const rowOf = (row: SegmentVerdict): SegmentVerdict =>
    names.has(row.name) ? { ...row, verdict: 'invalid' } : row;
  return {
    ...judged,
    segments: judged.segments.map((one) => ({ ...one, row: rowOf(one.row) })),
    overall: rowOf(judged.overall),
  };
}

function distinct(reasons: readonly Reason[]): Reason[] {
  return [...new Map(reasons.map((reason) => [JSON.stringify(reason), reason])).values()];
}

/** A shown regression blocks, even if something else could not be decided. */
function verdictOf(reasons: Record<'blocking' | 'broken' | 'doubts', Reason[]>): Verdict['verdict'] {
  if (reasons.blocking.length > 0) return 'block';
  if (reasons.broken.length > 0) return 'error';
  return reasons.doubts.length > 0 ? 'block' : 'pass';
}

type Judged = {
  segments: JudgedSegment[];
  overall: SegmentVerdict;
  /** The cases of the base, where they are worse and all cases together show no drop. */
  overallOfBase: SegmentVerdict | null;
  levels: Levels;
};

function judgeChange(evidence: Evidence, policy: Policy): Judged {
  const test = TESTS[policy.gate.test];
  const all = sampled(evidence, test);
  const { samples } = all;
  const levels = levelsOf(samples, policy);
  const ofBase = evidenceOfBase(evidence);
  const base = ofBase && sampled(ofBase, test);
  const baseLevels = base && levelsOf(base.samples, policy);
  const segments = judgeSegments(samples, {
    test,
    policy,
    level: levels.segments,
    secondLevel: rememberSecondLevels(),
    ofBase: base && baseLevels ? { samples: base.samples, level: baseLevels.segments } : undefined,
  });
  const whole = judgeWhole(all, base, {
    ...{ test, policy, level: levels.overall },
    baseLevel: baseLevels?.overall ?? 0,
  });
  const [only] = segments;
  if (only && levels.overall === 0) {
    return { segments, overall: sameAs(only.row, whole.row), overallOfBase: null, levels };
  }
  return { segments, overall: whole.row, overallOfBase: whole.ofBase, levels };
}

type Sampled = { evidence: Evidence; pairs: Pair[]; samples: Sample[] };

function sampled(evidence: Evidence, { compares }: StatisticalTest): Sampled {
  const pairs = completePairs(evidence.cases, compares);
  return { evidence, pairs, samples: sampleSegments(evidence, pairs) };
}

/**
 * All cases together and, where the pull request adds some, those of the base at the level that they have without these.
 * All together then have half the share of the level that the added cases are of them, so that few of them add little
 * error.
 */
function judgeWhole(
  all: Sampled,
  base: Sampled | null,
  options: { test: StatisticalTest; policy: Policy; level: number; baseLevel: number },
): JudgedRows {
  const { level, baseLevel } = options;
  const judge = (
    { evidence, pairs, samples }: Sampled,
    of: { level: number; share: number },
  ): SegmentVerdict => {
    const lost = missingOverall(evidence, samples, pairs.length);
    const { missing } = lost;
    const invalid = pairs.length === 0 || missesTooMuch(lost, options.policy.gate.maxMissing);
    return judgeOverall(evidence, pairs, samples, { ...options, ...of, missing, invalid });
  };
  const share = base ? base.evidence.cases.length / all.evidence.cases.length : 0;
  if (!base || share === 0) return { row: judge(all, { level, share: 1 }), ofBase: null };
  return withBaseCases(
    judge(all, { level, share: (1 - share) / PRICE_OF_ADDED }),
    judge(base, { level: baseLevel, share: 1 }),
    options.policy.gate.minEffect,
  );
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
  const whole = only && levels.overall === 0 ? sameAs(only.row, overall) : overall;
  return { segments, overall: whole, overallOfBase: null, levels };
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
function segmentReasons(rows: readonly SegmentVerdict[], isNew: boolean): Reason[] {
  return rows
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

function criticalLost({ cases }: Evidence): string[] {
  return alwaysLost(
    cases.filter(({ critical }) => critical),
    1,
  );
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
