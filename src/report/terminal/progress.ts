import type { RunProgress } from '../../domain/trial.ts';
import { counted, formatCount, formatDuration, formatMoney } from '../../prose/numbers.ts';

/** Answers of this run that are needed to estimate the time left. */
const FEWEST_FOR_A_GUESS = 10;

/** The approximate usage of calls. */
type Estimated = { calls: number; inputTokens: number; outputTokens: number; usd: number | null };

/** What a run will ask. */
export type Announced = {
  /** Of everything that is asked. Tokens and money are estimates. */
  whole: Estimated;
  /** Calls to judges, among the whole. */
  judgements: number;
  prompts: number;
  /** Answers that are stored, so that they are not asked. */
  stored: number;
  /** Answers whose length is assumed, since none of their model is stored. */
  assumed: number;
};

/** A run's expected calls and cost, reported before the first call. */
export function estimateLine({ whole, judgements, prompts, stored, assumed }: Announced): string {
  if (whole.calls === 0 && stored > 0)
    return `All ${counted(stored, 'answer')} for ${counted(prompts, 'prompt')} are stored: nothing is asked.`;
  const answers = counted(whole.calls - judgements, 'answer');
  const judged = judgements > 0 ? ` and ${counted(judgements, 'judgement')} of them` : '';
  const kept = stored > 0 ? ` (${formatCount(stored)} more are stored)` : '';
  const money = whole.usd === null ? 'price not known' : `about ${formatMoney(whole.usd)}`;
  const tokens = `about ${formatCount(whole.inputTokens)} tokens in and ${formatCount(whole.outputTokens)} out`;
  const guess = assumed > 0 ? ' Their length is assumed, since none of them is stored yet.' : '';
  return `Asking ${answers} for ${counted(prompts, 'prompt')}${judged}${kept}: ${tokens}, ${money}.${guess}`;
}

/** The same for a run that asks nothing. */
export function offlineLine({ whole, judgements, prompts, stored }: Announced): string {
  const answers = counted(whole.calls - judgements + stored, 'answer');
  return `Offline: of ${answers} for ${counted(prompts, 'prompt')}, ${formatCount(stored)} are stored.`;
}

/** One line of progress; what is cut off where the terminal is narrow comes last. */
export function progressLine(progress: RunProgress): string {
  const { done, total, fromStore, errored, elapsedMs } = progress;
  const asked = done - fromStore;
  const rate = elapsedMs > 0 ? (asked / elapsedMs) * 1000 : 0;
  const guesses = rate > 0 && asked >= FEWEST_FOR_A_GUESS && done < total;
  const left = guesses ? `about ${formatDuration(Math.ceil((total - done) / rate) * 1000)} left: ` : '';
  const details = [
    rate > 0 ? `${rate.toFixed(1)} a second` : '',
    fromStore > 0 ? `${formatCount(fromStore)} from the store` : '',
    errored > 0 ? `${formatCount(errored)} errored` : '',
  ].filter((detail) => detail !== '');
  const inBrackets = details.length > 0 ? ` (${details.join(', ')})` : '';
  const tokens = progress.inputTokens + progress.outputTokens;
  const used = tokens > 0 ? `, ${counted(tokens, 'token')}` : '';
  const spent = progress.usd > 0 ? `, ${formatMoney(progress.usd)}` : '';
  return `${left}${formatCount(done)} of ${formatCount(total)} answers${inBrackets}${used}${spent}`;
}
