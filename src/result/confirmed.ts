import type { Comparison } from '../compare/comparison.ts';
import type { Notice } from '../domain/notice.ts';
import type { SegmentLimit } from '../domain/segment-result.ts';

/**
 * What asking again showed: a baseline that answers otherwise than before, and what was not confirmed; and whether stored
 * answers leave too few latencies to judge, or segments have too few cases for limits of their own.
 */
export function confirmationNotices({ outcomes, confirmations, verdict }: Comparison): Notice[] {
  const askedAnew = new Set(confirmations.anew.map(({ caseId }) => caseId));
  const times = outcomes.flatMap((outcome) =>
    outcome.arm === 'baseline' && outcome.status !== 'errored' && askedAnew.has(outcome.caseId)
      ? (outcome.answeredAt ?? [])
      : [],
  );
  const oldest = times.reduce((least, time) => Math.min(least, time), Number.POSITIVE_INFINITY);
  const since = Number.isFinite(oldest) ? new Date(oldest).toISOString().slice(0, 10) : null;
  const drifted = verdict.baselineDrift.map(({ segment, storedRate, freshRate, pValue }) => ({
    ...{ name: segment, stored: storedRate, fresh: freshRate, pValue },
  }));
  const unconfirmed = [...verdict.segments, verdict.overall].flatMap(
    ({ name, difference, unconfirmed: fresh }) =>
      fresh && difference !== null
        ? [{ name, stored: difference, fresh: fresh.difference, pValue: fresh.pValue }]
        : [],
  );
  const unanswered = verdict.reasons.flatMap((reason) =>
    reason.kind === 'critical-case-unanswered' ? [reason.caseId] : [],
  );
  const lost = new Set([...verdict.critical, ...unanswered]);
  const again = new Set(confirmations.again.map(({ caseId }) => caseId));
  const kept = [...again].filter((id) => !lost.has(id));
  return [
    ...(drifted.length > 0 ? [{ code: 'baseline-drifted', since, segments: drifted } as const] : []),
    ...(unconfirmed.length > 0
      ? [{ code: 'drop-not-confirmed', since, segments: unconfirmed } as const]
      : []),
    ...(kept.length > 0 ? [{ code: 'critical-not-confirmed', cases: kept } as const] : []),
    ...(verdict.tooFewLatencies === null
      ? []
      : [{ code: 'latency-not-judged', ...verdict.tooFewLatencies } as const]),
    ...unjudgedLimits(verdict.segments),
  ];
}

function unitsOf({ cases, families = cases }: SegmentLimit): number {
  return families;
}

function unjudgedLimits(rows: Comparison['verdict']['segments']): Notice[] {
  const segments = rows.flatMap(({ name, limits = [] }) => {
    const unjudged = limits.filter(({ tooFew }) => tooFew);
    const [fewest] = unjudged.toSorted((a, b) => unitsOf(a) - unitsOf(b));
    if (!fewest) return [];
    const { cases } = fewest;
    return [{ name, cases, families: unitsOf(fewest), limits: unjudged.map(({ of }) => of) }];
  });
  return segments.length > 0 ? [{ code: 'segment-limits-not-judged', segments }] : [];
}
