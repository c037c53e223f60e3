import { type Decision, namesCases, type Part } from '../domain/part.ts';
import type { Result } from '../domain/result.ts';

/**
 * The result of a run that asked a part: it says so, and its verdict is none of the gate's. An error stays one. Where
 * single cases were asked for, one that newly fails counts by itself; else what the statistics say of the part does.
 * @param result as assembled of what was asked
 * @param count how many cases were in the part; absent where it was not planned
 */
export function ofPart(
  result: Result,
  { prompts, segments, cases, failing, saved }: Part,
  count: { asked: number; leftOut: number } = { asked: 0, leftOut: 0 },
): Result {
  const worse =
    namesCases({ cases, failing }) && result.prompts.some(({ newlyFailing }) => newlyFailing.length > 0);
  const decided: Decision = result.verdict === 'partial' ? 'error' : result.verdict;
  const finding = decided === 'pass' && worse ? 'block' : decided;
  return {
    ...result,
    verdict: finding === 'error' ? 'error' : 'partial',
    partial: {
      prompts: saved ? result.prompts.map(({ path }) => path) : [...prompts],
      ...{ segments: [...segments], cases: [...cases] },
      failing: failing !== undefined,
      casesAsked: count.asked,
      casesLeftOut: count.leftOut,
      finding,
    },
  };
}
