import { type ConfigurationError, formatPlace, mistakesIn, unlessMistaken } from '../../base/errors.ts';
import { policyAt } from '../../config/read.ts';
import { parseConfig } from '../../config/schema.ts';
import type { RegistryPolicy } from '../../domain/registry-policy.ts';
import { isShallow } from '../../repo/fetch.ts';
import { line, type Repository, tryGit } from '../../repo/git.ts';
import { defaultBase, resolveRevision } from '../../repo/revision.ts';
import { snapshotAt } from '../../repo/snapshots.ts';

/** Whose the policy is: main's, or whatever lies in the work tree. */
export type PolicyOrigin = 'main' | 'work-tree';

/** Why `registry:` is not that of main's newest policy. */
export type PolicyDoubt = {
  kind: 'invalid' | 'absent';
  /** What is wrong with it, without a full stop: `the policy on main is invalid (policy.yml:7: …)`. */
  problem: string;
  /** Of a policy that is invalid. */
  mistakes: readonly ConfigurationError[];
  /** The commit whose `registry:` counts instead; null: the defaults count, which publish nowhere. */
  from: string | null;
};

/** `registry:` as a clone knows it. */
export type KnownPolicy = {
  registry: RegistryPolicy;
  policyFrom: PolicyOrigin;
  /** Null: main's newest policy counts. */
  doubt: PolicyDoubt | null;
};

/** Of the commits that change the policy, the newest are looked at. */
const MAX_COMMITS = 100;

/**
 * `registry:` of the policy at main's last known commit, else in what is checked out. Where that policy is invalid, the
 * newest commit counts where it was valid, so that an emergency command goes on signing and publishing; where there is
 * none, the defaults.
 */
export async function knownPolicy(repository: Repository, configPath: string): Promise<KnownPolicy> {
  const base = await unlessMistaken(() => defaultBase(repository));
  const policyFrom = base ? 'main' : 'work-tree';
  const tip = await unlessMistaken(() => resolveRevision(repository, base ?? 'HEAD'));
  const place = base ? 'on main' : 'here';
  const found: Found = tip === undefined ? { kind: 'absent' } : await readAt(repository, tip, configPath);
  switch (found.kind) {
    case 'registry':
      return { registry: found.registry, policyFrom, doubt: null };
    case 'absent': {
      const problem = `the policy ${place} has no \`registry:\` (${configPath})`;
      const doubt = { kind: 'absent', problem, mistakes: [], from: null } as const;
      return { registry: defaultRegistry(), policyFrom, doubt };
    }
    case 'invalid': {
      const invalid = `the policy ${place} is invalid (${firstOf(found.mistakes)})`;
      const { mistakes } = found;
      const older = await newestValid(repository, { tip: tip ?? '', configPath });
      if (older !== null) {
        const doubt = { kind: 'invalid', problem: invalid, mistakes, from: older.commit } as const;
        return { registry: older.registry, policyFrom, doubt };
      }
      const isCut = await isShallow(repository);
      const here = isCut ? ' that this clone has (it is shallow: git fetch --unshallow)' : '';
      const problem = `${invalid}, and no earlier commit${here} has a valid one`;
      const doubt = { kind: 'invalid', problem, mistakes, from: null } as const;
      return { registry: defaultRegistry(), policyFrom, doubt };
    }
  }
}

/** What a command says of it; none where main's newest policy counts, or never had a registry. */
export function doubtNotes(doubt: PolicyDoubt | null): string[] {
  if (doubt?.kind !== 'invalid') return [];
  const { problem, from } = doubt;
  const begin = problem.charAt(0).toUpperCase() + problem.slice(1);
  if (from === null) return [`${begin}. Repair the policy.`];
  return [
    `${begin}: \`registry:\` is read in ${from.slice(0, 12)}, the newest commit where the policy is valid. Repair the policy.`,
  ];
}

type Found =
  | { kind: 'registry'; registry: RegistryPolicy }
  | { kind: 'absent' }
  | { kind: 'invalid'; mistakes: readonly ConfigurationError[] };

async function readAt(repository: Repository, commit: string, configPath: string): Promise<Found> {
  const snapshot = snapshotAt(repository, commit);
  try {
    const registry = (await policyAt(snapshot, configPath))?.registry;
    return registry ? { kind: 'registry', registry } : { kind: 'absent' };
  } catch (problem) {
    return { kind: 'invalid', mistakes: mistakesIn(problem) };
  } finally {
    snapshot.close();
  }
}

async function newestValid(
  repository: Repository,
  { tip, configPath }: { tip: string; configPath: string },
): Promise<{ commit: string; registry: RegistryPolicy } | null> {
  const range = ['--first-parent', `--max-count=${MAX_COMMITS}`, tip, '--', configPath];
  const { stdout } = await tryGit(repository, ['rev-list', ...range]);
  for (const commit of line(stdout).split('\n')) {
    if (commit === '') continue;
    const found = await readAt(repository, commit, configPath);
    if (found.kind === 'registry') return { commit, registry: found.registry };
    // A valid policy without a registry ended it on purpose.
    if (found.kind === 'absent') return null;
  }
  return null;
}

function firstOf(mistakes: readonly ConfigurationError[]): string {
  const [first] = mistakes;
  if (first === undefined) return 'it cannot be read';
  const where = first.place ? `${formatPlace(first.place)}: ` : '';
  return `${where}${first.problem.replace(/\.$/, '')}`;
}

function defaultRegistry(): RegistryPolicy {
  const { registry } = parseConfig('registry: {}', '');
  if (!registry) throw new Error('the default policy has no registry');
  return registry;
}
