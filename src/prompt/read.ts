import { createHash } from 'node:crypto';
import {
  ConfigurationError,
  ConfigurationErrors,
  formatPlace,
  mistakesIn,
  type Place,
} from '../base/errors.ts';
import { matchingPaths } from '../base/glob.ts';
import type { Notice } from '../domain/notice.ts';
import type { PromptEntry } from '../domain/policy.ts';
import type { ModelChoice, Prompt, TemplateMessage, TemplateText } from '../domain/prompt.ts';
import type { Snapshot } from '../domain/snapshot.ts';
import { templatesOf } from './fill-in.ts';
import type { PromptDraft, PromptFile, PromptFormat, PromptPart } from './formats/format.ts';
import { readAsked } from './formats/promptfoo.ts';
import { rendersValues } from './formats/promptfoo-names.ts';
import { formatOf } from './formats/table.ts';
import { gatherIncludes, type IncludeFiles, readTemplateIncludes, withLineFeeds } from './include-files.ts';
import { includeCandidates } from './includes.ts';
import { errorOf, placeOfSpot } from './place.ts';
import { compileTemplate, loadEngine } from './template/compilers.ts';
import { TemplateProblem } from './template/template.ts';
import { textsOf } from './tool-calls.ts';
import { type WantedModel, wantedModels } from './wanted-models.ts';

/**
 * Reads the prompt at `path` of a snapshot, with all it includes. The config's entry may name the model and declare
 * variables; both win over what the file says.
 * Throws ConfigurationError(s) with places: no such file, no known format, a mistake in the file or in a template.
 */
export async function readPrompt(request: {
  snapshot: Snapshot;
  path: string;
  entry?: PromptEntry | undefined;
  /** Index of the wanted prompt, from 0, if the file lists several. */
  part?: number | undefined;
  /** Whether a model of this name can be called: decides between several that a file names. Default: any. */
  canAsk?: ((model: string) => boolean) | undefined;
}): Promise<Prompt> {
  const { snapshot, path, entry, part: number, canAsk = () => true } = request;
  const text = await textOf(snapshot, path);
  const includes = gatherIncludes(snapshot);
  const format = formatOf(path, text);
  const file = {
    ...fileOf(snapshot, path, text),
    ...{ part: number, canAsk },
    readFile: (name: string, place: Place) =>
      includes.read({ name, candidates: includeCandidates(path, name), place }),
  };
  const suite = await suiteFile(entry, { snapshot, canAsk });
  const readWith = async (choice: WantedModel) => {
    const { part, ...own } = await format.read({ ...file, ...choice });
    const asked = await askedBySuite({ ...own, path, text }, suite && { ...suite, ...choice });
    const stated = { ...own, ...asked };
    const { model = stated.model, place: modelPlace = stated.modelPlace } = choice;
    return { own, part, asked, draft: { ...stated, model, modelPlace } };
  };
  const { wanted, left } = await wantedModels(entry, { format, file, suite });
  const [first = {}, ...further] = wanted;
  const { own, part, asked, draft } = await readWith(first);
  const others: ModelChoice[] = [];
  for (const choice of further) {
    const { model, modelPlace, modelProblem, parameters } = (await readWith(choice)).draft;
    others.push({ model, modelPlace, parameters, ...(modelProblem !== undefined && { modelProblem }) });
  }
  // A text in JSON may write line ends as it likes.
  const messages = own.messages.map((each) => ({
    ...each,
    template: withLineFeeds(each.template),
    ...(each.parts && {
      parts: each.parts.map((part) => ({ ...part, template: withLineFeeds(part.template) })),
    }),
  }));
  const notices = [
    ...[...(own.notices ?? []), ...(asked?.notices ?? [])].filter(
      ({ code }) => code !== 'one-of-several-providers' || entry?.models === undefined,
    ),
    ...(left.length > 0 ? [{ code: 'providers-not-asked', path, names: left } as const] : []),
    ...emptyMessages(messages),
  ];
  const { notices: _, ...stated } = draft;
  const unhashed = {
    ...{ ...stated, messages, ...(notices.length > 0 && { notices }) },
    ...(others.length > 0 && { others }),
    ...(entry?.models !== undefined && { notAsked: undefined }),
    engine: engineOf(format, draft.engine, entry),
    variables: { ...draft.variables, ...entry?.variables },
    path,
    source: part?.source ?? text,
    includes: includes.files,
    part: part?.place,
  };
  await readIncludes(unhashed, includes);
  await loadEngine(unhashed.engine);
  const prompt = { ...unhashed, sha256: hashOf(unhashed, part, part !== undefined || asked !== null) };
  checkTemplates(prompt);
  return prompt;
}

/** Messages without any text: what a program fills in at run time is not in the file. */
function emptyMessages(messages: readonly TemplateMessage[]): Notice[] {
  return messages.flatMap(({ role, template, parts, toolCalls, splits, place }) =>
    template.trim() === '' && parts === undefined && toolCalls === undefined && splits === undefined
      ? [{ code: 'message-empty', role, place: formatPlace(place) } as const]
      : [],
  );
}

type AskedFile = Omit<PromptFile, 'part'>;

/** The file that the policy names as suite: it may say who is asked. */
async function suiteFile(
  entry: PromptEntry | undefined,
  { snapshot, canAsk }: { snapshot: Snapshot; canAsk: (model: string) => boolean },
): Promise<AskedFile | null> {
  const path = entry?.suite;
  const text = path === undefined ? undefined : await snapshot.read(path);
  if (path === undefined || text === undefined) return null;
  const file = fileOf(snapshot, path, text);
  return { ...file, readFile: file.peekFile, canAsk };
}

/**
 * Model and parameters of a text or a list of messages that states neither come from the promptfoo config that is its
 * suite.
 */
async function askedBySuite(
  { model, parameters, ...own }: Omit<PromptDraft, 'part'> & { path: string; text: string },
  suite: AskedFile | null,
): Promise<Awaited<ReturnType<typeof readAsked>>> {
  if (suite === null || model !== null || Object.keys(parameters).length > 0) return null;
  const asked = await readAsked(suite);
  return asked && { ...asked, valuesAreTemplates: rendersValues(own.path, own.text) || undefined };
}

/**
 * The prompts of a file whose format lists several; undefined for a file that is one prompt.
 * Throws ConfigurationError(s) as reading them does.
 */
export async function readParts(snapshot: Snapshot, path: string): Promise<PromptPart[] | undefined> {
  const text = await textOf(snapshot, path);
  return formatOf(path, text).parts?.(fileOf(snapshot, path, text));
}

async function textOf(snapshot: Snapshot, path: string): Promise<string> {
  const text = await snapshot.read(path);
  if (text === undefined) {
    throw new ConfigurationError('There is no such prompt file.', { place: { path } });
  }
  if (text.trim() === '') {
    const remedy = 'Write messages into it, or delete the file.';
    throw new ConfigurationError('This prompt is empty.', { place: { path }, remedy });
  }
  return withLineFeeds(text);
}

function fileOf(snapshot: Snapshot, path: string, text: string) {
  const peeked = gatherIncludes(snapshot);
  return {
    path,
    text,
    peekFile: (name: string, place: Place) =>
      peeked.read({ name, candidates: includeCandidates(path, name), place }),
    findFiles: async (pattern: string) => {
      const paths = await snapshot.list();
      const found = includeCandidates(path, pattern).map((each) => matchingPaths(each, paths));
      return found.find((each) => each.length > 0) ?? [];
    },
  };
}

/**
 * The template engine of a prompt. The policy may choose the engine of a plain file, for example if another tool reads
 * the same file. Throws ConfigurationError if the format allows no choice.
 */
export function engineOf(format: PromptFormat, own: string, entry: PromptEntry | undefined): string {
  if (entry?.template === undefined || entry.template === own) return own;
  if (format.leavesEngineOpen) return entry.template;
  throw new ConfigurationError(
    `\`template: ${entry.template}\` does not fit: ${entry.path} is a ${format.name} prompt.`,
    {
      place: entry.place,
      remedy: 'Leave it out; only plain texts and lists of messages leave the choice.',
    },
  );
}

type Unhashed = Omit<Prompt, 'sha256'>;

async function readIncludes(prompt: Unhashed, includes: IncludeFiles): Promise<void> {
  for (const message of prompt.messages.flatMap(textsOf)) {
    await readTemplateIncludes(
      prompt.engine,
      {
        text: message.template,
        path: message.place.path,
        placeOf: ({ offset, length }) => placeOfSpot(prompt, message, { path: null, offset, length }),
      },
      includes,
    );
  }
}

/** Compiled templates are kept with their prompt, so that only those of one with a mistake are compiled for this alone. */
function checkTemplates(prompt: Prompt): void {
  try {
    templatesOf(prompt);
  } catch (first) {
    const errors = mistakesIn(first);
    for (const text of prompt.messages.flatMap(textsOf)) errors.push(...mistakesOf(prompt, text));
    throw new ConfigurationErrors(errors);
  }
}

function mistakesOf(prompt: Prompt, text: TemplateText): ConfigurationError[] {
  const { includes, includesByName, keepsLineEnd } = prompt;
  try {
    const source = { text: text.template, path: text.place.path, includes, includesByName, keepsLineEnd };
    compileTemplate(prompt.engine, source);
    return [];
  } catch (error) {
    // Any other is told where it is the first.
    return error instanceof TemplateProblem ? [errorOf(error, prompt, text)] : [];
  }
}

/** Hash of the file's content, or of one of its prompts; and of model and parameters, if another file states them. */
function hashOf(
  { source, includes, model, parameters, others }: Omit<Unhashed, 'part'>,
  part: PromptPart | undefined,
  isAskedElsewhere: boolean,
): string {
  const texts = [
    source,
    ...(isAskedElsewhere ? [JSON.stringify([model, parameters])] : []),
    ...(others === undefined ? [] : [JSON.stringify(others.map((other) => [other.model, other.parameters]))]),
    ...Object.keys(includes)
      .filter((path) => path !== part?.file)
      .sort()
      .map((path) => includes[path]?.text ?? ''),
  ];
  const hash = createHash('sha256');
  for (const text of texts) {
    hash.update(`${Buffer.byteLength(text)}\n`).update(text);
  }
  return hash.digest('hex');
}
