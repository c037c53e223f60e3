import { type ConfigurationError, ConfigurationErrors, mistakesIn } from '../base/errors.ts';
import type { Scene } from '../change/change.ts';
import type { PromptChange } from '../domain/change.ts';
import type { GateRequest } from '../domain/request.ts';
import { changesOfParts } from './parts.ts';
import { type PromptPlan, planPrompt } from './plan.ts';

/**
 * Plans every prompt that is to be run, also each of several in a file; the mistakes of all of them are told together.
 * The scene that is returned knows those of a file one by one.
 */
export async function planChanges(
  whole: Scene,
  request: GateRequest,
): Promise<{ scene: Scene; plans: PromptPlan[] }> {
  const plans: PromptPlan[] = [];
  const errors: ConfigurationError[] = [];
  const prompts = await eachPart(whole, request, errors);
  const scene = { ...whole, change: { ...whole.change, prompts } };
  for (const change of prompts) {
    if (change.kind === 'deleted') continue;
    try {
      const willRun = change.kind !== 'suite' || scene.config.gate.onSuiteChange === 'run';
      const plan = await planPrompt(change, {
        ...scene,
        credentials: request.credentials,
        needsKeys: willRun && !request.offline,
        runsScripts: request.trusted || !willRun,
      });
      if (willRun) plans.push(plan);
    } catch (error) {
      errors.push(...mistakesIn(error));
    }
  }
  if (errors.length > 0) throw new ConfigurationErrors(errors);
  return { scene, plans };
}

async function eachPart(
  scene: Scene,
  { credentials }: GateRequest,
  errors: ConfigurationError[],
): Promise<PromptChange[]> {
  const prompts: PromptChange[] = [];
  const taken = new Set(scene.change.prompts.map(({ path }) => path));
  for (const change of scene.change.prompts) {
    try {
      const { files } = scene.change;
      const changes = await changesOfParts(change, { ...scene, credentials, files, taken });
      for (const { path } of changes) taken.add(path);
      prompts.push(...changes);
    } catch (error) {
      errors.push(...mistakesIn(error));
    }
  }
  return prompts;
}
