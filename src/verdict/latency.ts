import type { CaseEvidence } from '../domain/evidence.ts';
import type { LatencyPolicy } from '../domain/policy.ts';
import type { LatencyVerdict, TooFewLatencies } from '../domain/verdict.ts';
import { type QuantileEstimate, quantileInterval, quantileRatio } from '../stats/quantile.ts';
import { pairedRatio } from '../stats/ratio.ts';
import { addByFamily, countFamilies } from './families.ts';
import { standingTo } from './limit.ts';
import { FEWEST_FOR_COST } from './sizes.ts';

const CONFIDENCE = 0.95;

type Label = LatencyVerdict['label'];

/** From the gravest on. */
const GRAVITY: readonly Label[] = ['exceeded', 'unknown', 'within'];

/**
 * The latency of both arms, and how it stands to its limits, as money does: by the whole 95 % interval of the ratio, from
 * 30 pairs on. The intervals of the quantiles are those of order statistics, with families for cases.
 * Only calls count that one run made for each arm, and each call once: an answer of an earlier run was as slow as the
 * provider was then, and one call that answers both arms, or several cases, is one measurement.
 * @returns null where no latency was measured in both arms
 */
export function judgeLatency(cases: readonly CaseEvidence[], policy: LatencyPolicy): LatencyVerdict | null {
  const { pairs, oneCall } = measuredPairs(cases);
  const baseline = pairs.map((one) => one.baseline?.latencyMs ?? 0);
  const candidate = pairs.map((one) => one.candidate.latencyMs);
  if (!baseline.some((latency) => latency > 0) || !candidate.some((latency) => latency > 0)) return null;
  const families = countFamilies(pairs);
  const sorted = {
    baseline: Float64Array.from(baseline).sort(),
    candidate: Float64Array.from(candidate).sort(),
  };
  const quantile = (p: number, limit: number | null) => {
    const before = quantileInterval(sorted.baseline, p, CONFIDENCE, families);
    const after = quantileInterval(sorted.candidate, p, CONFIDENCE, families);
    return before.value > 0
      ? judgeQuantile(before, after, { limit, enough: families >= FEWEST_FOR_COST })
      : null;
  };
  const [p50, p95] = [quantile(0.5, policy.p50), quantile(0.95, policy.p95)];
  if (!p50 || !p95) return null;
  const labels = [p50.label, p95.label];
  return {
    label: GRAVITY.find((label) => labels.includes(label)) ?? 'within',
    pairs: pairs.length,
    ...(families < pairs.length && { families }),
    ...(oneCall > 0 && { oneCall }),
    ...(families < FEWEST_FOR_COST && { tooFew: true as const }),
    mean: pairedRatio(addByFamily(candidate, pairs), addByFamily(baseline, pairs), CONFIDENCE),
    p50,
    p95,
  };
}

/**
 * Of how many cases one run asked both arms, where the policy limits latency and these are too few to hold it against
 * the limit; else null. `apart`: further cases, which different runs asked.
 */
export function tooFewLatencies(
  cases: readonly CaseEvidence[],
  { p50, p95 }: LatencyPolicy,
): TooFewLatencies | null {
  const isLimited = p50 !== null || p95 !== null;
  if (!isLimited || cases.every(({ baseline }) => baseline === null)) return null;
  const { pairs, oneCall } = measuredPairs(cases);
  const families = countFamilies(pairs);
  if (families >= FEWEST_FOR_COST) return null;
  const apart = cases.filter((one) => isComplete(one) && !isAskedTogether(one)).length;
  return { cases: pairs.length, families, apart, oneCall };
}

/**
 * The cases whose latencies are compared: one run asked each arm, by a call of its own that measures no other case.
 * `oneCall`: further cases, which one call answered in both arms, or together with a case that counts.
 */
function measuredPairs(cases: readonly CaseEvidence[]): { pairs: CaseEvidence[]; oneCall: number } {
  const pairs: CaseEvidence[] = [];
  const counted = new Set<string>();
  let oneCall = 0;
  for (const one of cases) {
    if (!isAskedTogether(one)) continue;
    const { sharedCalls } = one;
    if (one.isOneCall || (sharedCalls !== undefined && counted.has(sharedCalls))) {
      oneCall += 1;
      continue;
    }
    if (sharedCalls !== undefined) counted.add(sharedCalls);
    pairs.push(one);
  }
  return { pairs, oneCall };
}

function isAskedTogether(one: CaseEvidence): boolean {
  return one.baselineIsStored !== true && one.isAskedApart !== true && isComplete(one);
}

function isComplete({ baseline, candidate }: CaseEvidence): boolean {
  return baseline !== null && baseline.trials > 0 && baseline.trials === candidate.trials;
}

function judgeQuantile(
  before: QuantileEstimate,
  after: QuantileEstimate,
  { limit, enough }: { limit: number | null; enough: boolean },
): LatencyVerdict['p50'] {
  const { ratio, low, high } = quantileRatio(after, before);
  return {
    baselineMs: before.value,
    candidateMs: after.value,
    ratio,
    low,
    high: Number.isFinite(high) ? high : null,
    limit,
    label: limit === null ? 'within' : standingTo({ ratio, low, high }, limit, enough),
  };
}
