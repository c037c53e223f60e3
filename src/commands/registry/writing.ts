import type { Actor } from '../../domain/registry.ts';
import type { RegistryPolicy } from '../../domain/registry-policy.ts';
import type { RegistryState } from '../../domain/registry-state.ts';
import type { Appended, Entry } from '../../registry/append.ts';
import { changesServing } from '../../registry/fold.ts';
import { largestSerials } from '../../registry/pointer.ts';
import { type Author, type BranchUpdate, updateBranch } from '../../repo/commit.ts';
import type { Repository } from '../../repo/git.ts';
import type { BranchPlace } from '../../repo/remote.ts';
import { appendPending, appendTo, withPublished } from './appending.ts';
import { NO_KEYS, type SigningKeys } from './keys.ts';
import type { PolicyDoubt, PolicyOrigin } from './known-policy.ts';
import { type Log, readLog, readState } from './log.ts';
import { actorOf, placeIn, type RegistryRequest } from './opened.ts';
import { readPending, removePending, type WaitingRollback } from './pending.ts';
import { NOT_PUBLISHED, type PublishReport, type ServedSerials, servedSerials } from './publish/publish.ts';
import { publishUpdate, whyPlacesUnknown } from './publish/publish-update.ts';
import { openTargets } from './publish/targets.ts';
import { overtaken, refuseUnrecorded, type Unrecorded, unrecordedAt } from './publish/unrecorded.ts';
import { withinReach } from './publish/within-reach.ts';
import { requireSignedTip } from './signed-tip.ts';
import { canSign, requireKeys, signedAs } from './signing.ts';

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
  /** The private keys that are used: none where the registry is not signed. */
  keys: SigningKeys;
  /** All private keys that were given. */
  givenKeys: SigningKeys;
  /** Why `registry` is not that of main's newest policy. */
  doubt: PolicyDoubt | null;
  /** A serial that is known to have been served: the next is above it. */
  serialAbove: number | undefined;
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
  /** A serial that is known to have been served: the next is above it. */
  serialAbove?: number | undefined;
};

/**
 * Where and as whom a command writes under a registry's policy. Where that names no keys, nothing is signed.
 * @param policyPath of the policy that was read on main; null: what the branch says of it stays
 */
export async function openWriting(
  of: Pick<Writing, 'repository' | 'registry' | 'policyFrom' | 'policyPath'> & {
    place?: BranchPlace;
    doubt?: PolicyDoubt | null;
  },
  request: WritingRequest,
): Promise<Writing> {
  const { repository, registry, policyFrom, policyPath } = of;
  const { environment, runsPrograms } = request;
  return {
    ...{ repository, registry, policyFrom, policyPath, environment, runsPrograms },
    place: of.place ?? (await placeIn(repository, registry, request)),
    ...(await actorOf(repository, environment)),
    keys: registry.signing ? request.keys : NO_KEYS,
    givenKeys: request.keys,
    doubt: of.doubt ?? null,
    serialAbove: request.serialAbove,
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
  publication: PublishReport;
};

/**
 * Decides by the log at the branch's tip, and writes what was decided as one commit. Where another writer was faster,
 * everything is decided anew.
 * @param how.timeoutMs, how.answerMs as `updateBranch`'s: how long other writers, and a remote that does not answer, are
 *   waited for, ms
 * @param how.byIndex reads the state from the branch's index where that may be used, which is faster than the log; its
 *   events are then not given
 * @param decide is given the log, and the writing with the keys with which the branch is signed
 * @param how.mayLeaveServing a place that cannot be asked stops only what changes what serves
 * @param how.overtakes a rollback that another clone published and nobody recorded does not stop it, and is reported
 * @param how.owed as `publishUpdate`
 * @param how.pretended the state that a dry run goes on from, instead of the branch's
 * @throws ConfigurationError as `readLog`; RemoteFailure as `updateBranch`; GateFailure as `refuseUnrecorded`
 */
export async function writeEvents<T>(
  writing: Writing,
  decide: (log: Log, signed: Writing) => Promise<Decision<T>>,
  how: {
    timeoutMs?: number;
    answerMs?: number;
    pretended?: RegistryState | undefined;
    byIndex?: true;
    mayLeaveServing?: true;
    overtakes?: true;
    owed?: ReadonlySet<string>;
  } = {},
): Promise<Written<T>> {
  const { repository, place, author, dryRun, registry } = writing;
  const noted = await readPending(repository, place);
  let waiting = dryRun ? [] : noted;
  await using open = openTargets(writing);
  // What cannot be read does not stop a rollback; publishing reports it.
  const served = await servedSerials(open.targets, environmentsOf(registry), {
    whatever: how.byIndex ?? how.mayLeaveServing ?? false,
    pointerKeys: registry.signing?.pointer ?? null,
  });
  let counted: ServedSerials = served;
  let last: { finding: T; appended: Appended | null } | undefined;
  let isServingChanged = false;
  let overtakes: Unrecorded[] = [];
  const update: BranchUpdate = await updateBranch(
    repository,
    place,
    async (tip) => {
      const signed = await signedAs(writing, tip);
      // Whoever may push can write the index as well: nothing is signed by it.
      const read =
        how.byIndex && signed.registry.signing === null
          ? { state: await readState(tip, writing.policyPath), snapshot: tip, events: [] }
          : await readLog(tip, writing.policyPath);
      const log = dryRun && how.pretended ? { ...read, state: how.pretended } : read;
      // Where pointers are signed, only somebody with a pointer key can record them.
      waiting = !dryRun && canSign(signed) ? noted : [];
      const { serials: published, ...within } = withinReach(served, log.state, servedAbove(writing));
      counted = within;
      const before = waiting.map(({ rollback }) => rollback);
      const brought = appendPending(log, before, { writing: signed, published });
      const decided = { ...brought.log, state: withPublished(brought.log.state, published) };
      const { entries, message, finding } = await decide(decided, signed);
      const changed = changedBy(entries);
      isServingChanged = changed.length > 0 || brought.files !== null;
      if (changed.length > 0) requireKeys(signed, ['pointer']);
      const unrecorded = unrecordedAt(within.places, knownSerials(log.state, { noted, writing }));
      if (how.overtakes) overtakes = unrecorded.filter(({ environment }) => changed.includes(environment));
      else refuseUnrecorded(unrecorded, changed);
      if (changed.length > 0 && how.mayLeaveServing && served.failure !== undefined) throw served.failure;
      await requireSignedTip({ policy: writing, signed }, { tip, state: log.state }, [
        ...brought.changed,
        ...changed,
      ]);
      const appended =
        entries.length === 0 ? null : appendTo(brought.log, { entries, actor: signed.actor }, signed);
      last = { finding, appended };
      if (dryRun || (appended === null && brought.files === null)) return null;
      const subject = appended === null ? 'Record rollbacks that could not be recorded before' : message;
      return { files: { ...(brought.files ?? {}), ...(appended?.files ?? {}) }, message: subject };
    },
    { author, timeoutMs: how.timeoutMs, answerMs: how.answerMs },
  );
  await removePending(waiting.map(({ file }) => file));
  if (!last) throw new Error('the branch was updated without a decision');
  const commit = update.kind === 'written' ? update.commit : null;
  const publication = dryRun
    ? NOT_PUBLISHED
    : await publishUpdate(writing, update, {
        ...{ ...counted, ...open },
        ...{ isIdle: how.mayLeaveServing === true && !isServingChanged, owed: how.owed },
      });
  const failures = [...publication.failures, ...overtakes.map(overtaken)];
  const placesUnknown = isServingChanged && commit !== null ? whyPlacesUnknown(writing) : null;
  return { ...last, commit, publication: { ...publication, failures, placesUnknown } };
}

/** What `--serial-above` says was served, by environment. */
export function servedAbove({ registry, serialAbove }: Writing): Record<string, number> {
  if (serialAbove === undefined) return {};
  return Object.fromEntries(environmentsOf(registry).map((environment) => [environment, serialAbove]));
}

/** The largest serials that are no surprise, by environment. */
export function knownSerials(
  state: RegistryState,
  { noted, writing }: { noted: readonly WaitingRollback[]; writing: Writing },
): Record<string, number> {
  // A note of an earlier version does not say under which serial it was published.
  const notes = noted.map(({ rollback: { environment, serial } }) => ({
    [environment]: serial ?? Number.POSITIVE_INFINITY,
  }));
  return largestSerials(state.serials, servedAbove(writing), ...notes);
}

/** The names of a policy's environments. */
export function environmentsOf({ environments }: RegistryPolicy): string[] {
  return environments.map(({ name }) => name);
}

/** The environments in which facts change what serves. */
function changedBy(entries: readonly Entry[]): string[] {
  return entries.flatMap(({ fact }) => (changesServing(fact) ? [fact.environment] : []));
}
