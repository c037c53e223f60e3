import type { Result } from '../domain/result.ts';
import { type Annotation, annotations as annotationsOf } from '../report/markdown/annotations.ts';
import { connect, type GitHub, type GitHubFailure } from './api.ts';
import { publishCheckRun } from './check-run.ts';
import { publishComment } from './comment.ts';
import type { CommentMode } from './comment-mode.ts';
import type { GateEvent, PullRequestEvent } from './event.ts';
import type { RunStamp } from './marker.ts';
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
};

export type Published = {
  commentUrl: string | null;
  /** What could not be posted, one sentence each, with the remedy. */
  warnings: string[];
  /** Annotations that could not be added to a check run: for the workflow's own annotations. */
  annotations: Annotation[];
};

const NOTHING: Published = { commentUrl: null, warnings: [], annotations: [] };

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
  const comment = await tellPullRequest(github, request, quiet);
  const checkRun = quiet ? NOTHING : await tellCommit(github, request);
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

async function tellPullRequest(github: GitHub, request: PublishRequest, quiet: boolean): Promise<Published> {
  const { result, event, run, runUrl } = request;
  if (event.pullRequest === null) return NOTHING;
  const { renderComment } = await import('../report/markdown/comment.ts');
  const outcome = await publishComment(github, {
    repository: event.repository,
    number: event.pullRequest.number,
    mode: request.commentMode,
    gate: request.gate,
    run,
    verdict: result.verdict,
    quiet,
    render: ({ fixed }) => renderComment(result, { fixed, ...summaryPlace(runUrl) }),
  });
  if (outcome.status === 'failed') {
    return { ...NOTHING, warnings: [commentWarning(outcome.failure, event.pullRequest)] };
  }
  return { ...NOTHING, commentUrl: outcome.status === 'skipped' ? null : outcome.url };
}

function commentWarning(failure: GitHubFailure, pullRequest: PullRequestEvent): string {
  const why =
    failure.kind === 'permission' && pullRequest.fork
      ? 'GitHub gives the pull request of a fork a read-only token.'
      : failure.sentence;
  return `The comment could not be posted. ${why} The report is in the job summary; the verdict stands.`;
}

async function tellCommit(github: GitHub, request: PublishRequest): Promise<Published> {
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
    verdict: result.verdict,
    title: headline(result),
    summary: renderComment(result, summaryPlace(runUrl)),
    annotations,
    detailsUrl: runUrl,
  });
  if (outcome.status === 'created') return NOTHING;
  // Not granting `checks: write` is a choice: the workflow's own annotations take its place without a warning.
  const { kind, sentence } = outcome.failure;
  const warnings =
    kind === 'permission' ? [] : [`The check run could not be made. ${sentence} The verdict stands.`];
  return { ...NOTHING, warnings, annotations };
}

function summaryPlace(runUrl: string | undefined): { resultLocation: string; resultUrl?: string } {
  const resultLocation = 'the job summary';
  return runUrl === undefined ? { resultLocation } : { resultLocation, resultUrl: runUrl };
}
