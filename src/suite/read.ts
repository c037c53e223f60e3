import { createHash } from 'node:crypto';
import { ConfigurationError, mistakesIn } from '../base/errors.ts';
import type { Json } from '../base/json.ts';
import { didYouMean } from '../document/suggest.ts';
import type { PromptEntry } from '../domain/policy.ts';
import type { Prompt } from '../domain/prompt.ts';
import type { Snapshot } from '../domain/snapshot.ts';
import type { Case, Suite } from '../domain/suite.ts';
import { isForPrompt } from '../prompt/formats/promptfoo-names.ts';
import { listVariablesOf } from '../prompt/variables.ts';
import { type BuildOptions, buildCases } from './build.ts';
import { assertionsOfPolicy, readDataSet } from './dataset/dataset.ts';
import { withFileValues } from './file-values.ts';
import { type Seen, type SuiteFiles, suiteFiles } from './files.ts';
import { MistakenSuite } from './mistaken-suite.ts';
import { nearDuplicates } from './near-duplicates.ts';
import { withoutUnmetNeeds } from './needs.ts';
import { suitePathsOf } from './paths.ts';
import { readTestFile } from './readers/file.ts';
import { rememberingFiles } from './remembering.ts';
import type { StatedSuite, StatedTest } from './stated.ts';
import { withTransformedVars } from './transform-vars.ts';

/** What is wrong with the form of a suite is wrong in all its cases: the first tell it. */
const MOST_MISTAKES = 20;

/** The message for a prompt without a suite. */
export const NO_CASES = 'This prompt has no cases.';

/** A prompt whose suite is wanted, where to read it, and what the config says of the prompt. */
export type SuiteRequest = {
  snapshot: Snapshot;
  prompt: Prompt;
  entry?: PromptEntry | undefined;
};

/**
 * Reads the suite of a prompt at a snapshot: the one that the config names, else the cases in the prompt file itself,
 * else the file beside it. Throws ConfigurationError(s) with places: no suite (which paths were tried), no cases, cases
 * with the same id, and any mistake in the files; a MistakenSuite with the rest where that could be read. Names in the config that no case has are `policy-names.ts`'s to find.
 */
export type ReadSuite = (request: SuiteRequest) => Promise<Suite>;

/** Where the cases of a prompt stand: in a file of their own, or in the prompt file. */
type Source =
  | { kind: 'file'; path: string; entry?: PromptEntry | undefined }
  | ({ kind: 'embedded' } & NonNullable<Prompt['embeddedSuite']>);

type StatedFiles = Pick<SuiteFiles, 'texts' | 'seen'> & { path: string; stated: StatedSuite };

/**
 * Makes a reader that parses and builds each suite once, for all prompts that share it and at all snapshots at which its
 * files are the same.
 */
export function suiteReader(): ReadSuite {
  const rememberStated = rememberingFiles<StatedFiles>();
  const rememberSuite = rememberingFiles<{ suite: Suite; seen: Seen }>();
  return async ({ snapshot, prompt, entry }) => {
    const source = await findSource(prompt, entry, snapshot);
    const name = nameOf(source);
    const stated = await rememberStated(name, snapshot, () => readStated(source, snapshot));
    const options: BuildOptions = {
      path: source.path,
      segmentBy: entry?.segmentBy ?? [],
      groupBy: entry?.groupBy,
      lists: listVariablesOf(prompt),
      templates: prompt.valuesAreTemplates && prompt.engine === 'jinja' ? 'jinja' : 'names',
    };
    const key = JSON.stringify([name, ...whatMatters(stated, prompt, options)]);
    const { suite } = await rememberSuite(key, snapshot, () =>
      buildSuite(stated, prompt, { ...options, snapshot }),
    );
    return suite;
  };
}

/** Reads one suite, as a reader that has read none. */
export async function readSuite(request: SuiteRequest): Promise<Suite> {
  return await suiteReader()(request);
}

function nameOf(source: Source): string {
  if (source.kind === 'file') return JSON.stringify([source.path, source.entry?.dataset ?? null]);
  return JSON.stringify([source.path, source.reader, hashOf([source.source])]);
}

/**
 * All on which the cases depend besides their files. Only an agent's cases depend on what is sent with the prompt, and only
 * those that name prompts on its names.
 */
function whatMatters(
  { stated }: StatedFiles,
  { names, engine, path, includes }: Prompt,
  { segmentBy, groupBy, lists, templates }: BuildOptions,
): Json[] {
  const namesMatter = stated.tests.some(({ test }) => test.prompts !== undefined);
  const sent = stated.isOfAgent ? [path, ...Object.keys(includes)] : null;
  return [
    namesMatter ? (names ?? null) : null,
    engine === 'handlebars',
    sent,
    [...segmentBy],
    groupBy ?? null,
    [...lists].sort(),
    templates,
  ];
}

async function buildSuite(
  { path, stated, ...before }: StatedFiles,
  prompt: Prompt,
  { snapshot, ...options }: BuildOptions & { snapshot: Snapshot },
): Promise<{ suite: Suite; seen: Seen }> {
  if (stated.tests.length === 0) {
    throw new ConfigurationError('The suite has no cases.', {
      place: { path },
      remedy: 'Add some under `tests:`.',
    });
  }
  const files = suiteFiles(snapshot, before);
  const values = {
    ...{ files, root: path },
    keepsStructure: (name: string) => prompt.engine === 'handlebars' || options.lists.has(name),
  };
  const { tests: answerable, notices: ofAgent } = withoutUnmetNeeds(testsOf(stated, prompt), {
    path,
    prompt,
    isOfAgent: stated.isOfAgent ?? false,
  });
  const asked = await withTransformedVars({ tests: answerable, defaults: stated.defaults }, values);
  const defaults = asked.defaults && (await withFileValues(asked.defaults, values));
  const tests: StatedTest[] = [];
  const stating = [...stated.tests, ...(stated.defaults ? [stated.defaults] : [])];
  const unread = stating.flatMap(({ mistakes = [] }) => mistakes).slice(0, MOST_MISTAKES);
  let isRead = true;
  for (const test of asked.tests) {
    try {
      tests.push(stated.isPlain ? test : await withFileValues(test, values));
    } catch (problem) {
      isRead = false;
      unread.push(...mistakesIn(problem));
      if (unread.length >= MOST_MISTAKES) break;
    }
  }
  const { cases, notices, mistakes, isWhole } = buildCases(
    { ...stated, defaults, tests, notices: [...stated.notices, ...ofAgent] },
    options,
  );
  mistakes.unshift(...unread);
  if (mistakes.length === 0) refuseUnchecked(cases, path);
  const sha256 = hashOf(files.texts.map(({ text }) => text));
  const read = [...files.seen.texts].flatMap(([name, text]) => (text === undefined ? [] : [name]));
  const suite = { path, files: read, sha256, cases, notices: [...notices, ...nearDuplicates(path, cases)] };
  if (mistakes.length > 0) throw new MistakenSuite(mistakes, { suite, isWhole: isWhole && isRead });
  return { suite, seen: files.seen };
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

async function findSource(
  prompt: Prompt,
  entry: PromptEntry | undefined,
  snapshot: Snapshot,
): Promise<Source> {
  const embedded = entry?.suite === undefined ? prompt.embeddedSuite : null;
  if (embedded !== null) return { kind: 'embedded', ...embedded };
  return { kind: 'file', path: await findSuite(prompt, entry, snapshot), entry };
}

async function readStated(source: Source, snapshot: Snapshot): Promise<StatedFiles> {
  const files = suiteFiles(snapshot);
  const { path } = source;
  const place = { path };
  if (source.kind === 'embedded') {
    const file = { path, text: source.source };
    const stated = await readTestFile(file, files, { depth: 0, place, reader: source.reader });
    const tests = [...stated.tests, ...(stated.defaults === null ? [] : [stated.defaults])];
    files.texts.push({ path, text: JSON.stringify(tests.map(({ test }) => test)) });
    return { ...files, path, stated };
  }
  const [file] = await files.read([path], `/${path}`, place);
  if (file === undefined) {
    throw new ConfigurationError('There is no such suite.', { place });
  }
  const { dataset, places } = source.entry ?? {};
  if (dataset === undefined) {
    return { ...files, path, stated: await readTestFile(file, files, { depth: 0, place }) };
  }
  const isOfTool = dataset.as !== undefined || dataset.columns !== undefined;
  const stated = isOfTool
    ? readDataSet(file, { dataset, places })
    : await readTestFile(file, files, { depth: 0, place });
  // What the policy says of the columns is part of the suite: other columns, another suite.
  files.texts.push({ path, text: JSON.stringify(dataset) });
  return { ...files, path, stated: { ...stated, ofPolicy: assertionsOfPolicy({ dataset, places }) } };
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
      remedy: `Say under \`assert:\` of the tests or of \`defaultTest:\` (in a .prompt.yml under \`evaluators:\`) what an answer has to be like; or in the policy, \`suite: { path: ${path}, assert: [{ type: select-best, value: answers the question }] }\`, that it must not get worse.`,
    });
  }
}

function hashOf(texts: readonly string[]): string {
  const hash = createHash('sha256');
  for (const text of texts) {
    hash.update(`${Buffer.byteLength(text)}\n`).update(text);
  }
  return hash.digest('hex');
}
