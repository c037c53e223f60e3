import { createHash } from 'node:crypto';
import type { PromptEntry } from '../config/config.ts';
import { ConfigurationError, ConfigurationErrors } from '../errors.ts';
import type { Snapshot } from '../repo/snapshot.ts';
import type { PromptDraft } from './formats/format.ts';
import { formatOf } from './formats/registry.ts';
import { gatherIncludes, type IncludeFiles, readTemplateIncludes } from './include-files.ts';
import { includeCandidates } from './includes.ts';
import { errorOf, placeOfSpot } from './place.ts';
import type { Prompt, TemplateEngine } from './prompt.ts';
import { compileTemplate } from './template/compile.ts';
import { TemplateProblem } from './template/template.ts';
import { textsOf } from './tool-messages.ts';

/**
 * Reads the prompt at `path` of a snapshot, with all it includes. The config's entry may name the model and declare
 * variables; both win over what the file says.
 * Throws ConfigurationError(s) with places: no such file, no known format, a mistake in the file or in a template.
 */
export async function readPrompt(request: {
  snapshot: Snapshot;
  path: string;
  entry?: PromptEntry | undefined;
}): Promise<Prompt> {
  const { snapshot, path, entry } = request;
  const source = await snapshot.read(path);
  if (source === undefined) {
    throw new ConfigurationError('There is no such prompt file.', { place: { path } });
  }
  if (source.trim() === '') {
    const remedy = 'Write messages into it, or delete the file.';
    throw new ConfigurationError('This prompt is empty.', { place: { path }, remedy });
  }
  const includes = gatherIncludes(snapshot);
  const draft = await formatOf(path, source).read({
    path,
    text: source,
    model: entry?.model,
    readFile: (name, place) => includes.read({ name, candidates: includeCandidates(path, name), place }),
  });
  const unhashed = {
    ...draft,
    engine: engineOf(draft, entry),
    model: entry?.model ?? draft.model,
    variables: { ...draft.variables, ...entry?.variables },
    path,
    source,
    includes: includes.files,
  };
  await readIncludes(unhashed, includes);
  checkTemplates(unhashed);
  return { ...unhashed, sha256: hashOf(unhashed) };
}

/** The config may say which engine a plain file is for, where another tool reads the same file. */
function engineOf({ engine, format }: PromptDraft, entry: PromptEntry | undefined): TemplateEngine {
  if (entry?.template === undefined || entry.template === engine) return engine;
  if (format === 'text' || format === 'chat') return entry.template;
  throw new ConfigurationError(
    `\`template: ${entry.template}\` does not fit: ${entry.path} is a ${format} prompt.`,
    {
      ...(entry.place && { place: entry.place }),
      remedy: 'Leave it out; only plain texts and lists of messages leave the choice.',
    },
  );
}

type Unhashed = Omit<Prompt, 'sha256'> & PromptDraft;

async function readIncludes(prompt: Unhashed, includes: IncludeFiles): Promise<void> {
  for (const message of prompt.messages.flatMap(textsOf)) {
    await readTemplateIncludes(
      {
        engine: prompt.engine,
        text: message.template,
        path: message.place.path,
        placeOf: ({ offset, length }) => placeOfSpot(prompt, message, { path: null, offset, length }),
      },
      includes,
    );
  }
}

function checkTemplates(prompt: Unhashed): void {
  const errors: ConfigurationError[] = [];
  for (const message of prompt.messages.flatMap(textsOf)) {
    try {
      compileTemplate(prompt.engine, {
        text: message.template,
        path: message.place.path,
        includes: prompt.includes,
      });
    } catch (error) {
      if (!(error instanceof TemplateProblem)) {
        throw error;
      }
      errors.push(errorOf(error, prompt, message));
    }
  }
  if (errors.length > 0) {
    throw new ConfigurationErrors(errors);
  }
}

function hashOf({ source, includes }: Unhashed): string {
  const texts = [
    source,
    ...Object.keys(includes)
      .sort()
      .map((path) => includes[path]?.text ?? ''),
  ];
  const hash = createHash('sha256');
  for (const text of texts) {
    hash.update(`${Buffer.byteLength(text)}\n`).update(text);
  }
  return hash.digest('hex');
}
