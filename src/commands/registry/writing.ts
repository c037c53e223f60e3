import { ConfigurationError } from '../../base/errors.ts';
import { ownMember } from '../../base/json.ts';
import type { Target } from '../../delivery/target.ts';
import type { Actor, RegistryFile, RegistryState } from '../../domain/registry.ts';
import type { RegistryPolicy } from '../../domain/registry-policy.ts';
import { type Appended, append, type Entry } from '../../registry/append.ts';
import { changesServing } from '../../registry/fold.ts';
import { publicKeyOf } from '../../registry/signatures.ts';
import { type Author, type BranchUpdate, updateBranch } from '../../repo/commit.ts';
import type { Repository } from '../../repo/git.ts';
import type { BranchPlace } from '../../repo/remote.ts';
import { snapshotAt } from '../../repo/snapshots.ts';
import { KEY_VARIABLES, type KeyRole, NO_KEYS, type SigningKeys } from './keys.ts';
import { type Log, readLog, readState } from './log.ts';
import { actorOf, type PolicyOrigin, placeIn, type RegistryRequest } from './opened.ts';
import { type PendingRollback, readPending, removePending, type WaitingRollback } from './pending.ts';
import { factOfPending } from './pending-facts.ts';
import { publishWritten, type ServedSerials, servedSerials } from './publish/publish.ts';
import { type OpenTargets, openTargets } from './publish/targets.ts';
import { requireSignedTip, signedWriting } from './signing.ts';

/** Where and as whom a command writes. */
export type Writing = {
  repository: Repository;
  place: BranchPlace;
  registry: RegistryPolicy;
  policyFrom: PolicyOrigin;
  /** Path of the policy that the branch belongs to; null: whatever the branch says. */
  policyPath: string | null;
  actor: Actor;
  author: Author;
  /** The process's variables. */
  environment: Readonly<NodeJS.ProcessEnv>;
  /** Whether the programs may run that the policy publishes with. */
  runsPrograms: boolean;
  /** Private keys, where there are any. */
  keys: SigningKeys;
  /** Nothing is written; what would be is returned. */
  dryRun: boolean;
  now: () => Date;
};

/** What every command that writes is given. */
export type WritingRequest = RegistryRequest & {
  dryRun: boolean;
  environment: Readonly<NodeJS.ProcessEnv>;
  keys: SigningKeys;
  /** Whether the programs may run that the policy publishes with. */
  runsPrograms: boolean;
};

/**
 * Where and as whom a command writes under a registry's policy. Where that names no keys, nothing is signed.
 * @param policyPath of the policy that was read on main; null: what the branch says of it stays
 */
export async function openWriting(
  of: Pick<Writing, 'repository' | 'registry' | 'policyFrom' | 'policyPath'> & { place?: BranchPlace },
  request: WritingRequest,
): Promise<Writing> {
  const { repository, registry, policyFrom, policyPath } = of;
  const { environment, runsPrograms } = request;
  return {
    ...{ repository, registry, policyFrom, policyPath, environment, runsPrograms },
    place: of.place ?? (await placeIn(repository, registry, request)),
    ...(await actorOf(repository, environment)),
    // Where the policy was not read on main now, the branch may list keys that it does not.
    keys: registry.signing !== null || policyPath === null ? request.keys : NO_KEYS,
    dryRun: request.dryRun,
    now: () => new Date(),
  };
}

/** What a command decided by the log as it is, and found out on the way. */
export type Decision<T> = {
  /** Empty: nothing is to be written. */
  entries: Entry[];
  /** The subject of the commit. */
  message: string;
  finding: T;
};

export type Written<T> = {
  finding: T;
  /** What was written, or would be; null where there was nothing to write. */
  appended: Appended | null;
  /** The commit on the branch; null for a dry run, and where nothing was written. */
  commit: string | null;
};

/**
 * Decides by the log at the branch's tip, and writes what was decided as one commit. Where another writer was faster,
 * everything is decided anew.
 * @param how.timeoutMs, how.answerMs as `updateBranch`'s: how long other writers, and a remote that does not answer, are
 *   waited for, ms
 * @param how.byIndex reads the state from the branch's index where that may be used, which is faster than the log; its
 *   events are then not given
 * @param how.pretended the state that a dry run goes on from, instead of the branch's
 * @throws ConfigurationError as `readLog`; RemoteFailure as `updateBranch`
 */
export async function writeEvents<T>(
  writing: Writing,
  decide: (log: Log) => Promise<Decision<T>>,
  how: { timeoutMs?: number; answerMs?: number; pretended?: RegistryState | undefined; byIndex?: true } = {},
): Promise<Written<T>> {
  const { repository, place, author, dryRun, registry } = writing;
  const pending = dryRun ? [] : await readPending(repository, place);
  await using open = openTargets(writing);
  // What cannot be read does not stop a rollback; publishing reports it.
  const served = await servedSerials(open.targets, environmentsOf(registry), {
    whatever: how.byIndex ?? false,
  });
  const published = served.serials;
  let last: { finding: T; appended: Appended | null } | undefined;
  let recorded: readonly WaitingRollback[] = [];
  const update: BranchUpdate = await updateBranch(
    repository,
    place,
    async (tip) => {
      const signer = await signedWriting(writing, tip);
      // Whoever may push can write the index as well: nothing is signed by it.
      const read =
        how.byIndex && signer.registry.signing === null
          ? { state: await readState(tip, writing.policyPath), snapshot: tip, events: [] }
          : await readLog(tip, writing.policyPath);
      const log = dryRun && how.pretended ? { ...read, state: how.pretended } : read;
      recorded = recordable(signer, pending);
      const before = recorded.map(({ rollback }) => rollback);
      const brought = appendPending(log, before, { writing: signer, published });
      const { entries, message, finding } = await decide({
        ...brought.log,
        state: withPublished(brought.log.state, published),
      });
      const changed = changedBy(entries);
      if (changed.length > 0) requireKeys(signer, ['pointer']);
      await requireSignedTip(signer, { tip, state: log.state }, [...brought.changed, ...changed]);
      const appended =
        entries.length === 0 ? null : appendTo(brought.log, { entries, actor: writing.actor }, signer);
      last = { finding, appended };
      if (dryRun || (appended === null && brought.files === null)) return null;
      const subject = appended === null ? 'Record rollbacks that could not be recorded before' : message;
      return { files: { ...(brought.files ?? {}), ...(appended?.files ?? {}) }, message: subject };
    },
    { author, timeoutMs: how.timeoutMs, answerMs: how.answerMs },
  );
  await removePending(recorded.map(({ file }) => file));
  if (!last) throw new Error('the branch was updated without a decision');
  if (!dryRun && open.targets.length > 0) await publishUpdate(writing, update, { ...served, ...open });
  return { ...last, commit: update.kind === 'written' ? update.commit : null };
}

/** The next serial is above what is served anywhere, also what was published and could not be recorded. */
export function withPublished(
  state: RegistryState,
  published: Readonly<Record<string, number>>,
): RegistryState {
  const serials = { ...state.serials };
  for (const [environment, serial] of Object.entries(published)) {
    serials[environment] = Math.max(serial, ownMember(serials, environment) ?? 0);
  }
  return { ...state, serials };
}

/** The names of a policy's environments. */
export function environmentsOf({ environments }: RegistryPolicy): string[] {
  return environments.map(({ name }) => name);
}

/**
 * Publishes what was written; where nothing was, only to the places that serve less than the branch, such as a Redis that
 * came back empty.
 */
async function publishUpdate(
  { repository, registry }: Writing,
  update: BranchUpdate,
  { targets, unknown, places }: Pick<OpenTargets, 'targets'> & ServedSerials,
): Promise<void> {
  if (update.commit === null) return;
  const snapshot = snapshotAt(repository, update.commit);
  const { signing } = registry;
  try {
    const state = await readState(snapshot, null);
    if (update.kind === 'written') {
      await publishWritten({ state, snapshot, signing }, targets, {
        where: 'It is recorded on the branch',
        unknown,
      });
      return;
    }
    const isBehind = (target: Target) =>
      environmentsOf(registry).some((environment) => {
        const serial = ownMember(state.serials, environment) ?? 0;
        return serial > (ownMember(places.get(target) ?? {}, environment) ?? 0);
      });
    const behind = targets.filter((target) => target.kind !== 'program' && isBehind(target));
    await publishWritten({ state, snapshot, signing }, behind, {
      where: 'There was nothing to record',
      unknown,
    });
  } finally {
    snapshot.close();
  }
}

/**
 * Where keys are listed, nothing that serves is changed without them.
 * @throws ConfigurationError: a key that is not there, or whose public half is not listed
 */
export function requireKeys(
  { registry, keys }: Pick<Writing, 'registry' | 'keys'>,
  roles: readonly KeyRole[],
): void {
  if (registry.signing === null) return;
  for (const role of roles) {
    const key = keys[role];
    const variable = KEY_VARIABLES[role];
    if (key === null) {
      throw new ConfigurationError(
        `The policy says that the registry is signed, and there is no ${role} key here.`,
        {
          remedy: `Give its private half as ${variable}. \`registry keys\` says where each key goes.`,
        },
      );
    }
    if (!registry.signing[role].includes(publicKeyOf(key))) {
      throw new ConfigurationError(`The ${role} key in ${variable} is none of those that the policy lists.`, {
        remedy: `Add its public half to \`registry.signing.${role}\`, or give another key.`,
      });
    }
  }
}

/**
 * The log with the rollbacks that were done while the branch could not be written. One that does not apply any more,
 * since somebody took the version back meanwhile, is left out.
 */
export function appendPending(
  log: Log,
  pending: readonly PendingRollback[],
  { writing, published }: { writing: Writing; published: Readonly<Record<string, number>> },
): { log: Log; files: Record<string, string> | null; changed: string[] } {
  let current = log;
  const changed: string[] = [];
  let files: Record<string, string> | null = null;
  for (const rollback of pending) {
    const fact = factOfPending(withPublished(current.state, published), rollback, writing.now());
    if (fact === null) continue;
    const { reason, actor } = rollback;
    const appended = appendTo(current, { entries: [{ fact, reason }], actor }, writing);
    files = { ...(files ?? {}), ...appended.files };
    current = { ...current, state: appended.state, events: [...current.events, ...appended.events] };
    changed.push(rollback.environment);
  }
  return { log: current, files, changed };
}

/** Of rollbacks that wait to be recorded: where pointers are signed, only somebody with a pointer key can record them. */
function recordable(
  { registry, keys }: Writing,
  pending: readonly WaitingRollback[],
): readonly WaitingRollback[] {
  return registry.signing !== null && keys.pointer === null ? [] : pending;
}

/** The environments in which facts change what serves. */
function changedBy(entries: readonly Entry[]): string[] {
  return entries.flatMap(({ fact }) => (changesServing(fact) ? [fact.environment] : []));
}

/** The events of some facts, and every file that they change, on top of a log. Nothing is written. */
export function appendTo(
  log: Log,
  { entries, actor }: { entries: readonly Entry[]; actor: Actor },
  writing: Writing,
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
function registryFile({ policyPath, registry }: Writing): Omit<RegistryFile, 'repository'> | null {
  if (policyPath === null) return null;
  return {
    format: 1,
    policy: policyPath,
    keys: registry.signing ?? { promotion: [], pointer: [] },
  };
}
