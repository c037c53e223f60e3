import { setTimeout } from 'node:timers/promises';
import { issueSentence, keepIssues } from './issues.ts';
import type { GuardIssue, WantedIssue } from './outcome.ts';

/** What failed is tried again after so long. */
const RETRY_MS = 60_000;
/** Guards wait so long for GitHub, ms. */
const PATIENCE_MS = 3000;

export type RememberedIssues = {
  /**
   * As `keepIssues`; what fails is remembered. Where GitHub takes long, none is returned, and how it went is said later:
   * nothing that guards do waits for it.
   */
  keep(wanted: readonly WantedIssue[]): Promise<GuardIssue[]>;
  /** Tries again what failed, a minute after the last try. Never rejects. */
  again(): Promise<void>;
  /** Once nothing is under way, or GitHub takes long. */
  settled(): Promise<void>;
};

/**
 * Issues of a run that stays: GitHub may be slow or down for a while.
 * @param say is told how it went; the same problem once
 * @param how.now ms of any beginning
 */
export function rememberedIssues(
  request: Parameters<typeof keepIssues>[1],
  say: (sentence: string) => void,
  { now = () => performance.now(), patienceMs = PATIENCE_MS } = {},
): RememberedIssues {
  const owed = new Map<string, WantedIssue>();
  let triedAt = 0;
  let said: string | null = null;
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  const tell = (issues: readonly GuardIssue[]): void => {
    for (const issue of issues) {
      const sentence = issueSentence(issue);
      if (sentence !== said) say(sentence);
      said = sentence;
    }
  };
  /** One after another, each time all that is owed. */
  const keepOwed = (): Promise<GuardIssue[]> => {
    waiting += 1;
    const kept = last.then(async () => {
      const wanted = [...owed.values()];
      const issues = await keepIssues(wanted, request);
      for (const [index, each] of wanted.entries()) {
        const isNewer = owed.get(each.key) !== each;
        if (!isNewer && issues[index]?.outcome !== 'failed') owed.delete(each.key);
      }
      triedAt = now();
      return issues;
    });
    last = kept
      .catch(() => {})
      .finally(() => {
        waiting -= 1;
      });
    return kept;
  };
  return {
    async keep(wanted) {
      if (wanted.length === 0) return [];
      for (const each of wanted) {
        // A comment that is not posted yet is posted with what comes.
        const note = [owed.get(each.key)?.note, each.note].filter((text) => text !== undefined).join('\n\n');
        owed.set(each.key, note === '' ? each : { ...each, note });
      }
      said = null;
      const kept = keepOwed();
      const issues = await inTime(kept, patienceMs);
      if (issues === null) kept.then(tell, (problem: unknown) => say(String(problem)));
      return issues ?? [];
    },
    async again() {
      if (owed.size === 0 || waiting > 0 || now() - triedAt < RETRY_MS) return;
      await keepOwed().then(tell, (problem: unknown) => say(String(problem)));
    },
    async settled() {
      await inTime(last, patienceMs);
    },
  };
}

/** Null: it takes longer. */
async function inTime<T>(work: Promise<T>, milliseconds: number): Promise<T | null> {
  const ending = new AbortController();
  const late = setTimeout(milliseconds, null, { signal: ending.signal }).catch(() => null);
  try {
    return await Promise.race([work, late]);
  } finally {
    ending.abort();
  }
}
