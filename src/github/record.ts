import { createHash } from 'node:crypto';
import type { GateVerdict } from '../domain/verdict.ts';
import { describeFailure, type GitHub } from './api.ts';
import type { RepositoryName } from './event.ts';
import type { RunStamp } from './marker.ts';

/**
 * What the gate knows about a comment of its own, kept in the `external_id` of its own check run.
 *
 * A comment's text proves nothing: every workflow of a repository posts as the same bot, and some of them post what
 * the author of a pull request wrote. A check run can only be written with `checks: write`, by its own app.
 */
export type CommentRecord = {
  /** Id of the comment. */
  comment: number;
  /** The run that wrote it last. */
  run: Pick<RunStamp, 'id' | 'attempt'>;
  state: GateVerdict;
  /** Digest of the body as it was written, by `digestOf`. */
  digest: string;
};

const PATTERN =
  /^prompt-eval-gate comment=(\d{1,15}) run=(\d{1,15}) attempt=(\d{1,9}) state=(pass|block|error) body=([0-9a-f]{32})$/;

/** Identifies a comment's body; line ends and space around it do not count. */
export function digestOf(body: string): string {
  const text = body.replaceAll('\r\n', '\n').trim();
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}

/**
 * Reads the record that a check run keeps, and the app that owns the check run (`github-actions`).
 *
 * @returns undefined where there is no such check run, none that may be read, or no record in it
 * @throws if GitHub does not answer: then it is not known whether there is a record
 */
export async function readRecord(
  github: GitHub,
  { owner, repo }: RepositoryName,
  checkRun: number,
): Promise<{ record: CommentRecord; app: string } | undefined> {
  try {
    const { data } = await github.rest.checks.get({ owner, repo, check_run_id: checkRun });
    const record = parse(data.external_id ?? '');
    const app = data.app?.slug;
    return record === undefined || app === undefined ? undefined : { record, app };
  } catch (error) {
    if (describeFailure(error, 'checks: read').kind === 'unavailable') throw error;
    return undefined;
  }
}

/** Writes the record; best effort: a comment without one is followed by a new comment. */
export async function writeRecord(
  github: GitHub,
  { owner, repo }: RepositoryName,
  checkRun: number,
  { comment, run, state, digest }: CommentRecord,
): Promise<void> {
  const stamp = `run=${run.id} attempt=${run.attempt}`;
  const external_id = `prompt-eval-gate comment=${comment} ${stamp} state=${state} body=${digest}`;
  await github.rest.checks
    .update({ owner, repo, check_run_id: checkRun, external_id })
    .catch(() => undefined);
}

function parse(externalId: string): CommentRecord | undefined {
  const match = PATTERN.exec(externalId);
  if (!match) return undefined;
  const [, comment, id, attempt, state, digest = ''] = match;
  if (state !== 'pass' && state !== 'block' && state !== 'error') return undefined;
  return { comment: Number(comment), run: { id: Number(id), attempt: Number(attempt) }, state, digest };
}
