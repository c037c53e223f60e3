import type { GuardAction, Guarded, Tripped } from '../../../domain/tripped.ts';
import type { StandingGuard } from '../../../experiment/standing.ts';
import type { WatchedReading } from '../../../experiment/watched.ts';
import type { KeptIssue } from '../../../github/issue.ts';
import type { StreamReading } from '../../../observe/stream.ts';
import type { PendingRollback } from '../pending.ts';
import type { PublishReport } from '../publish/publish.ts';
import type { RollbackOutcome } from '../rollback/rollback.ts';
import type { WritingRequest } from '../writing.ts';

export type GuardRequest = WritingRequest & {
  /** The main branch; undefined: the remote's. */
  base: string | undefined;
  /** The environment of rows that name none. */
  env: string | undefined;
  /** Where trips are posted. */
  webhook: URL | null;
};

/** What was read. */
export type GuardedRows = StreamReading & {
  /** Of the rows taken: older than the serving of what they name, or of a version that no guard watches. */
  unwatched: number;
};

/** What became of one guard. */
export type GuardOutcome = {
  guard: StandingGuard;
  reading: WatchedReading;
  /** What is done because it tripped; null: it did not. */
  action: GuardAction | null;
  /** It tripped before, nobody released that, and the registry has what it wanted. */
  isKnown: boolean;
};

/** A rollback that waited in this clone until the branch could be written. */
export type RecordedRollback = Pick<PendingRollback, 'prompt' | 'environment' | 'from' | 'at'>;

/** A version whose exposure may not rise from now on. */
export type GuardHold = {
  environment: string;
  prompt: string;
  version: string;
  /** ISO 8601; null: until it is released. */
  until: string | null;
  reason: string;
};

/** An issue that is to be opened or brought up to date. */
export type WantedIssue = Pick<KeptIssue, 'key' | 'title' | 'body' | 'note' | 'once'> & {
  prompt: string;
  environment: string;
};

/** An issue on GitHub that says what tripped. */
export type GuardIssue = {
  environment: string;
  prompt: string;
  /** `owner/name`. */
  repository: string;
  title: string;
  /** Markdown. */
  body: string;
  /** `planned`: of a dry run. */
  outcome: 'opened' | 'updated' | 'unchanged' | 'closed' | 'planned' | 'failed';
  url: string | null;
  problem: string | null;
};

export type GuardReport = {
  guards: GuardOutcome[];
  rollbacks: RollbackOutcome[];
  held: GuardHold[];
  /** What tripped now; without what somebody else acted on at the same time, and told. */
  trips: {
    /** On the branch. */
    written: Tripped[];
    /** Of a dry run, or the branch could not be written. */
    unwritten: Tripped[];
  };
  unreadable: { path: string; problem: string }[];
  told: GuardedRows;
  /** Of what was written besides rollbacks, and of what was lacking of earlier ones. */
  publication: PublishReport;
  /** Rollbacks that were published before, and are recorded now. */
  recorded: RecordedRollback[];
  /** What issues have to say; where GitHub may not be asked, only of what tripped now. */
  wanted: WantedIssue[];
  /** What became of them; empty where nothing stands that tripped, and where GitHub may not be asked. */
  issues: GuardIssue[];
  /** What could not be done, as sentences. */
  failures: string[];
  dryRun: boolean;
};

/** What tripped now, with what was done; what tripped before was told then, and what somebody else acted on, by them. */
export function newTrips({ guards, trips }: Pick<GuardReport, 'guards' | 'trips'>): GuardOutcome[] {
  const facts = [...trips.written, ...trips.unwritten];
  return guards.flatMap((outcome) => {
    const fact = facts.find((each) => isSameGuard(each, outcome.guard));
    return outcome.action === null || fact === undefined ? [] : [{ ...outcome, action: fact.action }];
  });
}

/** Whether two watch the same metric of the same version in the same segment. */
export function isSameGuard(a: Guarded, b: Guarded): boolean {
  const place = ({ environment, prompt, version, segment, metric }: Guarded) =>
    [environment, prompt, version, segment, metric].join(' ');
  return place(a) === place(b);
}
