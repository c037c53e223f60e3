import { z } from 'zod';
import { ConfigurationError } from '../../base/errors.ts';
import type { Json } from '../../base/json.ts';
import { anyJson } from '../../document/any-json.ts';
import { refuseMisspeltKeys } from '../../document/misspelt-keys.ts';
import { validate } from '../../document/validate.ts';
import { parseYaml, type YamlDocument } from '../../document/yaml.ts';
import type { EngineName } from '../template/compilers.ts';
import type { PromptDraft, PromptFile, PromptFormat } from './format.ts';

const schema = z.looseObject({
  _type: z.string().optional(),
  input_variables: z.array(z.string()).nullish(),
  template: z.string().nullish(),
  template_path: z.string().nullish(),
  template_format: z.string().nullish(),
  partial_variables: z.record(z.string(), anyJson).nullish(),
  optional_variables: z.array(z.string()).nullish(),
  input_types: anyJson.optional(),
  output_parser: anyJson.optional(),
  validate_template: anyJson.optional(),
  metadata: anyJson.optional(),
  tags: anyJson.optional(),
  name: anyJson.optional(),
});

/**
 * Text that distinguishes a LangChain prompt from other YAML and JSON, at the beginning of a line or of a JSON member.
 */
const SIGN = /^[ \t{]{0,4}"?(?:_type"?:[ \t]{0,10}"?(?:prompt|few_shot|chat)|input_variables"?:)/m;

const TEMPLATE_PATH = /\btemplate_path\\?["']?[ \t]{0,4}:\s{0,100}["']?([^"'\n,}]{1,500})/g;

/** LangChain's prompts as it saves them: YAML or JSON with `input_variables` and a `template`. */
export const langchain: PromptFormat = {
  name: 'langchain',
  title: 'LangChain',
  recognises: (path, text) => /\.(?:ya?ml|json)$/i.test(path) && SIGN.test(text),
  evidence: () => 'is-prompt',
  read: readFile,
  searchNames: (text) => [...text.matchAll(TEMPLATE_PATH)].map(([, name = '']) => name.trim()),
};

async function readFile(file: PromptFile): Promise<PromptDraft> {
  const document = parseYaml(file.text, file.path);
  const prompt = validate(schema, document);
  refuseMisspeltKeys(document, Object.keys(schema.shape));
  if (prompt._type !== undefined && prompt._type !== 'prompt') {
    throw new ConfigurationError(`LangChain's "${prompt._type.slice(0, 40)}" prompts are not supported.`, {
      place: document.placeOf(['_type']),
      remedy: 'Write the prompt out as one template, or as a list of messages with `role` and `content`.',
    });
  }
  const { template, place } = await readTemplate(prompt, document, file);
  const optional = (prompt.optional_variables ?? []).map((name): [string, Json] => [name, null]);
  return {
    format: langchain.name,
    engine: engineOf(prompt.template_format ?? 'f-string', document),
    messages: [{ role: 'user', template, place }],
    model: null,
    modelPlace: { path: file.path },
    parameters: {},
    variables: {},
    defaults: { ...Object.fromEntries(optional), ...prompt.partial_variables },
    embeddedSuite: null,
  };
}

async function readTemplate(
  { template, template_path: path }: z.infer<typeof schema>,
  document: YamlDocument,
  file: PromptFile,
): Promise<{ template: string; place: { path: string; line?: number; column?: number } }> {
  if (template) {
    return { template, place: document.placeOf(['template']) };
  }
  if (!path) {
    throw new ConfigurationError('The prompt has neither a `template` nor a `template_path`.', {
      place: document.placeOf([]),
    });
  }
  const found = await file.readFile(path, document.placeOf(['template_path']));
  return { template: found.text, place: { path: found.path, line: 1, column: 1 } };
}

function engineOf(format: string, document: YamlDocument): EngineName {
  if (format === 'f-string') {
    return 'f-string';
  }
  if (format === 'jinja2') {
    return 'jinja';
  }
  throw new ConfigurationError(`The template format "${format.slice(0, 40)}" is not supported.`, {
    place: document.placeOf(['template_format']),
    remedy: 'Use f-string or jinja2.',
  });
}
