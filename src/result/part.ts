import type { Decision, Part } from '../domain/part.ts';
import type { Result } from '../domain/result.ts';
import { verdictOfRun } from '../verdict/run-verdict.ts';
import { ofChosenCases } from './chosen.ts';

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
  const known = ofChosenCases(result, { cases, failing });
  const decided: Decision = verdictOfRun({
    looked: result.verdict !== 'error',
    prompts: known.prompts.map(({ verdict }) => verdict),
    errors: result.errors.length,
  });
  return {
    ...known,
    verdict: decided === 'error' ? 'error' : 'partial',
    partial: {
      prompts: saved ? result.prompts.map(({ path }) => path) : [...prompts],
      ...{ segments: [...segments], cases: [...cases] },
      failing: failing !== undefined,
      casesAsked: count.asked,
      casesLeftOut: count.leftOut,
      finding: decided,
    },
  };
}
