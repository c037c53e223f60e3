import type { Result } from '../../domain/result.ts';
import { renderComment } from './comment.ts';

/** GitHub takes 1 MiB a step, counted in bytes. */
const SUMMARY_BYTES = 1_000_000;

/**
 * The job summary: the comment's text, with room for all cases and for what each segment costs.
 *
 * @param options.resultLocation where the rest is, if even this is too little room.
 */
export function renderSummary(
  result: Result,
  options: { resultLocation?: string; resultUrl?: string } = {},
): string {
  const render = (budget: number) => renderComment(result, { ...options, budget, full: true });
  const text = render(SUMMARY_BYTES);
  const bytes = Buffer.byteLength(text);
  return bytes <= SUMMARY_BYTES ? text : render(Math.floor((SUMMARY_BYTES / bytes) * SUMMARY_BYTES * 0.95));
}
