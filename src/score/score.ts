import { setImmediate } from 'node:timers/promises';
import { TimeLimitExceeded } from '../base/time-limit.ts';
import type { ModelFailure } from '../domain/answer.ts';
import type { AssertionResult } from '../domain/outcome.ts';
import { type Assertion, type Case, isAssertSet } from '../domain/suite.ts';
import { wasFiltered } from './finish-reason.ts';
import { type Finding, type PricedAnswer, type ScoringContext, type Situation, writtenType } from './kind.ts';
import { assertionKinds } from './kinds.ts';
import { prepareAssertion } from './prepare.ts';
import { transformed } from './transform.ts';

/** The judgement of one answer by the assertions of its case. */
export type Score = {
  passed: boolean;
  /** Weighted mean of the assertions' scores, 0–1; 1 if there are none. */
  score: number;
  /** The assertions that failed, in the suite's order; some may have failed although the case's threshold is met. */
  failures: AssertionResult[];
  /** What models judged, passed or not, in the suite's order; absent where none was asked. */
  judged?: AssertionResult[];
  /** The answer could not be judged: the trial is errored, and the fields above mean nothing. */
  errored?: ModelFailure;
};

/** Longest time that assertions of one answer may block everything else in a row, ms; then others get a turn. */
const TURN_MS = 10;

/**
 * Judges one answer by the assertions of its case. A case passes when all of its assertions pass; with a threshold,
 * when their weighted mean reaches it (promptfoo's rule). An assertion of weight 0 never counts, and so is not asked.
 *
 * @param answer with its cost in USD (null: no price known)
 * @param testCase already checked by checkAssertions, with the same context
 */
export async function scoreAnswer(
  answer: PricedAnswer,
  testCase: Case,
  context: ScoringContext = {},
): Promise<Score> {
  await setImmediate();
  const situation = { ...context, vars: testCase.vars, testCase };
  const trial: Trial = { answer, situation, turnStartedAt: performance.now() };
  const group = await scoreGroup(testCase.assertions, trial);
  if ('errored' in group) return { passed: false, score: 0, failures: [], errored: group.errored };
  if (testCase.threshold === null) return group;
  const passed = reaches(group.score, testCase.threshold);
  const failures = passed
    ? group.failures
    : [belowThreshold(testCase, testCase.threshold, group), ...group.failures];
  return { ...group, passed, failures };
}

type Group = Pick<Score, 'passed' | 'score' | 'failures' | 'judged'>;
type Errored = { errored: ModelFailure };
type Trial = { answer: PricedAnswer; situation: Situation; turnStartedAt: number };

async function scoreGroup(assertions: readonly Assertion[], trial: Trial): Promise<Group | Errored> {
  let total = 0;
  let weights = 0;
  const failures: AssertionResult[] = [];
  const judged: AssertionResult[] = [];
  for (const assertion of assertions) {
    const weight = assertion.weight ?? 1;
    if (weight === 0) continue;
    await giveTurn(trial);
    const part = isAssertSet(assertion) ? await scoreSet(assertion, trial) : await scoreOne(assertion, trial);
    if ('errored' in part) return part;
    total += part.score * weight;
    weights += weight;
    if (!part.passed) failures.push(...part.failures);
    if (part.judged) judged.push(...part.judged);
  }
  const score = assertions.length === 0 ? 1 : weights === 0 ? 0 : total / weights;
  return { passed: failures.length === 0, score, failures, ...(judged.length > 0 && { judged }) };
}

/** A set passes as a case does, and counts as one assertion whose score is the mean of its members. */
async function scoreSet(set: Assertion, trial: Trial): Promise<Group | Errored> {
  const group = await scoreGroup(set.assertions ?? [], trial);
  if ('errored' in group || set.threshold === undefined) return group;
  if (reaches(group.score, set.threshold)) return { ...group, passed: true, failures: [] };
  const failure: AssertionResult = {
    ...headOf(set),
    passed: false,
    score: group.score,
    reason: `expected a mean score of at least ${set.threshold} in this set; it was ${rounded(group.score)}`,
  };
  return { ...group, passed: false, failures: [failure, ...group.failures] };
}

async function scoreOne(assertion: Assertion, trial: Trial): Promise<Group | Errored> {
  const { expectation } = prepareAssertion(assertion);
  const expected = `expected the answer ${assertion.negated ? 'not to' : 'to'} ${expectation}`;
  if (wasFiltered(trial.answer) && !assertionKinds.get(assertion.type)?.judgesFiltered) {
    const reason = `${expected}; it was filtered by the provider`;
    return { passed: false, score: 0, failures: [{ ...headOf(assertion), passed: false, score: 0, reason }] };
  }
  const finding = await examine(assertion, trial);
  if ('failure' in finding) return { errored: finding.failure };
  if ('unknown' in finding) {
    return { errored: { kind: 'unreadable', message: finding.unknown, transient: false, fatal: false } };
  }
  const plainScore = finding.score ?? (finding.passed ? 1 : 0);
  const passed = finding.passed !== assertion.negated;
  const score = assertion.negated ? 1 - plainScore : plainScore;
  const isJudged = assertionKinds.get(assertion.type)?.asks === 'judgement';
  if (passed && !isJudged) return { passed, score, failures: [] };
  const result = { ...headOf(assertion), passed, score, reason: `${expected}; ${finding.found}` };
  return { passed, score, failures: passed ? [] : [result], ...(isJudged && { judged: [result] }) };
}

async function examine(assertion: Assertion, { answer, situation }: Trial): Promise<Finding> {
  const judged = assertion.trimsAnswer ? { ...answer, text: answer.text.trim() } : answer;
  try {
    const prepared = prepareAssertion(assertion);
    const given = await transformed(assertion, judged, situation);
    return 'finding' in given ? given.finding : await prepared.examine(given.answer, given.situation);
  } catch (error) {
    // A RangeError is a stack or a limit exhausted by the answer; any other error is a bug of ours.
    const cause =
      error instanceof TimeLimitExceeded
        ? `was ${error.message}`
        : error instanceof RangeError
          ? 'cannot be judged'
          : undefined;
    if (cause === undefined) throw error;
    return {
      unknown: `\`${writtenType(assertion)}\` ${cause} on an answer of ${answer.text.length} characters.`,
    };
  }
}

function belowThreshold(testCase: Case, threshold: number, { score }: Group): AssertionResult {
  return {
    type: 'threshold',
    passed: false,
    score,
    reason: `expected a mean score of at least ${threshold} in this case; it was ${rounded(score)}`,
    weight: 1,
    place: testCase.place,
  };
}

function headOf(assertion: Assertion): Pick<AssertionResult, 'type' | 'metric' | 'weight' | 'place'> {
  return {
    type: writtenType(assertion),
    ...(assertion.metric === undefined ? {} : { metric: assertion.metric }),
    weight: assertion.weight ?? 1,
    place: assertion.place,
  };
}

/** Rounding tolerance: weighted means of halves and thirds differ from their exact decimals by less than this. */
const ROUNDING = 1e-9;

function reaches(score: number, threshold: number): boolean {
  return score >= threshold - ROUNDING;
}

function rounded(score: number): number {
  return Math.floor(score * 1000) / 1000;
}

async function giveTurn(trial: Trial): Promise<void> {
  if (performance.now() - trial.turnStartedAt < TURN_MS) return;
  await setImmediate();
  trial.turnStartedAt = performance.now();
}
