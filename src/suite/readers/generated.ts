import { ConfigurationError, type Place } from '../../base/errors.ts';
import { isMapping, type Json } from '../../base/json.ts';
import type { YamlDocument } from '../../document/yaml.ts';
import type { ProgramFile } from '../../interpreter/program-file.ts';
import { includeCandidates } from '../../prompt/includes.ts';
import { isFileReference, type SuiteFiles, valueOfFile } from '../files.ts';

/** Where a program is named, and what it is called with. */
export type Generator = { file: ProgramFile; config: Json | undefined; from: string; place: Place };

/**
 * What a JavaScript file exports as tests, or what its function returns, as a document with the file's path. It runs in
 * the interpreter; its files are part of the suite.
 * @throws ConfigurationError at the place where it is named.
 */
export async function generatedTests(
  { file: { name, exported }, config, from, place }: Generator,
  files: SuiteFiles,
): Promise<YamlDocument> {
  const path = await find(name, { from: [from], place, files });
  const { programOfFile, runProgram } = await import('../../interpreter/program.ts');
  const program = await programOfFile({ path, exported }, repositoryFiles(files), place);
  const args = config === undefined ? [] : [await withFiles(config, { from: [from], place, files })];
  const [value = null] = await runProgram(program, [args]);
  if (!Array.isArray(value) && !isMapping(value)) {
    throw new ConfigurationError(`${path} makes no tests: expected a list of tests.`, { place });
  }
  return { path, value, placeOf: () => ({ path }), placeOfKey: () => ({ path }) };
}

/** The files of a suite as a program's. */
export function repositoryFiles(files: SuiteFiles) {
  const read = async (path: string) => (await files.readPath(path))?.text;
  return { read, has: async (path: string) => (await read(path)) !== undefined };
}

type Where = { from: readonly string[]; place: Place; files: SuiteFiles };

/** The path of a program, which is beside one of these files, or at the root. Throws ConfigurationError for none. */
export async function find(name: string, { from, place, files }: Where): Promise<string> {
  const candidates = [...new Set(from.flatMap((each) => includeCandidates(each, name)))];
  for (const path of candidates) if ((await files.readPath(path)) !== undefined) return path;
  const problem = candidates.length === 0 ? 'leaves the repository' : 'is not there';
  throw new ConfigurationError(`The file "${name}" ${problem}.`, {
    place,
    ...(candidates.length > 0 && { remedy: `Looked for ${candidates.join(' and ')}.` }),
  });
}

/** The `config` of a program, with the contents of the files that its values name. */
async function withFiles(value: Json, where: Where): Promise<Json> {
  if (isFileReference(value)) {
    const found = (await where.files.read(where.from, value, where.place)).map(valueOfFile);
    return found.length === 1 ? (found[0] ?? null) : found;
  }
  if (Array.isArray(value)) return Promise.all(value.map((each) => withFiles(each, where)));
  if (!isMapping(value)) return value;
  const entries = Object.entries(value).map(
    async ([key, each]) => [key, await withFiles(each, where)] as const,
  );
  return Object.fromEntries(await Promise.all(entries));
}
