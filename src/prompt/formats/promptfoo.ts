import { z } from 'zod';
import { validate } from '../../config/validate.ts';
import { parseYaml, type YamlDocument } from '../../config/yaml.ts';
import { ConfigurationError, type Json, type Place } from '../../errors.ts';
import { anyJson } from '../any-json.ts';
import { isPromptReference } from '../includes.ts';
import { isMapping } from '../parameters.ts';
import type { TemplateMessage } from '../prompt.ts';
import { readMessages } from './chat.ts';
import { type PromptDraft, type PromptFile, type PromptFormat, refuseMisspeltKeys } from './format.ts';
import { readProvider } from './promptfoo-provider.ts';

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
});

const PROMPTS = /^(?:prompts:|[ \t]{0,4}"prompts"[ \t]{0,4}:)/m;
const PROVIDERS = /^(?:(?:providers|targets|tests):|[ \t]{0,4}"(?:providers|targets|tests)"[ \t]{0,4}:)/m;

/** A promptfoo config with one prompt: the prompt, the model it is asked of, and its cases. */
export const promptfoo: PromptFormat = {
  name: 'promptfoo',
  recognises: (path, text) => /\.(?:ya?ml|json)$/i.test(path) && PROMPTS.test(text) && PROVIDERS.test(text),
  read: readFile,
};

/** One of a config's prompts. */
type Found = { messages: TemplateMessage[] };

async function readFile(file: PromptFile): Promise<PromptDraft> {
  const document = parseYaml(file.text, file.path);
  const config = validate(schema, document);
  refuseMisspeltKeys(document, Object.keys(schema.shape));
  const found = await readPrompts(config.prompts, document, file);
  const [first, ...others] = found;
  if (first === undefined || others.length > 0) {
    throw new ConfigurationError(
      found.length === 0
        ? 'The config has no prompt.'
        : `The config has ${found.length} prompts; one is compared at a time.`,
      {
        place: document.placeOf(['prompts']),
        remedy: `Write each into a file of its own, and name the files in the gate's config: \`{ path: <prompt>, suite: ${file.path}, model: <model> }\`.`,
      },
    );
  }
  const key = config.providers === undefined ? 'targets' : 'providers';
  const provider = await readProvider(config[key], [key], document, file);
  const hasCases = config.tests !== undefined || config.scenarios !== undefined;
  return {
    format: promptfoo.name,
    engine: 'jinja',
    messages: first.messages,
    model: provider.model,
    modelPlace: provider.place,
    ...(provider.problem === undefined ? {} : { modelProblem: provider.problem }),
    parameters: provider.parameters,
    variables: {},
    embeddedSuite: hasCases ? { path: file.path, source: file.text } : null,
  };
}

async function readPrompts(
  prompts: z.infer<typeof schema>['prompts'],
  document: YamlDocument,
  file: PromptFile,
): Promise<Found[]> {
  if (typeof prompts === 'string') {
    return readOne(prompts, document.placeOf(['prompts']), file);
  }
  const found: Found[] = [];
  if (!Array.isArray(prompts)) {
    for (const name of Object.keys(prompts)) {
      found.push(...(await readOne(name, document.placeOfKey(['prompts', name]), file)));
    }
    return found;
  }
  for (const [index, prompt] of prompts.entries()) {
    const key = typeof prompt === 'string' ? [] : [prompt.raw === undefined ? 'id' : 'raw'];
    const text = typeof prompt === 'string' ? prompt : (prompt.raw ?? prompt.id);
    const place = document.placeOf(['prompts', index, ...key]);
    if (typeof text !== 'string') {
      throw new ConfigurationError('A prompt needs `raw:` with its text, or `id:` with its file.', { place });
    }
    found.push(...(await readOne(text, place, file)));
  }
  return found;
}

async function readOne(prompt: string, place: Place, file: PromptFile): Promise<Found[]> {
  if (!isPromptReference(prompt)) {
    return [{ messages: messagesOf(prompt, place) }];
  }
  const name = prompt.replace(/^file:\/\//, '');
  if (/\.(?:[cm]?[jt]s|py|sh|exe)(?::\w{1,100})?$/i.test(name) || /[*?{]/.test(name)) {
    const problem = /[*?{]/.test(name)
      ? 'stands for several prompts'
      : 'is a program, and the gate runs none';
    throw new ConfigurationError(`"${name.slice(0, 200)}" ${problem}.`, {
      place,
      remedy: 'Name one text file with the prompt, or a YAML or JSON file with its messages.',
    });
  }
  const found = await file.readFile(name, place);
  if (/\.prompty?$/i.test(found.path)) {
    throw new ConfigurationError(`"${found.path}" has a format of its own, with its own model.`, {
      place,
      remedy: `Name it in the gate's config, with its cases: \`{ path: ${found.path}, suite: ${file.path} }\`.`,
    });
  }
  if (/\.(?:ya?ml|json)$/i.test(found.path)) {
    return [{ messages: fileMessages(found, place) }];
  }
  return partsOf(found.text).map(({ text, line }) => ({
    messages: [{ role: 'user', template: text, place: { path: found.path, line, column: 1 } }],
  }));
}

function fileMessages({ path, text }: { path: string; text: string }, place: Place): TemplateMessage[] {
  const document = parseYaml(text, path);
  if (!Array.isArray(document.value)) {
    throw new ConfigurationError(`"${path}" is not a list of messages with \`role\` and \`content\`.`, {
      place,
    });
  }
  return readMessages(document);
}

/** A text file may hold several prompts, with a line `---` between them. */
function partsOf(text: string): { text: string; line: number }[] {
  const parts: { text: string; line: number }[] = [];
  let lines: string[] = [];
  let start = 1;
  const close = (next: number): void => {
    const blank = lines.findIndex((line) => line.trim() !== '');
    if (blank !== -1) {
      parts.push({ text: lines.slice(blank).join('\n').trimEnd(), line: start + blank });
    }
    lines = [];
    start = next;
  };
  text.split(/\r\n|\n/).forEach((line, index) => {
    if (/^---[ \t]{0,100}$/.test(line)) {
      close(index + 2);
    } else {
      lines.push(line);
    }
  });
  close(0);
  return parts;
}

/** A prompt written into the config: a text, or messages as JSON. */
function messagesOf(prompt: string, place: Place): TemplateMessage[] {
  const messages = /^\s{0,100}\[\s{0,100}\{/.test(prompt) ? parseJson(prompt) : undefined;
  if (!Array.isArray(messages) || !messages.every((each) => isMapping(each) && 'role' in each)) {
    return [{ role: 'user', template: prompt, place }];
  }
  const inner = parseYaml(prompt, place.path);
  return readMessages({ ...inner, placeOf: () => place, placeOfKey: () => place });
}

function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
