import { ownMember } from '../../../base/json.ts';
import type { Target } from '../../../delivery/target.ts';
import type { RegistryPolicy } from '../../../domain/registry-policy.ts';
import type { RegistryState } from '../../../domain/registry-state.ts';
import type { BranchUpdate } from '../../../repo/commit.ts';
import type { Repository } from '../../../repo/git.ts';
import { snapshotAt } from '../../../repo/snapshots.ts';
import type { PolicyDoubt } from '../known-policy.ts';
import { readState } from '../log.ts';
import {
  NOT_PUBLISHED,
  type Publishable,
  type PublishReport,
  publicationsOf,
  publishWritten,
  type ServedSerials,
} from './publish.ts';
import type { OpenTargets } from './targets.ts';
import { leftAsItIs, unrecordedAt } from './unrecorded.ts';

/**
 * Publishes what was written; where nothing was, only to the places that serve less than the branch, such as a Redis that
 * came back empty.
 * @param served.owed names of programs that failed before: nobody can ask them what they serve
 * @param served.isIdle what serves was not changed, and a place that could not be asked is left for later
 */
export async function publishUpdate(
  { repository, registry }: { repository: Repository; registry: RegistryPolicy },
  update: BranchUpdate,
  {
    targets,
    unknown,
    places,
    isIdle,
    owed = new Set(),
  }: Pick<OpenTargets, 'targets'> &
    ServedSerials & { isIdle: boolean; owed?: ReadonlySet<string> | undefined },
): Promise<PublishReport> {
  if (targets.length === 0 || update.commit === null) return NOT_PUBLISHED;
  const snapshot = snapshotAt(repository, update.commit);
  try {
    const state = await readState(snapshot, null);
    const log = { state, snapshot, signing: registry.signing };
    if (update.kind === 'written' && !isIdle) {
      return withHigher(await publishWritten(log, targets, unknown), { state, places });
    }
    const isBehind = (target: Target) =>
      registry.environments.some(({ name: environment }) => {
        const serial = ownMember(state.serials, environment) ?? 0;
        return serial > (ownMember(places.get(target) ?? {}, environment) ?? 0);
      });
    const asked = isIdle ? targets.filter((target) => !unknown.has(target)) : targets;
    const lacking = isIdle ? [] : await lackingTargets(log, asked);
    const behind = asked.filter(
      (target) =>
        owed.has(target.name) ||
        (target.kind !== 'program' && (isBehind(target) || lacking.includes(target))),
    );
    const report = await publishWritten(log, behind, unknown);
    return isIdle ? report : withHigher(report, { state, places });
  } finally {
    snapshot.close();
  }
}

/** Places in which bundles or flags are missing of what they serve. One that cannot be asked now is left for later. */
async function lackingTargets(log: Publishable, targets: readonly Target[]): Promise<Target[]> {
  const asking = targets.filter(({ lacks }) => lacks !== undefined);
  if (asking.length === 0) return [];
  const { publications } = await publicationsOf(log);
  const answers = await Promise.allSettled(asking.map(async (target) => target.lacks?.(publications)));
  return asking.filter((_, index) => {
    const answer = answers[index];
    return answer?.status === 'fulfilled' && answer.value === true;
  });
}

/** The report, with the places that served a higher serial than the branch has: a rollback that nobody recorded. */
function withHigher(
  report: PublishReport,
  { state, places }: { state: RegistryState } & Pick<ServedSerials, 'places'>,
): PublishReport {
  const higher = unrecordedAt(places, state.serials).map(leftAsItIs);
  return { ...report, failures: [...report.failures, ...higher] };
}

/** Why it is not known where to publish; null: the policy says so. */
export function whyPlacesUnknown({ doubt }: { doubt: PolicyDoubt | null }): string | null {
  return doubt === null || doubt.from !== null ? null : doubt.problem;
}
