import type { Evidence } from '../domain/evidence.ts';
import type { SegmentVerdict } from '../domain/verdict.ts';
import type { JudgedRows } from './judged.ts';

/**
 * What a p of all cases is multiplied by where the base's have been judged by themselves at the whole level: so that what
 * the added ones show adds half of α at most.
 */
export const PRICE_OF_ADDED = 2;

/**
 * The part of the evidence that the base has too: without the cases that the pull request adds or asks otherwise, and
 * without segments of such cases alone. Null where there are none.
 */
export function evidenceOfBase(evidence: Evidence): Evidence | null {
  if (evidence.cases.every(({ isAdded }) => !isAdded)) return null;
  return {
    ...evidence,
    segments: evidence.segments
      .filter(({ ofBase }) => ofBase?.available !== 0)
      .map(({ ofBase, ...segment }) => ({ ...segment, ...ofBase })),
    cases: evidence.cases.filter(({ isAdded }) => !isAdded),
  };
}

/**
 * The judgement of tokens or latency: that of the base's own cases where these exceed a limit that all cases together keep,
 * so that short answers to cases that the pull request adds do not pay for long ones to the others.
 */
export function exceededByBase<Judgement extends { label: string; casesOf?: 'base' | undefined } | null>(
  all: Judgement,
  ofBase: Judgement | undefined,
): Judgement {
  return ofBase?.label === 'exceeded' && all?.label !== 'exceeded' ? { ...ofBase, casesOf: 'base' } : all;
}

/**
 * What the base's own cases say of a segment, or of the whole: where they are worse by themselves, it is worse. Where
 * cases that the pull request adds win what those lose, so that all cases together show no drop, they have a row of
 * their own.
 */
export function withBaseCases(
  row: SegmentVerdict,
  ofBase: SegmentVerdict | undefined,
  minEffect: number,
): JudgedRows {
  if (ofBase?.verdict !== 'regression') return { row, ofBase: null, isBaseWorse: false };
  const drop = -(row.difference ?? 0);
  const isWorseToo = row.verdict === 'regression';
  if (isWorseToo || (drop > 0 && drop >= minEffect)) {
    const adjustedPValue = Math.min(ofBase.adjustedPValue, isWorseToo ? row.adjustedPValue : 1);
    return { row: { ...row, verdict: 'regression', adjustedPValue }, ofBase: null, isBaseWorse: true };
  }
  return {
    row,
    isBaseWorse: true,
    ofBase: { ...ofBase, name: `${row.name} (cases of the base)`, casesOf: 'base' },
  };
}
