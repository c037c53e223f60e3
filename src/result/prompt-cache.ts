import { formatPlace } from '../base/errors.ts';
import type { Notice } from '../domain/notice.ts';
import type { PromptResult } from '../domain/result.ts';
import { type CacheOutlook, cacheOutlook, cacheUse, promptCacheJson } from '../lint/cache-outlook.ts';
import { callsPerDay } from '../lint/calls-per-day.ts';
import { savedUsdPerDay } from '../model/prompt-cache.ts';
import type { PlannedArm } from '../plan/arms.ts';
import type { PromptPlan } from '../plan/plan.ts';
import { sharedPrefix } from '../prompt/shared-prefix.ts';

/** Tokens; providers cache no prefix much shorter than this. */
const SMALLEST_CACHEABLE = 1000;
/** Less, USD, is not worth a sentence, or an alarm. */
export const WORTH_USD = 0.01;

type PromptCache = NonNullable<NonNullable<PromptResult['cost']>['promptCache']>;

/**
 * What an edit does to what the provider's cache can reuse from call to call, and why that costs money which token counts
 * do not show.
 */
export function promptCacheOf({
  baseline,
  candidate,
  looks: [cases],
  policy: { cost },
}: Pick<PromptPlan, 'baseline' | 'candidate' | 'looks' | 'policy'>): {
  promptCache: PromptCache;
  notices: Notice[];
} {
  const perDay = callsPerDay(cost);
  const outlookOf = ({ prompt, target }: PlannedArm) =>
    cacheOutlook({ prompt, cases, target, callsPerDay: perDay });
  const after = outlookOf(candidate);
  const before = baseline && outlookOf(baseline);
  const use = perDay === null ? null : cacheUse(candidate.target, { ...after, callsPerDay: perDay });
  const saved = before && use && savedUsdPerDay({ before: before.tokens, after: after.tokens }, use);
  const usdPerDay = saved === null ? null : 0 - saved;
  const isNew =
    baseline !== null && sharedPrefix(baseline.prompt, cases) !== sharedPrefix(candidate.prompt, cases);
  return {
    promptCache: { baselineTokens: before?.tokens ?? null, candidate: promptCacheJson(after), usdPerDay },
    notices: [
      ...shrinks(before, after, usdPerDay),
      ...grows(before, after, usdPerDay),
      ...(isNew ? refill(after) : []),
      ...cheaperOrder(after),
    ],
  };
}

function shrinks(before: CacheOutlook | null, after: CacheOutlook, usdPerDay: number | null): Notice[] {
  if (before === null || before.tokens < SMALLEST_CACHEABLE || after.tokens > before.tokens / 2) return [];
  const { endedBy } = after;
  return [
    {
      ...{ code: 'cacheable-prefix-shrinks', before: before.tokens, after: after.tokens },
      ...(endedBy && { variable: endedBy.variable, place: formatPlace(endedBy.place) }),
      ...(usdPerDay !== null && { usdPerDay }),
    },
  ];
}

function grows(before: CacheOutlook | null, after: CacheOutlook, usdPerDay: number | null): Notice[] {
  if (before === null || after.tokens < SMALLEST_CACHEABLE || before.tokens > after.tokens / 2) return [];
  return [
    {
      ...{ code: 'cacheable-prefix-grows', before: before.tokens, after: after.tokens },
      ...(usdPerDay !== null && { usdPerDay }),
    },
  ];
}

function refill({ tokens, refillUsd: usd }: CacheOutlook): Notice[] {
  return usd === null || usd.most < WORTH_USD ? [] : [{ code: 'prompt-cache-refill', tokens, usd }];
}

function cheaperOrder({ order }: CacheOutlook): Notice[] {
  if (order === null) return [];
  const { variables, place, tokens, savedUsdPerDay: usd } = order;
  return [{ code: 'prompt-cache-order', variables, place: formatPlace(place), tokens, savedUsdPerDay: usd }];
}
