import type { Policy } from '../domain/policy.ts';
import { policyOfSegment } from '../domain/policy-of.ts';
import type { SegmentLimit } from '../domain/segment-result.ts';
import type { Reason, SegmentVerdict, Verdict } from '../domain/verdict.ts';
import type { Judged } from './judged.ts';

/** Segments shown to be worse, the surest first. */
export function segmentReasons(rows: readonly SegmentVerdict[], isNew: boolean): Reason[] {
  return rows
    .filter(({ verdict }) => verdict === 'regression')
    .sort((a, b) => a.adjustedPValue - b.adjustedPValue || (a.difference ?? 0) - (b.difference ?? 0))
    .map(({ name }) => ({ kind: isNew ? 'below-min-pass-rate' : 'regression', segment: name }));
}

/** The whole, unless it is a suite's one segment, which is reported itself. */
export function overallReasons({ segments, whole }: Judged, isNew: boolean): Reason[] {
  const [only] = segments;
  const isReported = segments.length === 1 && only?.row.verdict === 'regression';
  const ofBase = whole.ofBase ? segmentReasons([whole.ofBase], isNew) : [];
  if (whole.row.verdict !== 'regression' || isReported) return ofBase;
  const { name } = whole.row;
  return [...ofBase, isNew ? { kind: 'below-min-pass-rate', segment: name } : { kind: 'overall-regression' }];
}

/** Limits of cost and latency that segments have of their own, and that are shown to be exceeded. */
export function limitReasons(limits: ReadonlyMap<string, readonly SegmentLimit[]>): Reason[] {
  const reasons = [...limits].flatMap(([segment, own]) =>
    own
      .filter(({ label }) => label === 'exceeded')
      .map(({ of }): Reason => ({ kind: of === 'tokens' || of === 'money' ? 'cost' : 'latency', segment })),
  );
  return distinct(reasons);
}

/** Too many answers missing, or none at all: the gate cannot decide. */
export function brokenReasons({ segments, whole }: Judged): Reason[] {
  const broken = segments.filter(({ tooManyMissing }) => tooManyMissing);
  if (broken.length > 0) return broken.map(({ row }) => ({ kind: 'invalid', segment: row.name }));
  if (whole.row.cases > 0 && !whole.tooManyMissing) return [];
  return [{ kind: 'invalid', segment: whole.row.name }];
}

/** Segments of which nothing is shown, where the policy blocks on that. */
export function blockingDoubts({ segments }: Judged, policy: Policy): Reason[] {
  return segments
    .filter(({ row }) => policyOfSegment(policy, row.name).onInconclusive === 'block')
    .filter(({ row, tooManyMissing }) => !tooManyMissing && isDoubt(row))
    .map(({ row }) => ({ kind: row.verdict === 'invalid' ? 'invalid' : 'inconclusive', segment: row.name }));
}

function isDoubt({ verdict }: SegmentVerdict): boolean {
  return verdict === 'inconclusive' || verdict === 'invalid';
}

/** A shown regression blocks, even if something else could not be decided. */
export function verdictOf(reasons: Record<'blocking' | 'broken' | 'doubts', Reason[]>): Verdict['verdict'] {
  if (reasons.blocking.length > 0) return 'block';
  if (reasons.broken.length > 0) return 'error';
  return reasons.doubts.length > 0 ? 'block' : 'pass';
}

/** Each reason once. */
export function distinct(reasons: readonly Reason[]): Reason[] {
  return [...new Map(reasons.map((reason) => [JSON.stringify(reason), reason])).values()];
}

/** The rows of which too much is missing to judge them. */
export function withoutFinding(judged: Judged, unanswered: readonly Reason[]): Judged {
  const names = new Set(unanswered.flatMap((reason) => ('segment' in reason ? [reason.segment] : [])));
  const rowOf = (row: SegmentVerdict): SegmentVerdict =>
    names.has(row.name) ? { ...row, verdict: 'invalid' } : row;
  return {
    ...judged,
    segments: judged.segments.map((one) => ({ ...one, row: rowOf(one.row) })),
    whole: { ...judged.whole, row: rowOf(judged.whole.row) },
  };
}
