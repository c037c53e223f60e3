import { ConfigurationError } from '../base/errors.ts';
import type { Json } from '../base/json.ts';
import type { ModelTarget } from '../domain/answer.ts';
import type { Notice } from '../domain/notice.ts';
import { apiOf, providerOf } from './lookup.ts';
import type { Api, Asked, Providers } from './provider.ts';
import { providers } from './providers/table.ts';
import { leftOutByVendor, refuseLacking } from './vendor-limits.ts';

/**
 * The parameters that the API of a model, or its vendor, does not support and that are therefore not sent: a notice of
 * each, or an empty list. What would change an answer's meaning is refused by {@link refuseUnaskable} instead.
 */
export function leftOutNotices(target: ModelTarget, prompt: Asked, table?: Providers): Notice[] {
  const api = apiOf(target, table);
  const left = [{ api: api.title, parameters: api.leftOut(prompt) }, ...leftOutByVendor(target, prompt)];
  return left.flatMap((each) =>
    each.parameters.length === 0 ? [] : [{ code: 'parameters-left-out', ...each } as const],
  );
}

/**
 * Refuses a prompt that the API of its model does not support, before anything is sent.
 * @throws ConfigurationError at the place where the prompt names its model.
 */
export function refuseUnaskable(target: ModelTarget, prompt: Asked, table: Providers = providers): void {
  refuseMultipliers(prompt);
  refuseLacking(target, prompt);
  const asked = apiOf(target, table);
  asked.refuse?.(target, prompt);
  const apis = Object.values(table).flatMap((provider) => Object.values(provider.apis));
  for (const api of apis) if (api !== asked) refuseKeysOf(api, target, prompt, table);
}

/** Parameters by which hosts give, and charge for, several answers to one question. */
const answerCounts = [
  'n',
  'best_of',
  'num_completions',
  'num_generations',
  'num_return_sequences',
  'candidate_count',
  'candidateCount',
];

/** Parameters by which they tell the probabilities of so many other tokens beside each of the answer. */
const alternativeCounts = ['top_logprobs', 'logprobs', 'prompt_logprobs'];

/** More alternatives than any of the known hosts gives. */
const mostAlternatives = 20;

/** What one question costs is not a prompt's to multiply: of several answers only the first is read. */
function refuseMultipliers({ parameters, modelPlace: place }: Asked): void {
  const stated = (key: string) =>
    Object.hasOwn(parameters.extra ?? {}, key) ? (parameters.extra?.[key] ?? null) : null;
  for (const key of answerCounts) {
    const value = stated(key);
    if (value === null || value === 1) continue;
    throw new ConfigurationError(
      `\`${key}: ${shown(value)}\` asks for several answers to each question, of which one is judged.`,
      { place, remedy: 'Leave it out. `smoke.trials` in the config asks a case several times.' },
    );
  }
  for (const key of alternativeCounts) {
    const value = stated(key);
    if (value === null || typeof value === 'boolean' || Number(value) <= mostAlternatives) continue;
    throw new ConfigurationError(`\`${key}: ${shown(value)}\` asks for more than any answer needs.`, {
      place,
      remedy: 'Leave it out: the probabilities of tokens are not judged.',
    });
  }
}

function shown(value: Json): string {
  return JSON.stringify(value).slice(0, 40);
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
