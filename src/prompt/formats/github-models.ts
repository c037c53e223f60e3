import { z } from 'zod';
import { ConfigurationError } from '../../base/errors.ts';
import { isMapping, type Json } from '../../base/json.ts';
import { anyJson } from '../../document/any-json.ts';
import { refuseMisspeltKeys } from '../../document/misspelt-keys.ts';
import { validate } from '../../document/validate.ts';
import { parseYaml, type YamlDocument } from '../../document/yaml.ts';
import type { ModelParameters } from '../../domain/prompt.ts';
import { readParameters } from '../parameters.ts';
import { aboutOf } from './about.ts';
import type { PromptDraft, PromptFile, PromptFormat } from './format.ts';
import { messagesSchema, toMessages } from './messages.ts';

const schema = z.looseObject({
  name: z.string().nullish(),
  description: z.string().nullish(),
  model: z.string().min(1).nullish(),
  modelParameters: z.record(z.string(), anyJson).nullish(),
  responseFormat: z.enum(['text', 'json_object', 'json_schema']).nullish(),
  jsonSchema: z.union([z.string(), z.record(z.string(), anyJson)]).nullish(),
  messages: messagesSchema,
  testData: z.array(z.record(z.string(), anyJson)).nullish(),
  evaluators: z.array(z.record(z.string(), anyJson)).nullish(),
});

type File = z.infer<typeof schema>;

const NAME = /\.prompt\.ya?ml$/i;

/** GitHub Models' prompt files: `*.prompt.yml`, `*.prompt.yaml`, and other YAML with `messages` at its root. */
export const githubModels: PromptFormat = {
  name: 'github-models',
  title: 'GitHub Models',
  recognises: (path, text) => NAME.test(path) || (/\.ya?ml$/i.test(path) && /^messages:/m.test(text)),
  evidence: (path) => (NAME.test(path) ? 'is-prompt' : 'if-it-reads'),
  globs: [
    { glob: '**/*.prompt.yml', byDefault: true },
    { glob: '**/*.prompt.yaml', byDefault: true },
  ],
  read: async (file) => readFile(file),
};

function readFile({ path, text }: PromptFile): PromptDraft {
  const document = parseYaml(text, path);
  const file = validate(schema, document);
  refuseMisspeltKeys(document, Object.keys(schema.shape));
  return {
    format: githubModels.name,
    ...aboutOf(file),
    engine: 'substitution',
    messages: toMessages(file.messages, document, ['messages']),
    model: file.model ?? null,
    modelPlace: file.model ? document.placeOf(['model']) : { path },
    parameters: {
      ...readParameters(document, ['modelParameters'], file.modelParameters ?? null),
      ...readResponseFormat(document, file),
    },
    variables: {},
    embeddedSuite:
      (file.testData ?? []).length > 0
        ? { path, source: text, reader: 'github-models', hasOnlyVariables: true }
        : null,
  };
}

function readResponseFormat(document: YamlDocument, file: File): Pick<ModelParameters, 'responseFormat'> {
  if (!file.responseFormat) {
    return {};
  }
  if (file.responseFormat !== 'json_schema') {
    return { responseFormat: { type: file.responseFormat } };
  }
  if (!file.jsonSchema) {
    throw new ConfigurationError('`responseFormat: json_schema` needs a `jsonSchema`.', {
      place: document.placeOf(['responseFormat']),
    });
  }
  const jsonSchema =
    typeof file.jsonSchema === 'string' ? parseJson(document, file.jsonSchema) : file.jsonSchema;
  return { responseFormat: { type: 'json_schema', jsonSchema } };
}

function parseJson(document: YamlDocument, text: string): Json {
  const place = document.placeOf(['jsonSchema']);
  let value: Json;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message.slice(0, 120) : '';
    throw new ConfigurationError(`\`jsonSchema\` is not valid JSON: ${reason}.`, { place, cause: error });
  }
  if (isMapping(value)) {
    return value;
  }
  throw new ConfigurationError('`jsonSchema` is not a JSON object.', { place });
}
