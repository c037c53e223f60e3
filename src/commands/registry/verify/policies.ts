import { unlessMistaken } from '../../../base/errors.ts';
import { policyAt } from '../../../config/read.ts';
import type { Config } from '../../../domain/policy.ts';
import type { PolicyCommit } from '../../../domain/registry.ts';
import type { RegistryPolicy } from '../../../domain/registry-policy.ts';
import { isShallow } from '../../../repo/fetch.ts';
import type { Repository } from '../../../repo/git.ts';
import { isAncestor, mainLine } from '../../../repo/history.ts';
import { snapshotAt, snapshotReader } from '../../../repo/snapshots.ts';

/** The policy of a commit, and why it may not decide, as sentences. */
export type FoundPolicy = { config: (Config & { registry: RegistryPolicy }) | null; problems: string[] };

/** The policies of main's commits. Closed when they are not needed any more. */
export type Policies = {
  /** @param decidedBefore the last commit of main that the log named before; null: none */
  of(policy: PolicyCommit, decidedBefore: string | null): Promise<FoundPolicy>;
  /** The text of a file of a commit; undefined where there is none. */
  fileOf(file: PolicyCommit): Promise<string | undefined>;
  close(): void;
};

/**
 * Reads policies for `verify`.
 * @param main main's tip; null where this clone has none
 */
export function openPolicies(repository: Repository, main: string | null): Policies {
  const objects = snapshotReader(repository);
  const configs = new Map<string, Promise<FoundPolicy['config']>>();
  let opened: Promise<ReadonlyMap<string, number>> | undefined;
  const line = () => {
    opened ??= main === null ? Promise.resolve(new Map()) : mainLine(repository, main);
    return opened;
  };
  const isBefore = async (commit: string, other: string): Promise<boolean> => {
    if (commit === other) return false;
    const [own, others] = [(await line()).get(commit), (await line()).get(other)];
    if (own !== undefined && others !== undefined) return own < others;
    return isAncestor(repository, commit, other);
  };
  const ofMain = new Map<string, Promise<boolean>>();
  const isOfMain = async (commit: string): Promise<boolean> => {
    if (main === null || (await line()).has(commit)) return main !== null;
    const asked = ofMain.get(commit) ?? isAncestor(repository, commit, main);
    ofMain.set(commit, asked);
    return asked;
  };
  let shallow: Promise<boolean> | undefined;
  const read = async ({ commit, path }: PolicyCommit): Promise<FoundPolicy['config']> => {
    const config = await unlessMistaken(() => policyAt(snapshotAt(repository, commit, objects), path));
    return config?.registry ? { ...config, registry: config.registry } : null;
  };
  return {
    async of(policy, decidedBefore) {
      const { commit, path } = policy;
      const label = `${path} at ${commit.slice(0, 12)}`;
      if (!(await isOfMain(commit))) {
        shallow ??= isShallow(repository);
        const why = (await shallow) ? ' (this clone is shallow: git fetch --unshallow)' : '';
        return { config: null, problems: [`${label} is not part of main as this clone has it${why}.`] };
      }
      const key = `${commit} ${path}`;
      const reading = configs.get(key) ?? read(policy);
      configs.set(key, reading);
      const config = await reading;
      const isOld = decidedBefore !== null && (await isBefore(commit, decidedBefore));
      return {
        config,
        problems: [
          ...(config ? [] : [`${label} cannot be read, or has no \`registry:\`.`]),
          ...(isOld ? [`${label} is older than ${decidedBefore?.slice(0, 12)}, which decided before.`] : []),
        ],
      };
    },
    fileOf: async ({ commit, path }) =>
      unlessMistaken(() => snapshotAt(repository, commit, objects).read(path)),
    close: objects.close,
  };
}
