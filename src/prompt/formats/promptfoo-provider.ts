import { ConfigurationError, type Place } from '../../base/errors.ts';
import { isMapping, type Json } from '../../base/json.ts';
import { formatKeys } from '../../document/validate.ts';
import type { YamlDocument } from '../../document/yaml.ts';
import type { Notice } from '../../domain/notice.ts';
import type { ModelParameters } from '../../domain/prompt.ts';
import { mappingAt, PARAMETER_NAMES, readParameters } from '../parameters.ts';
import type { ListedProviders, PromptFile } from './format.ts';
import { toolsWithFiles, withFiles } from './promptfoo-files.ts';
import { isForPrompt } from './promptfoo-names.ts';

type Provider = {
  model: string | null;
  place: Place;
  parameters: ModelParameters;
  problem?: string;
  notice?: Notice;
  /** Those that are not asked, where the notice says that one of several is. */
  notAsked?: { name: string; stated: string }[];
};

type Keys = readonly (string | number)[];

/** Settings about how to reach a model, not about the question; the gate has its own. */
const CONNECTION =
  /^(?:api|organization|headers|cost|inputCost|outputCost|passthrough|basePath|showThinking|maxRetries|timeout|label|apply|delay|transform|functionToolCallbacks|cache|omitDefaults)/i;

/**
 * The model that a promptfoo config asks, with its parameters. Of several it is the one that the gate's own config
 * names, else the first that can be called and is for a prompt of these names. Throws ConfigurationError(s) for
 * programs and for unknown parameters.
 */
export async function readProvider(
  stated: Json | undefined,
  keys: Keys,
  document: YamlDocument,
  file: PromptFile,
  prompt?: readonly string[],
): Promise<Provider> {
  const list = Array.isArray(stated) ? stated : [stated];
  const nowhere = { model: null, place: document.placeOf(keys), parameters: {} };
  const names = list.map(idOf);
  const { canAsk, isForIt } = asking(file, prompt);
  const its = names.findIndex((name, index) => canAsk(name) && isForIt(list[index]));
  const askable = its === -1 ? names.findIndex(canAsk) : its;
  const named = file.model === undefined ? -1 : names.indexOf(file.model);
  if (file.model !== undefined && named === -1 && (list.length > 1 || askable === -1)) {
    return nowhere;
  }
  const index = file.provider ?? Math.max(0, named === -1 ? askable : named);
  const provider = list[index];
  if (provider === undefined || provider === null) {
    return nowhere;
  }
  const at = Array.isArray(stated) ? [...keys, index] : keys;
  const isAsked = file.provider !== undefined || named !== -1 || askable !== -1;
  const read = await readOne(provider, at, document, { ...file, isAsked });
  if (list.length === 1 || file.provider !== undefined || named !== -1 || read === null) {
    return read ?? { ...nowhere, place: document.placeOf(at) };
  }
  return {
    ...read,
    notice: {
      code: 'one-of-several-providers',
      path: file.path,
      providers: list.length,
      model: names[index] ?? '',
      first: index === 0,
    },
    notAsked: list.flatMap((other, at) =>
      at === index || !isForIt(other) ? [] : [{ name: names[at] ?? '', stated: JSON.stringify(other) }],
    ),
  };
}

/**
 * Which of a config's providers can be asked a prompt of these names. One that is for other prompts is not among those
 * left out.
 */
export function listedProviders(
  stated: Json | undefined,
  file: PromptFile,
  prompt?: readonly string[],
): ListedProviders {
  const { canAsk, isForIt } = asking(file, prompt);
  const list = Array.isArray(stated) ? stated : [stated];
  const its = list.flatMap((provider, index) => (isForIt(provider) ? [{ index, name: idOf(provider) }] : []));
  return {
    asked: its.filter(({ name }) => canAsk(name)).map(({ index }) => index),
    left: its.flatMap(({ name }) => (name === undefined || canAsk(name) ? [] : [name])),
  };
}

function asking(file: PromptFile, prompt: readonly string[] | undefined) {
  return {
    canAsk: (name: string | undefined) => name !== undefined && !PROGRAM.test(name) && file.canAsk(name),
    isForIt: (provider: Json | undefined) => prompt === undefined || isForPrompt(promptsOf(provider), prompt),
  };
}

/** `isAsked`: the model can be called. If not, that is the mistake to report, not its parameters. */
type Asked = PromptFile & { isAsked: boolean };

async function readOne(
  provider: Json,
  at: Keys,
  document: YamlDocument,
  file: Asked,
): Promise<Provider | null> {
  if (typeof provider === 'string') {
    return { model: modelName(provider, document.placeOf(at)), place: document.placeOf(at), parameters: {} };
  }
  if (!isMapping(provider)) {
    throw new ConfigurationError(`\`${formatKeys(at)}\`: expected the name of a model, or a mapping.`, {
      place: document.placeOf(at),
    });
  }
  if (typeof provider.id === 'string') {
    const place = document.placeOf([...at, 'id']);
    const model = modelName(provider.id, place);
    refuseTransform(provider, at, document);
    const parameters = file.isAsked ? await readSettings([...at, 'config'], document, file) : {};
    return { model, place, parameters };
  }
  const [[name, settings] = [], ...others] = Object.entries(provider);
  if (name === undefined || others.length > 0 || !isMapping(settings)) {
    return null;
  }
  const place = document.placeOfKey([...at, name]);
  const model = modelName(typeof settings.id === 'string' ? settings.id : name, place);
  refuseTransform(settings, [...at, name], document);
  const parameters = file.isAsked ? await readSettings([...at, name, 'config'], document, file) : {};
  return { model, place, parameters };
}

function refuseTransform(provider: Record<string, Json>, at: Keys, document: YamlDocument): void {
  if (provider.transform === undefined || provider.transform === null) return;
  throw new ConfigurationError("The provider's `transform` is a program, which is not run here.", {
    place: document.placeOf([...at, 'transform']),
    remedy: 'Leave it out, and check the answer as it is.',
  });
}

/** The prompts that a provider is restricted to. */
function promptsOf(provider: Json | undefined): Json | undefined {
  if (!isMapping(provider)) return undefined;
  const settings = typeof provider.id === 'string' ? provider : Object.values(provider)[0];
  return isMapping(settings) ? settings.prompts : undefined;
}

/** The name of a provider in a list. */
export function idOf(provider: Json | undefined): string | undefined {
  if (!isMapping(provider)) {
    return typeof provider === 'string' ? provider : undefined;
  }
  return typeof provider.id === 'string' ? provider.id : Object.keys(provider)[0];
}

const PROGRAM =
  /^(?:(?:file|exec|python|package|https?|ws|wss|golang|ruby):|(?:https?|websocket|browser|echo|manual-input|sequence)$)|\.(?:[cm]?[jt]s|py|rb|go|sh)(?::\w{1,100})?$/i;

/** Providers of promptfoo's that are no models, and what each is. */
const NO_MODEL: Record<string, string> = {
  echo: 'answers with the prompt itself',
  'manual-input': 'is a person at the keyboard',
  sequence: 'sends a list of prompts of its own',
};

function modelName(id: string, place: Place): string {
  const what = Object.hasOwn(NO_MODEL, id) ? NO_MODEL[id] : undefined;
  if (what !== undefined) {
    throw new ConfigurationError(`The provider "${id}" ${what}: it is no model.`, {
      place,
      remedy: 'Name a model, such as openai:gpt-4.1-mini.',
    });
  }
  if (PROGRAM.test(id)) {
    throw new ConfigurationError(`The provider "${id.slice(0, 100)}" is a program or a server of your own.`, {
      place,
      remedy:
        'Name a model, such as openai:gpt-4.1-mini; say under `models:` in the config who answers to it.',
    });
  }
  return id;
}

const TEMPLATE = /\{\{-?[ \t]{0,20}[A-Za-z_]|\{%/;

/** The mapping at `keys` of a config as model parameters, without the settings about how to reach a model. */
export async function readSettings(
  keys: Keys,
  document: YamlDocument,
  file: PromptFile,
): Promise<ModelParameters> {
  const stated = valueAt(document.value, keys);
  if (stated === undefined || stated === null) return {};
  const whole = typeof stated === 'string' ? await withFiles(stated, document.placeOf(keys), file) : stated;
  const config = mappingAt(document, keys.map(String), whole);
  const settings: Record<string, Json> = {};
  for (const [name, value] of Object.entries(config)) {
    if (PARAMETER_NAMES.includes(name) || !CONNECTION.test(name)) {
      const place = document.placeOf([...keys, name]);
      const setting = await (name === 'tools' ? toolsWithFiles : withFiles)(value, place, file);
      if (TEMPLATE.test(JSON.stringify(setting))) {
        throw new ConfigurationError(`\`${formatKeys([...keys, name])}\` has a template in it.`, {
          place,
          remedy: 'Parameters are sent as they stand: write what depends on a case into the prompt.',
        });
      }
      settings[name] = setting;
    }
  }
  return readParameters(document, keys.map(String), settings);
}

function valueAt(value: Json | undefined, keys: Keys): Json | undefined {
  return keys.reduce<Json | undefined>((found, key) => {
    if (Array.isArray(found)) return found[Number(key)];
    return isMapping(found) && Object.hasOwn(found, key) ? found[key] : undefined;
  }, value);
}
