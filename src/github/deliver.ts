import { error, info, setFailed, setOutput, summary, warning } from '@actions/core';
import { redactText } from '../base/redact.ts';
import type { CaseSource } from '../domain/case-result.ts';
import type { Result } from '../domain/result.ts';
import { inertOutput } from '../prose/inert.ts';
import { markdownOf } from '../prose/text.ts';
import type { Annotation } from '../report/markdown/annotations.ts';
import { filesIn, type RenderingName } from '../report/renderings.ts';
import { headline, headlineText } from '../report/telling/headline.ts';
import { writeReport } from '../report/write-file.ts';
import type { CommentMode } from './comment-mode.ts';
import type { GateEvent } from './event.ts';
import { isSilent } from './silence.ts';

export type Delivery = {
  /** The result, without secrets. */
  result: Result;
  /** Every case behind it, without secrets. */
  cases?: CaseSource | undefined;
  /** Null if the event could not be read: then there is nowhere to post. */
  event: GateEvent | null;
  secrets: readonly string[];
  /** The job was cancelled: nothing is posted any more. */
  cancelled: boolean;
  /**
   * A shard that failed to answer its part: reported in the log only; the job that merges the shards reports the rest.
   */
  isShard: boolean;
  /** Where the report files go; made when missing. */
  reportDirectory: string;
  github: {
    token: string;
    apiUrl: string;
    commentMode: CommentMode;
    /** Identifies this gate if a repository has several: the policy's path. */
    gate: string;
    defaultGate: boolean;
    runId: number;
    runAttempt: number;
    runUrl: string | undefined;
    /** Where the page can be had, if the workflow keeps the report files. */
    pageUrl: string | undefined;
    repositoryUrl: string | undefined;
    /** Whether there is a job summary to write to. */
    hasSummary: boolean;
  };
};

/** GitHub shows ten errors and ten warnings of a step; one error is the headline. */
const ERRORS_SHOWN = 9;
const WARNINGS_SHOWN = 10;

/**
 * Publishes the result in all the places of a workflow run: outputs, log, report files, job summary, comment, check
 * run, annotations. A failure to publish is a warning and does not change the verdict.
 */
export async function deliver(delivery: Delivery): Promise<void> {
  const { result, github } = delivery;
  if (delivery.isShard) return deliverShard(delivery);
  const files = filesIn(delivery.reportDirectory);
  setOutput('verdict', result.verdict);
  setOutput('regressions', countRegressions(result));
  setOutput('result', files.json);
  const uneventful = isUneventful(result);
  await attempt('print the report', delivery, () => print(result, uneventful));
  await attempt('write the report files', delivery, () => writeFiles(delivery, files, uneventful));
  await attempt('write the job summary', delivery, async () => {
    if (!github.hasSummary) return;
    await summary.addRaw(await summaryOf(result, uneventful), true).write();
  });
  if (!delivery.cancelled) await attempt('post the report', delivery, () => post(delivery));
  if (result.verdict !== 'pass') setFailed(inertOutput(headline(result)));
}

async function deliverShard(delivery: Delivery): Promise<void> {
  const { result } = delivery;
  if (result.verdict === 'pass') {
    info(inertOutput(headline(result)));
    return;
  }
  await attempt('print the report', delivery, () => print(result, false));
  setFailed(inertOutput(headline(result)));
}

async function attempt(what: string, { secrets }: Delivery, act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (problem) {
    const why = problem instanceof Error ? problem.message : String(problem);
    warning(inertOutput(redactText(`Could not ${what}: ${why}`, secrets)));
  }
}

/** Whether no prompt changed and there is nothing to report: then no renderer is loaded, and the run ends at once. */
function isUneventful({ verdict, prompts, notices, errors }: Result): boolean {
  return verdict === 'pass' && prompts.length + notices.length + errors.length === 0;
}

async function print(result: Result, uneventful: boolean): Promise<void> {
  if (uneventful) {
    info(inertOutput(headline(result)));
    return;
  }
  const { renderTerminal } = await import('../report/terminal/terminal.ts');
  info(
    inertOutput(
      renderTerminal(result, { width: 120, color: false, allCases: 'the page of the report has all' }),
    ),
  );
}

async function writeFiles(
  { result, cases }: Delivery,
  files: Record<RenderingName, string>,
  uneventful: boolean,
): Promise<void> {
  if (uneventful) {
    await writeReport(files.json, `${JSON.stringify(result, null, 2)}\n`);
    return;
  }
  const { writeReports } = await import('../report/files.ts');
  await writeReports(result, files, { cases });
}

async function summaryOf(result: Result, uneventful: boolean): Promise<string> {
  if (uneventful) return `### ${markdownOf(headlineText(result))}`;
  const { renderSummary } = await import('../report/markdown/summary.ts');
  return renderSummary(result, { resultLocation: 'the report files' });
}

async function post({ result, event, github }: Delivery): Promise<void> {
  if (event === null) return;
  const run = { id: github.runId, attempt: github.runAttempt, sha: event.head };
  const request = { ...github, result, event, run };
  if (isSilent(request)) return;
  const { publish } = await import('./publish.ts');
  const { commentUrl, warnings, annotations } = await publish(request);
  if (commentUrl !== null) setOutput('comment-url', commentUrl);
  for (const sentence of warnings) warning(inertOutput(sentence));
  annotate(annotations);
}

/** The workflow's own annotations, shown where no check run could be made. */
function annotate(annotations: readonly Annotation[]): void {
  const failures = annotations.filter(({ level }) => level === 'failure').slice(0, ERRORS_SHOWN);
  const others = annotations.filter(({ level }) => level !== 'failure').slice(0, WARNINGS_SHOWN);
  for (const { path, startLine, endLine, title, message, level } of [...failures, ...others]) {
    const tell = level === 'failure' ? error : warning;
    tell(message, { title, file: path, startLine, endLine });
  }
}

function countRegressions({ prompts }: Result): number {
  const reasons = prompts.flatMap((prompt) => prompt.reasons);
  return reasons.filter(({ kind }) => kind === 'regression' || kind === 'overall-regression').length;
}
