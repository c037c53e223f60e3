import type { Usage } from '../domain/answer.ts';
import type { RunProgress, TrialResult } from '../domain/trial.ts';

/** Counts results and reports progress. */
export type ProgressReporter = {
  /** The first trial is about to be taken. */
  begin(): void;
  /** A trial was taken. */
  seen(): void;
  done(result: TrialResult, inFlight: number): void;
  /** A call was answered; `usd` null where no price is known. */
  paid(usage: Usage, usd: number | null): void;
  /** Reports a sentence, once. */
  notice(sentence: string): void;
  end(inFlight: number): void;
};

const intervalMs = 2000;

/** A reporter that calls `onProgress` at once, every two seconds, whether answers come or not, and at the end. */
export function reportProgress(
  options: {
    total?: () => number;
    onProgress?: (progress: RunProgress) => void;
    onNotice?: (notice: string) => void;
  },
  startedAt: number,
): ProgressReporter {
  const told = new Set<string>();
  const counts = { seen: 0, done: 0, fromStore: 0, errored: 0, inputTokens: 0, outputTokens: 0, usd: 0 };
  let inFlightNow = 0;
  let beat: NodeJS.Timeout | undefined;

  const tell = () => {
    const { seen, ...rest } = counts;
    const elapsedMs = performance.now() - startedAt;
    options.onProgress?.({
      ...rest,
      total: options.total?.() ?? seen,
      inFlight: inFlightNow,
      elapsedMs,
    });
  };
  const tellOn = () => {
    tell();
    beat = setTimeout(tellOn, intervalMs);
  };

  return {
    begin() {
      if (options.onProgress) tellOn();
    },
    seen() {
      counts.seen += 1;
    },
    done(result, inFlight) {
      counts.done += 1;
      if (result.status === 'errored') counts.errored += 1;
      else if (result.fromStore) counts.fromStore += 1;
      inFlightNow = inFlight;
    },
    paid(usage, usd) {
      counts.inputTokens += usage.inputTokens;
      counts.outputTokens += usage.outputTokens;
      counts.usd += usd ?? 0;
    },
    notice(sentence) {
      if (told.has(sentence)) return;
      told.add(sentence);
      options.onNotice?.(sentence);
    },
    end(inFlight) {
      clearTimeout(beat);
      inFlightNow = inFlight;
      tell();
    },
  };
}
