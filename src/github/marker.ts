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

/** What our comment states about itself, in its last line, invisible to readers. */
export type Marker = {
  /** Identifies this gate if a repository has several: the policy's path. */
  gate: string;
  run: RunStamp;
  /** `folded`: the comment is closed and never edited again. */
  state: GateVerdict | 'folded';
};

/** The comment's last line: an HTML comment. */
export function writeMarker({ gate, run, state }: Marker): string {
  const name = encodeURIComponent(gate);
  return `<!-- prompt-eval-gate gate=${name} run=${run.id} attempt=${run.attempt} sha=${run.sha} state=${state} -->`;
}

const PATTERN =
  /^<!-- prompt-eval-gate gate=(\S{1,1000}) run=(\d{1,15}) attempt=(\d{1,9}) sha=([0-9a-f]{0,64}) state=(pass|block|error|folded) -->$/;

/** Reads the marker in a comment's last line; undefined if there is none. Does not prove who wrote it. */
export function readMarker(body: string): Marker | undefined {
  const trimmed = body.trimEnd();
  const match = PATTERN.exec(trimmed.slice(trimmed.lastIndexOf('\n') + 1));
  if (!match) return undefined;
  const [, gate = '', id, attempt, sha = '', state] = match;
  if (state !== 'pass' && state !== 'block' && state !== 'error' && state !== 'folded') return undefined;
  return { gate: decode(gate), run: { id: Number(id), attempt: Number(attempt), sha }, state };
}

/** The body above the marker. */
export function withoutMarker(body: string): string {
  if (readMarker(body) === undefined) return body;
  const trimmed = body.trimEnd();
  return trimmed.slice(0, Math.max(0, trimmed.lastIndexOf('\n'))).trimEnd();
}

/** Whether `a` was started before `b`: an older run never overwrites what a newer one wrote. */
export function isOlder(a: RunStamp, b: RunStamp): boolean {
  return a.id < b.id || (a.id === b.id && a.attempt < b.attempt);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
