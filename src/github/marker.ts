import type { GateVerdict } from '../domain/verdict.ts';

/** Which run wrote a comment. */
export type RunStamp = {
  /** `GITHUB_RUN_ID`, which grows with time; 0 when not known. */
  id: number;
  /** `GITHUB_RUN_ATTEMPT`. */
  attempt: number;
  /** Head commit that was judged. */
  sha: string;
};

/**
 * What a comment says about itself, in its last line, where no reader sees it. Anybody whose text reaches a comment
 * can write one: it is a claim until its record confirms it.
 */
export type Marker = {
  /** Tells the gates of one repository apart: the config's path. */
  gate: string;
  run: RunStamp;
  /** `folded`: its story is over, it is never edited again. */
  state: GateVerdict | 'folded';
  /** Id of the check run that keeps the comment's record; 0: there is none. */
  record: number;
};

/** The comment's last line: an HTML comment. */
export function writeMarker({ gate, run, state, record }: Marker): string {
  const name = encodeURIComponent(gate);
  const stamp = `run=${run.id} attempt=${run.attempt} sha=${run.sha}`;
  return `<!-- prompt-eval-gate gate=${name} ${stamp} state=${state} record=${record} -->`;
}

const PATTERN =
  /^<!-- prompt-eval-gate gate=(\S{1,1000}) run=(\d{1,15}) attempt=(\d{1,9}) sha=([0-9a-f]{0,64}) state=(pass|block|error|folded) record=(\d{1,15}) -->$/;

/** Reads the marker in a comment's last line; undefined where there is none. Says nothing about who wrote it. */
export function readMarker(body: string): Marker | undefined {
  const trimmed = body.trimEnd();
  const match = PATTERN.exec(trimmed.slice(trimmed.lastIndexOf('\n') + 1));
  if (!match) return undefined;
  const [, gate = '', id, attempt, sha = '', state, record] = match;
  if (state !== 'pass' && state !== 'block' && state !== 'error' && state !== 'folded') return undefined;
  const run = { id: Number(id), attempt: Number(attempt), sha };
  return { gate: decode(gate), run, state, record: Number(record) };
}

/** The body above the marker. */
export function withoutMarker(body: string): string {
  if (readMarker(body) === undefined) return body;
  const trimmed = body.trimEnd();
  return trimmed.slice(0, Math.max(0, trimmed.lastIndexOf('\n'))).trimEnd();
}

/** Whether `a` was started before `b`: an older run never overwrites what a newer one wrote. */
export function isOlder(a: Pick<RunStamp, 'id' | 'attempt'>, b: Pick<RunStamp, 'id' | 'attempt'>): boolean {
  return a.id < b.id || (a.id === b.id && a.attempt < b.attempt);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
