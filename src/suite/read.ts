import { createHash } from 'node:crypto';
import { ConfigurationError } from '../base/errors.ts';
import { didYouMean } from '../document/suggest.ts';
import type { PromptEntry } from '../domain/policy.ts';
import type { Prompt } from '../domain/prompt.ts';
import type { Snapshot } from '../domain/snapshot.ts';
import type { Case, Suite } from '../domain/suite.ts';
import { isForPrompt } from '../prompt/formats/promptfoo-names.ts';
import { listVariablesOf } from '../prompt/variables.ts';
import { buildCases } from './build.ts';
import { withFileValues } from './file-values.ts';
import { type SuiteFiles, suiteFiles } from './files.ts';
import { withoutUnmetNeeds } from './needs.ts';
import { suitePathsOf } from './paths.ts';
import { readTestFile } from './readers/file.ts';
import type { StatedSuite, StatedTest } from './stated.ts';

/** The message for a prompt without a suite. */
export const NO_CASES = 'This prompt has no cases.';

/**
 * Reads the suite of a prompt at a snapshot: the one that the config names, else the cases in the prompt file itself,
 * else the file beside it. Throws ConfigurationError(s) with places: no suite (which paths were tried), no cases, cases
 * with the same id, an unknown segment, and any mistake in the files.
 */
export async function readSuite(request: {
  snapshot: Snapshot;
  prompt: Prompt;
  entry?: PromptEntry | undefined;
}): Promise<Suite> {
  const { snapshot, prompt, entry } = request;
  const files = suiteFiles(snapshot);
  const { path, stated } = await readStated(prompt, entry, files, snapshot);
  if (stated.tests.length === 0) {
    throw new ConfigurationError('The suite has no cases.', {
      place: { path },
      remedy: 'Add some under `tests:`.',
    });
  }
  const lists = listVariablesOf(prompt);
  const keepsStructure = (name: string) => prompt.engine === 'handlebars' || lists.has(name);
  const values = { files, root: path, keepsStructure };
  const defaults = stated.defaults === null ? null : await withFileValues(stated.defaults, values);
  const tests: StatedTest[] = [];
  const { tests: answerable, notices: ofAgent } = withoutUnmetNeeds(testsOf(stated, prompt), {
    path,
    prompt,
    isOfAgent: stated.isOfAgent ?? false,
  });
  for (const test of answerable) {
    tests.push(await withFileValues(test, values));
  }
  const { cases, notices } = buildCases(
    { ...stated, defaults, tests, notices: [...stated.notices, ...ofAgent] },
    {
      segmentBy: entry?.segmentBy ?? [],
      lists,
      templates: prompt.valuesAreTemplates && prompt.engine === 'jinja' ? 'jinja' : 'names',
    },
  );
  refuseUnchecked(cases, path);
  refuseUnknownSegments(cases, entry, path);
  return { path, sha256: hashOf(files.texts.map(({ text }) => text)), cases, notices };
}

/** The tests that apply to this prompt: those that name it, and those that name no prompt. */
function testsOf({ tests }: StatedSuite, { names }: Prompt): StatedTest[] {
  if (names === undefined) return tests;
  const own = tests.flatMap((each) =>
    isForPrompt(each.test.prompts, names) ? [{ ...each, test: { ...each.test, prompts: undefined } }] : [],
  );
  if (own.length === 0) {
    throw new ConfigurationError('No case of the suite is for this prompt.', {
      place: tests[0]?.placeOf(['prompts']),
      remedy: `Name it under \`prompts:\` of some: ${names[0]?.slice(0, 60)}.`,
    });
  }
  return own;
}

async function readStated(
  prompt: Prompt,
  entry: PromptEntry | undefined,
  files: SuiteFiles,
  snapshot: Snapshot,
): Promise<{ path: string; stated: StatedSuite }> {
  const embedded = entry?.suite === undefined ? prompt.embeddedSuite : null;
  if (embedded !== null) {
    const file = { path: embedded.path, text: embedded.source };
    const { reader } = embedded;
    const stated = await readTestFile(file, files, { depth: 0, place: { path: file.path }, reader });
    const tests = [...stated.tests, ...(stated.defaults === null ? [] : [stated.defaults])];
    files.texts.push({ path: embedded.path, text: JSON.stringify(tests.map(({ test }) => test)) });
    return { path: embedded.path, stated };
  }
  const path = await findSuite(prompt, entry, snapshot);
  const place = { path };
  const [file] = await files.read([path], `/${path}`, place);
  if (file === undefined) {
    throw new ConfigurationError('There is no such suite.', { place });
  }
  return { path, stated: await readTestFile(file, files, { depth: 0, place }) };
}

async function findSuite(
  prompt: Prompt,
  entry: PromptEntry | undefined,
  snapshot: Snapshot,
): Promise<string> {
  const paths = suitePathsOf(prompt.path, entry);
  for (const path of paths) {
    if (await snapshot.has(path)) {
      return path;
    }
  }
  if (entry?.suite !== undefined) {
    // Says why where there can be no file.
    await snapshot.read(entry.suite);
    const files = (await snapshot.list()).filter((path) => /\.(?:ya?ml|json|jsonl|ndjson|csv)$/i.test(path));
    const place = entry.places?.suite;
    throw new ConfigurationError(
      `The suite of ${prompt.path}${place ? `, ${entry.suite},` : ''} is not there.${didYouMean(entry.suite, files)}`,
      {
        place: place ?? { path: entry.suite },
        remedy: 'Correct `suite:` in the config, or add the file.',
      },
    );
  }
  throw new ConfigurationError(NO_CASES, {
    place: { path: prompt.path },
    remedy: `Write them into ${paths[0]} (or .yaml, .json, .jsonl, .csv), name their file as \`suite:\` in the config, or leave the prompt out there with "!${prompt.path}".`,
  });
}

function refuseUnchecked(cases: readonly Case[], path: string): void {
  if (cases.every(({ assertions }) => assertions.length === 0)) {
    throw new ConfigurationError('No case of this suite has an assertion, so every answer would pass.', {
      place: cases[0]?.place ?? { path },
      remedy:
        'Say under `assert:` of the tests or of `defaultTest:` (in a .prompt.yml under `evaluators:`) what an answer has to be like.',
    });
  }
}

function refuseUnknownSegments(cases: readonly Case[], entry: PromptEntry | undefined, path: string): void {
  const segments = new Set(cases.flatMap((each) => each.segments));
  for (const name of Object.keys(entry?.traffic ?? {})) {
    if (!segments.has(name)) {
      throw new ConfigurationError(
        `The config's \`traffic\` of ${entry?.path ?? path} names the segment "${name}", which no case is in.${didYouMean(name, segments)}`,
        {
          place: entry?.places?.[`traffic.${name}`] ?? { path },
          remedy: `There are ${[...segments].slice(0, 20).join(', ')}.`,
        },
      );
    }
  }
}

function hashOf(texts: readonly string[]): string {
  const hash = createHash('sha256');
  for (const text of texts) {
    hash.update(`${Buffer.byteLength(text)}\n`).update(text);
  }
  return hash.digest('hex');
}
