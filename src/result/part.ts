import { type Decision, namesCases, type Part } from '../domain/part.ts';
import type { PromptResult, Result } from '../domain/result.ts';
import { verdictOfRun } from '../verdict/run-verdict.ts';

/**
 * The result of a run that asked a part: it says so, and its verdict is none of the gate's. An error stays one. Where
 * single cases were asked for, one that newly fails counts by itself, and that a segment is in doubt counts for nothing:
 * of a segment that was asked in part it is always. Else what the statistics say of the part counts.
 * @param result as assembled of what was asked
 * @param count how many cases were in the part; absent where it was not planned
 */
export function ofPart(
  result: Result,
  { prompts, segments, cases, failing, saved }: Part,
  count: { asked: number; leftOut: number } = { asked: 0, leftOut: 0 },
): Result {
  const byCase = namesCases({ cases, failing });
  const all = byCase ? result.prompts.map(withoutDoubts) : result.prompts;
  const decided: Decision = verdictOfRun({
    looked: result.verdict !== 'error',
    prompts: all.map(({ verdict }) => verdict),
    errors: result.errors.length,
  });
  const worse = byCase && all.some(({ newlyFailing }) => newlyFailing.length > 0);
  const finding = decided === 'pass' && worse ? 'block' : decided;
  return {
    ...result,
    prompts: all,
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

const OF_THE_WHOLE: ReadonlySet<string> = new Set([
  'latency-not-judged',
  'segment-limits-not-judged',
  'cases-alike',
]);

/**
 * A prompt that would be blocked for nothing but what is not known of its segments (`on-inconclusive: block`) passes; nor
 * is it told that the cases are too few for a limit, or which of the suite's cases are alike.
 */
function withoutDoubts(prompt: PromptResult): PromptResult {
  const isOnlyDoubt = prompt.reasons.every(({ kind }) => kind === 'inconclusive' || kind === 'invalid');
  const notices = prompt.notices.filter(({ code }) => !OF_THE_WHOLE.has(code));
  const told = { ...prompt, notices };
  return prompt.verdict === 'block' && isOnlyDoubt ? { ...told, verdict: 'pass', reasons: [] } : told;
}
