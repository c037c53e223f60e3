import type { Running } from './compare.ts';
import { priceOf } from './model/prices.ts';
import { type Scope, trialsOf } from './plan.ts';
import { openPool } from './pool.ts';
import { progressLine } from './report/progress.ts';
import { type RunOptions, run } from './run/run.ts';
import type { Trial, TrialResult } from './run/trial.ts';
import { comparesAnswers, waitsForOthers } from './score/judge/asked.ts';
import { withRivals } from './score/rivals.ts';
import { scoreTrial } from './score/score-trial.ts';
import type { Case } from './suite/suite.ts';

/** Answers that wait for their judges at the same time, for every call that may be in flight. */
const SCORED_PER_CALL = 2;

/**
 * Asks for the answers of the coming look and turns each into an outcome as it comes. Answers that models judge are
 * scored many at a time; the others take no time worth sharing. Once a prompt's judge cannot judge any more, its
 * remaining trials are not asked.
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
  const results = run(trialsToAsk(comparisons, scope), {
    ...engine,
    total: trialsAhead(comparisons),
    onProgress: (progress) => log(progressLine(progress), 'progress'),
  });
  const compares = (trial: Trial) => {
    const { comparison, testCase } = find(trial);
    return comparison.plan.baseline !== null && comparesAnswers(testCase);
  };

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
}

async function score(
  { judging, collector, outcomes }: Running,
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
}

function* trialsToAsk(comparisons: readonly Running[], scope: Scope): Generator<Trial> {
  for (const { plan, asking, judging } of comparisons) {
    for (const trial of trialsOf(plan, asking, scope)) {
      if (judging.stopped()) break;
      yield trial;
    }
  }
}

function trialsAhead(comparisons: readonly Running[]): number {
  return comparisons
    .map(({ plan, asking }) => asking.length * plan.trials * (plan.baseline ? 2 : 1))
    .reduce((sum, trials) => sum + trials, 0);
}
