import { mistakesIn } from '../../../base/errors.ts';
import { isMapping, type Json } from '../../../base/json.ts';
import type { Asking } from '../../../compare/answers.ts';
import type { Case } from '../../../domain/suite.ts';
import type { Trial } from '../../../domain/trial.ts';
import { privateDataIn } from '../../../lint/private-data.ts';
import { priceOf } from '../../../model/prices.ts';
import { buildRequest } from '../../../model/request.ts';
import type { PromptPlan } from '../../../plan/plan.ts';
import { renderMessages } from '../../../prompt/render.ts';
import { scoreTrial } from '../../../score/score-trial.ts';
import { hashOf } from '../../../suite/ids.ts';
import { failedOf } from './answers.ts';
import { fittingAssertions } from './fitting-assertions.ts';
import type { FailingAnswer, NotProposed, ProposedCase } from './outcome.ts';
import type { ProductionAnswer } from './production.ts';

/** Answers of production that fail assertions of the suite, and the cases that they would be. */
export type BadAnswers = {
  failing: FailingAnswer[];
  /** By the id of their answer. */
  cases: Map<string, ProposedCase>;
  notProposed: NotProposed[];
};

/** Judges production's answers by the assertions that the suite has for such questions. */
export async function badAnswers(
  answers: readonly ProductionAnswer[],
  { plan, asking }: { plan: PromptPlan; asking: Asking },
): Promise<BadAnswers> {
  const bad: BadAnswers = { failing: [], cases: new Map(), notProposed: [] };
  const known = new Set(plan.suite.cases.map(({ vars }) => hashOf(vars)));
  const fittingFor = fittingAssertions(plan.suite.cases);
  for (const one of answers) {
    const { id, vars, answer, segment, place } = one;
    const what = `production's answer ${id}`;
    const skip = (why: string) => bad.notProposed.push({ what, why });
    const found = await privateDataIn([...textsIn(vars), segment ?? '', answer, id].join('\n\n'));
    if (found !== null) {
      skip(
        `${place} looks like it has ${found}, and a case stands in Git for ever: put a made-up one in its place.`,
      );
      continue;
    }
    if (known.has(hashOf(vars))) {
      skip('The suite has a case with these variables already.');
      continue;
    }
    const fitting = fittingFor(one);
    if (fitting === null) {
      skip('The suite has no assertion that fits another case: write one by hand.');
      continue;
    }
    const testCase: Case = {
      ...{ id, vars, description: id, segments: segment === null ? [] : [segment] },
      ...{ assertions: fitting.assertions, threshold: null, critical: false, metadata: {} },
      place: { path: plan.suite.path },
    };
    const judged = await judge(testCase, answer, { plan, asking });
    if (judged.kind !== 'failed') {
      skip(judged.why);
      continue;
    }
    const failingId = `production ${id}`;
    bad.failing.push({
      ...{ id: failingId, vars, segments: testCase.segments, half: null, failures: judged.failures, answer },
    });
    bad.cases.set(failingId, {
      ...{ description: failingId, vars, segments: testCase.segments, group: undefined },
      ...{ assertions: fitting.assertions, assertionsOf: fitting.of },
      origin: { kind: 'production', id },
    });
  }
  return bad;
}

/** All texts of a value, names of members too. */
function textsIn(value: Json): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (!isMapping(value)) return [String(value)];
  return Object.entries(value).flatMap(([name, member]) => [name, ...textsIn(member)]);
}

type Judged = { kind: 'failed'; failures: FailingAnswer['failures'] } | { kind: 'other'; why: string };

async function judge(
  testCase: Case,
  text: string,
  { plan, asking }: { plan: PromptPlan; asking: Asking },
): Promise<Judged> {
  const { prompt, target } = plan.candidate;
  let trial: Trial;
  try {
    const request = buildRequest(target, renderMessages(prompt, testCase.vars), prompt.parameters);
    trial = { prompt: plan.name, caseId: testCase.id, arm: 'candidate', index: 0, request, scope: '' };
  } catch (problem) {
    const [first] = mistakesIn(problem);
    return { kind: 'other', why: `The prompt cannot be asked with these variables: ${first?.problem ?? ''}` };
  }
  const usage = { inputTokens: 0, outputTokens: 0, cachedInputTokens: 0 };
  const answer = { text, toolCalls: [], finishReason: null, usage, latencyMs: 0, model: target.model };
  const outcome = await scoreTrial(
    { trial, key: '', status: 'answered', answer, fromStore: true },
    testCase,
    priceOf,
    asking.judgingOf(plan).contextFor(trial),
  );
  if (outcome.status === 'errored') {
    return { kind: 'other', why: `Its answer could not be judged. ${outcome.failure.message}` };
  }
  return outcome.status === 'failed'
    ? { kind: 'failed', failures: outcome.failures.map(failedOf) }
    : { kind: 'other', why: 'Its answer passes the assertions: it takes one that it fails.' };
}
