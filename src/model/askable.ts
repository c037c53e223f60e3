import { ConfigurationError } from '../base/errors.ts';
import type { ModelTarget } from '../domain/answer.ts';
import type { Notice } from '../domain/notice.ts';
import { apiOf, providerOf } from './lookup.ts';
import type { Api, Asked, Providers } from './provider.ts';
import { providers } from './providers/table.ts';

/**
 * What the API of a model has no word for, and so is not sent: one notice, or none. What changes an answer's meaning
 * is refused by {@link refuseUnaskable} instead.
 */
export function leftOutNotices(target: ModelTarget, prompt: Asked, table?: Providers): Notice[] {
  const api = apiOf(target, table);
  const parameters = api.leftOut(prompt);
  return parameters.length === 0 ? [] : [{ code: 'parameters-left-out', api: api.title, parameters }];
}

/**
 * Refuses a prompt that the API of its model cannot be asked, before anything is sent.
 * @throws ConfigurationError where the prompt names its model.
 */
export function refuseUnaskable(target: ModelTarget, prompt: Asked, table: Providers = providers): void {
  const asked = apiOf(target, table);
  asked.refuse?.(target, prompt);
  const apis = Object.values(table).flatMap((provider) => Object.values(provider.apis));
  for (const api of apis) if (api !== asked) refuseKeysOf(api, target, prompt, table);
}

/** Keys of `extra` that only another API has. */
function refuseKeysOf(other: Api, target: ModelTarget, prompt: Asked, table: Providers): void {
  const { parameters, modelPlace: place } = prompt;
  const key = other.ownKeys.find((each) => Object.hasOwn(parameters.extra ?? {}, each));
  if (key === undefined) return;
  const { apis } = providerOf(target, table);
  const name = Object.keys(apis).find((each) => apis[each] === other);
  throw new ConfigurationError(`Only ${other.title} has \`${key}\`.`, {
    place,
    remedy:
      name === undefined ? 'Leave it out.' : `Name the model as ${target.provider}:${name}:${target.model}.`,
  });
}
