import type { Prompt } from '../domain/prompt.ts';
import type { Case } from '../domain/suite.ts';
import type { Arm, Trial } from '../domain/trial.ts';
import { buildRequest } from '../model/request.ts';
import { renderMessages } from '../prompt/render.ts';
import { sharesInstructions } from '../prompt/shared-prefix.ts';
import type { AskedModel } from './arms.ts';
import { type ModelPair, modelPairs } from './models.ts';
import type { PromptPlan } from './plan.ts';

/**
 * What bounds the reuse of an answer: a name, which answers at temperature 0 do not need; or, where the arms must be
 * asked apart whatever they say, a name for each.
 */
export type Scope = string | ((arm: Arm) => string);

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

/** Answers to one case, by all arms. */
export function trialsOfCase({ trials, baseline }: Pick<PromptPlan, 'trials' | 'baseline'>): number {
  return trials * (baseline ? 2 : 1);
}

function scopeOf(scope: Scope, arm: Arm, prompt: Prompt): string {
  if (typeof scope === 'function') return scope(arm);
  return prompt.parameters.temperature === 0 ? '' : scope;
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
