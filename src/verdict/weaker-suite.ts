import type { GatePolicy } from '../domain/policy.ts';
import type { PromptResult } from '../domain/result.ts';

/**
 * The verdict on a prompt whose suite the pull request weakens: where the policy blocks on that, `block`, whatever the
 * answers show, with one more reason for each segment that loses by it.
 * @param segments names of the segments whose cases are removed or loosened
 */
export function withWeakerSuite<Decided extends Pick<PromptResult, 'verdict' | 'reasons'>>(
  decided: Decided,
  segments: readonly string[],
  { onWeakerSuite }: Pick<GatePolicy, 'onWeakerSuite'>,
): Decided {
  if (segments.length === 0 || onWeakerSuite !== 'block') return decided;
  const reasons = segments.map((segment) => ({ kind: 'weaker-suite' as const, segment }));
  return { ...decided, verdict: 'block', reasons: [...decided.reasons, ...reasons] };
}
