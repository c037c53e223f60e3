import type { Result } from '../../domain/result.ts';
import { inertTerminal } from '../../prose/inert.ts';
import { headline } from '../telling/headline.ts';

/** What one shard of a run says: what it did, or that there was nothing to do. */
export function shardText(result: Result): string {
  const done = result.notices.find(({ code }) => code === 'shard-done');
  return done === undefined ? headline(result) : inertTerminal(done.text);
}
