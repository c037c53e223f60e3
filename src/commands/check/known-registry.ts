import type { RegistryPolicy } from '../../domain/registry-policy.ts';
import type { RegistryState } from '../../domain/registry-state.ts';
import { readTip } from '../../repo/branch.ts';
import type { Repository } from '../../repo/git.ts';
import { snapshotAt } from '../../repo/snapshots.ts';
import { readState } from '../registry/log.ts';
import { placeIn } from '../registry/opened.ts';

/**
 * The registry as this clone saw it last; null where it never did. The remote is not asked.
 * @throws ConfigurationError: the branch is no registry of this policy
 */
export async function knownRegistry(
  repository: Repository,
  registry: RegistryPolicy,
  configPath: string,
): Promise<RegistryState | null> {
  const place = await placeIn(repository, registry, { remote: undefined });
  const { commit } = await readTip(repository, place, { offline: true });
  if (commit === null) return null;
  const snapshot = snapshotAt(repository, commit);
  try {
    return await readState(snapshot, configPath);
  } finally {
    snapshot.close();
  }
}
