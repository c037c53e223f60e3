import { ownMember } from '../../../base/json.ts';
import type { Target } from '../../../delivery/target.ts';
import type { RegistryPolicy } from '../../../domain/registry-policy.ts';
import type { BranchUpdate } from '../../../repo/commit.ts';
import type { Repository } from '../../../repo/git.ts';
import { snapshotAt } from '../../../repo/snapshots.ts';
import type { PolicyDoubt } from '../known-policy.ts';
import { readState } from '../log.ts';
import { NOT_PUBLISHED, type PublishReport, publishWritten, type ServedSerials } from './publish.ts';
import type { OpenTargets } from './targets.ts';

/**
 * Publishes what was written; where nothing was, only to the places that serve less than the branch, such as a Redis that
 * came back empty.
 * @param served.isIdle what serves was not changed, and a place that could not be asked is left for later
 */
export async function publishUpdate(
  { repository, registry }: { repository: Repository; registry: RegistryPolicy },
  update: BranchUpdate,
  { targets, unknown, places, isIdle }: Pick<OpenTargets, 'targets'> & ServedSerials & { isIdle: boolean },
): Promise<PublishReport> {
  if (targets.length === 0 || update.commit === null) return NOT_PUBLISHED;
  const snapshot = snapshotAt(repository, update.commit);
  try {
    const state = await readState(snapshot, null);
    if (update.kind === 'written' && !isIdle) {
      return await publishWritten({ state, snapshot, signing: registry.signing }, targets, unknown);
    }
    const isBehind = (target: Target) =>
      registry.environments.some(({ name: environment }) => {
        const serial = ownMember(state.serials, environment) ?? 0;
        return serial > (ownMember(places.get(target) ?? {}, environment) ?? 0);
      });
    const asked = isIdle ? targets.filter((target) => !unknown.has(target)) : targets;
    const behind = asked.filter((target) => target.kind !== 'program' && isBehind(target));
    return await publishWritten({ state, snapshot, signing: registry.signing }, behind, unknown);
  } finally {
    snapshot.close();
  }
}

/** Why it is not known where to publish; null: the policy says so. */
export function whyPlacesUnknown({ doubt }: { doubt: PolicyDoubt | null }): string | null {
  return doubt === null || doubt.from !== null ? null : doubt.problem;
}
