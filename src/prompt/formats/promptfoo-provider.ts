import { formatKeys } from '../../config/validate.ts';
import { parseYaml, type YamlDocument } from '../../config/yaml.ts';
import { ConfigurationError, type Json, type Place } from '../../errors.ts';
import { isMapping, PARAMETER_NAMES, readParameters } from '../parameters.ts';
import type { ModelParameters } from '../prompt.ts';
import type { PromptFile } from './format.ts';

type Provider = { model: string | null; place: Place; parameters: ModelParameters; problem?: string };

type Keys = readonly (string | number)[];

/** Settings that say how to reach a model, not what to ask of it; the gate has its own. */
const CONNECTION =
  /^(?:api|organization|headers|cost|inputCost|outputCost|passthrough|basePath|showThinking|maxRetries|timeout|label|apply|delay|transform|functionToolCallbacks|cache)/i;

/**
 * The model that a promptfoo config asks, with its parameters. Of several it is the one that the gate's own config
 * names; where that names none, the model is null. Throws ConfigurationError(s) for programs and for parameters that are unknown.
 */
export async function readProvider(
  stated: Json | undefined,
  keys: Keys,
  document: YamlDocument,
  file: PromptFile,
): Promise<Provider> {
  const list = Array.isArray(stated) ? stated : [stated];
  const nowhere = { model: null, place: document.placeOf(keys), parameters: {} };
  const named = file.model === undefined ? -1 : list.findIndex((each) => idOf(each) === file.model);
  if (list.length > 1 && named === -1) {
    return { ...nowhere, problem: `this config names ${list.length} providers, and one is asked at a time.` };
  }
  const index = Math.max(0, named);
  const provider = list[index];
  if (provider === undefined || provider === null) {
    return nowhere;
  }
  const at = Array.isArray(stated) ? [...keys, index] : keys;
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
    const parameters = await readConfig(provider.config, [...at, 'config'], document, file);
    return { model: modelName(provider.id, place), place, parameters };
  }
  const [[name, settings] = [], ...others] = Object.entries(provider);
  if (name === undefined || others.length > 0 || !isMapping(settings)) {
    return { ...nowhere, place: document.placeOf(at) };
  }
  const place = document.placeOfKey([...at, name]);
  const parameters = await readConfig(settings.config, [...at, name, 'config'], document, file);
  return { model: modelName(typeof settings.id === 'string' ? settings.id : name, place), place, parameters };
}

/** What a provider of a list is called. */
export function idOf(provider: Json | undefined): string | undefined {
  if (!isMapping(provider)) {
    return typeof provider === 'string' ? provider : undefined;
  }
  return typeof provider.id === 'string' ? provider.id : Object.keys(provider)[0];
}

function modelName(id: string, place: Place): string {
  if (/^(?:file|exec|python|package|https?|ws|golang|ruby):/i.test(id)) {
    throw new ConfigurationError(`The provider "${id.slice(0, 100)}" is a program or a server of your own.`, {
      place,
      remedy:
        'Name a model, such as openai:gpt-4.1-mini; say under `models:` in the config who answers to it.',
    });
  }
  return id;
}

async function readConfig(
  config: Json | undefined,
  keys: Keys,
  document: YamlDocument,
  file: PromptFile,
): Promise<ModelParameters> {
  if (!isMapping(config)) {
    return {};
  }
  const settings: Record<string, Json> = {};
  for (const [name, value] of Object.entries(config)) {
    if (PARAMETER_NAMES.includes(name) || !CONNECTION.test(name)) {
      const place = document.placeOf([...keys, name]);
      settings[name] =
        typeof value === 'string' && value.startsWith('file://')
          ? await fileValue(value, place, file)
          : value;
    }
  }
  return readParameters(document, keys.map(String), settings);
}

async function fileValue(reference: string, place: Place, file: PromptFile): Promise<Json> {
  const found = await file.readFile(reference.slice('file://'.length), place);
  return parseYaml(found.text, found.path).value;
}
