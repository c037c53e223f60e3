import type { Json } from '../base/json.ts';
import type { ModelRequest, ModelTarget } from '../domain/answer.ts';
import type { Message, ModelParameters } from '../domain/prompt.ts';
import { anthropicBody } from './anthropic.ts';
import { openAiBody } from './openai.ts';
import { responsesBody } from './responses.ts';

/** Keys that say what is asked and how the answer comes; a prompt's `extra` may not touch them. */
const reserved = new Set(['model', 'messages', 'input', 'system', 'stream', 'stream_options', '__proto__']);

/**
 * The complete request for filled-in messages: the provider's body, with neutral parameters under the
 * provider's names and `parameters.extra` as it stands (except keys that say what is asked).
 * `sharesInstructions`: many requests begin with the same instructions. Anthropic is then asked to cache them, where they
 * are long enough for that (writing costs a quarter more than reading anew, reading again a tenth); OpenAI does so by itself.
 */
export function buildRequest(
  target: ModelTarget,
  messages: readonly Message[],
  parameters: ModelParameters,
  options: { sharesInstructions?: boolean } = {},
): ModelRequest {
  const body = bodyFor(target, messages, parameters, options.sharesInstructions ?? false);
  return { target, body: { ...extraOf(parameters), ...body } };
}

function bodyFor(
  target: ModelTarget,
  messages: readonly Message[],
  parameters: ModelParameters,
  sharesInstructions: boolean,
): { [key: string]: Json } {
  if (target.provider === 'anthropic') return anthropicBody(target, messages, parameters, sharesInstructions);
  if (target.api === 'responses') return responsesBody(target.model, messages, parameters);
  return openAiBody(target.model, messages, parameters);
}

function extraOf(parameters: ModelParameters): { [key: string]: Json } {
  return Object.fromEntries(Object.entries(parameters.extra ?? {}).filter(([key]) => !reserved.has(key)));
}
