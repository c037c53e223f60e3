import type { RunProgress } from '../run/trial.ts';
import { formatMoney } from './numbers.ts';

/** Roughly what calls will take. */
type Estimated = { calls: number; inputTokens: number; outputTokens: number; usd: number | null };

/**
 * What a run will ask and cost, told before the first call. Tokens and money are estimates.
 * @param estimate of everything, the `judgements` among it
 */
export function estimateLine(estimate: Estimated, prompts: number, judgements = 0): string {
  const money = estimate.usd === null ? 'price not known' : `about ${formatMoney(estimate.usd)}`;
  const tokens = `about ${count(estimate.inputTokens)} tokens in and ${count(estimate.outputTokens)} out`;
  const judged = judgements > 0 ? ` and ${plural(judgements, 'judgement')} of them` : '';
  const answers = plural(estimate.calls - judgements, 'answer');
  return `Asking ${answers} for ${plural(prompts, 'prompt')}${judged}: ${tokens}, ${money}, less what is stored already.`;
}

/** One line of progress, told at most every few seconds. */
export function progressLine(progress: RunProgress): string {
  const { done, total, fromStore, errored, elapsedMs } = progress;
  const asked = done - fromStore;
  const rate = elapsedMs > 0 ? (asked / elapsedMs) * 1000 : 0;
  const left = rate > 0 && asked > 0 ? `, about ${Math.ceil((total - done) / rate)} s left` : '';
  const stored = fromStore > 0 ? `, ${count(fromStore)} from the store` : '';
  const errors = errored > 0 ? `, ${count(errored)} errored` : '';
  return `${count(done)} of ${count(total)} answers (${rate.toFixed(1)} a second${stored}${errors})${left}`;
}

function count(value: number): string {
  return Math.round(value).toLocaleString('en-US');
}

function plural(value: number, word: string): string {
  return `${count(value)} ${word}${value === 1 ? '' : 's'}`;
}
