import { cacheOutlook } from '../lint/cache-outlook.ts';
import { callsPerDay } from '../lint/calls-per-day.ts';
import { userTexts } from '../lint/facts.ts';
import type { Subject } from '../lint/subject.ts';
import { askedModels } from './models.ts';
import type { PromptPlan } from './plan.ts';

/**
 * A plan as the rules of `lint/` look at it: the prompt and the suite as proposed.
 * @param today `2026-11-29`
 */
export function lintSubject(plan: PromptPlan, today: string): Subject {
  const models = askedModels(plan.candidate).map(({ prompt, target }) => ({
    target,
    place: prompt.modelPlace,
  }));
  const [{ target }] = askedModels(plan.candidate);
  const { prompt } = plan.candidate;
  const suite = plan.suites.candidate;
  return {
    prompt,
    models,
    suite,
    userTexts: userTexts(prompt, suite.cases),
    notices: plan.notices,
    promptCache: cacheOutlook({
      prompt,
      cases: suite.cases,
      target,
      callsPerDay: callsPerDay(plan.policy.cost),
    }),
    today,
  };
}
