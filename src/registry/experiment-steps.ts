import type { ExperimentDecided, ExperimentStarted } from '../domain/experiment.ts';
import type { PromptState } from '../domain/registry-state.ts';
import { servingVersions } from './exposure.ts';
import { servingIn } from './promotion.ts';

/** Why an experiment may not begin after this state, as sentences: it compares what a portfolio's weights serve. */
export function startedProblems(prompt: PromptState, event: ExperimentStarted): string[] {
  const { environment, prompt: name, epoch, control } = event;
  const serving = servingIn(prompt, environment);
  const last = serving?.served.at(-1);
  const label = `an experiment of ${name} in ${environment}`;
  if (last?.event.type !== 'allocated' || last.serial !== epoch) {
    return [`${label} begins at serial ${epoch}, whose weights do not serve.`];
  }
  const compares = servingVersions(last.allocation);
  return [
    ...(serving?.experiment?.epoch === epoch ? [`${label} began at serial ${epoch} already.`] : []),
    ...(compares.includes(control) && compares.length > 1
      ? []
      : [`${label} compares nothing with ${control}.`]),
  ];
}

/** Why an experiment may not be decided after this state, as sentences. */
export function decidedProblems(prompt: PromptState, event: ExperimentDecided): string[] {
  const { environment, prompt: name, epoch } = event;
  const running = servingIn(prompt, environment)?.experiment;
  if (running?.epoch !== epoch) {
    return [`no experiment of ${name} in ${environment} began at serial ${epoch}.`];
  }
  return running.end === null
    ? []
    : [`the experiment of ${name} in ${environment} at serial ${epoch} was decided already.`];
}
