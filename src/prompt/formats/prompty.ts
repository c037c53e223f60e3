import { z } from 'zod';
import { ConfigurationError } from '../../base/errors.ts';
import { isMapping, type Json } from '../../base/json.ts';
import { anyJson } from '../../document/any-json.ts';
import { readFrontMatter } from '../../document/front-matter.ts';
import { refuseMisspeltKeys } from '../../document/misspelt-keys.ts';
import { validate } from '../../document/validate.ts';
import { parseYaml, type YamlDocument } from '../../document/yaml.ts';
import type { ModelParameters } from '../../domain/prompt.ts';
import { markRoleLines } from '../marks.ts';
import { readParameters } from '../parameters.ts';
import { aboutOf } from './about.ts';
import type { PromptDraft, PromptFile, PromptFormat } from './format.ts';
import { propertiesOf, readPromptyInputs, schemaOfProperties } from './prompty-properties.ts';

const text = z.string().nullish();
const mapping = z.record(z.string(), anyJson);

const schema = z.looseObject({
  name: text,
  displayName: text,
  description: text,
  version: anyJson.optional(),
  authors: anyJson.optional(),
  tags: anyJson.optional(),
  metadata: anyJson.optional(),
  base: anyJson.optional(),
  model: z.union([z.string(), mapping]).nullish(),
  inputs: anyJson.optional(),
  inputSchema: anyJson.optional(),
  outputs: anyJson.optional(),
  outputSchema: anyJson.optional(),
  sample: anyJson.optional(),
  tools: anyJson.optional(),
  template: anyJson.optional(),
  instructions: text,
});

const NO_MODEL =
  'this prompty names no model here: it is told by its application, or read from the environment, which the gate does not look at.';

type Head = z.infer<typeof schema>;

/** A file's content as a value; not for a sample, which is for trying out. */
const NAMED_FILE = /^(?!sample:)[^\n]{0,1000}?\$\{file:([^}\n]{1,500})\}/gm;

/** Microsoft's Prompty, version 1 and 2: `*.prompty`, YAML front matter and a Jinja body with `system:`, `user:` lines. */
export const prompty: PromptFormat = {
  name: 'prompty',
  title: 'Prompty',
  recognises: (path) => /\.prompty$/i.test(path),
  evidence: () => 'is-prompt',
  globs: [{ glob: '**/*.prompty', byDefault: false }],
  read: readFile,
  searchNames: (text) => [...text.matchAll(NAMED_FILE)].map(([, name = '']) => name.trim()),
};

async function readFile(file: PromptFile): Promise<PromptDraft> {
  const { head, body, bodyLine } = readFrontMatter(file.text, file.path, 'blank-lines');
  const path = file.path;
  const document: YamlDocument = head ?? parseYaml('', path);
  const settings: Head = document.value === null ? {} : validate(schema, document);
  refuseMisspeltKeys(document, Object.keys(schema.shape));
  refuse(settings, document);
  refuseFiles(document.value, [], document);
  if (body.trim() === '') {
    throw new ConfigurationError('The prompt is empty.', { place: { path, line: bodyLine, column: 1 } });
  }
  const inputs = settings.inputSchema ?? settings.inputs ?? null;
  refuseMaterial(inputs, document);
  refuseOtherApis(settings, document);
  const model = modelOf(settings);
  return {
    format: prompty.name,
    ...aboutOf(settings),
    engine: 'jinja',
    messages: [
      {
        role: 'system',
        template: markRoleLines(body),
        place: { path, line: bodyLine, column: 1 },
        splits: 'role-lines',
      },
    ],
    model,
    modelPlace: settings.model ? document.placeOf(['model']) : { path },
    ...(model === null && settings.model ? { modelProblem: NO_MODEL } : {}),
    parameters: await readModelParameters(settings, document, file),
    variables: {},
    defaults: readPromptyInputs(inputs),
    embeddedSuite: null,
  };
}

function refuse({ template, base }: Head, document: YamlDocument): void {
  if (base !== undefined) {
    throw new ConfigurationError('A prompty based on another one is not supported.', {
      place: document.placeOf(['base']),
      remedy: 'Write what it takes over into this file.',
    });
  }
  const format = isMapping(template) ? (template.format ?? template.type) : template;
  const kind = isMapping(format) ? format.kind : format;
  if (kind !== undefined && kind !== null && kind !== 'jinja2' && kind !== 'nunjucks') {
    throw new ConfigurationError(`The template format "${String(kind).slice(0, 40)}" is not supported.`, {
      place: document.placeOf(['template']),
      remedy: 'Use jinja2.',
    });
  }
}

/** A value as a whole that is the content of a file. */
const WHOLE_FILE = /^\$\{file:([^}]{1,500})\}$/;
/** Parts of the front matter that no request is made of. */
const NOT_SENT = ['sample', 'example', 'description', 'metadata', 'authors', 'tags'];

/** The content of a file is read where it is a parameter of the model; anywhere else it would be sent as it is written. */
function refuseFiles(value: Json, keys: readonly (string | number)[], document: YamlDocument): void {
  if (typeof value === 'string') {
    const isParameter =
      keys.length === 3 && keys[0] === 'model' && (keys[1] === 'options' || keys[1] === 'parameters');
    if (!/\$\{file:/.test(value) || (isParameter && WHOLE_FILE.test(value))) return;
    throw new ConfigurationError(
      'A file (`$\u007bfile:…}`) is read only as a whole parameter of the model.',
      {
        place: document.placeOf([...keys]),
        remedy: 'Write the content of the file here.',
      },
    );
  }
  const members = Array.isArray(value) ? [...value.entries()] : isMapping(value) ? Object.entries(value) : [];
  for (const [key, member] of members) {
    if (typeof key !== 'string' || !NOT_SENT.includes(key)) refuseFiles(member, [...keys, key], document);
  }
}

/** Kinds of input that become messages or parts of one, instead of text. */
const MATERIAL: Record<string, { what: string; remedy: string }> = {
  thread: { what: 'a thread of messages', remedy: 'Go through a list of messages with `{% for %}`.' },
  image: { what: 'an image', remedy: 'Only texts are sent from a prompty.' },
  audio: { what: 'a sound', remedy: 'Only texts are sent.' },
  file: { what: 'a file', remedy: 'Give the text of the file as an input of the kind `string`.' },
};

function refuseMaterial(inputs: Json, document: YamlDocument): void {
  for (const { name, stated } of propertiesOf(inputs)) {
    const kind = String(memberOf(stated, 'kind') ?? '');
    const material = Object.hasOwn(MATERIAL, kind) ? MATERIAL[kind] : undefined;
    if (material === undefined) continue;
    throw new ConfigurationError(`The input "${name}" is ${material.what}, which is not supported.`, {
      place: document.placeOf(['inputs']),
      remedy: material.remedy,
    });
  }
}

const APIS = ['chat', 'responses'];

/** `apiType` of version 2, `api` of version 1. */
function apiOf({ model }: Head): { key: string; api: string } | null {
  const key = ['apiType', 'api'].find((each) => typeof memberOf(model ?? undefined, each) === 'string');
  return key === undefined ? null : { key, api: String(memberOf(model ?? undefined, key)).toLowerCase() };
}

function refuseOtherApis(settings: Head, document: YamlDocument): void {
  const stated = apiOf(settings);
  if (stated === null || APIS.includes(stated.api)) return;
  throw new ConfigurationError(
    `\`${stated.key}: ${stated.api.slice(0, 40)}\` asks for something else than messages.`,
    {
      place: document.placeOf(['model', stated.key]),
      remedy: 'Only answers of `chat` and `responses` are judged here.',
    },
  );
}

/** The model's name, with its API: `model: x`, `model.id`, or version 1's deployment. */
function modelOf({ model }: Head): string | null {
  if (typeof model === 'string') {
    return model;
  }
  const [configuration, connection, parameters] = [
    model?.configuration,
    model?.connection,
    model?.parameters,
  ];
  const names = [
    model?.id,
    ...['azure_deployment', 'model', 'name'].map((key) => memberOf(configuration, key)),
    ...['azure_deployment', 'deployment', 'model'].map((key) => memberOf(connection, key)),
    memberOf(parameters, 'model'),
  ];
  const name = names.find(isName) ?? null;
  const asksResponses = apiOf({ model })?.api === 'responses';
  return name !== null && asksResponses ? withResponses(name) : name;
}

/** The name of a model that is asked by OpenAI's Responses API: `gpt-5`, `openai/gpt-5`, `openai:gpt-5`. */
function withResponses(name: string): string {
  const bare = /^(?:openai[:/])?([^:/]+)$/.exec(name)?.[1];
  return bare === undefined ? name : `openai:responses:${bare}`;
}

function memberOf(value: Json | undefined, key: string): Json | undefined {
  return isMapping(value) ? value[key] : undefined;
}

/** A value from the environment does not name a model. */
function isName(value: Json | undefined): value is string {
  return typeof value === 'string' && value !== '' && !value.startsWith('${');
}

async function readModelParameters(
  settings: Head,
  document: YamlDocument,
  file: PromptFile,
): Promise<ModelParameters> {
  const model = typeof settings.model === 'object' && settings.model !== null ? settings.model : {};
  const key = model.options === undefined ? 'parameters' : 'options';
  const stated = model[key];
  const values = isMapping(stated) ? await withFiles(stated, document, key, file) : (stated ?? null);
  const { model: _, additionalProperties: __, ...parameters } = isMapping(values) ? values : {};
  const read = readParameters(document, ['model', key], isMapping(values) ? parameters : values);
  const output = schemaOfProperties(settings.outputSchema ?? settings.outputs ?? null, { strict: true });
  const jsonSchema = { name: 'structured_output', strict: true, schema: output };
  return {
    ...read,
    // What version 2 calls so is `max_completion_tokens` in a request, whatever the model.
    ...(parameters.maxOutputTokens !== undefined && { maxTokensName: 'max_completion_tokens' as const }),
    ...(output === null || read.responseFormat !== undefined
      ? {}
      : { responseFormat: { type: 'json_schema', jsonSchema } }),
    ...readTools(settings, document),
  };
}

/** `${file:name.json}` is the file's content; `${env:…}` is refused, since the gate reads no environment. */
async function withFiles(
  values: Record<string, Json>,
  document: YamlDocument,
  key: string,
  file: PromptFile,
): Promise<Json> {
  const entries: [string, Json][] = [];
  for (const [name, value] of Object.entries(values)) {
    const place = document.placeOf(['model', key, name]);
    const reference = typeof value === 'string' ? /^\$\{(file|env):([^}]{1,500})\}$/.exec(value) : null;
    if (reference?.[1] === 'env') {
      throw new ConfigurationError(
        `\`${value}\` is read from the environment, which the gate does not look at.`,
        {
          place,
          remedy: 'Write the value itself.',
        },
      );
    }
    if (reference?.[2] === undefined) {
      entries.push([name, value]);
    } else {
      const found = await file.readFile(reference[2], place);
      entries.push([
        name,
        /\.(?:json|ya?ml)$/i.test(found.path) ? parseYaml(found.text, found.path).value : found.text,
      ]);
    }
  }
  return Object.fromEntries(entries);
}

function readTools({ tools }: Head, document: YamlDocument): Pick<ModelParameters, 'tools'> {
  if (tools === undefined || tools === null) {
    return {};
  }
  const definitions = (Array.isArray(tools) ? tools : []).map((tool, index): Json => {
    const kind = isMapping(tool) ? (tool.kind ?? tool.type) : undefined;
    if (!isMapping(tool) || kind !== 'function') {
      throw new ConfigurationError('Only tools of the kind `function` can be given to a model here.', {
        place: document.placeOf(['tools', index]),
      });
    }
    if (isMapping(tool.function)) {
      return tool;
    }
    const { name = null, description, parameters, strict: stated } = tool;
    const strict = stated === true;
    return {
      type: 'function',
      function: {
        name,
        ...(description === undefined ? {} : { description }),
        parameters: schemaOfProperties(parameters ?? null, { strict }) ?? parameters ?? {},
        ...(strict && { strict }),
      },
    };
  });
  return definitions.length === 0 ? {} : { tools: definitions };
}
