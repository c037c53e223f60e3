import { z } from 'zod';
import { ConfigurationError, type Place } from '../../base/errors.ts';
import { isMapping, type Json } from '../../base/json.ts';
import { anyJson } from '../../document/any-json.ts';
import { readFrontMatter } from '../../document/front-matter.ts';
import { refuseMisspeltKeys } from '../../document/misspelt-keys.ts';
import { validate } from '../../document/validate.ts';
import type { YamlDocument } from '../../document/yaml.ts';
import type { VariableDeclaration } from '../../domain/policy.ts';
import type { ModelParameters } from '../../domain/prompt.ts';
import { readParameters } from '../parameters.ts';
import { aboutOf } from './about.ts';
import type { PromptDraft, PromptFile, PromptFormat } from './format.ts';

const mapping = z.record(z.string(), anyJson);

const schema = z.looseObject({
  name: z.string().nullish(),
  variant: z.string().nullish(),
  version: z.union([z.string(), z.number()]).nullish(),
  description: z.string().nullish(),
  model: z.string().min(1).nullish(),
  config: mapping.nullish(),
  input: z.looseObject({ schema: anyJson.optional(), default: mapping.nullish() }).nullish(),
  output: z.looseObject({ format: z.string().nullish(), schema: anyJson.optional() }).nullish(),
  tools: z.array(anyJson).nullish(),
  toolDefs: z
    .array(z.looseObject({ name: z.string(), description: z.string().optional(), inputSchema: anyJson }))
    .nullish(),
  metadata: anyJson.optional(),
  ext: anyJson.optional(),
  raw: anyJson.optional(),
});

type Head = z.infer<typeof schema>;

/** Settings for Google's models that mean nothing to other models. */
const FOREIGN_SETTINGS = [
  'topK',
  'top_k',
  'safetySettings',
  'apiVersion',
  'version',
  'location',
  'contextCache',
  'thinkingConfig',
  'thinking_config',
  'mediaResolution',
];

/** Google's Dotprompt: `*.prompt`, YAML front matter and a Handlebars template. */
export const dotprompt: PromptFormat = {
  name: 'dotprompt',
  title: 'Dotprompt',
  recognises: (path) => /\.prompt$/i.test(path),
  evidence: () => 'is-prompt',
  globs: [{ glob: '**/*.prompt', byDefault: false }],
  read: readFile,
};

async function readFile({ path, text }: PromptFile): Promise<PromptDraft> {
  const { head, body, bodyLine } = readFrontMatter(text, path, 'comments');
  const settings: Head = head === null || head.value === null ? {} : validate(schema, head);
  const document = head ?? emptyDocument(path);
  refuseMisspeltKeys(document, Object.keys(schema.shape));
  const begin = head === null ? '' : (/^\s*/.exec(body)?.[0] ?? '');
  // Without front matter nothing is trimmed.
  const template = head === null ? body : body.trim();
  if (template.trim() === '') {
    throw new ConfigurationError('The prompt is empty.', { place: { path, line: bodyLine, column: 1 } });
  }
  const inputs = await readInputs(settings, document);
  return {
    format: dotprompt.name,
    ...aboutOf(settings),
    engine: 'handlebars',
    messages: [
      {
        role: 'user',
        template: spelledOut(template),
        place: placeAfter(begin, { path, line: bodyLine }),
        splits: 'role-marks',
      },
    ],
    model: settings.model ?? null,
    modelPlace: settings.model ? document.placeOf(['model']) : { path },
    parameters: {
      ...readParameters(document, ['config'], withoutForeign(settings.config ?? {})),
      ...(await readOutput(settings, document)),
      ...(await readTools(settings, document)),
    },
    ...inputs,
    embeddedSuite: null,
  };
}

/** Where a text begins that white space stands before. */
function placeAfter(space: string, { path, line }: { path: string; line: number }): Place {
  const lines = space.split('\n');
  return { path, line: line + lines.length - 1, column: (lines.at(-1) ?? '').length + 1 };
}

/** Converts marks of Dotprompt's helpers that an author wrote out back to helpers; offsets are kept. */
function spelledOut(template: string): string {
  return template.replace(/<<<dotprompt:(history|role:([a-z]{1,20}))>>>/g, (mark, _, role) => {
    const helper = role === undefined ? '{{history' : `{{role "${role}"`;
    return `${helper.padEnd(mark.length - 2)}}}`;
  });
}

function emptyDocument(path: string): YamlDocument {
  return { path, value: null, placeOf: () => ({ path }), placeOfKey: () => ({ path }) };
}

function withoutForeign(config: Record<string, Json>): Json {
  return Object.fromEntries(Object.entries(config).filter(([name]) => !FOREIGN_SETTINGS.includes(name)));
}

/** The variables that `input.schema` declares; optional ones are null unless a case or `input.default` sets them. */
async function readInputs(
  { input }: Head,
  document: YamlDocument,
): Promise<{ variables: Record<string, VariableDeclaration>; defaults: Record<string, Json> }> {
  const jsonSchema = await toJsonSchema(input?.schema, document, ['input', 'schema']);
  const properties = isMapping(jsonSchema) && isMapping(jsonSchema.properties) ? jsonSchema.properties : {};
  const required = isMapping(jsonSchema) && Array.isArray(jsonSchema.required) ? jsonSchema.required : [];
  const names = Object.keys(properties);
  const optional = names.filter((name) => !required.includes(name)).map((name) => [name, null] as const);
  return {
    variables: Object.fromEntries(names.map((name) => [name, declarationOf(properties[name])])),
    defaults: { ...Object.fromEntries(optional), ...input?.default },
  };
}

/** The constraints of an input; that an optional one may be null follows from its default. */
function declarationOf(property: Json | undefined): VariableDeclaration {
  if (!isMapping(property)) {
    return {};
  }
  const types = Array.isArray(property.type) ? property.type : [property.type];
  const type = TYPES.find((each) => types.includes(each));
  const values = Array.isArray(property.enum) ? property.enum.filter(isScalar) : [];
  return { ...(type === undefined ? {} : { type }), ...(values.length === 0 ? {} : { enum: values }) };
}

const TYPES = ['string', 'number', 'integer', 'boolean', 'array', 'object'] as const;

function isScalar(value: Json): value is string | number | boolean {
  return ['string', 'number', 'boolean'].includes(typeof value);
}

async function readOutput({ output }: Head, document: YamlDocument): Promise<ModelParameters> {
  const jsonSchema = await toJsonSchema(output?.schema, document, ['output', 'schema']);
  if (jsonSchema !== undefined && jsonSchema !== null) {
    return { responseFormat: { type: 'json_schema', jsonSchema: { name: 'output', schema: jsonSchema } } };
  }
  return output?.format === 'json' ? { responseFormat: { type: 'json_object' } } : {};
}

async function readTools({ tools, toolDefs }: Head, document: YamlDocument): Promise<ModelParameters> {
  if ((tools ?? []).length > 0) {
    throw new ConfigurationError(
      'Tools that only an application knows by name cannot be given to a model here.',
      {
        place: document.placeOf(['tools']),
        remedy: 'Write their definitions under `toolDefs`.',
      },
    );
  }
  const definitions: Json[] = [];
  for (const [index, { name, description, inputSchema }] of (toolDefs ?? []).entries()) {
    const parameters = await toJsonSchema(inputSchema, document, ['toolDefs', index, 'inputSchema']);
    definitions.push({
      type: 'function',
      function: { name, ...(description === undefined ? {} : { description }), parameters: parameters ?? {} },
    });
  }
  return definitions.length === 0 ? {} : { tools: definitions };
}

/** Picoschema, or JSON Schema, as JSON Schema. */
async function toJsonSchema(
  stated: Json | undefined,
  document: YamlDocument,
  keys: readonly (string | number)[],
): Promise<Json | undefined> {
  if (stated === undefined || stated === null) {
    return undefined;
  }
  const { picoschema } = await import('dotprompt');
  try {
    // Members that the library leaves undefined do not exist in JSON.
    return JSON.parse(JSON.stringify(await picoschema(stated)));
  } catch (error) {
    const reason = (error instanceof Error ? error.message : String(error))
      .replace(/^Picoschema: /, '')
      .slice(0, 200);
    throw new ConfigurationError(`This is not a schema: ${reason.replace(/[.\s]+$/, '')}.`, {
      place: document.placeOf(keys),
      remedy: 'Write it as Picoschema or JSON Schema; schemas known to an application by name are not there.',
      cause: error,
    });
  }
}
