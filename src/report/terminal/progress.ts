import type { RunProgress } from '../../domain/trial.ts';
import { counted, formatCount, formatDuration, formatMoney } from '../../prose/numbers.ts';

/** Answers of this run that are needed to estimate the time left. */
const FEWEST_FOR_A_GUESS = 10;

/** The approximate usage of calls. */
type Estimated = { calls: number; inputTokens: number; outputTokens: number; usd: number | null };

/**
 * A run's expected calls and cost, reported before the first call. Tokens and money are estimates.
 * @param estimate of everything, the `judgements` among it
 */
export function estimateLine(estimate: Estimated, prompts: number, judgements = 0): string {
  const money = estimate.usd === null ? 'price not known' : `about ${formatMoney(estimate.usd)}`;
  const tokens = `about ${formatCount(estimate.inputTokens)} tokens in and ${formatCount(estimate.outputTokens)} out`;
  const judged = judgements > 0 ? ` and ${counted(judgements, 'judgement')} of them` : '';
  const answers = counted(estimate.calls - judgements, 'answer');
  return `Asking ${answers} for ${counted(prompts, 'prompt')}${judged}: ${tokens}, ${money}, less what is stored already.`;
}

/** What a run without any call looks for, judgements among it. */
export function offlineLine(estimate: Pick<Estimated, 'calls'>, prompts: number): string {
  return `Looking up ${counted(estimate.calls, 'answer')} for ${counted(prompts, 'prompt')} in the store: no model is called.`;
}

/** One line of progress, reported at most every few seconds. */
export function progressLine(progress: RunProgress): string {
  const { done, total, fromStore, errored, elapsedMs } = progress;
  const asked = done - fromStore;
  const rate = elapsedMs > 0 ? (asked / elapsedMs) * 1000 : 0;
  const guesses = rate > 0 && asked >= FEWEST_FOR_A_GUESS && done < total;
  const left = guesses ? `, about ${formatDuration(Math.ceil((total - done) / rate) * 1000)} left` : '';
  const stored = fromStore > 0 ? `, ${formatCount(fromStore)} from the store` : '';
  const errors = errored > 0 ? `, ${formatCount(errored)} errored` : '';
  const tokens = progress.inputTokens + progress.outputTokens;
  const used = tokens > 0 ? `, ${counted(tokens, 'token')}` : '';
  const spent = progress.usd > 0 ? `, ${formatMoney(progress.usd)}` : '';
  return `${formatCount(done)} of ${formatCount(total)} answers (${rate.toFixed(1)} a second${stored}${errors})${used}${spent}${left}`;
}
