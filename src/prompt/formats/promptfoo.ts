import { z } from 'zod';
import { ConfigurationError, ConfigurationErrors, unlessMistaken } from '../../base/errors.ts';
import { isMapping, type Json } from '../../base/json.ts';
import { anyJson } from '../../document/any-json.ts';
import { refuseMisspeltKeys } from '../../document/misspelt-keys.ts';
import { validate } from '../../document/validate.ts';
import { parseYaml, type YamlDocument } from '../../document/yaml.ts';
import { textsOf } from '../tool-calls.ts';
import { aboutOf } from './about.ts';
import type { FileTemplates, ListedProviders, PromptDraft, PromptFile, PromptFormat } from './format.ts';
import { rendersValues, searchPromptNames } from './promptfoo-names.ts';
import { type ListedPrompt, listPrompts, listReadable, type StatedPrompts } from './promptfoo-prompts.ts';
import { listedProviders, readProvider, readSettings } from './promptfoo-provider.ts';

const schema = z.looseObject({
  description: anyJson.optional(),
  prompts: z.union([
    z.string(),
    z.array(z.union([z.string(), z.record(z.string(), anyJson)])),
    z.record(z.string(), anyJson),
  ]),
  providers: anyJson.optional(),
  targets: anyJson.optional(),
  tests: anyJson.optional(),
  scenarios: anyJson.optional(),
  defaultTest: anyJson.optional(),
  extensions: anyJson.optional(),
});

const NAME = /(?:^|\/)promptfooconfig\.(?:ya?ml|json)$/i;
const PROMPTS = /^(?:prompts:|[ \t]{0,4}"prompts"[ \t]{0,4}:)/m;
const PROVIDERS = /^(?:(?:providers|targets|tests):|[ \t]{0,4}"(?:providers|targets|tests)"[ \t]{0,4}:)/m;

/** A promptfoo config: its prompts, the model they are asked of, and its cases. */
export const promptfoo: PromptFormat = {
  name: 'promptfoo',
  title: 'promptfoo',
  recognises: (path, text) =>
    NAME.test(path) || (/\.(?:ya?ml|json)$/i.test(path) && PROMPTS.test(text) && PROVIDERS.test(text)),
  evidence: () => 'is-prompt',
  globs: ['yaml', 'yml', 'json'].map((ending) => ({
    glob: `**/promptfooconfig.${ending}`,
    byDefault: true,
  })),
  read: readFile,
  searchNames: searchPromptNames,
  templates,
  providers: async (file) => {
    const { document, config } = open(file);
    const prompt = await readPart(config.prompts, document, file);
    return listedProviders(config.providers ?? config.targets, file, namesOf(prompt));
  },
  parts: async (file) => {
    const { document, config } = open(file);
    const found = await listPrompts(config.prompts, document, { ...file, readFile: file.peekFile });
    return found.map(({ label, file: holder, number, source, place, mistakes }) => ({
      ...{ label, number, source, place },
      file: holder,
      ...(mistakes && { mistakes }),
    }));
  },
};

/**
 * The model and parameters that a promptfoo config states for a prompt with a file of its own; null for a file that is
 * not such a config. Throws ConfigurationError(s) as reading the config does.
 */
export async function readAsked(
  file: PromptFile,
): Promise<Pick<
  PromptDraft,
  'model' | 'modelPlace' | 'parameters' | 'notices' | 'notAsked' | 'valuesAreTemplates'
> | null> {
  if (!promptfoo.recognises(file.path, file.text)) return null;
  const { document, config } = open(file);
  const key = config.providers === undefined ? 'targets' : 'providers';
  const { model, place, parameters, notice, notAsked } = await readProvider(
    config[key],
    [key],
    document,
    file,
  );
  return { model, modelPlace: place, parameters, notAsked, ...(notice && { notices: [notice] }) };
}

/** The providers of a promptfoo config that is the suite of a file; null for another file. */
export function providersOfSuite(file: PromptFile): ListedProviders | null {
  if (!promptfoo.recognises(file.path, file.text)) return null;
  const { config } = open(file);
  return listedProviders(config.providers ?? config.targets, file);
}

function open(file: Pick<PromptFile, 'text' | 'path'>) {
  const document = parseYaml(file.text, file.path);
  if (!isMapping(document.value) || document.value.prompts === undefined) {
    throw new ConfigurationError('This promptfoo config has no `prompts:`, so there is nothing to compare.', {
      place: document.placeOf([]),
      remedy: `Write them here, or leave the file out with "!${file.path}" under \`prompts:\` of the gate's config.`,
    });
  }
  const config = validate(schema, document);
  refuseMisspeltKeys(document, Object.keys(schema.shape));
  return { document, config };
}

async function readFile(file: PromptFile): Promise<PromptDraft> {
  const { document, config } = open(file);
  const prompt = await readPart(config.prompts, document, file);
  const key = config.providers === undefined ? 'targets' : 'providers';
  const provider = await readProvider(config[key], [key], document, file, namesOf(prompt));
  const hasCases = config.tests !== undefined || config.scenarios !== undefined;
  const own = prompt.configAt === null ? {} : await readSettings(prompt.configAt, document, file);
  const extra = { ...provider.parameters.extra, ...own.extra };
  return {
    format: promptfoo.name,
    ...aboutOf(config),
    engine: prompt.program === undefined ? 'jinja' : 'none',
    keepsLineEnd: true,
    messages: prompt.messages,
    ...(prompt.program !== undefined && {
      program: { ...prompt.program, config: configOf(prompt, document) },
    }),
    valuesAreTemplates:
      (prompt.program === undefined && rendersValues(prompt.file ?? '', prompt.source)) || undefined,
    model: provider.model,
    modelPlace: provider.place,
    ...(provider.problem === undefined ? {} : { modelProblem: provider.problem }),
    parameters: { ...provider.parameters, ...own, ...(Object.keys(extra).length > 0 && { extra }) },
    notAsked: provider.notAsked,
    variables: {},
    embeddedSuite: hasCases ? { path: file.path, source: file.text, reader: null } : null,
    notices: [
      ...(provider.notice === undefined ? [] : [provider.notice]),
      ...(isEmpty(config.extensions) ? [] : [{ code: 'extensions-not-run', path: file.path } as const]),
    ],
    ...(file.part === undefined && prompt.file === null ? {} : { part: prompt }),
    ...(file.part === undefined ? {} : { names: namesOf(prompt) }),
  };
}

/** What the config states for this prompt alone. */
function configOf({ configAt }: ListedPrompt, { value }: YamlDocument): Json {
  const [, index = -1] = configAt ?? [];
  const listed = isMapping(value) && Array.isArray(value.prompts) ? value.prompts[Number(index)] : undefined;
  return (isMapping(listed) ? listed.config : undefined) ?? {};
}

function isEmpty(stated: Json | undefined): boolean {
  return stated === undefined || stated === null || (Array.isArray(stated) && stated.length === 0);
}

/** Templates of all readable prompts; an unreadable one does not stop the others. */
async function templates(file: PromptFile): Promise<FileTemplates> {
  const { document, config } = open(file);
  const { prompts, isComplete } = await listReadable(config.prompts, document, file);
  const texts = prompts.flatMap(({ messages, program }) =>
    (program === undefined ? messages : [])
      .flatMap(textsOf)
      .map(({ template, place }) => ({ text: template, path: place.path })),
  );
  const key = config.providers === undefined ? 'targets' : 'providers';
  const settings = [
    ...prompts.map((prompt) => () => readProvider(config[key], [key], document, file, namesOf(prompt))),
    ...prompts.flatMap(({ configAt }) =>
      configAt === null ? [] : () => readSettings(configAt, document, file),
    ),
  ];
  const read = await Promise.all(settings.map(unlessMistaken<unknown>));
  return { engine: 'jinja', texts, isComplete: isComplete && !read.includes(undefined) };
}

function namesOf({ label, id, file, stated }: ListedPrompt): string[] {
  const names = [label, id, stated, stated.replace(/^file:\/\//, ''), file];
  return [...new Set(names.filter((name) => name !== null))];
}

/** The wanted prompt; only its own file counts as included. */
async function readPart(
  prompts: StatedPrompts,
  document: YamlDocument,
  file: PromptFile,
): Promise<ListedPrompt> {
  const found = await listPrompts(prompts, document, { ...file, readFile: file.peekFile });
  const place = document.placeOf(['prompts']);
  const prompt = found[file.part ?? 0];
  if (prompt === undefined) {
    throw new ConfigurationError(
      found.length === 0 ? 'The config has no prompt.' : 'The config has no such prompt.',
      { place },
    );
  }
  if (file.part === undefined && found.length > 1) {
    throw new ConfigurationError(`The config has ${found.length} prompts; one is read at a time.`, { place });
  }
  if (prompt.mistakes) throw new ConfigurationErrors(prompt.mistakes);
  if (prompt.file !== null) {
    await file.readFile(`/${prompt.file}`, place);
  }
  for (const { path } of prompt.program?.files ?? []) {
    await unlessMistaken(() => file.readFile(`/${path}`, place));
  }
  return prompt;
}
