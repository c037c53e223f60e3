import { headline } from './headline.ts';
import { inertTerminal } from './inert.ts';
import type { Result } from './result.ts';

/** What one shard of a run says: what it did, or that there was nothing to do. */
export function shardText(result: Result): string {
  const told = result.notices.at(-1);
  return told === undefined ? headline(result) : inertTerminal(told);
}
