import type { ModelRequest, ModelTarget } from '../domain/answer.ts';
import type { Message } from '../domain/message.ts';
import type { ModelParameters } from '../domain/prompt.ts';
import { apiOf } from './lookup.ts';
import type { Body, Providers } from './provider.ts';
import { providers } from './providers/table.ts';
import { bodyFor, messagesFor } from './vendor-limits.ts';

/** Keys that determine the model and the form of the answer; a prompt's `extra` may not set them. */
const reserved = ['model', 'stream', 'stream_options', '__proto__'];

/**
 * The complete request for filled-in messages: the provider's body, with neutral parameters under the provider's names
 * and `parameters.extra` unchanged (except keys that determine the question). `sharesInstructions`: many requests begin
 * with the same instructions. Anthropic is then asked to cache them, if they are long enough (writing costs a quarter
 * more than plain input, reading again a tenth); OpenAI does so by itself. What another vendor does not take is left out.
 */
export function buildRequest(
  target: ModelTarget,
  messages: readonly Message[],
  parameters: ModelParameters,
  options: { sharesInstructions?: boolean; table?: Providers } = {},
): ModelRequest {
  const { sharesInstructions = false, table = providers } = options;
  const body = apiOf(target, table).body({
    ...{ target, parameters, sharesInstructions },
    messages: messagesFor(target, messages),
  });
  return { target, body: bodyFor(target, { ...extraOf(parameters, table), ...body }) };
}

function extraOf({ extra }: ModelParameters, table: Providers): Body {
  if (extra === undefined) return {};
  const apis = Object.values(table).flatMap((provider) => Object.values(provider.apis));
  const kept = new Set([...reserved, ...apis.flatMap(({ reservedKeys }) => reservedKeys)]);
  return Object.fromEntries(Object.entries(extra).filter(([key]) => !kept.has(key)));
}
