import { ConfigurationError, type Place } from '../base/errors.ts';
import { didYouMean } from '../document/suggest.ts';
import type { Credentials, ModelTarget } from '../domain/answer.ts';
import type { Config } from '../domain/policy.ts';
import { notSpoken, readModelName, type SpelledModel } from './model-name.ts';
import {
  compatibleHostOf,
  defaultBaseUrls,
  type Provider,
  providerOfModel,
  wantsPublisher,
} from './names.ts';

/**
 * Who answers to a model's name as a prompt file or the config writes it: a key of the config's `models:`,
 * `openai:gpt-4.1-mini-2025-04-14`, `openai:responses:gpt-5`, `openai/gpt-4o-mini`, `anthropic/claude-…`, or a bare
 * `gpt-…`, `o…`, `claude-…`. The base URL is the `models:` entry's, else the environment's (in `credentials`), else the provider's.
 * Throws ConfigurationError at `place` for a name no provider serves.
 */
export function resolveTarget(
  name: string,
  context: { models: Config['models']; credentials: Credentials; place?: Place },
): ModelTarget {
  const { models, credentials, place } = context;
  const entry = Object.hasOwn(models, name) ? models[name] : undefined;
  if (entry) return target(entry.provider, entry, credentials, place);

  const spelled = /^([a-z][a-z0-9_.-]*)([:/])(.+)$/is.exec(name);
  const prefix = spelled?.[1]?.toLowerCase();
  const rest = spelled?.[3];
  if ((prefix === 'openai' || prefix === 'anthropic') && rest !== undefined) {
    const full = spelled?.[2] === '/' && wantsPublisher(baseUrlOf(prefix, undefined, credentials));
    const model = full ? { model: name } : readModelName(prefix, rest);
    if (typeof model === 'string') {
      throw new ConfigurationError(notSpoken(model), { ...(place && { place }) });
    }
    return target(prefix, model, credentials, place);
  }
  const family = providerOfModel(name);
  if (family) return target(family, { model: name }, credentials, place);
  if (spelled?.[2] === '/' && wantsPublisher(baseUrlOf('openai', undefined, credentials))) {
    return target('openai', { model: name }, credentials, place);
  }
  throw unknownModel(name, prefix, models, place);
}

/**
 * Whether a model's name always means the same model. A dated snapshot (`gpt-4.1-mini-2025-04-14`,
 * `gpt-4-0613`, `claude-sonnet-4-5-20250929`), a fine-tune, and Claude from generation 4.6 on (whose dateless
 * names are versions) do; `-latest` and undated names of OpenAI and of older Claude models are aliases
 * that move; embedding models are numbered. A name of neither family (a model behind one's own base URL) is
 * taken at its word.
 */
export function isPinned(target: ModelTarget): boolean {
  const model = target.model.slice(target.model.lastIndexOf('/') + 1);
  if (/-latest$/.test(model)) return false;
  const family = providerOfModel(model);
  if (family === undefined || /^(?:ft:|text-embedding-)/.test(model)) return true;
  if (/-\d{4}-\d{2}-\d{2}$/.test(model) || /[-@]\d{8}$/.test(model)) return true;
  if (family === 'openai') return /-\d{4}(?:-preview)?$/.test(model);
  const generation = /^claude-[a-z]+-(\d+)(?:-(\d{1,2}))?$/.exec(model);
  if (!generation) return false;
  return Number(generation[1]) * 100 + Number(generation[2] ?? 0) >= 406;
}

function target(
  provider: Provider,
  { model, api, baseUrl, keyVariable }: SpelledModel & { baseUrl?: string; keyVariable?: string },
  credentials: Credentials,
  place: Place | undefined,
): ModelTarget {
  const url = baseUrlOf(provider, baseUrl, credentials);
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
    throw new ConfigurationError(`the base URL for ${provider}:${model} is not an http or https URL.`, {
      ...(place && { place }),
      remedy: `Write it like ${defaultBaseUrls[provider]}.`,
    });
  }
  return { provider, model, ...(api && { api }), baseUrl: url, ...(keyVariable && { keyVariable }) };
}

function baseUrlOf(provider: Provider, fromEntry: string | undefined, credentials: Credentials): string {
  const url = fromEntry || credentials[provider].baseUrl || defaultBaseUrls[provider];
  const bare = url.trim().replace(/\/+$/, '');
  // Anthropic's own paths begin with it.
  return provider === 'anthropic' ? bare.replace(/\/v1$/, '') : bare;
}

function unknownModel(
  name: string,
  prefix: string | undefined,
  models: Config['models'],
  place: Place | undefined,
): ConfigurationError {
  const providers = Object.keys(defaultBaseUrls);
  const hint =
    prefix === undefined
      ? didYouMean(name, Object.keys(models))
      : didYouMean(name, Object.keys(models)) || didYouMean(prefix, providers);
  const host = compatibleHostOf(name);
  const problem = `no provider is known for the model "${name}".${hint}`;
  if (host) {
    const key = host.keyVariable ? `, key-variable: ${host.keyVariable}` : '';
    const entry = `{ provider: openai, model: ${host.model}, base-url: ${host.baseUrl}${key} }`;
    return new ConfigurationError(problem, {
      ...(place && { place }),
      remedy:
        `Its vendor speaks OpenAI's API too: write into the config \`models: { ${JSON.stringify(name)}: ${entry} }\`, ` +
        `and give the vendor's key as ${host.keyVariable ?? 'OPENAI_API_KEY (any text, where it wants none)'}.`,
    });
  }
  return new ConfigurationError(problem, {
    ...(place && { place }),
    remedy:
      `Write "openai:<model>" or "anthropic:<model>", or say who answers in the config: ` +
      `models: { ${JSON.stringify(name)}: { provider: openai, model: <model>, base-url: <url> } }.`,
  });
}

/** Whether somebody answers to a model's name, as it is written, whatever keys there are. */
export function isServed(
  name: string,
  context: { models: Config['models']; credentials: Credentials },
): boolean {
  try {
    resolveTarget(name, context);
    return true;
  } catch (error) {
    if (error instanceof ConfigurationError) return false;
    throw error;
  }
}
