import { openPool } from '../base/pool.ts';
import type { Case } from '../domain/suite.ts';
import type { RunProgress, Trial, TrialResult } from '../domain/trial.ts';
import { priceOf } from '../model/prices.ts';
import type { PromptPlan } from '../plan/plan.ts';
import { type Scope, trialsOf } from '../plan/trials.ts';
import { progressLine } from '../report/terminal/progress.ts';
import type { RunOptions } from '../run/options.ts';
import { run } from '../run/run.ts';
import { comparesAnswers, waitsForOthers } from '../score/judge/asked.ts';
import { withRivals } from '../score/rivals.ts';
import { scoreTrial } from '../score/score-trial.ts';
import type { Running } from './comparison.ts';
import { roundsOf } from './early-end.ts';

/** Answers that wait for their judges at the same time, for every call that may be in flight. */
const SCORED_PER_CALL = 2;

/**
 * Asks for the answers of the coming look and turns each into an outcome as it comes. Answers that models judge are
 * scored many at a time; the others take no time worth sharing. Once a prompt's judge cannot judge any more, its
 * remaining trials are not asked; nor are cases that cannot change the verdict any more, where the policy says so.
 */
export async function answerAndScore(
  comparisons: readonly Running[],
  scope: Scope,
  engine: RunOptions,
  log: (line: string, kind?: 'progress') => void,
): Promise<void> {
  const byPath = new Map(comparisons.map((comparison) => [comparison.plan.change.path, comparison]));
  const find = ({ prompt, caseId }: Trial): { comparison: Running; testCase: Case } => {
    const comparison = byPath.get(prompt);
    const testCase = comparison?.casesById.get(caseId);
    if (!comparison || !testCase)
      throw new Error(`an answer to a trial nobody asked for: ${prompt} ${caseId}`);
    return { comparison, testCase };
  };
  const compares = (trial: Trial) => {
    const { comparison, testCase } = find(trial);
    return comparison.plan.baseline !== null && comparesAnswers(testCase);
  };

  const sparedBefore = trialsSpared(comparisons);
  const total = () => trialsAhead(comparisons) - (trialsSpared(comparisons) - sparedBefore);
  let before: RunProgress | null = null;
  for (const cases of roundsOf(comparisons)) {
    let last: RunProgress | null = null;
    const results = run(trialsToAsk(cases, scope), {
      ...engine,
      ...aheadOf(comparisons),
      total,
      onProgress(progress) {
        last = before ? addProgress(before, progress) : progress;
        log(progressLine(last), 'progress');
      },
    });
    const pool = openPool(engine.maxConcurrency * SCORED_PER_CALL);
    try {
      for await (const { result, rival } of withRivals(results, compares)) {
        const { comparison, testCase } = find(result.trial);
        const work = () => score(comparison, testCase, result, rival);
        await (waitsForOthers(testCase) ? pool.begin(work) : work());
      }
    } finally {
      await pool.finish();
    }
    before = last;
  }
}

async function score(
  { judging, collector, outcomes, settling }: Running,
  testCase: Case,
  result: TrialResult,
  rival: TrialResult | null | undefined,
): Promise<void> {
  const outcome = await scoreTrial(result, testCase, priceOf, {
    ...judging.contextFor(result.trial),
    ...(rival !== undefined && { rival }),
  });
  collector.add(outcome);
  outcomes.push(outcome);
  const answered = settling && collector.caseOf(outcome.caseId);
  if (answered) settling.watch.add(answered);
}

function* trialsToAsk(cases: ReadonlyMap<Running, Iterable<Case>>, scope: Scope): Generator<Trial> {
  for (const [{ plan, judging }, asking] of cases) {
    for (const trial of trialsOf(plan, asking, scope)) {
      if (judging.stopped()) break;
      yield trial;
    }
  }
}

/** Answers to one case, by all arms. */
function trialsOfCase({ trials, baseline }: PromptPlan): number {
  return trials * (baseline ? 2 : 1);
}

function trialsAhead(comparisons: readonly Running[]): number {
  return comparisons
    .map(({ plan, asking }) => asking.length * trialsOfCase(plan))
    .reduce((sum, trials) => sum + trials, 0);
}

function trialsSpared(comparisons: readonly Running[]): number {
  return comparisons
    .map(({ plan, spared }) => spared.length * trialsOfCase(plan))
    .reduce((sum, trials) => sum + trials, 0);
}

/** Where cases may be left out, few are taken before a call is free for them: what is taken is asked. */
function aheadOf(comparisons: readonly Running[]): { ahead?: number } {
  const watched = comparisons.filter(({ settling }) => settling).map(({ plan }) => trialsOfCase(plan));
  return watched.length > 0 ? { ahead: Math.max(...watched) } : {};
}

/** What two parts of a run came to; they share one total. */
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
