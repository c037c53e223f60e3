import { GateFailure } from '../base/errors.ts';
import { describeValue } from '../document/describe.ts';
import { visible } from '../prose/inert.ts';
import { counted } from '../prose/numbers.ts';
import type { BranchPlace } from './remote.ts';

/**
 * Why a branch at a remote was not read or written: `unreachable` (down, too slow, no such repository, not let in),
 * `refused` (it was reached, and does not let this account write), `busy` (others were faster until the time was over).
 */
export type RemoteFailureKind = 'unreachable' | 'refused' | 'busy';

/** A branch at a remote could not be read or written. Nothing is known to be written. */
export class RemoteFailure extends GateFailure {
  readonly kind: RemoteFailureKind;

  constructor(
    kind: RemoteFailureKind,
    problem: string,
    details: { remedy?: string | undefined; cause?: unknown } = {},
  ) {
    super(problem, details);
    this.name = 'RemoteFailure';
    this.kind = kind;
  }
}

const CHECK_ADDRESS = 'Check the network, and the address that `git remote --verbose` shows.';

/** What git said of a remote, in English, and what it means. */
type Words = { pattern: RegExp; kind: RemoteFailureKind; problem: string; remedy: string };

const LOST_RACE =
  /fetch first|non-fast-forward|stale info|cannot lock ref|failed to (?:lock|update ref)|incorrect old value|reference already exists|unable to create .*\.lock|fatal error in commit_refs|internal server error/i;

/** What only a push is told. The first that fits, here and in the next lists, says what happened. */
const OF_PUSHES: Words[] = [
  {
    pattern:
      /protected branch|GH006|GH013|rule violations?|hook declined|push declined|denied by policy|not allowed to push/i,
    kind: 'refused',
    problem: 'refuses pushes to this branch by a rule or hook of its own',
    remedy:
      'Let this account push there: on GitHub, Settings → Rules → Rulesets (or Branches) should forbid only force pushes and deletion of this branch.',
  },
  {
    pattern:
      /returned error: 403|permission to .* denied|denied to |write access to repository not granted|not have permission|insufficient permission|read[- ]only|deny updating|unable to create|permission denied(?! \()/i,
    kind: 'refused',
    problem: 'does not let this account push',
    remedy:
      'In a workflow, give the job `permissions: { contents: write }` (a fork’s token never has it); elsewhere, push with an account that may write.',
  },
];

const OF_FETCHES: Words[] = [
  {
    pattern: /unable to create|insufficient permission for adding|read-only file system|cannot lock ref/i,
    kind: 'unreachable',
    problem: 'is not read, since this clone cannot be written to',
    remedy: 'Check who owns its .git folder, and the space on the disk.',
  },
  {
    pattern: /returned error: 403|denied to |write access to repository not granted/i,
    kind: 'unreachable',
    problem: 'does not let this account read',
    remedy:
      'In a workflow, give the job `permissions: { contents: read }` or more; elsewhere, check the access.',
  },
];

const OF_BOTH: Words[] = [
  {
    pattern:
      /authentication failed|could not read (?:username|password)|terminal prompts disabled|permission denied \(|host key verification failed|returned error: 401|invalid username or/i,
    kind: 'unreachable',
    problem: 'does not accept this account’s credentials, or asks for some that are not there',
    remedy:
      'Log in for git (for example `gh auth setup-git`); in a workflow, let actions/checkout keep its token (`persist-credentials`).',
  },
  {
    pattern: /could not resolve host|name or service not known|temporary failure in name resolution/i,
    kind: 'unreachable',
    problem: 'has a host name that cannot be resolved',
    remedy: CHECK_ADDRESS,
  },
  {
    pattern:
      /repository .*not found|does not exist|does not appear to be a git repository|no such file or directory|returned error: 404/i,
    kind: 'unreachable',
    problem: 'has no such repository, or hides it from this account',
    remedy: 'Check the address that `git remote --verbose` shows, and the account’s access.',
  },
  {
    pattern: /dubious ownership|safe\.directory/i,
    kind: 'unreachable',
    problem: 'belongs to another user, so git refuses to read it',
    remedy: 'Trust it: git config --global --add safe.directory PATH.',
  },
  {
    pattern: /transport '.*' not allowed/i,
    kind: 'unreachable',
    problem: 'has an address of a kind that is not used here',
    remedy: 'Give one with https, ssh or file.',
  },
];

/** What git said of a fetch. */
export type FetchAnswer = { stderr: string; timedOut: boolean };

/** What git said of a push of one commit to one branch. */
export type PushAnswer = FetchAnswer & { stdout: string };

/**
 * What a push that did not succeed means. `lost-race`: the branch moved meanwhile. `unclear`: the connection ended, and
 * the push may have arrived. `failed`: it will not succeed by trying again.
 */
export type FailedPush =
  | { kind: 'lost-race'; reason: string }
  | { kind: 'unclear'; failure: RemoteFailure }
  | { kind: 'failed'; failure: RemoteFailure };

/** Reads the answer of a `git push --porcelain` that did not end with 0. */
export function readFailedPush(place: BranchPlace, { stdout, stderr, timedOut }: PushAnswer): FailedPush {
  if (timedOut) return { kind: 'unclear', failure: unclear(place, 'it did not answer in time') };
  // `!<tab><from>:<to><tab><summary> (<reason>)`
  const rejected = stdout.split('\n').find((told) => told.startsWith('!'));
  const reason = rejected?.split('\t').slice(2).join(' ') ?? '';
  if (LOST_RACE.test(reason)) return { kind: 'lost-race', reason: quoted(reason) };
  const failure = told(place, `${stderr}\n${reason}`, [...OF_PUSHES, ...OF_BOTH]);
  if (failure !== undefined) return { kind: 'failed', failure };
  if (rejected === undefined) return { kind: 'unclear', failure: unclear(place, tellingLine(stderr, [])) };
  const rejection = new RemoteFailure('refused', `${nameOf(place)} rejects the push (${quoted(reason)}).`, {
    remedy: `Check that this account may push to ${place.branch}.`,
  });
  return { kind: 'failed', failure: rejection };
}

/** The failure of a `git fetch`, from its error output. */
export function readFailedFetch(place: BranchPlace, { stderr, timedOut }: FetchAnswer): RemoteFailure {
  if (timedOut) {
    return new RemoteFailure('unreachable', `${nameOf(place)} did not answer in time.`, {
      remedy: CHECK_ADDRESS,
    });
  }
  const words = [...OF_FETCHES, ...OF_BOTH];
  const line = quoted(tellingLine(stderr, words));
  return (
    told(place, stderr, words) ??
    new RemoteFailure('unreachable', `${nameOf(place)} cannot be reached (${line}).`, {
      remedy: CHECK_ADDRESS,
    })
  );
}

function told(place: BranchPlace, said: string, words: readonly Words[]): RemoteFailure | undefined {
  const found = words.find(({ pattern }) => pattern.test(said));
  if (found === undefined) return undefined;
  const line = quoted(tellingLine(said, [found]));
  return new RemoteFailure(found.kind, `${nameOf(place)} ${found.problem} (${line}).`, {
    remedy: found.remedy,
  });
}

/** A push without an answer: it may have arrived, so trying again blindly may do it twice. */
function unclear(place: BranchPlace, why: string): RemoteFailure {
  return new RemoteFailure(
    'unreachable',
    `${nameOf(place)} did not say whether the push arrived (${quoted(why)}).`,
    { remedy: 'Look at what the branch has before you try again.' },
  );
}

/** The time was over, and the branch moved at each try; `reason`: the last rejection. */
export function tooBusy(
  { branch }: BranchPlace,
  { tries, timeoutMs, reason }: { tries: number; timeoutMs: number; reason: string },
): RemoteFailure {
  const times = `${counted(tries, 'try', 'tries')} within ${timeoutMs / 1000} s`;
  return new RemoteFailure('busy', `Others wrote ${describeValue(branch)} first: ${times} (${reason}).`, {
    remedy: 'Nothing was written: try again.',
  });
}

function nameOf({ remote }: BranchPlace): string {
  return remote === null ? 'This repository' : `The remote ${describeValue(withoutPassword(remote))}`;
}

/** The line that says why: the first with the words that were found, else git's first. */
function tellingLine(said: string, words: readonly Words[]): string {
  const lines = said
    .split('\n')
    .map((line) => line.trim())
    .filter(
      (line) => line !== '' && !/^(?:hint:|warning:|To |Done$|error: failed to push some refs)/.test(line),
    );
  return (
    lines.find((line) => words.some(({ pattern }) => pattern.test(line))) ?? lines[0] ?? 'it said nothing'
  );
}

const MAX_QUOTED = 200;

/** Words of a stranger in one line of a sentence. */
function quoted(said: string): string {
  const line = visible(withoutPassword(said))
    .replace(/\s+/g, ' ')
    .replace(/[.\s]+$/, '');
  return line.length > MAX_QUOTED ? `${line.slice(0, MAX_QUOTED)}…` : line;
}

function withoutPassword(text: string): string {
  return text.replace(/\/\/[^@/\s]*@/g, '//');
}
