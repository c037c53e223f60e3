import { ConfigurationError, type Place } from '../base/errors.ts';
import { quote } from '../document/describe.ts';
import { didYouMean } from '../document/suggest.ts';
import type { Credentials, ModelTarget } from '../domain/answer.ts';
import type { Config } from '../domain/policy.ts';
import { COMPATIBLE_PROVIDER, compatibleHostOf, wantsPublisher } from './compatible-hosts.ts';
import { bareName, familyOf, providerOf, providerOfModel } from './lookup.ts';
import { isModelName, notSpoken, readModelName, type SpelledModel } from './model-name.ts';
import type { Providers } from './provider.ts';
import { providers } from './providers/table.ts';

/** The context in which a model's name is resolved; `place` is the name's place. */
type Context = {
  models: Config['models'];
  credentials: Credentials;
  place?: Place | undefined;
  table?: Providers;
};

/**
 * Resolves a model's name as a prompt file or the config writes it: a key of the config's `models:`,
 * `openai:gpt-4.1-mini-2025-04-14`, `openai:responses:gpt-5`, `openai/gpt-4o-mini`, `anthropic/claude-…`, or a bare
 * `gpt-…`, `o…`, `claude-…`. The base URL is the `models:` entry's, else the environment's (in `credentials`), else the
 * provider's. Throws ConfigurationError at `place` for a name of no known provider.
 */
export function resolveTarget(name: string, context: Context): ModelTarget {
  const { models, table = providers } = context;
  const entry = Object.hasOwn(models, name) ? models[name] : undefined;
  if (entry) return target(entry.provider, entry, context);

  const spelled = /^([a-z][a-z0-9_.-]*)([:/])(.+)$/is.exec(name);
  const prefix = spelled?.[1]?.toLowerCase();
  const rest = spelled?.[3];
  const takesWhole = (provider: string) =>
    spelled?.[2] === '/' && wantsPublisher(baseUrlOf(provider, undefined, context));
  if (prefix !== undefined && rest !== undefined && Object.hasOwn(table, prefix)) {
    const model = takesWhole(prefix) ? { model: name } : readModelName(prefix, rest, table);
    if (typeof model === 'string') {
      throw new ConfigurationError(notSpoken(model, table), placed(context));
    }
    return target(prefix, model, context);
  }
  const family = providerOfModel(name, table);
  if (family) return target(family, { model: name }, context);
  if (takesWhole(COMPATIBLE_PROVIDER)) return target(COMPATIBLE_PROVIDER, { model: name }, context);
  throw unknownModel(name, prefix, context);
}

/**
 * Whether a model's name always means the same model. A dated snapshot (`gpt-4.1-mini-2025-04-14`,
 * `gpt-4-0613`, `claude-sonnet-4-5-20250929`), a fine-tune, and Claude from generation 4.6 on (whose dateless
 * names are versions) do; `-latest` and undated names of OpenAI and of older Claude models are aliases
 * that move; embedding models are numbered. A name of neither family (a model behind one's own base URL) is
 * taken at its word.
 */
export function isPinned(target: ModelTarget, table?: Providers): boolean {
  const model = bareName(target);
  if (/-latest$/.test(model)) return false;
  const known = familyOf(target, table);
  if (known === undefined) return true;
  return /-\d{4}-\d{2}-\d{2}$/.test(model) || /[-@]\d{8}$/.test(model) || known.family.isPinned(model);
}

function target(
  provider: string,
  {
    model,
    api,
    baseUrl,
    keyVariable,
  }: SpelledModel & { baseUrl?: string | undefined; keyVariable?: string | undefined },
  context: Context,
): ModelTarget {
  if (!isModelName(model)) {
    throw new ConfigurationError(
      `the name of the model, ${quote(model)}, has characters that are not seen.`,
      {
        ...placed(context),
        remedy: 'Write it as its provider does, on one line.',
      },
    );
  }
  const url = baseUrlOf(provider, baseUrl, context);
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
    throw new ConfigurationError(`the base URL for ${provider}:${model} is not an http or https URL.`, {
      ...placed(context),
      remedy: `Write it like ${providerOf({ provider }, context.table).baseUrl.byDefault}.`,
    });
  }
  return { provider, model, api, baseUrl: url, keyVariable };
}

function baseUrlOf(provider: string, fromEntry: string | undefined, { credentials, table }: Context): string {
  const { byDefault, normalised } = providerOf({ provider }, table).baseUrl;
  const url = fromEntry || credentials.providers[provider]?.baseUrl || byDefault;
  const bare = url.trim().replace(/\/+$/, '');
  return normalised ? normalised(bare) : bare;
}

function placed({ place }: Context): { place?: Place } {
  return place === undefined ? {} : { place };
}

function unknownModel(name: string, prefix: string | undefined, context: Context): ConfigurationError {
  const { models, table = providers } = context;
  const names = Object.keys(table);
  const hint =
    prefix === undefined
      ? didYouMean(name, Object.keys(models))
      : didYouMean(name, Object.keys(models)) || didYouMean(prefix, names);
  const host = compatibleHostOf(name);
  const problem = `no provider is known for the model "${name}".${hint}`;
  if (host) {
    const key = host.keyVariable ? `, key-variable: ${host.keyVariable}` : '';
    const entry = `{ provider: ${COMPATIBLE_PROVIDER}, model: ${host.model}, base-url: ${host.baseUrl}${key} }`;
    const { title, key: usual } = providers[COMPATIBLE_PROVIDER];
    return new ConfigurationError(problem, {
      ...placed(context),
      remedy:
        `Its vendor speaks ${title}'s API too: write into the config \`models: { ${JSON.stringify(name)}: ${entry} }\`, ` +
        `and give the vendor's key as ${host.keyVariable ?? `${usual.variable} (any text, where it wants none)`}.`,
    });
  }
  return new ConfigurationError(problem, {
    ...placed(context),
    remedy:
      `Write ${names.map((each) => `"${each}:<model>"`).join(' or ')}, or say who answers in the config: ` +
      `models: { ${JSON.stringify(name)}: { provider: ${COMPATIBLE_PROVIDER}, model: <model>, base-url: <url> } }.`,
  });
}

/** Whether a model's name, as it is written, can be resolved, with any keys. */
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
