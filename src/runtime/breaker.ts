import type { Version } from '../domain/registry.ts';

/** An outcome of one answer of a version. */
export type CallOutcome = { prompt: string; version: Version; isError: boolean };

/** Leaves out a version whose calls fail in this process while those of another do not. */
export type Breaker = {
  /**
   * Counts an outcome.
   * @param others the versions that serve the same segment, the largest share first
   */
  count(outcome: CallOutcome, others: readonly Version[]): void;
  /** The version that stands in for one that is left out; null: it is not. */
  standIn(prompt: string, version: Version): { version: Version; admitted: number } | null;
  /** Whether this call of a version that is left out is one that tries it again. */
  triesAgain(prompt: string, version: Version): boolean;
  /** All that are left out now. `until`: ms since 1970; then one call in ten tries it again. */
  leftOut(): { prompt: string; version: Version; standIn: Version; until: number }[];
};

/** Outcomes that are remembered of each version. */
const REMEMBERED = 50;
/** Errors among them that leave a version out. */
const MOST_ERRORS = 25;
/** The other's share of errors has to be lower, over at least so many outcomes. */
const SOUND_SHARE = 0.1;
const SOUND_OUTCOMES = 10;
const LEFT_OUT_MS = 5 * 60_000;
/** One call in so many tries a version again. */
const TRIES = 10;
/** Outcomes of such calls that decide: half of them errors, and it is left out again. */
const DECIDING_TRIES = 10;

type LeftOut = { prompt: string; version: Version; standIn: Version; until: number; calls: number };

/** @param now ms since 1970 */
export function openBreaker(now: () => number): Breaker {
  const outcomes = new Map<string, boolean[]>();
  const leftOut = new Map<string, LeftOut>();
  const keyOf = (prompt: string, version: Version) => `${prompt}@${version}`;
  const remembered = (prompt: string, version: Version) => outcomes.get(keyOf(prompt, version)) ?? [];
  const isSound = (past: readonly boolean[]) =>
    past.length >= SOUND_OUTCOMES && errorsIn(past) < SOUND_SHARE * past.length;

  return {
    count({ prompt, version, isError }, others) {
      const key = keyOf(prompt, version);
      const past = [...remembered(prompt, version), isError].slice(-REMEMBERED);
      outcomes.set(key, past);
      const out = leftOut.get(key);
      if (out) {
        // Calls that began before it was left out do not count.
        if (now() < out.until) outcomes.delete(key);
        else if (past.length >= DECIDING_TRIES) {
          outcomes.delete(key);
          if (errorsIn(past) * 2 < past.length) leftOut.delete(key);
          else leftOut.set(key, { ...out, until: now() + LEFT_OUT_MS });
        }
        return;
      }
      if (errorsIn(past) < MOST_ERRORS) return;
      // One that fails itself stands in for nobody.
      for (const [other, { prompt: its, standIn }] of leftOut) {
        if (its === prompt && standIn === version) leftOut.delete(other);
      }
      const standIn = others.find(
        (other) =>
          other !== version && !leftOut.has(keyOf(prompt, other)) && isSound(remembered(prompt, other)),
      );
      if (standIn === undefined) return;
      outcomes.delete(key);
      leftOut.set(key, { prompt, version, standIn, until: now() + LEFT_OUT_MS, calls: 0 });
    },

    standIn(prompt, version) {
      const out = leftOut.get(keyOf(prompt, version));
      return out ? { version: out.standIn, admitted: now() < out.until ? 0 : 1 / TRIES } : null;
    },

    triesAgain(prompt, version) {
      const out = leftOut.get(keyOf(prompt, version));
      if (!out || now() < out.until) return false;
      out.calls += 1;
      return out.calls % TRIES === 0;
    },

    leftOut: () =>
      [...leftOut.values()].map(({ prompt, version, standIn, until }) => ({
        prompt,
        version,
        standIn,
        until,
      })),
  };
}

function errorsIn(past: readonly boolean[]): number {
  return past.filter((isError) => isError).length;
}
