import { csv } from './csv.ts';
import { githubModels } from './github-models.ts';
import { jsonLines } from './json-lines.ts';
import { list } from './list.ts';
import type { SuiteReader } from './reader.ts';

/** Every way of writing cases down. */
const SUITE_READERS: readonly SuiteReader[] = [csv, jsonLines, list, githubModels];

/** The reader for a file of this name; undefined where there is none. */
export function readerOfFile(path: string): SuiteReader | undefined {
  return SUITE_READERS.find(({ fileName }) => fileName?.test(path));
}

/** The reader of this name. Throws for a name that none has, which is a bug of the prompt format that names it. */
export function readerNamed(name: string): SuiteReader {
  const reader = SUITE_READERS.find((each) => each.name === name);
  if (reader === undefined) throw new Error(`there is no suite reader "${name}"`);
  return reader;
}
