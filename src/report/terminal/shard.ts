import type { Result } from '../../domain/result.ts';
import { inertTerminal } from '../../prose/inert.ts';
import { headline } from '../telling/headline.ts';

/** What one shard of a run says: what it did, or that there was nothing to do. */
export function shardText(result: Result): string {
  const told = result.notices.at(-1);
  return told === undefined ? headline(result) : inertTerminal(told);
}
