import { namesCases, type Part } from '../domain/part.ts';
import type { PromptResult, Result, SegmentResult } from '../domain/result.ts';
import { publishedNotice } from '../report/telling/notices.ts';

/**
 * The result of cases that were chosen one by one, often because they failed: no test, interval, cost or latency of them
 * says anything of the prompt, so that none is left in it. Each case counts by itself.
 * @param result as assembled of what was asked
 */
export function ofChosenCases(result: Result, { cases, failing }: Pick<Part, 'cases' | 'failing'>): Result {
  if (!namesCases({ cases, failing }) || result.prompts.length === 0) return result;
  const { calls, fromStore } = result.usage;
  const notice = publishedNotice({
    code: 'cases-chosen',
    failing: failing !== undefined,
    stored: calls === 0 && fromStore > 0,
  });
  return {
    ...result,
    prompts: result.prompts.map(withoutTests),
    notices: [notice, ...result.notices],
  };
}

/** Notices of limits, of which none is applied to chosen cases, and of the suite's cases that are alike. */
const OF_THE_WHOLE: ReadonlySet<string> = new Set([
  'latency-not-judged',
  'segment-limits-not-judged',
  'cases-alike',
]);

function withoutTests(prompt: PromptResult): PromptResult {
  const { verdict, newlyFailing, overall } = prompt;
  return {
    ...prompt,
    verdict: verdict === 'error' ? verdict : newlyFailing.length > 0 ? 'block' : 'pass',
    reasons: verdict === 'error' ? prompt.reasons : [],
    segments: prompt.segments.map(untested),
    overall: overall && untested(overall),
    cost: null,
    latency: null,
    levels: null,
    baselineDrift: undefined,
    notices: prompt.notices.filter(({ code }) => !OF_THE_WHOLE.has(code)),
  };
}

function untested(row: SegmentResult): SegmentResult {
  const { unconfirmed: _unconfirmed, nothingToLose: _nothingToLose, limits: _limits, ...counts } = row;
  return {
    ...counts,
    chosen: true,
    verdict: 'invalid',
    interval: null,
    z: 0,
    ...{ pValue: 1, adjustedPValue: 1, pBetter: 1, adjustedPBetter: 1 },
    method: 'none',
    twoProportion: null,
    ...{ minimumDetectableEffect: null, detectableBySuite: null, casesNeeded: null },
  };
}
