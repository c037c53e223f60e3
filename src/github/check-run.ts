import type { GateVerdict } from '../domain/verdict.ts';
import type { Annotation } from '../report/markdown/annotations.ts';
import { describeFailure, type GitHub, type GitHubFailure } from './api.ts';
import type { RepositoryName } from './event.ts';

export type CheckRunRequest = {
  repository: RepositoryName;
  /** Tells the gates of one repository apart. */
  name: string;
  /** The head commit, not the trial merge. */
  sha: string;
  verdict: GateVerdict;
  /** The comment's first line. */
  title: string;
  /** Markdown. */
  summary: string;
  annotations: Annotation[];
  /** The workflow run's page. */
  detailsUrl: string | undefined;
};

export type CheckRunOutcome =
  | { status: 'created'; id: number; url: string | null }
  | { status: 'failed'; failure: GitHubFailure };

/** GitHub's limit of one request; further ones add to the same check run. */
const ANNOTATIONS_A_REQUEST = 50;
/** GitHub takes 65,535 characters. */
const LONGEST_SUMMARY = 65_000;
const LONGEST_TITLE = 255;

/**
 * Shows the verdict as a check run on the head commit, annotations included.
 * Never throws: the check run is a view, the exit code is the gate.
 */
export async function publishCheckRun(github: GitHub, request: CheckRunRequest): Promise<CheckRunOutcome> {
  try {
    return await publish(github, request);
  } catch (error) {
    return { status: 'failed', failure: describeFailure(error, 'checks: write') };
  }
}

async function publish(github: GitHub, request: CheckRunRequest): Promise<CheckRunOutcome> {
  const { owner, repo } = request.repository;
  const output = {
    title: request.title.slice(0, LONGEST_TITLE),
    summary: request.summary.slice(0, LONGEST_SUMMARY),
  };
  const annotations = request.annotations.map(toApi);
  const { data } = await github.rest.checks.create({
    owner,
    repo,
    name: request.name,
    head_sha: request.sha,
    status: 'completed',
    conclusion: request.verdict === 'pass' ? 'success' : 'failure',
    ...(request.detailsUrl === undefined ? {} : { details_url: request.detailsUrl }),
    output: { ...output, annotations: annotations.slice(0, ANNOTATIONS_A_REQUEST) },
  });
  for (let start = ANNOTATIONS_A_REQUEST; start < annotations.length; start += ANNOTATIONS_A_REQUEST) {
    const next = annotations.slice(start, start + ANNOTATIONS_A_REQUEST);
    await github.rest.checks.update({
      owner,
      repo,
      check_run_id: data.id,
      output: { ...output, annotations: next },
    });
  }
  return { status: 'created', id: data.id, url: data.html_url };
}

function toApi({ path, startLine, endLine, level, title, message }: Annotation) {
  return {
    path,
    start_line: startLine,
    end_line: endLine,
    annotation_level: level,
    title: title.slice(0, LONGEST_TITLE),
    message,
  };
}
