import type { RegistryPolicy } from '../../domain/registry-policy.ts';
import type { RegistryState } from '../../domain/registry-state.ts';
import type { Snapshot } from '../../domain/snapshot.ts';
import { lastEventInFuture } from '../../registry/at.ts';
import { readTip, type TipReading } from '../../repo/branch.ts';
import type { Repository } from '../../repo/git.ts';
import type { BranchPlace } from '../../repo/remote.ts';
import { snapshotAt } from '../../repo/snapshots.ts';
import { doubtNotes, type PolicyDoubt, type PolicyOrigin } from './known-policy.ts';
import { readState } from './log.ts';
import { openClone } from './opened.ts';
import { readPending } from './pending.ts';

/** The options of a reading command. */
type ReadingValues = { config: string; remote: string | undefined; offline: boolean };

/** The registry as a reading command sees it. Closed when it is disposed of. */
export type OpenReading = {
  repository: Repository;
  place: BranchPlace;
  registry: RegistryPolicy;
  policyFrom: PolicyOrigin;
  /** Why `registry` is not that of main's newest policy. */
  doubt: PolicyDoubt | null;
  /** Of the branch's tip; null: there is no branch. */
  snapshot: Snapshot | null;
  /** How old what is read may be, and what is wrong with its last event, as sentences. */
  notes: string[];
  tip: TipReading;
  [Symbol.dispose](): void;
};

/** Opens the registry for reading: its remote is asked for two seconds at most. */
export async function openReading(
  directory: string,
  { config, remote, offline }: ReadingValues,
): Promise<OpenReading> {
  const clone = await openClone({ directory, configPath: config, remote });
  const { repository, place } = clone;
  const tip = await readTip(repository, place, { offline });
  const snapshot = tip.commit === null ? null : snapshotAt(repository, tip.commit);
  return {
    ...{ ...clone, snapshot, tip },
    notes: [...doubtNotes(clone.doubt), ...agesOf(tip, place), ...(await waitingNotes(repository, place))],
    [Symbol.dispose]: () => snapshot?.close(),
  };
}

/** The state, by the index where it may be used; a last event in the future is noted. */
export async function stateOf({ snapshot, notes }: OpenReading): Promise<RegistryState> {
  const state = await readState(snapshot, null);
  const future = lastEventInFuture(state, new Date());
  if (future !== null)
    notes.push(`The last event is of ${future}, which is in the future: some writer's clock was wrong.`);
  return state;
}

/** The part of every `--json` that says what was read. */
export function readFrom({ tip, place }: OpenReading) {
  const { commit, asked, fetchedAt } = tip;
  return { branch: place.branch, commit, asked, fetchedAt: fetchedAt?.toISOString() ?? null };
}

async function waitingNotes(repository: Repository, place: BranchPlace): Promise<string[]> {
  const waiting = await readPending(repository, place);
  if (waiting.length === 0) return [];
  const names = waiting.map(
    ({ rollback: { prompt, from, environment } }) => `${prompt} ${from} in ${environment}`,
  );
  return [
    `Rollbacks wait in this clone to be recorded, which the next command that writes does: ${names.join(', ')}.`,
  ];
}

function agesOf(
  { commit, asked, fetchedAt, failure }: TipReading,
  { remote, branch }: BranchPlace,
): string[] {
  if (commit === null) {
    return [
      `There is no branch ${branch}${remote === null ? '' : ` at ${remote}`} yet: \`record\` begins it.`,
    ];
  }
  if (asked === 'remote' || remote === null) return [];
  const age = fetchedAt === null ? 'of unknown age' : `${ageOf(Date.now() - fetchedAt.getTime())} old`;
  const why = asked === 'unreachable' ? `${failure ?? 'The remote did not answer.'} ` : '';
  return [`${why}What is read here is this clone's copy, ${age}.`];
}

function ageOf(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 120) return `${seconds} s`;
  if (seconds < 7200) return `${Math.round(seconds / 60)} min`;
  return seconds < 172_800 ? `${Math.round(seconds / 3600)} h` : `${Math.round(seconds / 86_400)} days`;
}
