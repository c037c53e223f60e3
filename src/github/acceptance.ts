import type { Acceptor, RefusedAcceptance } from '../domain/acceptance.ts';
import { describeFailure, type GitHub, statusOf } from './api.ts';
import type { GateEvent, PullRequestEvent, RepositoryName } from './event.ts';

export type AcceptanceRequest = {
  repository: RepositoryName;
  pullRequest: PullRequestEvent;
  /** The commit that was judged: the pull request's head in the event. */
  head: string;
  /** Name of the label, from the policy. */
  label: string;
  /** The workflow run's, from 1. */
  attempt: number;
};

export type AcceptanceAnswer =
  | ({ kind: 'accepted' } & Acceptor)
  | ({ kind: 'refused' } & RefusedAcceptance)
  /** The label is not set, or not any more. */
  | { kind: 'none' };

/** A label of a pull request. */
type LabelOf = { repository: RepositoryName; number: number; label: string };

type Labelling = Acceptor & { isPerson: boolean };

/** Pushes that are looked at; only those after a merge come before the one that counts. */
const PUSHES = 30;

/** By which GitHub's clocks may differ: a label must be this much newer than the push. */
const CLOCK_DIFFERENCE_MS = 5000;

const MAY_WRITE: readonly string[] = ['write', 'maintain', 'admin'];

/** Whether the label may be set, so that GitHub is worth asking. A second attempt comes much later than its event. */
export function mayBeLabelled({ pullRequest }: GateEvent, label: string, attempt: number): boolean {
  if (pullRequest === null) return false;
  return attempt > 1 || isInEvent(pullRequest, label);
}

function isInEvent({ labels }: PullRequestEvent, label: string): boolean {
  return labels.some((name) => isLabel(name, label));
}

/**
 * Asks GitHub whether somebody with write permission has accepted this commit by the label.
 *
 * Labels are set on a pull request, not on a commit. That the label was set for this commit is known from the event
 * that set it, which contains the head at that time; for every other event, and for a later attempt of a run, from the
 * branch's record of pushes: the newest is this commit, and older than the label. What cannot be shown does not count.
 * Never throws because of GitHub.
 */
export async function askAcceptance(github: GitHub, request: AcceptanceRequest): Promise<AcceptanceAnswer> {
  try {
    return await ask(github, request);
  } catch (error) {
    // The event does not know the label, and nothing else does.
    if (!isInEvent(request.pullRequest, request.label)) return { kind: 'none' };
    const { sentence } = describeFailure(error, 'pull-requests: read');
    return { kind: 'refused', why: 'not-known', problem: sentence };
  }
}

async function ask(github: GitHub, request: AcceptanceRequest): Promise<AcceptanceAnswer> {
  const { repository, pullRequest, label } = request;
  const labelling = await lastLabelling(github, { repository, number: pullRequest.number, label });
  if (labelling === null) return { kind: 'none' };
  const { by, at, isPerson } = labelling;
  if (!isPerson) return { kind: 'refused', why: 'not-a-person', by };
  if (!(await mayWrite(github, repository, by))) {
    return { kind: 'refused', why: 'may-not-write', by };
  }
  const isForCommit =
    isSetByEvent(labelling, request) ||
    (await isNewerThanPush(github, labelling, {
      repository,
      branch: pullRequest.branch,
      head: request.head,
    }));
  return isForCommit ? { kind: 'accepted', by, at } : { kind: 'refused', why: 'not-for-this-commit' };
}

/**
 * Finds who had accepted the last commit of a pull request by the label when it was merged.
 *
 * @returns null where nobody had, where it cannot be shown, and where the pull request is not merged
 * @throws if GitHub refuses or does not answer
 */
export async function acceptanceOfMerged(
  github: GitHub,
  { repository, number, label }: LabelOf,
): Promise<Acceptor | null> {
  const { owner, repo } = repository;
  const { data } = await github.rest.pulls.get({ owner, repo, pull_number: number });
  const { head, merged_at: mergedAt } = data;
  if (!mergedAt) return null;
  const labelling = await lastLabelling(github, { repository, number, label }, mergedAt);
  if (!labelling?.isPerson || !(await mayWrite(github, repository, labelling.by))) return null;
  // Null where the fork is gone.
  const origin: { full_name: string } | null = head.repo;
  const isOwn = origin?.full_name.toLowerCase() === `${owner}/${repo}`.toLowerCase();
  const branch = isOwn ? head.ref : null;
  const pushed = { repository, branch, head: head.sha, until: mergedAt };
  const isForCommit = await isNewerThanPush(github, labelling, pushed);
  return isForCommit ? { by: labelling.by, at: labelling.at } : null;
}

/**
 * Who set the label last; null if it is not set.
 *
 * @param until ISO 8601: what happened later does not count
 */
async function lastLabelling(
  github: GitHub,
  { repository: { owner, repo }, number, label }: LabelOf,
  until: string | null = null,
): Promise<Labelling | null> {
  const events = await github.paginate(github.rest.issues.listEvents, {
    owner,
    repo,
    issue_number: number,
    per_page: 100,
  });
  const last = events
    .filter((event) => event.event === 'labeled' || event.event === 'unlabeled')
    .filter((event) => 'label' in event && isLabel(event.label.name ?? '', label))
    .filter(({ created_at: at }) => until === null || isUntil(at, until))
    .at(-1);
  if (last?.event !== 'labeled') return null;
  // Null for an account that is gone.
  const actor: { login: string; type: string } | null = last.actor;
  return { by: actor?.login ?? 'ghost', at: last.created_at, isPerson: actor?.type === 'User' };
}

async function mayWrite(github: GitHub, { owner, repo }: RepositoryName, username: string): Promise<boolean> {
  try {
    const { data } = await github.rest.repos.getCollaboratorPermissionLevel({ owner, repo, username });
    return MAY_WRITE.includes(data.permission);
  } catch (error) {
    if (statusOf(error) === 404) return false;
    throw error;
  }
}

/** Whether the run's own event set the label: GitHub sent the head of that time with it. */
function isSetByEvent({ by }: Labelling, { pullRequest, label, attempt }: AcceptanceRequest): boolean {
  const { labelled } = pullRequest;
  if (labelled === null || attempt > 1) return false;
  return isLabel(labelled.label, label) && labelled.by.toLowerCase() === by.toLowerCase();
}

/**
 * Whether the commit is what was pushed last to its branch (until then), before the label was set. Of forks it is not
 * known: their owners can give another repository the fork's name, with pushes of another time.
 */
async function isNewerThanPush(
  github: GitHub,
  { at }: Labelling,
  {
    repository: { owner, repo },
    branch,
    head,
    until,
  }: { repository: RepositoryName; branch: string | null; head: string; until?: string },
): Promise<boolean> {
  if (branch === null) return false;
  const ref = `refs/heads/${branch}`;
  try {
    const { data } = await github.rest.repos.listActivities({
      ...{ owner, repo, ref, direction: 'desc' },
      per_page: PUSHES,
    });
    // A merged branch is often deleted at once.
    const last =
      until === undefined ? data[0] : data.find((push) => isUntil(push.timestamp, until) && !isDeleted(push));
    if (last?.after !== head || last.ref !== ref) return false;
    return Date.parse(last.timestamp) + CLOCK_DIFFERENCE_MS < Date.parse(at);
  } catch (error) {
    if (describeFailure(error, 'contents: read').kind === 'permission') return false;
    throw error;
  }
}

/** Both ISO 8601. */
function isUntil(at: string, until: string): boolean {
  return Date.parse(at) <= Date.parse(until);
}

function isDeleted({ after }: { after: string }): boolean {
  return /^0+$/.test(after);
}

/** GitHub's labels are the same in upper and lower case. */
function isLabel(name: string, label: string): boolean {
  return name.toLowerCase() === label.toLowerCase();
}
