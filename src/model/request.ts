import type { Json } from '../errors.ts';
import type { Message, ModelParameters } from '../prompt/prompt.ts';
import type { ModelRequest, ModelTarget } from './answer.ts';
import { anthropicBody } from './anthropic.ts';
import { openAiBody } from './openai.ts';

/** Keys that say what is asked and how the answer comes; a prompt's `extra` may not touch them. */
const reserved = new Set(['model', 'messages', 'system', 'stream', 'stream_options', '__proto__']);

/**
 * The complete request for filled-in messages: the provider's body, with neutral parameters under the
 * provider's names and `parameters.extra` as it stands (except keys that say what is asked).
 */
export function buildRequest(
  target: ModelTarget,
  messages: readonly Message[],
  parameters: ModelParameters,
): ModelRequest {
  const body = target.provider === 'openai' ? openAiBody : anthropicBody;
  return { target, body: { ...extraOf(parameters), ...body(target.model, messages, parameters) } };
}

function extraOf(parameters: ModelParameters): { [key: string]: Json } {
  return Object.fromEntries(Object.entries(parameters.extra ?? {}).filter(([key]) => !reserved.has(key)));
}
