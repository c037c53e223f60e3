import { ConfigurationError, type Place } from '../base/errors.ts';
import { quote } from '../document/describe.ts';
import { didYouMean } from '../document/suggest.ts';
import type { Credentials, ModelTarget } from '../domain/answer.ts';
import type { Config, ModelEntry } from '../domain/policy.ts';
import { COMPATIBLE_PROVIDER, wantsPublisher } from './compatible-hosts.ts';
import { entryFor } from './entries.ts';
import { bareName, familyOf, providerOf, providerOfModel } from './lookup.ts';
import { isModelName, notSpoken, readModelName, type SpelledModel } from './model-name.ts';
import { nameOf } from './names.ts';
import { outOfReach } from './out-of-reach.ts';
import type { Providers } from './provider.ts';
import { providers } from './providers/table.ts';
import { readVendorModel } from './vendor-model.ts';
import {
  nameOfVendor,
  RESOURCE,
  VENDOR_NAMES,
  type Vendor,
  vendorOf,
  vendorOfModel,
  vendorOfWord,
} from './vendors.ts';

/** The context in which a model's name is resolved; `place` is the name's place. */
type Context = {
  models: Config['models'];
  credentials: Credentials;
  place?: Place | undefined;
  table?: Providers;
};

/**
 * Resolves a model's name as a prompt file or the config writes it: a key of the config's `models:` (`azure:*` stands for
 * all models of a vendor), `openai:gpt-4.1-mini-2025-04-14`, `openai:responses:gpt-5`, `openai/gpt-4o-mini`,
 * `anthropic/claude-…`, a model of another vendor (`groq:llama-…`), or a bare `gpt-…`, `o…`, `claude-…`, `gemini-…`.
 * The base URL is the `models:` entry's, else the environment's (in `credentials`), else the provider's or vendor's own.
 * Throws ConfigurationError at `place` for a name of no known provider.
 */
export function resolveTarget(name: string, context: Context): ModelTarget {
  const { models, table = providers } = context;
  const stated = entryFor(name, models);
  if (stated) return targetOfEntry(name, stated, context);

  const spelled = /^([a-z][a-z0-9_.-]*)([:/])(.+)$/is.exec(name);
  const prefix = spelled?.[1]?.toLowerCase();
  const rest = spelled?.[3];
  const takesWhole = (provider: string) =>
    spelled?.[2] === '/' && wantsPublisher(baseUrlOf({ provider }, undefined, context));
  if (prefix !== undefined && rest !== undefined && Object.hasOwn(table, prefix)) {
    const model = takesWhole(prefix) ? { model: name } : readModelName(prefix, rest, table);
    if (typeof model === 'string') throw unspoken(model, context);
    return target({ provider: prefix }, model, context);
  }
  const family = providerOfModel(name, table);
  if (family) return target({ provider: family }, { model: name }, context);
  if (takesWhole(COMPATIBLE_PROVIDER)) {
    return target({ provider: COMPATIBLE_PROVIDER }, { model: name }, context);
  }
  const vendor = prefix === undefined ? undefined : vendorOfWord(prefix);
  if (vendor && rest !== undefined) return targetOfVendor(vendor, rest, context);
  const owner = vendorOfModel(name);
  if (owner) return targetOfVendor(owner, name, context);
  throw unknownModel(name, prefix, context);
}

/** A model named by an entry of the policy; of an entry for all models of a vendor, the one that the name asks for. */
function targetOfEntry(
  name: string,
  { entry, model }: { entry: ModelEntry; model: string },
  context: Context,
): ModelTarget {
  const { provider, api, baseUrl, keyVariable } = entry;
  const stated = { name, model, api, baseUrl, keyVariable };
  if (model === entry.model) return target(entry, stated, context);
  const vendor = vendorOf(entry);
  const read = vendor ? modelOfVendor(vendor, model, context) : readModelName(provider, model, context.table);
  if (typeof read === 'string') throw unspoken(read, context);
  return target(entry, { ...stated, model: read.model, api: read.api ?? api }, context);
}

function targetOfVendor(vendor: Vendor, rest: string, context: Context): ModelTarget {
  const asked = { provider: COMPATIBLE_PROVIDER, vendor: nameOfVendor(vendor) };
  return target(asked, modelOfVendor(vendor, rest, context), context);
}

function modelOfVendor(vendor: Vendor, rest: string, context: Context): SpelledModel {
  const read = readVendorModel(vendor, rest);
  if ('word' in read) throw unspoken(read.word, context);
  if ('sentence' in read) throw new ConfigurationError(read.sentence, placed(context));
  return read;
}

function unspoken(word: string, context: Context): ConfigurationError {
  return new ConfigurationError(notSpoken(word, context.table), placed(context));
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

type Asked = Pick<ModelTarget, 'provider' | 'vendor'>;

/** `name`: as the prompt writes it, where that is not the vendor and the model. */
type Stated = SpelledModel & {
  name?: string;
  baseUrl?: string | undefined;
  keyVariable?: string | undefined;
};

function target(
  { provider, vendor }: Asked,
  { name, model, api, baseUrl, keyVariable }: Stated,
  context: Context,
): ModelTarget {
  const named = nameOf({ provider, vendor, model });
  if (!isModelName(model)) {
    throw new ConfigurationError(
      `the name of the model, ${quote(model)}, has characters that are not seen.`,
      {
        ...placed(context),
        remedy: 'Write it as its provider does, on one line.',
      },
    );
  }
  const url = baseUrlOf({ provider, vendor }, baseUrl, context);
  if (vendor !== undefined && url.includes(RESOURCE)) throw withoutResource(vendor, name ?? named, context);
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
    throw new ConfigurationError(`the base URL for ${named} is not an http or https URL.`, {
      ...placed(context),
      remedy: `Write it like ${providerOf({ provider }, context.table).baseUrl.byDefault}.`,
    });
  }
  return { provider, model, api, baseUrl: url, keyVariable, ...(vendor !== undefined && { vendor }) };
}

function baseUrlOf({ provider, vendor }: Asked, fromEntry: string | undefined, context: Context): string {
  const { credentials, table } = context;
  const own = providerOf({ provider }, table).baseUrl;
  const fromEnvironment = credentials.providers[vendor ?? provider]?.baseUrl;
  const byDefault = vendorOf({ vendor })?.baseUrl ?? own.byDefault;
  const bare = (fromEntry || fromEnvironment || byDefault).trim().replace(/\/+$/, '');
  if (vendor === undefined) return own.normalised ? own.normalised(bare) : bare;
  return !fromEntry && fromEnvironment ? withVersion(bare) : bare;
}

/** Servers of one's own are named without the path of their API: `http://gpu:11434`. */
function withVersion(url: string): string {
  return URL.canParse(url) && new URL(url).pathname === '/' ? `${url}/v1` : url;
}

function withoutResource(vendor: string, name: string, context: Context): ConfigurationError {
  const title = vendorOf({ vendor })?.title ?? vendor;
  const all = JSON.stringify(name.replace(/(?<=^[^:/]*[:/]).*$/s, '*'));
  return new ConfigurationError(`no resource of ${title} is known at which ${quote(name)} could be asked.`, {
    ...placed(context),
    remedy: `Name it in the config, for all models of ${title}: \`models: { ${all}: { provider: ${vendor}, model: "*", resource: <resource> } }\`.`,
  });
}

function placed({ place }: Context): { place?: Place } {
  return place === undefined ? {} : { place };
}

function unknownModel(name: string, prefix: string | undefined, context: Context): ConfigurationError {
  const { models, table = providers } = context;
  const model = prefix === undefined ? name : name.slice(prefix.length + 1);
  const refusal = prefix === undefined ? undefined : outOfReach(prefix, { name, model });
  if (refusal) return new ConfigurationError(refusal.problem, { ...placed(context), remedy: refusal.remedy });
  const names = Object.keys(table);
  const hint =
    didYouMean(name, Object.keys(models)) ||
    (prefix === undefined ? '' : didYouMean(prefix, [...names, ...VENDOR_NAMES]));
  return new ConfigurationError(`no provider is known for the model "${name}".${hint}`, {
    ...placed(context),
    remedy:
      `Write ${names.map((each) => `"${each}:<model>"`).join(' or ')}, a vendor's model (${VENDOR_NAMES.join(', ')}) as "groq:<model>", or say who answers in the config: ` +
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
