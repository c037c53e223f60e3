import type { ModelRequest, ModelTarget } from '../domain/answer.ts';
import type { Message, ModelParameters } from '../domain/prompt.ts';
import { apiOf } from './lookup.ts';
import type { Body, Providers } from './provider.ts';
import { providers } from './providers/table.ts';

/** Keys that say how the answer comes, and by which model; a prompt's `extra` may not touch them. */
const reserved = ['model', 'stream', 'stream_options', '__proto__'];

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
  options: { sharesInstructions?: boolean; table?: Providers } = {},
): ModelRequest {
  const { sharesInstructions = false, table = providers } = options;
  const body = apiOf(target, table).body({ target, messages, parameters, sharesInstructions });
  return { target, body: { ...extraOf(parameters, table), ...body } };
}

function extraOf({ extra }: ModelParameters, table: Providers): Body {
  if (extra === undefined) return {};
  const apis = Object.values(table).flatMap((provider) => Object.values(provider.apis));
  const kept = new Set([...reserved, ...apis.flatMap(({ reservedKeys }) => reservedKeys)]);
  return Object.fromEntries(Object.entries(extra).filter(([key]) => !kept.has(key)));
}
