import type { Prompt } from '../domain/prompt.ts';
import type { Case } from '../domain/suite.ts';
import type { Arm, Trial } from '../domain/trial.ts';
import { buildRequest } from '../model/request.ts';
import { renderMessages } from '../prompt/render.ts';
import { sharesInstructions } from '../prompt/shared-prefix.ts';
import { trialKey } from '../run/store.ts';
import { comparesAnswers } from '../score/judge/asked.ts';
import type { AskedModel } from './arms.ts';
import { type ModelPair, modelPairs } from './models.ts';
import type { PromptPlan } from './plan.ts';

/**
 * What bounds the reuse of an answer: a name, which answers at temperature 0 do not need; or, where the arms must be
 * asked apart whatever they say, a name for each.
 */
export type Scope = string | ((arm: Arm, prompt: Prompt) => string);

/** The trials of some cases, lazily: both arms of a case side by side, the arm that goes first alternating. */
export function* trialsOf(plan: PromptPlan, cases: Iterable<Case>, scope: Scope): Generator<Trial> {
  let candidateFirst = false;
  const models = new Map(modelPairs(plan).map((pair) => [pair.name, armsOf(pair, plan.suite.cases)]));
  const [first = []] = models.values();
  for (const testCase of cases) {
    const arms = testCase.model === undefined ? first : (models.get(testCase.model) ?? first);
    const requests = arms.map(({ arm, prompt, target, options }) => ({
      arm,
      request: buildRequest(target, renderMessages(prompt, testCase.vars), prompt.parameters, options),
      scope: scopeOf(scope, arm, prompt),
    }));
    for (let index = 0; index < plan.trials; index++) {
      for (const { arm, request, scope } of candidateFirst ? requests.toReversed() : requests) {
        yield { prompt: plan.name, caseId: testCase.id, arm, index, request, scope };
      }
      candidateFirst = !candidateFirst;
    }
  }
}

/**
 * The baseline's trials of some cases under a scope of their own, so that they are asked anew whatever is stored; and
 * stored by what the candidate is asked, so that the same content finds the same answers again. Where a case compares
 * the answers of both arms, the candidate's trials too, as they are.
 */
export function* baselineAnew(plan: PromptPlan, cases: readonly Case[], scope: Scope): Generator<Trial> {
  const comparing = new Set(cases.filter(comparesAnswers).map(({ id }) => id));
  for (const { baseline, candidate } of pairsOf(plan, cases, scope)) {
    yield { ...baseline, scope: `anew beside ${trialKey(candidate)}` };
    if (comparing.has(candidate.caseId)) yield candidate;
  }
}

/** So many more trials an arm of some cases, under a scope of their own as those of the baseline anew. */
export function* trialsAgain(
  plan: PromptPlan,
  cases: Iterable<Case>,
  { scope, trials }: { scope: Scope; trials: number },
): Generator<Trial> {
  for (const { baseline, candidate } of pairsOf({ ...plan, trials }, cases, scope)) {
    const again = `again beside ${trialKey(candidate)}`;
    yield { ...baseline, scope: again };
    yield { ...candidate, scope: again };
  }
}

/** The trials of a case in both arms, two and two; none where there is no baseline. */
function* pairsOf(plan: PromptPlan, cases: Iterable<Case>, scope: Scope): Generator<Record<Arm, Trial>> {
  if (!plan.baseline) return;
  let first: Trial | undefined;
  for (const trial of trialsOf(plan, cases, scope)) {
    if (!first) {
      first = trial;
      continue;
    }
    const isBaseline = first.arm === 'baseline';
    yield { baseline: isBaseline ? first : trial, candidate: isBaseline ? trial : first };
    first = undefined;
  }
}

/** Answers to one case, by all arms. */
export function trialsOfCase({ trials, baseline }: Pick<PromptPlan, 'trials' | 'baseline'>): number {
  return trials * (baseline ? 2 : 1);
}

function scopeOf(scope: Scope, arm: Arm, prompt: Prompt): string {
  return typeof scope === 'function' ? scope(arm, prompt) : scopeOfDraw(scope, prompt);
}

/** The scope of a prompt's answers within a named one: those at temperature 0 need none. */
export function scopeOfDraw(scope: string, { parameters }: Prompt): string {
  return parameters.temperature === 0 ? '' : scope;
}

function armsOf({ name, baseline, candidate }: ModelPair, all: readonly Case[]) {
  const cases = all.filter(({ model = name }) => model === name);
  const asked = ({ prompt, target }: AskedModel, arm: Arm) => {
    const options = { sharesInstructions: sharesInstructions(prompt, cases) };
    return { arm, prompt, target, options };
  };
  const own = asked(candidate, 'candidate');
  return baseline ? [asked(baseline, 'baseline'), own] : [own];
}
