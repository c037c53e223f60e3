import type { CaseEvidence, Evidence } from '../domain/evidence.ts';
import type { Policy, SegmentPolicy } from '../domain/policy.ts';
import type { SegmentLimit } from '../domain/segment-result.ts';
import { exceededByBase } from './base-cases.ts';
import { compareCosts, judgeCost } from './cost.ts';
import { countFamilies } from './families.ts';
import { judgeLatency, tooFewLatencies } from './latency.ts';
import { completePairs } from './pairs.ts';
import { FEWEST_FOR_COST } from './sizes.ts';

type Limits = NonNullable<SegmentPolicy['limits']>;

/**
 * How the limits of cost and latency that segments have of their own are kept, by segment: each by the rule of that limit
 * for the whole prompt, over the cases of the segment. Fewer than 30 keep none and exceed none: then it is `unknown`. Only
 * what improved in the segment itself pays for its tokens and money. Where the base's own cases exceed a limit that all
 * keep, theirs counts.
 * @param improved names of segments that improved
 * @returns nothing of a new prompt, which there is nothing to compare with
 */
export function judgeSegmentLimits(
  { segments, cases }: Evidence,
  policy: Policy,
  improved: readonly string[],
): Map<string, SegmentLimit[]> {
  const found = new Map<string, SegmentLimit[]>();
  if (cases.every(({ baseline }) => baseline === null)) return found;
  for (const { name } of segments) {
    const own = policy.segments && Object.hasOwn(policy.segments, name) ? policy.segments[name] : undefined;
    if (!own?.limits) continue;
    const concerned = cases.filter((one) => one.segments.includes(name));
    const ofBase = concerned.filter(({ isAdded }) => !isAdded);
    const of = { limits: own.limits, policy, isPaid: improved.includes(name) };
    const all = limitsOver(concerned, of);
    const base = ofBase.length < concerned.length ? limitsOver(ofBase, of) : [];
    found.set(
      name,
      all.map((limit, index) => exceededByBase(limit, base[index])),
    );
  }
  return found;
}

function limitsOver(
  cases: readonly CaseEvidence[],
  of: { limits: Limits; policy: Policy; isPaid: boolean },
): SegmentLimit[] {
  return [...costLimits(cases, of), ...latencyLimits(cases, of.limits)];
}

function costLimits(
  cases: readonly CaseEvidence[],
  { limits, policy, isPaid }: { limits: Limits; policy: Policy; isPaid: boolean },
): SegmentLimit[] {
  const pairs = completePairs(cases, 'passes');
  const families = countFamilies(pairs);
  const enoughCases = families >= FEWEST_FOR_COST;
  const rules = { ...policy.cost, maxTokenIncrease: limits.tokens, maxCostIncrease: limits.money };
  const comparison = compareCosts(pairs);
  const { labels } = judgeCost(comparison, rules, { improved: isPaid ? ['itself'] : [], enoughCases });
  const rows = [
    { of: 'tokens', limit: limits.tokens, ratio: comparison.ratio, label: labels?.tokens },
    { of: 'money', limit: limits.money, ratio: comparison.moneyRatio ?? null, label: labels?.money },
  ] as const;
  return rows.flatMap(({ of, limit, ratio, label }): SegmentLimit[] =>
    limit === null
      ? []
      : [
          {
            ...{ of, limit, cases: pairs.length },
            ...(families < pairs.length && { families }),
            ratio: ratio && { ...ratio, high: Number.isFinite(ratio.high) ? ratio.high : null },
            label: enoughCases ? (label ?? 'unknown') : 'unknown',
            ...(!enoughCases && { tooFew: true, ...unitsOf({ families, cases: pairs.length }) }),
          },
        ],
  );
}

function latencyLimits(cases: readonly CaseEvidence[], { p50, p95 }: Limits): SegmentLimit[] {
  const policy = { p50, p95 };
  const judged = judgeLatency(cases, policy);
  const tooFew = tooFewLatencies(cases, policy);
  return (['p50', 'p95'] as const).flatMap((quantile): SegmentLimit[] => {
    const limit = policy[quantile];
    if (limit === null) return [];
    const { ratio, low, high, label } = judged?.[quantile] ?? {};
    const isKnown = ratio !== undefined && low !== undefined && high !== undefined;
    return [
      {
        ...{ of: quantile, limit, cases: tooFew?.cases ?? judged?.pairs ?? 0 },
        ...(judged?.families !== undefined && { families: judged.families }),
        ratio: isKnown ? { ratio, low, high } : null,
        label: label ?? 'unknown',
        ...(tooFew && { tooFew: true, ...unitsOf(tooFew) }),
      },
    ];
  });
}

function unitsOf({ families, cases }: { families: number; cases: number }): { families?: number } {
  return families < cases ? { families } : {};
}
