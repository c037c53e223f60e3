import { ConfigurationError, unlessMistaken, withRemedy } from '../base/errors.ts';
import { parseYaml } from '../document/yaml.ts';
import { type Config, DEFAULT_POLICY_PATH } from '../domain/policy.ts';
import type { Snapshot } from '../domain/snapshot.ts';
import { withConditionsMet } from './conditional-globs.ts';
import { type PolicyEdit, policyEdits } from './edits.ts';
import type { LoweredRule } from './lowered-rules.ts';
import { defaultConfig, parseConfig } from './schema.ts';

/** Where the policy came from. `changed`: the pull request edits it. */
export type ConfigSource = { path: string; revision: 'base' | 'head' | 'defaults'; changed: boolean };

export type PolicyReading = {
  /** The policy in force. */
  config: Config;
  source: ConfigSource;
  /** The policy as edited by the pull request, if it edits the base's or adds the first. */
  proposed?: Config | undefined;
  /** The policy at the start of the pull request, if it is readable. Only with `proposed`. */
  since?: Config | undefined;
  /** The settings that the pull request changes in the file; none where it adds the first policy. */
  edits: PolicyEdit[];
  /** The rules by which the pull request holds prompts to less, once it is merged. */
  lowered: LoweredRule[];
};

const REPAIR =
  "The base's policy counts: where it is broken, repair it in a pull request that changes nothing else.";

/**
 * The policy: the base's, so that a pull request cannot lower its own bar; the defaults if the base has none. A pull
 * request's edit of it is read too: it names models and adds prompts, and a broken one must not become the base's.
 *
 * @param request.since the snapshot with which `changed` is determined (the merge base), by default `base`.
 * @throws ConfigurationError(s): a policy that cannot be read, or a path other than the default that names no file.
 */
export async function readConfig(request: {
  base: Snapshot;
  head: Snapshot;
  path: string;
  since?: Snapshot;
}): Promise<PolicyReading> {
  const { base, head, path, since = base } = request;
  const [before, after] = await Promise.all([since.blob(path), head.blob(path)]);
  const changed = before !== after;
  const own = await policyAt(base, path).catch((problem: unknown) => {
    throw head === base ? problem : withRemedy(problem, REPAIR);
  });
  // A policy that is deleted leaves the defaults.
  const proposed = changed ? ((await policyAt(head, path)) ?? (own && defaultConfig())) : undefined;
  if (!own && !proposed) await refuseOverlooked(path, [base, head]);
  const former = proposed && (since === base ? own : await unlessMistaken(() => policyAt(since, path)));
  const met = (policy: Config) => withConditionsMet(policy, [base, head, since]);
  return {
    config: await met(own ?? defaultConfig()),
    source: { path, revision: own ? 'base' : 'defaults', changed },
    proposed: proposed && (await met(proposed)),
    since: former && (await met(former)),
    edits: changed ? await editsOf(path, since, head) : [],
    lowered: proposed ? await loweredOf(former ?? defaultConfig(), proposed) : [],
  };
}

async function loweredOf(before: Config, after: Config): Promise<LoweredRule[]> {
  const { loweredRules } = await import('./lowered-rules.ts');
  return loweredRules(before, after);
}

/** None where the file cannot be read at one of both, or is new. */
async function editsOf(path: string, before: Snapshot, after: Snapshot): Promise<PolicyEdit[]> {
  const documents = await unlessMistaken(async () => {
    const [former, now] = await Promise.all([before.read(path), after.read(path)]);
    return former === undefined ? undefined : [former, now ?? ''].map((text) => parseYaml(text, path).value);
  });
  const [former, now] = documents ?? [];
  return former === undefined || now === undefined ? [] : policyEdits(former, now);
}

/**
 * The policy of a snapshot; undefined where it has none.
 * @throws ConfigurationError(s): one that cannot be read
 */
export async function policyAt(snapshot: Snapshot, path: string): Promise<Config | undefined> {
  const text = await snapshot.read(path);
  return text === undefined ? undefined : withConditionsMet(parseConfig(text, path), [snapshot]);
}

/** Reports a missing policy file instead of ignoring it: its owner believes it to be in force. */
async function refuseOverlooked(path: string, snapshots: readonly Snapshot[]): Promise<void> {
  if (path !== DEFAULT_POLICY_PATH) {
    throw new ConfigurationError('There is no such config file.', {
      place: { path },
      remedy: `Give its path relative to the root of the repository, or leave it out for ${DEFAULT_POLICY_PATH}.`,
    });
  }
  const otherName = path.replace(/\.yml$/, '.yaml');
  const there = await Promise.all(snapshots.map((snapshot) => snapshot.has(otherName)));
  if (!there.includes(true)) return;
  throw new ConfigurationError('The config is not read under this name.', {
    place: { path: otherName },
    remedy: `Rename it to ${path}.`,
  });
}
