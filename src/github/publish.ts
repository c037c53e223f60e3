import { wholeVerdict } from '../domain/part.ts';
import type { Result } from '../domain/result.ts';
import { type Annotation, annotations as annotationsOf } from '../report/markdown/annotations.ts';
import type { CommentOptions } from '../report/markdown/comment.ts';
import { connect, type GitHub, type GitHubFailure } from './api.ts';
import { publishCheckRun } from './check-run.ts';
import { type CommentOutcome, publishComment } from './comment.ts';
import type { CommentMode } from './comment-mode.ts';
import type { GateEvent, PullRequestEvent } from './event.ts';
import type { RunStamp } from './marker.ts';
import { commentPlaces } from './places.ts';
import { changesNothing, isSilent } from './silence.ts';

export type PublishRequest = {
  result: Result;
  event: GateEvent;
  /** The token; empty: nothing can be posted. */
  token: string;
  /** `GITHUB_API_URL`. */
  apiUrl: string;
  commentMode: CommentMode;
  /** Identifies this gate if a repository has several: the policy's path. */
  gate: string;
  /** Whether `gate` is the default path of the policy. */
  defaultGate: boolean;
  run: RunStamp;
  /** The workflow run's page, where the job summary is. */
  runUrl: string | undefined;
  /** Where the page can be had, if the workflow keeps the report files. */
  pageUrl: string | undefined;
  /** The repository's page. */
  repositoryUrl: string | undefined;
};

export type Published = {
  commentUrl: string | null;
  /** What could not be posted, one sentence each, with the remedy. */
  warnings: string[];
  /** Annotations that could not be added to a check run: for the workflow's own annotations. */
  annotations: Annotation[];
};

type PublishedCheckRun = Pick<Published, 'warnings' | 'annotations'> & { id: number | null };

const SUMMARY_HAS_IT = 'The report is in the job summary; the verdict stands.';
const NOTHING: Published = { commentUrl: null, warnings: [], annotations: [] };
const NO_CHECK_RUN: PublishedCheckRun = { id: null, warnings: [], annotations: [] };

/**
 * Publishes the result on GitHub: the comment on the pull request, and a check run on the head commit. Never throws
 * because of GitHub: a failure becomes a warning, and the verdict is unchanged. If a pull request changes no prompt and
 * has no comment, GitHub is not called.
 */
export async function publish(request: PublishRequest): Promise<Published> {
  if (isSilent(request)) return NOTHING;
  const quiet = changesNothing(request.result);
  if (request.token === '') return withoutToken(request);
  const github = await connect(request.token, request.apiUrl);
  // The check run comes first: it keeps the record by which the comment is known as ours.
  const checkRun = quiet ? NO_CHECK_RUN : await tellCommit(github, request);
  const comment = await tellPullRequest(github, request, { quiet, checkRun: checkRun.id });
  return {
    commentUrl: comment.commentUrl,
    warnings: [...comment.warnings, ...checkRun.warnings],
    annotations: checkRun.annotations,
  };
}

async function withoutToken({ result, event }: PublishRequest): Promise<Published> {
  const warnings =
    event.pullRequest === null
      ? []
      : [
          'The comment could not be posted: the input `github-token` is empty. The report is in the job summary.',
        ];
  return { ...NOTHING, warnings, annotations: annotationsOf(result) };
}

async function tellPullRequest(
  github: GitHub,
  request: PublishRequest,
  { quiet, checkRun }: { quiet: boolean; checkRun: number | null },
): Promise<Published> {
  const { result, event, run } = request;
  if (event.pullRequest === null) return NOTHING;
  const [{ renderComment }, { withLastReport }, { changesLineIn, formerChangesIn, rememberChanges }] =
    await Promise.all([
      import('../report/markdown/comment.ts'),
      import('../report/markdown/last-report.ts'),
      import('../report/markdown/known-changes.ts'),
    ]);
  const outcome = await publishComment(github, {
    repository: event.repository,
    number: event.pullRequest.number,
    mode: request.commentMode,
    gate: request.gate,
    run,
    verdict: wholeVerdict(result),
    quiet,
    accepted: result.accepted !== undefined,
    checkRun,
    render({ fixed, last, former = '', room }) {
      const changes = formerChangesIn(former, run.sha);
      const report = renderComment(result, {
        fixed,
        ...placesOf(request),
        ...(changes && { former: changes }),
      });
      if (result.verdict !== 'error') return withLine(report, rememberChanges(result, run.sha, changes));
      const line = changesLineIn(former);
      const whole = last === undefined ? report : withLastReport(report, last, room - line.length - 2);
      return withLine(whole, line);
    },
  });
  if (outcome.status === 'failed') {
    return { ...NOTHING, warnings: [failureWarning(outcome.failure, event.pullRequest)] };
  }
  const warnings = commentWarnings(outcome, { recorded: checkRun !== null || quiet });
  return { ...NOTHING, warnings, commentUrl: outcome.status === 'skipped' ? null : outcome.url };
}

/** Warnings in the log about a comment that was not written, or exists beside others. */
function commentWarnings(
  outcome: Exclude<CommentOutcome, { status: 'failed' }>,
  { recorded }: { recorded: boolean },
): string[] {
  if (outcome.status === 'skipped') {
    if (outcome.why === 'newer-run')
      return [`The comment was left as it is: a newer run of the gate has written it. ${SUMMARY_HAS_IT}`];
    if (outcome.why === 'moved-on')
      return [`No comment was written: the pull request has moved on to a newer commit. ${SUMMARY_HAS_IT}`];
    return [];
  }
  if (outcome.foreign === 0) return [];
  const one = outcome.foreign === 1;
  const which = one
    ? '1 other comment carries the marker of the gate and is not known as its own: it was'
    : `${outcome.foreign} other comments carry the marker of the gate and are not known as its own: they were`;
  const remedy = recorded
    ? ''
    : ' The gate knows its own comments by its check run: add `checks: write` under `permissions:` in the workflow.';
  return [`${which} left as ${one ? 'it is' : 'they are'}.${remedy}`];
}

function failureWarning(failure: GitHubFailure, pullRequest: PullRequestEvent): string {
  const why =
    failure.kind === 'permission' && pullRequest.fork
      ? 'GitHub gives the pull request of a fork a read-only token.'
      : failure.sentence;
  return `The comment could not be posted. ${why} ${SUMMARY_HAS_IT}`;
}

async function tellCommit(github: GitHub, request: PublishRequest): Promise<PublishedCheckRun> {
  const { result, event, runUrl } = request;
  const [{ headline }, { renderComment }] = await Promise.all([
    import('../report/telling/headline.ts'),
    import('../report/markdown/comment.ts'),
  ]);
  const annotations = annotationsOf(result);
  const outcome = await publishCheckRun(github, {
    repository: event.repository,
    name: request.defaultGate ? 'Prompt Eval Gate' : `Prompt Eval Gate (${request.gate})`,
    sha: event.head,
    verdict: wholeVerdict(result),
    title: headline(result),
    summary: renderComment(result, placesOf(request)),
    annotations,
    detailsUrl: runUrl,
  });
  if (outcome.status === 'created') return { ...NO_CHECK_RUN, id: outcome.id };
  // Not granting `checks: write` is a choice: the workflow's own annotations take its place without a warning.
  const { kind, sentence } = outcome.failure;
  const warnings =
    kind === 'permission' ? [] : [`The check run could not be made. ${sentence} The verdict stands.`];
  return { ...NO_CHECK_RUN, warnings, annotations };
}

function withLine(report: string, line: string): string {
  return line === '' ? report : `${report.trimEnd()}\n\n${line}`;
}

/** Where what the comment leaves out can be read. */
function placesOf({ event, runUrl, pageUrl, repositoryUrl }: PublishRequest): CommentOptions {
  return commentPlaces({ runUrl, pageUrl, repositoryUrl, head: event.head });
}
