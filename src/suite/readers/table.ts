import type { SuiteText } from '../files.ts';
import { agentSkills } from './agent-skills.ts';
import { csv } from './csv.ts';
import { githubModels } from './github-models.ts';
import { jsonLines } from './json-lines.ts';
import { list } from './list.ts';
import type { SuiteReader } from './reader.ts';

/** Every format of cases. */
const SUITE_READERS: readonly SuiteReader[] = [csv, jsonLines, agentSkills, list, githubModels];

/** The reader for a file, by its name and, where that does not tell, its text; undefined if there is none. */
export function readerOfFile(file: SuiteText): SuiteReader | undefined {
  return SUITE_READERS.find(
    (reader) => reader.fileName?.test(file.path) && (reader.recognises?.(file) ?? true),
  );
}

/** The reader of this name. Throws for an unknown name, which is a bug of the prompt format that names it. */
export function readerNamed(name: string): SuiteReader {
  const reader = SUITE_READERS.find((each) => each.name === name);
  if (reader === undefined) throw new Error(`there is no suite reader "${name}"`);
  return reader;
}
