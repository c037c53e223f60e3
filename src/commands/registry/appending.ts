import type { Actor } from '../../domain/registry.ts';
import type { RegistryFile } from '../../domain/registry-files.ts';
import type { RegistryState } from '../../domain/registry-state.ts';
import { type Appended, append, type Entry } from '../../registry/append.ts';
import { largestSerials } from '../../registry/pointer.ts';
import type { Log } from './log.ts';
import type { PendingRollback } from './pending.ts';
import { entriesOfPending } from './pending-facts.ts';
import type { Signing } from './signing.ts';

/** By whom something is put on top of a log, and when. */
export type Appending = Pick<Signing, 'registry' | 'policyPath' | 'keys'> & { now: () => Date };

/** The next serial is above what is served anywhere, also what was published and could not be recorded. */
export function withPublished(
  state: RegistryState,
  published: Readonly<Record<string, number>>,
): RegistryState {
  return { ...state, serials: largestSerials(state.serials, published) };
}

/**
 * The log with the rollbacks that were done while the branch could not be written. One that does not apply any more,
 * since somebody took the version back meanwhile, is left out.
 * @param how.asPublished once more as they were published: with the same serials and times
 */
export function appendPending(
  log: Log,
  pending: readonly PendingRollback[],
  {
    writing,
    published,
    asPublished = false,
  }: { writing: Appending; published: Readonly<Record<string, number>>; asPublished?: boolean },
): { log: Log; files: Record<string, string> | null; changed: string[] } {
  let current = log;
  const changed: string[] = [];
  let files: Record<string, string> | null = null;
  for (const rollback of pending) {
    const now = asPublished ? new Date(rollback.at) : writing.now();
    const state = withPublished(current.state, published);
    const entries = entriesOfPending(state, rollback, { now, asPublished });
    if (entries === null) continue;
    const { actor } = rollback;
    const appended = appendTo(current, { entries, actor }, { ...writing, now: () => now });
    files = { ...(files ?? {}), ...appended.files };
    current = { ...current, state: appended.state, events: [...current.events, ...appended.events] };
    changed.push(rollback.environment);
  }
  return { log: current, files, changed };
}

/** The events of some facts, and every file that they change, on top of a log. Nothing is written. */
export function appendTo(
  log: Log,
  { entries, actor }: { entries: readonly Entry[]; actor: Actor },
  writing: Appending,
): Appended {
  const { keys, now } = writing;
  return append({
    state: log.state,
    entries,
    actor,
    now: now(),
    registry: registryFile(writing),
    pointerKeys: keys.pointer === null ? [] : [keys.pointer],
  });
}

/** Null where the policy that the branch belongs to was not read: what the branch says of it stays. */
function registryFile({ policyPath, registry }: Appending): Omit<RegistryFile, 'repository'> | null {
  if (policyPath === null) return null;
  return {
    format: 1,
    policy: policyPath,
    keys: registry.signing ?? { promotion: [], pointer: [] },
  };
}
