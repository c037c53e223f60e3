import { ConfigurationError } from '../base/errors.ts';
import { NPX_COMMAND } from '../base/product.ts';

/** The event that started the workflow, as plain data: which two revisions to compare and where to report. */
export type GateEvent = {
  kind: 'pull-request' | 'merge-group' | 'push' | 'manual';
  /** Sha or ref that the head is compared with. */
  base: string;
  /** What the head is compared with if the base is gone, as after a force push. */
  baseInstead?: string | undefined;
  /** Full sha of what would be merged: never GitHub's trial merge commit. */
  head: string;
  repository: RepositoryName;
  /** Null where there is no pull request to comment on. */
  pullRequest: PullRequestEvent | null;
  /** Whether code of the head may run: not a fork's, nor any code with the rights of `pull_request_target`. */
  trusted: boolean;
  /** The scope of random draws. A merge group repeats the draws of its pull request. */
  scope: string;
};

export type RepositoryName = { owner: string; repo: string };

export type PullRequestEvent = {
  number: number;
  /** The head is in another repository: no secrets, unless the event is `pull_request_target`. */
  fork: boolean;
  /** A fork's pull request that runs with secrets: nothing in it may decide where they are sent. */
  secretsOnFork: boolean;
  /** Number of comments when the event was sent; null if the payload does not say. */
  comments: number | null;
  /** Names of its labels when the event was sent. */
  labels: string[];
  /** The label that this event set, and who set it; null for any other event. */
  labelled: { label: string; by: string } | null;
  /** The branch of the head in this repository; null if it is a fork's. */
  branch: string | null;
};

export type EventInput = {
  /** `GITHUB_EVENT_NAME`. */
  eventName: string;
  /** The JSON at `GITHUB_EVENT_PATH`. */
  payload: unknown;
  /** `GITHUB_SHA`. */
  sha: string;
  /** `GITHUB_REF`. */
  ref: string;
  /** `GITHUB_REPOSITORY`, `owner/name`. */
  repository: string;
  /** The `base` input; empty when not given. */
  baseInput: string;
};

/**
 * Reads the event that started the workflow.
 *
 * A pull request is judged from its own head and base, not from the trial merge commit that the runner checks
 * out. `base` counts only for events without a pull request or merge group.
 *
 * @throws ConfigurationError for an event that does not determine what to compare, naming the input that would.
 */
export function readEvent(input: EventInput): GateEvent {
  const repository = readRepository(input.repository);
  switch (input.eventName) {
    case 'pull_request':
    case 'pull_request_target':
      return readPullRequest(input, repository);
    case 'merge_group':
      return readMergeGroup(input, repository);
    default:
      if (input.baseInput !== '') return readManual(input, repository);
      if (input.eventName === 'push') return readPush(input, repository);
      throw new ConfigurationError(`The event "${input.eventName}" does not say what to compare with.`, {
        remedy:
          'Set the input `base` to a branch, e.g. `base: origin/main`, or run on `pull_request` and `merge_group`.',
      });
  }
}

function readPullRequest(input: EventInput, repository: RepositoryName): GateEvent {
  const pullRequest = requiredField(input, 'pull_request');
  const number = field(pullRequest, 'number');
  if (typeof number !== 'number' || !Number.isSafeInteger(number))
    throw brokenPayload(input, 'pull_request.number');
  const headRepository = text(pullRequest, 'head', 'repo', 'full_name');
  const fork = headRepository?.toLowerCase() !== input.repository.toLowerCase();
  const comments = field(pullRequest, 'comments');
  return {
    kind: 'pull-request',
    base: requiredSha(input, 'pull_request', 'base', 'sha'),
    head: requiredSha(input, 'pull_request', 'head', 'sha'),
    repository,
    pullRequest: {
      number,
      fork,
      secretsOnFork: fork && input.eventName === 'pull_request_target',
      comments: typeof comments === 'number' ? comments : null,
      labels: labelsOf(pullRequest),
      labelled: labelledBy(input.payload),
      branch: fork ? null : (text(pullRequest, 'head', 'ref') ?? null),
    },
    trusted: !fork && input.eventName === 'pull_request',
    scope: `pull/${number}`,
  };
}

function labelsOf(pullRequest: unknown): string[] {
  const labels = field(pullRequest, 'labels');
  return Array.isArray(labels) ? labels.flatMap((label) => text(label, 'name') ?? []) : [];
}

function labelledBy(payload: unknown): PullRequestEvent['labelled'] {
  if (field(payload, 'action') !== 'labeled') return null;
  const label = text(payload, 'label', 'name');
  const by = text(payload, 'sender', 'login');
  return label === undefined || by === undefined ? null : { label, by };
}

function readMergeGroup(input: EventInput, repository: RepositoryName): GateEvent {
  const head = requiredSha(input, 'merge_group', 'head_sha');
  const number = /\/pr-(\d+)-[^/]*$/.exec(text(input.payload, 'merge_group', 'head_ref') ?? '')?.[1];
  return {
    kind: 'merge-group',
    base: requiredSha(input, 'merge_group', 'base_sha'),
    head,
    repository,
    pullRequest: null,
    trusted: true,
    scope: number === undefined ? `merge-group/${head}` : `pull/${number}`,
  };
}

function readPush(input: EventInput, repository: RepositoryName): GateEvent {
  const head = requiredSha(input, 'after');
  if (isZero(head)) {
    throw new ConfigurationError('This push deletes a branch: there is nothing to judge.', {
      remedy: 'Leave deletions out with `if: github.event.deleted == false`.',
    });
  }
  const before = requiredSha(input, 'before');
  return {
    kind: 'push',
    base: isZero(before) ? defaultBranch(input) : before,
    baseInstead: isZero(before) || isDefaultBranch(input) ? undefined : defaultBranch(input),
    head,
    repository,
    pullRequest: null,
    trusted: true,
    scope: `push/${input.ref}`,
  };
}

function isDefaultBranch(input: EventInput): boolean {
  const name = text(input.payload, 'repository', 'default_branch');
  return name === undefined || input.ref === `refs/heads/${name}`;
}

/** What a new branch is compared with. */
function defaultBranch(input: EventInput): string {
  const name = text(input.payload, 'repository', 'default_branch');
  if (name === undefined) throw brokenPayload(input, 'repository.default_branch');
  if (input.ref === `refs/heads/${name}`) {
    throw new ConfigurationError(`This is the first push of ${name}: there is nothing to compare with.`, {
      remedy: 'Set the input `base` to a revision, or run on `pull_request`.',
    });
  }
  return `refs/remotes/origin/${name}`;
}

function readManual(input: EventInput, repository: RepositoryName): GateEvent {
  return {
    kind: 'manual',
    base: input.baseInput,
    head: requireSha(input, input.sha, 'GITHUB_SHA'),
    repository,
    pullRequest: null,
    trusted: true,
    scope: `manual/${input.ref}`,
  };
}

function readRepository(fullName: string): RepositoryName {
  const [owner, repo, ...rest] = fullName.split('/');
  if (!owner || !repo || rest.length > 0) {
    throw new ConfigurationError(`GITHUB_REPOSITORY is "${fullName}", not "owner/name".`, {
      remedy: `The Action runs in a GitHub workflow only; in a terminal use \`${NPX_COMMAND} gate\`.`,
    });
  }
  return { owner, repo };
}

function requiredSha(input: EventInput, ...path: string[]): string {
  return requireSha(input, text(input.payload, ...path), path.join('.'));
}

function requireSha(input: EventInput, value: string | undefined, name: string): string {
  if (value === undefined || !/^[0-9a-f]{40}(?:[0-9a-f]{24})?$/.test(value)) throw brokenPayload(input, name);
  return value;
}

function requiredField(input: EventInput, name: string): unknown {
  const value = field(input.payload, name);
  if (value === undefined || value === null) throw brokenPayload(input, name);
  return value;
}

function brokenPayload(input: EventInput, name: string): ConfigurationError {
  return new ConfigurationError(`The "${input.eventName}" event carries no usable \`${name}\`.`, {
    remedy: 'GITHUB_EVENT_PATH must point to the event as GitHub sent it.',
  });
}

function isZero(sha: string): boolean {
  return /^0+$/.test(sha);
}

function text(value: unknown, ...path: string[]): string | undefined {
  const found = path.reduce(field, value);
  return typeof found === 'string' ? found : undefined;
}

function field(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  return Object.getOwnPropertyDescriptor(value, name)?.value;
}
