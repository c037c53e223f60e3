import type { ModelTarget } from '../domain/answer.ts';
import { isOpenAiReasoningModel } from './names.ts';

/** Whether a model takes a `temperature`: OpenAI's reasoning models do not, nor Claude from generation 4.7 on. */
export function takesTemperature(target: ModelTarget): boolean {
  const model = bareName(target);
  if (isOpenAiReasoningModel(model)) return false;
  const generation = claudeGeneration(model);
  return generation === undefined || generation < 407;
}

/**
 * Whether a model is known to keep to a JSON schema that the request gives: OpenAI's from gpt-4o on, Claude from
 * generation 4.5 on. A model of another name may, but a server that does not know the parameter may also refuse it.
 */
export function takesJsonSchema(target: ModelTarget): boolean {
  const model = bareName(target);
  const generation = claudeGeneration(model);
  if (generation !== undefined) return generation >= 405;
  if (model === 'gpt-4o-2024-05-13' || /^o1-(?:mini|preview)/.test(model)) return false;
  return /^(?:gpt-4o|gpt-4\.\d|gpt-[5-9]|o\d)/.test(model);
}

/** `claude-haiku-4-5-20251001` → 405, `claude-opus-5` → 500; undefined for other families and older naming. */
function claudeGeneration(model: string): number | undefined {
  const match = /^claude-[a-z]+-(\d{1,2})(?:-(\d{1,2}))?(?!\d)/.exec(model);
  return match ? Number(match[1]) * 100 + Number(match[2] ?? 0) : undefined;
}

/** Without the publisher that some hosts want before it. */
function bareName({ model }: ModelTarget): string {
  return model.slice(model.lastIndexOf('/') + 1);
}
