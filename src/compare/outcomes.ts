import { openPool } from '../base/pool.ts';
import type { Outcome } from '../domain/outcome.ts';
import type { Case } from '../domain/suite.ts';
import type { RunProgress, Trial, TrialResult } from '../domain/trial.ts';
import { priceOf } from '../model/prices.ts';
import { progressLine } from '../report/terminal/progress.ts';
import type { RunOptions } from '../run/options.ts';
import { run } from '../run/run.ts';
import { comparesAnswers, waitsForOthers } from '../score/judge/asked.ts';
import type { Judging } from '../score/judge/asking.ts';
import { withRivals } from '../score/rivals.ts';
import { scoreTrial } from '../score/score-trial.ts';
import type { Asking } from './answers.ts';

/** Answers that may wait for their judges at the same time, per call that may be in flight. */
const SCORED_PER_CALL = 2;

/** What a trial belongs to: its case, what judges its answer, and who takes its outcome. */
export type Asked = {
  testCase: Case;
  judging: Judging;
  /** Whether the other arm's same trial is among the trials too: answers of cases that compare wait for each other. */
  hasRival: boolean;
  add(outcome: Outcome): void;
};

/**
 * Asks for the answers to trials and hands on the outcome of each as it comes. Answers that models judge are scored
 * concurrently; the others are scored at once.
 * @param how.before the progress of trials that were asked before and share one total with these
 * @returns the progress of all of them
 */
export async function askTrials(
  trials: Iterable<Trial>,
  { engine, log }: Pick<Asking, 'engine' | 'log'>,
  how: {
    find(trial: Trial): Asked;
    total(): number;
    ahead?: RunOptions['ahead'];
    before: RunProgress | null;
  },
): Promise<RunProgress | null> {
  const { find, before } = how;
  let last: RunProgress | null = null;
  const results = run(trials, {
    ...engine,
    ...(how.ahead !== undefined && { ahead: how.ahead }),
    total: how.total,
    onProgress(progress) {
      last = before ? addProgress(before, progress) : progress;
      log(progressLine(last), 'progress');
    },
  });
  const compares = (trial: Trial) => {
    const { hasRival, testCase } = find(trial);
    return hasRival && comparesAnswers(testCase);
  };
  const pool = openPool(engine.maxConcurrency * SCORED_PER_CALL);
  try {
    for await (const { result, rival } of withRivals(results, compares)) {
      const asked = find(result.trial);
      const work = () => score(asked, result, rival);
      await (waitsForOthers(asked.testCase) ? pool.begin(work) : work());
    }
  } finally {
    await pool.finish();
  }
  return last;
}

async function score(
  { testCase, judging, add }: Asked,
  result: TrialResult,
  rival: TrialResult | null | undefined,
): Promise<void> {
  const context = { ...judging.contextFor(result.trial), rival };
  add(await scoreTrial(result, testCase, priceOf, context));
}

/** The progress of two rounds, which share one total. */
function addProgress(before: RunProgress, now: RunProgress): RunProgress {
  return {
    ...now,
    done: before.done + now.done,
    fromStore: before.fromStore + now.fromStore,
    errored: before.errored + now.errored,
    elapsedMs: before.elapsedMs + now.elapsedMs,
    inputTokens: before.inputTokens + now.inputTokens,
    outputTokens: before.outputTokens + now.outputTokens,
    usd: before.usd + now.usd,
  };
}
